"""Reads of this room. `published` is for pages; `facts` reads people and is for the night only."""
