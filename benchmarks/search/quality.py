"""How well search finds: measured on questions with judged answers, beside PostgreSQL's own Dutch.

MRR is one over the rank of the first right answer, on average, looking at ten. Recall@5 is the
part of the right answers among the first five (of at most five).
"""

import csv
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from django.db import connection, transaction

from benchmarks.search.names import FAQ, SHARED
from wijkschakel.activities.models import Activity
from wijkschakel.base import clock, search

QUERIES = Path(__file__).with_name("queries.csv")
LOOKED_AT = 10
Finder = Callable[[str], list[uuid.UUID]]


@dataclass(frozen=True)
class Query:
    """A question with the things that answer it."""

    text: str
    answers: frozenset[uuid.UUID]
    is_everyday: bool = False
    half: str = ""


@dataclass(frozen=True)
class Text:
    """A thing that can be found, as both engines get it."""

    pk: uuid.UUID
    title: str
    summary: str
    body: str


def own_queries() -> list[Query]:
    """Read our own questions; answers are titles of the demonstration."""
    numbers = dict(Activity.objects.values_list("title", "pk"))
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [
            Query(
                row["query"],
                frozenset(numbers[title] for title in row["answers"].split("|")),
                row["everyday"] == "ja",
                row["half"],
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def demo_texts() -> list[Text]:
    """Give the activities of the demonstration."""
    return [
        Text(one.pk, one.title, one.summary, f"{one.description}\n{one.venue or ''}")
        for one in Activity.objects.select_related("venue")
    ]


def faq() -> tuple[list[Text], list[Query]] | None:
    """Read questions and answers of others; None when they are not on this machine.

    Only the answers are put in; the question is what is asked. A question that has several rows
    has several right answers.
    """
    file = SHARED / FAQ
    if not file.exists():
        return None
    sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
    rows = [row[:2] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] and row[1]]
    texts: dict[str, Text] = {}
    right: dict[str, set[uuid.UUID]] = {}
    for question, answer in rows:
        text = texts.setdefault(
            answer, Text(uuid.uuid5(uuid.NAMESPACE_URL, answer), "", "", answer)
        )
        right.setdefault(str(question).strip(), set()).add(text.pk)
    return list(texts.values()), [Query(asked, frozenset(pks)) for asked, pks in right.items()]


def scores(finder: Finder, queries: Iterable[Query]) -> dict[str, float]:
    """Ask every question and give MRR and recall@5, of a hundred."""
    ranks, recalls = [], []
    for query in queries:
        found = finder(query.text)[:LOOKED_AT]
        rank = next((n for n, pk in enumerate(found, 1) if pk in query.answers), 0)
        ranks.append(1 / rank if rank else 0.0)
        right = len(query.answers & set(found[:5]))
        recalls.append(right / min(5, len(query.answers)))
    count = len(ranks) or 1
    return {
        "mrr": round(100 * sum(ranks) / count, 1),
        "recall5": round(100 * sum(recalls) / count, 1),
        "n": len(ranks),
    }


def ours(kind: str) -> Finder:
    """Give a function that asks our own search."""
    now = clock.now()
    return lambda text: [
        hit.thing_id for hit in search.find(text, kinds=(kind,), now=now, limit=LOOKED_AT)
    ]


def postgresql(texts: Iterable[Text]) -> Finder:
    """Give a function that asks PostgreSQL, with its Dutch words and the same weights of fields.

    Any word may match: that finds far more than asking for all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_texts")
        cursor.execute("CREATE TEMPORARY TABLE bench_texts (pk uuid, words tsvector)")
        cursor.executemany(
            "INSERT INTO bench_texts VALUES (%s, setweight(to_tsvector('dutch', %s), 'A') || "
            "setweight(to_tsvector('dutch', %s), 'B') || to_tsvector('dutch', %s))",
            [(text.pk, text.title, text.summary, text.body) for text in texts],
        )

    def find(text: str) -> list[uuid.UUID]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT plainto_tsquery('dutch', %s)::text", [text])
            wanted = cursor.fetchone()[0].replace(" & ", " | ")
            cursor.execute(
                "SELECT pk FROM bench_texts WHERE words @@ %s::tsquery "
                "ORDER BY ts_rank(words, %s::tsquery) DESC, pk LIMIT %s",
                [wanted, wanted, LOOKED_AT],
            )
            return [row[0] for row in cursor.fetchall()]

    return find


def halves(queries: list[Query]) -> dict[str, list[Query]]:
    """Give the parts that are told apart: looked at while tuning, held back, everyday words."""
    held = [query for query in queries if query.half == "held"]
    return {
        "tuned": [query for query in queries if query.half == "tuned"],
        "held": held,
        "held, everyday": [query for query in held if query.is_everyday],
    }


def search_quality() -> dict[str, dict[str, float]]:
    """Measure on the demonstration that was filled here, and on the answers of others."""
    is_postgresql = connection.vendor == "postgresql"
    found: dict[str, dict[str, float]] = {}
    queries, texts = own_queries(), demo_texts()
    for name, part in halves(queries).items():
        found[f"ours: {name}"] = scores(ours("activity"), part)
        if is_postgresql:
            found[f"postgresql: {name}"] = scores(postgresql(texts), part)
    if others := faq():
        found |= _faq_scores(*others)
    return found


def _faq_scores(texts: list[Text], queries: list[Query]) -> dict[str, dict[str, float]]:
    found = {}
    with transaction.atomic():
        search.put_all(
            search.Entry("answer", text.pk, "", text.title, body=text.body) for text in texts
        )
        found["ours: nl-faq"] = scores(ours("answer"), queries)
        if connection.vendor == "postgresql":
            found["postgresql: nl-faq"] = scores(postgresql(texts), queries)
        transaction.set_rollback(True)
    return found
