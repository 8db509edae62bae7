"""Cells of a sheet: a text that a spreadsheet would run as a formula is kept a text."""

import re

# What starts a formula in a spreadsheet, also in the wide letters that some of them fold.
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
    "\N{MINUS SIGN}",
)
# A telephone number with its country, and a number below zero, are what they are.
HARMLESS = re.compile(r"\+[0-9][0-9 ]{5,18}[0-9]|-[0-9]{1,15}([.,][0-9]{1,15})?")


def safe_cell(value: object) -> object:
    """Give the value as a sheet may have it: only text that looks like a formula is marked.

    A quote in front is how spreadsheets themselves mark a text. Spaces in front do not help an
    attacker: some readers skip them, so do we.
    """
    if not isinstance(value, str):
        return value
    start = value.lstrip(" \u00a0")
    if start.startswith(STARTS) and not HARMLESS.fullmatch(value):
        return f"'{value}"
    return value
