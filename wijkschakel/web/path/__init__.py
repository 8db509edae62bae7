"""Pages of a resident's own path."""
