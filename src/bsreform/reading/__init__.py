"""Reading: files as people make them → rows with places. Reading never complains; rules do."""
