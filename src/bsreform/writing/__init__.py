"""The writers: each renders the one Report value, as workbook, screen or JSON; the last step of the flow."""
