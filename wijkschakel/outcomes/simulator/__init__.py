"""Populations with a known truth, to see whether our figures are honest: plain Python, no Django.

`populations` people who enrol, drop out, have good and bad days · `trials` what naive counting
says of them, what we say, and what is true.
"""
