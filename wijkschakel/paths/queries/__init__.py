"""Reads of a path: for its owner, and of what was shared for who may see that."""
