"""What every part of this room keeps to: how few is too few, and what may go wrong.

Plain Python. Each trouble carries a sentence: what happened and what to do.
"""

import importlib.util

FEWEST_PEOPLE = 10  # below this number nothing is published about people
FEWEST_PAIRS = 20  # below this number nothing is said about change
ANALYSIS = "wijkschakel[analysis]"
CLUSTER = "wijkschakel[cluster]"


class OutcomeTrouble(ValueError):
    """Something in the question or the data makes an answer impossible."""


class BadInput(OutcomeTrouble):
    """A value that cannot be right: negative, not a number, of another shape."""


class NotInCatalogue(OutcomeTrouble):
    """A table, an area division or a period that was never agreed to publish."""


class LedgerBroken(OutcomeTrouble):
    """The record of what was published does not agree with itself."""


class SomebodyElsePublishes(OutcomeTrouble):
    """Another process holds the record of what was published."""


class SomebodyElseCounts(OutcomeTrouble):
    """Another process counts in the same folder."""


class MissingLibrary(OutcomeTrouble):
    """A library that the counting needs is not installed."""


def require(*names: str, extra: str = ANALYSIS) -> None:
    """Raise MissingLibrary when a library is not installed; imports nothing."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingLibrary(
            f"This needs {' and '.join(missing)}, not installed here. "
            f"Install the extra: pip install '{extra}'."
        )
