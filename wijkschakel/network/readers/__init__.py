"""Readers of open formats: plain Python, no database, no clock.

They read from a file or an answer and give what they found, one thing at a time, together
with a note for everything they could not use. They trust nothing they read."""
