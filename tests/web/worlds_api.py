"""What machines ask for in the world of the permission walk."""

from collections.abc import Callable
from typing import Any

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api:feed": lambda world: {"name": "session-series"},
}
