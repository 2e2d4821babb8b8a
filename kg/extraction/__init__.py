"""Reports as accounts."""
