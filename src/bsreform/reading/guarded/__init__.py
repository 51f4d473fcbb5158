"""Reading in worker processes with limits, and the cache of what was read."""
