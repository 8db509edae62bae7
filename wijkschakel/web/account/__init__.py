"""Signing in, and what is known about me."""
