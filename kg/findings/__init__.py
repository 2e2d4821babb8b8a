"""What validation found, and the forms in which people and machines read it."""
