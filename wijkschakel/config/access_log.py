"""What the access log says: which page, how it went, how long it took. Never who."""

import re
from typing import Any

from gunicorn.glogging import Logger

KEY = re.compile(r"[A-Za-z0-9_.:~-]{20,}")


def without_keys(path: str) -> str:
    """Leave out numbers and keys in a path: some of them open a door."""
    return "/".join("*" if KEY.fullmatch(part) else part for part in path.split("/"))


class PathsOnly(Logger):
    """The logger of gunicorn, that knows paths without keys."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        """Give the words of a line."""
        words = super().atoms(*args)
        return {name: words[name] for name in "msBM"} | {"U": without_keys(words["U"] or "")}
