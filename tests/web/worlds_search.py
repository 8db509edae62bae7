"""A group of synonyms in the world of the permission walk."""

from collections.abc import Callable
from typing import Any

_NAMED = ("synonym_group", "take_synonyms_away", "put_synonyms_back")
ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    f"desk:{name}": lambda world: {"name": "lopen"} for name in _NAMED
}
