"""Writes many rows in few statements."""

import itertools
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
BATCH = 2000


def add(rows: Iterable[Row]) -> int:
    """Write rows of one model in batches, so that memory stays small. Gives how many."""
    source = iter(rows)
    count = 0
    while batch := list(itertools.islice(source, BATCH)):
        manager = type(batch[0])._default_manager
        manager.bulk_create(batch, batch_size=BATCH)
        count += len(batch)
    return count


def add_quickly(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write very many plain rows: values by column, nothing for what has a default.

    A value that comes again in a column is made ready for the database once. For columns whose
    value depends on the row (encrypted texts) there is `add`.
    """
    fields = model._meta.concrete_fields
    ready: list[dict[Any, Any]] = [{} for _ in fields]
    defaults = [None if field.primary_key else field.get_default() for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    words = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608
    words += f"({', '.join(['%s'] * len(fields))})"

    def prepared(row: Mapping[str, Any]) -> list[Any]:
        found = []
        for place, field in enumerate(fields):
            value = row.get(field.attname, defaults[place])
            if value not in ready[place]:
                ready[place][value] = field.get_db_prep_save(value, connection)
            found.append(ready[place][value])
        return found

    values = [prepared(row) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(words, values)
    return len(values)


def add_new(rows: Iterable[Row]) -> int:
    """Write rows that are not there yet: the journal keeps its lines, also after a reset."""
    source = iter(rows)
    count = 0
    while batch := list(itertools.islice(source, BATCH)):
        manager = type(batch[0])._default_manager
        known = set(manager.filter(pk__in=[row.pk for row in batch]).values_list("pk", flat=True))
        count += add(row for row in batch if row.pk not in known)
    return count
