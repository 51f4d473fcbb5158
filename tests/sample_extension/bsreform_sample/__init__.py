"""A package that adds a layout, a rule and an indicator to bsreform, as docs/EXTENDING.md says."""
