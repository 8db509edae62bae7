"""Which database the tests run on, and which tests mean something there."""

import zlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations as OfPostgreSQL

from tests import levels

ENGINE = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1].replace("sqlite3", "sqlite")
ASKED_BY = {"db", "transactional_db"}
# What a page says does not differ per database: the permission walk opens every page on both, and
# the rooms below are tested on both as a whole.
PAGES = (
    "web/account",
    "web/common",
    "web/desk",
    "web/gallery",
    "web/home",
    "web/learn",
    "web/portal",
)
# Where a database makes the difference every test runs on both, every day: locks and races, what is
# only added to, search, SQL of our own, what is emptied, and migrations.
DIFFERENT = (
    "base/", "activities/test_race", "outcomes/test_ledger", "outcomes/test_cube", "faults/",
    "support/matching/test_live", "support/matching/test_tables", "upkeep/test_preparing",
    "upkeep/test_retention", "upkeep/test_doctor", "web/test_permission_matrix",
)  # fmt: skip
# What fills a whole town or region once more: tests/upkeep/test_demo_rows.py fills one every day.
FULL = ("upkeep/test_demo_town", "upkeep/test_demo_region", "upkeep/test_demo_grown")
FULL += ("network/test_real_neighbourhoods",)
# What is made of a region after it was read is files alone; one is published from both every day.
FULL += ("outcomes/test_building",)
DIFFERENT += ("outcomes/test_facts.py::test_commands_publish_count_and_audit_a_region",)


def prepare() -> None:
    """Put the test database in a file: threads and processes meet there as in real life."""
    database = settings.DATABASES["default"]
    database.setdefault("TEST", {})
    if ENGINE == "sqlite":
        database["TEST"]["NAME"] = str(settings.VAR / "test.sqlite3")
        # Power cuts are not tried in these processes, so nobody waits for the disk.
        pragmas = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = pragmas.replace("=FULL", "=OFF")
    else:
        # Nobody waits for the disk; and no plan is compiled, which pays for large tables only.
        database["OPTIONS"].setdefault("options", "-c synchronous_commit=off -c jit=off")
        empty_only_what_is_full()


def empty_only_what_is_full() -> None:
    """Empty on PostgreSQL the few tables that a test filled: TRUNCATE makes new files for all."""

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        if options.get("reset_sequences") or not tables:
            return list(truncate(self, style, tables, **options))
        asked = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM {self.quote_name(table)})"  # noqa: S608
            for table in tables
        )
        with self.connection.cursor() as cursor:
            cursor.execute(asked)
            return [f"DELETE FROM {self.quote_name(table)}" for (table,) in cursor.fetchall()]  # noqa: S608

    truncate = OfPostgreSQL.sql_flush
    OfPostgreSQL.sql_flush = sql_flush  # type: ignore[method-assign]


def is_read(file: Path) -> bool:
    """Say whether anything in a file of tests can run here; reading them all takes long."""
    if ENGINE == "sqlite" or not file.name.startswith("test_"):
        return True
    text, place = file.read_text(), file.as_posix()
    if any(f"/tests/{folder}/" in place for folder in PAGES):
        return "pytest.mark.postgresql" in text
    return "\npytestmark = pytest.mark.once\n" not in text


def means_something(item: pytest.Item) -> bool:
    """Say whether to run a test here: what needs no database runs beside SQLite only."""
    if ENGINE == "sqlite":
        return item.get_closest_marker("postgresql") is None
    if item.get_closest_marker("postgresql"):
        return True
    if any(f"tests/{folder}/" in item.nodeid for folder in PAGES):
        return False
    asked = item.get_closest_marker("django_db")
    needs = asked or ASKED_BY & set(item.fixturenames)  # type: ignore[attr-defined]
    if not needs or item.get_closest_marker("sqlite"):
        return False
    return levels.THOROUGH or differs(item, asked)


def differs(item: pytest.Item, asked: pytest.Mark | None) -> bool:
    """Say whether a test runs on a second database every day too."""
    place = item.nodeid.removeprefix("tests/")
    commits = "transactional_db" in item.fixturenames  # type: ignore[attr-defined]
    if commits or (asked and asked.kwargs.get("transaction")) or place.startswith(DIFFERENT):
        return True
    if place.startswith(FULL):
        return False
    return zlib.crc32(place.encode()) % levels.ONE_IN == 0
