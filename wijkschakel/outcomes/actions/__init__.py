"""Counting a region and publishing what may be said of it."""
