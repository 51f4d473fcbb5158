"""Files and folders: found, locked, saved whole, kept for later runs."""
