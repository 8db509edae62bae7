"""Does several things at the same moment, for tests of what then becomes of each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from wijkschakel.base.errors import Refused


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment; give what became of each: what it gave, or the refusal."""

    def one(action: Callable[[], Any]) -> Any:
        try:
            return action()
        except Refused as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(one, actions))
