"""Writes many rows in few statements."""

import itertools
from collections.abc import Iterable
from typing import TypeVar

from django.db import models

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


def add_new(rows: Iterable[Row]) -> int:
    """Write rows that are not there yet: the journal keeps its lines, also after a reset."""
    source = iter(rows)
    count = 0
    while batch := list(itertools.islice(source, BATCH)):
        manager = type(batch[0])._default_manager
        known = set(manager.filter(pk__in=[row.pk for row in batch]).values_list("pk", flat=True))
        count += add(row for row in batch if row.pk not in known)
    return count
