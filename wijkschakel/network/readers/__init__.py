"""Readers of open formats: plain Python, bytes in, records and rejections out."""
