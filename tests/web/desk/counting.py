"""Counts what a page asks the database."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def questions(ask: Callable[[], Any]) -> int:
    """Count the questions of one request that must succeed.

    Lines of the journal are not counted: a list of people notes a line for each of them, and
    SQLite takes those in blocks of some sixty.
    """
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code == 200
    return sum(query["sql"].startswith(("SELECT", "UPDATE", "DELETE")) for query in asked)
