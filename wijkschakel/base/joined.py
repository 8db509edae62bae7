"""Texts of many rows in one text, on each database."""

from typing import Any

from django.db.models import Aggregate, TextField, Value

BETWEEN = ","


class Joined(Aggregate):
    """Texts of many rows in one text; codes, numbers and dates have no comma in them."""

    function = "STRING_AGG"
    output_field = TextField()

    def __init__(self, text: Any, **extra: Any) -> None:
        super().__init__(text, Value(BETWEEN), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Say it as SQLite does."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)
