"""Counts how often pages are opened: a day, a page, a number. Never who, never from where."""

import atexit
import datetime as dt
import logging
import threading
from collections import Counter

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from wijkschakel.base.models import Visit

PAUSE = dt.timedelta(minutes=1)
log = logging.getLogger("wijkschakel.visits")


class VisitCounter:
    """Holds counts in memory and writes them once a minute, so that reading stays quick."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[dt.date, str]] = Counter()
        self._written_at: dt.datetime | None = None
        self._lock = threading.Lock()

    def add(self, page: str, now: dt.datetime) -> None:
        """Count one visit; write when the last writing was a while ago."""
        with self._lock:
            self._counts[timezone.localdate(now), page] += 1
            self._written_at = self._written_at or now
            is_time = now - self._written_at >= PAUSE
        if is_time:
            self.write(now)

    def write(self, now: dt.datetime | None = None) -> None:
        """Add what is held to the database; when that fails it is held for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._written_at = now
        if not counts:
            return
        try:
            _add(counts)
        except DatabaseError as error:
            log.warning("visits not written: %s", type(error).__name__)
            with self._lock:
                self._counts += counts


@transaction.atomic
def _add(counts: Counter[tuple[dt.date, str]]) -> None:
    pages = sorted(counts)
    Visit.objects.bulk_create(
        [Visit(day=day, page=page) for day, page in pages], ignore_conflicts=True
    )
    for day, page in pages:
        Visit.objects.filter(day=day, page=page).update(count=F("count") + counts[day, page])


def visits_since(day: dt.date) -> list[tuple[str, int]]:
    """Give pages with their number of visits since a day, most visited first."""
    rows = Visit.objects.filter(day__gte=day).values_list("page").annotate(total=Sum("count"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _write_at_exit() -> None:
    counter.write()
    connection.close()


counter = VisitCounter()
atexit.register(_write_at_exit)
