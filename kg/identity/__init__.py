"""What is the same, what is part of what, and which figures may be added."""
