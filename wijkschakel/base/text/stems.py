"""Dutch stems for search."""

import re

import snowballstemmer

_dutch = snowballstemmer.stemmer("dutch")


def stems(text: str) -> list[str]:
    """Give the stems of the words in a text, in order, each once."""
    return list(dict.fromkeys(_dutch.stemWords(re.findall(r"\w+", text.lower()))))


def search_stems(*texts: str) -> str:
    """Give the stems of all texts with a space on both sides of each."""
    found = stems(" ".join(texts))
    return f" {' '.join(found)} " if found else ""
