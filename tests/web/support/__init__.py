"""Pages of help between people."""
