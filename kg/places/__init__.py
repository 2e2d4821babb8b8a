"""Countries and places by their names."""
