"""Building the search index anew from everything the rooms let be found."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator

from django.db import transaction

from wijkschakel.activities.actions import (
    finding,
    finding_hours,
    finding_initiatives,
    finding_services,
    posts,
)
from wijkschakel.base import search
from wijkschakel.base.search import vocabulary
from wijkschakel.learning import queries as lesson_queries
from wijkschakel.learning.actions import finding as finding_lessons

Say = Callable[[str], None]
# Per kind a function that gives everything of it that can be found. Every room adds its own.
SOURCES: dict[str, Callable[[dt.datetime], Iterator[search.Entry]]] = {
    finding.KIND: finding.entries,
    posts.SEARCH_KIND: posts.entries,
    finding_services.KIND: finding_services.entries,
    finding_hours.KIND: finding_hours.entries,
    finding_initiatives.KIND: finding_initiatives.entries,
    lesson_queries.KIND: finding_lessons.entries,
}
STEP = 500


@transaction.atomic
def rebuild(now: dt.datetime, say: Say) -> dict[str, int]:
    """Put everything again, take out what is gone, and work out the forms of all words.

    Doing it twice changes nothing. Gives how many things there are of each kind.
    """
    counts = {kind: _rebuild_kind(kind, now, say) for kind in SOURCES}
    for kind in search.kinds() - set(SOURCES):
        search.keep_only(kind, set())
    vocabulary.forget_unused()
    say(f"{vocabulary.learn_again()} woorden")
    vocabulary.count()
    return counts


def _rebuild_kind(kind: str, now: dt.datetime, say: Say) -> int:
    seen: set[uuid.UUID] = set()

    def counted() -> Iterator[search.Entry]:
        for entry in SOURCES[kind](now):
            seen.add(entry.thing_id)
            yield entry
            if len(seen) % STEP == 0:
                say(f"{len(seen)} {kind}")

    search.put_all(counted())
    search.keep_only(kind, seen)
    say(f"{len(seen)} {kind}, klaar")
    return len(seen)
