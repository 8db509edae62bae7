"""What may go wrong, each with a sentence that says what and what to do."""

import importlib.util

EXTRA = "wijkschakel[matching]"


class MatchingTrouble(ValueError):
    """Something in the question makes an answer impossible."""


class BadInput(MatchingTrouble):
    """A value that cannot be right: not a number, negative, too big."""


class TooManyPairs(MatchingTrouble):
    """More allowed pairs than the memory that was granted."""


class MissingLibrary(MatchingTrouble):
    """A library that the regional plan needs is not installed."""


class NotProven(MatchingTrouble):
    """A plan that does not pass the check."""


def require(*names: str, who: str = "The regional plan", extra: str = EXTRA) -> None:
    """Raise MissingLibrary when a library is not installed; imports nothing."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingLibrary(
            f"{who} needs {' and '.join(missing)}, not installed here. "
            f"Suggestions one by one still work. Install the extra: pip install '{extra}'."
        )
