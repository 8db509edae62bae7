"""Putting things in the index and taking them out, in the transaction of the caller."""

import datetime as dt
import hashlib
import itertools
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db import connection, transaction

from wijkschakel.base.models import SearchDocument, SearchPosting
from wijkschakel.base.search import scale, vocabulary
from wijkschakel.base.text import stems

# How much more a word says in a title than in a long text.
IN_TITLE, IN_LABELS, IN_SUMMARY, IN_BODY = 50, 25, 20, 10
# A word that is said twice says more, but not twice as much.
HALF_WAY = 40
USUAL_WORDS = 40
LONGEST_TEXT = 20_000
MOST_WORDS = 400
CHUNK = 200
# So many at once change how rare words are.
MANY = 20
FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """What a room says of a thing that can be found."""

    kind: str
    thing_id: uuid.UUID
    district_code: str
    title: str
    labels: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    language: str = "nl"
    point: tuple[float, float] | None = None
    starts_at: dt.datetime | None = None
    facets: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Sum up everything but the moment."""
        told = asdict(self) | {"starts_at": None, "format": FORMAT}
        text = json.dumps(told, default=str, sort_keys=True)
        return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def put(
    kind: str,
    thing_id: uuid.UUID,
    *,
    district_code: str,
    title: str,
    labels: Iterable[str] = (),
    summary: str = "",
    body: str = "",
    language: str = "nl",
    point: tuple[float, float] | None = None,
    starts_at: dt.datetime | None = None,
    facets: Iterable[str] = (),
) -> None:
    """Let something be found, or found by its new words."""
    entry = Entry(
        kind, thing_id, district_code, title, tuple(labels), summary, body, language, point,
        starts_at, tuple(facets),
    )  # fmt: skip
    put_all([entry])


def put_all(entries: Iterable[Entry]) -> int:
    """Put many things; what did not change is left as it is. Gives how many were written."""
    source = iter(entries)
    written = 0
    while chunk := list(itertools.islice(source, CHUNK)):
        with transaction.atomic():
            written += _put_chunk({(entry.kind, entry.thing_id): entry for entry in chunk})
    if written >= MANY:
        vocabulary.count()
    return written


def drop(kind: str, thing_id: uuid.UUID) -> None:
    """Let something no longer be found."""
    drop_all(kind, [thing_id])


def drop_all(kind: str, thing_ids: Collection[uuid.UUID]) -> int:
    """Let these things no longer be found."""
    if not thing_ids:
        return 0
    with transaction.atomic():
        rows = SearchDocument.objects.filter(kind=kind, thing_id__in=list(thing_ids))
        numbers = list(rows.values_list("pk", flat=True))
        SearchPosting.objects.filter(document__in=numbers).delete()
        return rows.delete()[0]


def kinds() -> set[str]:
    """Give the kinds of things that can be found now."""
    return set(SearchDocument.objects.values_list("kind", flat=True).order_by().distinct())


@transaction.atomic
def keep_only(kind: str, thing_ids: Collection[uuid.UUID]) -> int:
    """Take out what is no longer among these things."""
    there = SearchDocument.objects.filter(kind=kind).values_list("thing_id", flat=True)
    return drop_all(kind, sorted(set(there) - set(thing_ids)))


@transaction.atomic
def set_starts(kind: str, starts: Mapping[uuid.UUID, dt.datetime | None]) -> int:
    """Say when things take place next; gives how many changed."""
    rows = SearchDocument.objects.filter(kind=kind, thing_id__in=list(starts))
    return _write_starts((row, starts[row.thing_id]) for row in rows.only("thing_id", "starts_at"))


def _write_starts(pairs: Iterable[tuple[SearchDocument, dt.datetime | None]]) -> int:
    changed = []
    for row, starts_at in pairs:
        if row.starts_at != starts_at:
            row.starts_at, row.starts_minute = starts_at, scale.minute(starts_at)
            changed.append(row)
    SearchDocument.objects.bulk_update(changed, ["starts_at", "starts_minute"], batch_size=CHUNK)
    return len(changed)


def _put_chunk(entries: dict[tuple[str, uuid.UUID], Entry]) -> int:
    """Write the rows of these entries that are new or say something else than before."""
    ids = [thing_id for _kind, thing_id in entries]
    kinds = {kind for kind, _id in entries}
    rows = SearchDocument.objects.select_for_update().filter(kind__in=kinds, thing_id__in=ids)
    known = {(row.kind, row.thing_id): row for row in rows.order_by("pk")}
    stale = {
        key: entry
        for key, entry in entries.items()
        if key not in known or known[key].digest != entry.digest
    }
    _write_starts((row, entries[key].starts_at) for key, row in known.items())
    if not stale:
        return 0
    documents = {key: _document(entry, known.get(key)) for key, entry in stale.items()}
    fresh = [row for key, row in documents.items() if key not in known]
    old = [row for key, row in documents.items() if key in known]
    if old:
        SearchPosting.objects.filter(document__in=[row.pk for row in old]).delete()
        SearchDocument.objects.bulk_update(old, FIELDS, batch_size=CHUNK)
    SearchDocument.objects.bulk_create(fresh, batch_size=CHUNK)
    _write_postings(stale, documents)
    return len(stale)


FIELDS = ["district_code", "language", "east", "north", "starts_at", "starts_minute", "facets",
    "digest"]  # fmt: skip


def _document(entry: Entry, row: SearchDocument | None) -> SearchDocument:
    document = row or SearchDocument(kind=entry.kind, thing_id=entry.thing_id)
    east, north = scale.metres(entry.point)
    document.district_code = entry.district_code
    document.language = entry.language
    document.east, document.north = east, north
    document.starts_at, document.starts_minute = entry.starts_at, scale.minute(entry.starts_at)
    document.facets = f" {' '.join(sorted(entry.facets))} " if entry.facets else ""
    document.digest = entry.digest
    return document


def _write_postings(
    entries: Mapping[tuple[str, uuid.UUID], Entry],
    documents: Mapping[tuple[str, uuid.UUID], SearchDocument],
) -> None:
    weights = {key: weigh(entry) for key, entry in entries.items()}
    numbers = vocabulary.learn({word for words in weights.values() for word in words})
    rows = [
        (documents[key].pk, numbers[word], weight)
        for key, words in weights.items()
        for word, weight in words.items()
    ]
    # There are very many: written without making an object of each.
    into = SearchPosting._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {into} (document_id, word_id, weight) VALUES (%s, %s, %s)",  # noqa: S608
            rows,
        )


def weigh(entry: Entry) -> dict[str, int]:
    """Give each word of a thing with how much it says of it, of a thousand.

    Whole numbers only, so that every database ranks the same. A word in a short text says more
    than the same word in a long one.
    """
    said: dict[str, int] = {}
    length = 0
    parts = [(entry.title, IN_TITLE), (entry.summary, IN_SUMMARY), (entry.body, IN_BODY)]
    parts += [(label, IN_LABELS) for label in entry.labels]
    for text, worth in parts:
        for word in stems.words(text[:LONGEST_TEXT]):
            said[word] = said.get(word, 0) + worth
            length += 1
    half_way = HALF_WAY * (USUAL_WORDS + length) // (2 * USUAL_WORDS)
    most = sorted(said.items(), key=lambda pair: -pair[1])[:MOST_WORDS]
    return {word: 1000 * worth // (worth + half_way) for word, worth in most}
