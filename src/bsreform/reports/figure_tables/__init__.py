"""Tables over all units, side by side on the sheet of all figures."""
