"""From bytes to raw sheets of cells and their marks."""
