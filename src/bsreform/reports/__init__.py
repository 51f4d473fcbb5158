"""Reports: one file per report says which sheets it has; `sheets/` makes the sheets that reports share."""
