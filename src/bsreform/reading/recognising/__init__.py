"""From raw sheets to typed rows."""
