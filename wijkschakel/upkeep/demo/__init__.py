"""The demonstration town Hazelrode, and the region of 100,000 around it.

Everything follows from a seed and a moment: the same two give the same data. Texts and
names are in `data/`, made up for this purpose; nobody and nothing in it exists.
"""
