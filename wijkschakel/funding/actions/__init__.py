"""Asking, bidding, choosing with two people, and carrying out: each topic in a module."""
