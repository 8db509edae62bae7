"""Pages for machines."""
