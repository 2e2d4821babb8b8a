"""Files as reports."""
