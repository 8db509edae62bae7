"""How fast search finds among very many things."""

import datetime as dt
import random
import statistics
import time
import uuid
from collections.abc import Iterator

from django.db import connection

from benchmarks.search.quality import own_queries
from wijkschakel.base import clock, search
from wijkschakel.upkeep.demo import texts

THINGS = 20_000
DISTRICTS = 12
MIDDLE = (52.25, 6.16)
ROUNDS = 1


def _things(count: int, now: dt.datetime) -> Iterator[search.Entry]:
    """Give things in the words of the demonstration, mixed, spread over a region."""
    chance = random.Random(1)
    region = texts.read("region")
    rows = [*texts.read("activities")["activity"], *region["activity"]]
    for _number in range(count):
        row, other = chance.choice(rows), chance.choice(rows)
        hood = chance.choice(region["neighbourhoods"])
        yield search.Entry(
            kind=chance.choice(["activity", "service"]),
            thing_id=uuid.UUID(int=chance.getrandbits(128), version=4),
            district_code=f"WK9901{chance.randrange(DISTRICTS):02}",
            title=row["title"].format(hood=hood, venue=f"Buurthuis {hood}"),
            labels=(f"Buurthuis {hood}", chance.choice(["Bewegen", "Eten", "Praten", "Hulp"])),
            summary=row["summary"],
            body=row["description"] + other["description"],
            point=(MIDDLE[0] + chance.gauss(0, 0.08), MIDDLE[1] + chance.gauss(0, 0.12)),
            starts_at=now + dt.timedelta(minutes=chance.randrange(40_000)),
        )


def search_speed(count: str = str(THINGS)) -> dict[str, float]:
    """Put many things, ask all our questions, and give milliseconds."""
    now = clock.now()
    began = time.perf_counter()
    search.put_all(_things(int(count), now))
    filling = time.perf_counter() - began
    if connection.vendor == "postgresql":
        # What PostgreSQL does by itself within a minute.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    everywhere, nearby = [], []
    questions = [query.text for query in own_queries()]
    for text in questions * ROUNDS:
        began = time.perf_counter()
        search.find(text, near=MIDDLE, now=now)
        everywhere.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        search.find(text, near=MIDDLE, now=now, district_codes=["WK990103"])
        nearby.append((time.perf_counter() - began) * 1000)
    return {
        "filling": filling,
        "p50": statistics.median(everywhere),
        "p95": statistics.quantiles(everywhere, n=20)[-1],
        "district p50": statistics.median(nearby),
        "district p95": statistics.quantiles(nearby, n=20)[-1],
    }
