"""What goes back to the senders: requests, marked and mended copies, forms to fill in."""
