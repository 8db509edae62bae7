"""Every write in a path."""
