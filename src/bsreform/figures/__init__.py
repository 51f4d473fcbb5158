"""Every figure once: its rows, its mask, its count, its list."""
