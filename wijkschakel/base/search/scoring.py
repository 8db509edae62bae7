"""The one statement that ranks: whole numbers only, the same on SQLite and PostgreSQL."""

import datetime as dt
import math
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection

from wijkschakel.base.models import SearchDocument, SearchPosting
from wijkschakel.base.search import scale
from wijkschakel.base.search.asking import Asked

# Of a thousand: how much is added for what is near (metres) and soon (minutes from now).
NEARER = ((300, 250), (600, 220), (1000, 190), (1500, 150), (2500, 110), (5000, 60), (10000, 25))
SOONER = ((0, 150), (24 * 60, 140), (3 * 24 * 60, 110), (7 * 24 * 60, 80), (28 * 24 * 60, 30))
GONE_ON_FOR = 12 * 60
FAR = 10**15


@dataclass(frozen=True)
class Where:
    """Among which things to look, from where, and when."""

    now: dt.datetime
    kinds: Collection[str] | None = None
    district_codes: Collection[str] | None = None
    near: tuple[float, float] | None = None
    facets: Sequence[str] = ()


@dataclass(frozen=True)
class Scored:
    """A document with its score."""

    document: int
    kind: str
    thing_id: uuid.UUID
    score: int


def rarity(documents: int, total: int) -> int:
    """Give how much a word tells, in whole hundredths: rare words tell much more."""
    return round(100 * math.log2(1 + (total + 1) / (documents + 1)) ** 1.5)


def score(asked: Sequence[Asked], where: Where, limit: int) -> list[Scored]:
    """Rank: the words of the question that were met, then nearer and sooner."""
    tells = [rarity(one.documents, one.total) for one in asked]
    meanings = [
        (word, number, quality * tells[number] // 100)
        for number, one in enumerate(asked)
        for word, quality in one.meanings.items()
    ]
    if not meanings:
        return []
    conditions, values = _conditions(where)
    statement = _statement(len(meanings), where, conditions)
    flat = [value for meaning in meanings for value in meaning]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*flat, *values, limit])
        return [
            Scored(number, kind, uuid.UUID(str(thing)), points)
            for number, kind, thing, points, _distance in cursor.fetchall()
        ]


def _statement(meanings: int, where: Where, conditions: str) -> str:
    """Write the statement; nothing in its text comes from outside but whole numbers of ours."""
    rows = ", ".join(["(%s, %s, %s)"] * meanings)
    posting, document = SearchPosting._meta.db_table, SearchDocument._meta.db_table
    return f"""
        WITH asked(word, number, factor) AS (VALUES {rows}),
        met AS (
            SELECT p.document_id AS document, MAX(p.weight * a.factor) AS best
            FROM asked a CROSS JOIN {posting} p WHERE p.word_id = a.word
            GROUP BY p.document_id, a.number),
        said AS (SELECT document, SUM(best) AS points FROM met GROUP BY document)
        SELECT d.id, d.kind, d.thing_id,
            s.points * (1000 + {_nearer(where)} + {_sooner(where)}) / 1000 AS score,
            {_distance(where)} AS distance
        FROM said s JOIN {document} d ON d.id = s.document
        WHERE {conditions}
        ORDER BY 4 DESC, 5, COALESCE(d.starts_minute, {FAR}), d.thing_id
        LIMIT %s"""  # noqa: S608


def _conditions(where: Where) -> tuple[str, list[str]]:
    parts, values = ["1 = 1"], list[str]()
    for column, wanted in (("kind", where.kinds), ("district_code", where.district_codes)):
        if wanted is not None:
            marks = ", ".join(["%s"] * len(wanted))
            parts.append(f"d.{column} IN ({marks})" if wanted else "1 = 0")
            values += wanted
    for facet in where.facets:
        parts.append("d.facets LIKE %s")
        values.append(f"% {facet} %")
    return " AND ".join(parts), values


def _distance(where: Where) -> str:
    """Write the square of the distance in metres; far away when it is not known."""
    east, north = scale.metres(where.near)
    if east is None or north is None:
        return "0"
    squares = f"(d.east - {east}) * (d.east - {east}) + (d.north - {north}) * (d.north - {north})"
    return f"COALESCE({squares}, {FAR})"


def _nearer(where: Where) -> str:
    if where.near is None:
        return "0"
    distance = _distance(where)
    steps = " ".join(f"WHEN {distance} <= {m * m} THEN {more}" for m, more in NEARER)
    return f"CASE {steps} ELSE 0 END"


def _sooner(where: Where) -> str:
    """What began earlier today may still go on; what is over is not soon."""
    now = scale.minute(where.now) or 0
    steps = " ".join(f"WHEN d.starts_minute <= {now + m} THEN {more}" for m, more in SOONER)
    return f"CASE WHEN d.starts_minute < {now - GONE_ON_FOR} THEN 0 {steps} ELSE 0 END"
