"""The same question gives the same answers in the same order on every database.

When the ranking or the texts change on purpose, write the answers down anew, look at what changed,
and run on both databases: WIJKSCHAKEL_WRITE_GOLDEN=1 pytest tests/base/search
"""

import csv
import datetime as dt
import itertools
import json
import os
import uuid
from pathlib import Path

import pytest

from wijkschakel.base import search
from wijkschakel.upkeep.demo import texts

NOW = dt.datetime(2026, 11, 24, 12, 20, tzinfo=dt.UTC)
HERE = (52.25, 6.16)
GOLDEN = Path(__file__).with_name("golden.json")
QUERIES = Path(__file__).parents[3] / "benchmarks" / "search" / "queries.csv"
ASKED = 46


def questions():
    """Give every fifth of our questions, from both halves."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = [row["query"] for row in csv.DictReader(file, delimiter=";")]
    return list(itertools.islice(rows, 0, None, 5))


def things():
    """Give the activities of the demonstration as they are written, each with a place and a day."""
    for number, row in enumerate(texts.read("activities")["activity"]):
        yield search.Entry(
            "activity",
            uuid.uuid5(uuid.NAMESPACE_URL, row["key"]),
            "WK990101",
            title=row["title"],
            labels=(row["venue"], row["theme"]),
            summary=row["summary"],
            body=row["description"],
            point=(HERE[0] + number % 7 / 300, HERE[1]),
            starts_at=NOW + dt.timedelta(days=number % 5),
        )


@pytest.fixture
def answers(db):
    """Answer the questions with titles, best first."""
    titles = {thing.thing_id: thing.title for thing in things()}
    search.put_all(things())
    return {
        question: [
            titles[hit.thing_id] for hit in search.find(question, near=HERE, now=NOW, limit=5)
        ]
        for question in questions()
    }


def test_forty_questions_are_answered_as_written_down_on_whichever_database(answers):
    assert len(answers) == ASKED
    if os.environ.get("WIJKSCHAKEL_WRITE_GOLDEN"):
        GOLDEN.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")
    assert answers == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_at_least_a_third_of_our_questions_have_no_word_of_their_answer():
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) >= 120
    assert 3 * sum(row["everyday"] == "ja" for row in rows) >= len(rows)
