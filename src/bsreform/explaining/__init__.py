"""From what was asked to its address, and from a report to what has changed since."""
