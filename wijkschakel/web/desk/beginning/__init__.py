"""A district begins: a few short questions, each to be skipped, and what is still missing."""
