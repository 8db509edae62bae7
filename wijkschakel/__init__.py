"""Wijkschakel: the software that neighbourhoods run their social life and care on."""
