"""Which database the tests run on, and which tests mean something there."""

from typing import Any

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations as OfPostgreSQL

ENGINE = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1].replace("sqlite3", "sqlite")
ASKED_BY = {"db", "transactional_db"}
# What a page says does not differ per database: the permission walk opens every page on both, and
# the rooms below are tested on both as a whole.
PAGES = ("web/account", "web/common", "web/desk", "web/gallery", "web/home", "web/portal")


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


def means_something(item: pytest.Item) -> bool:
    """Say whether to run a test here: what needs no database runs beside SQLite only."""
    if ENGINE == "sqlite":
        return item.get_closest_marker("postgresql") is None
    if any(f"tests/{folder}/" in item.nodeid for folder in PAGES):
        return item.get_closest_marker("postgresql") is not None
    needs = item.get_closest_marker("django_db") or ASKED_BY & set(item.fixturenames)  # type: ignore[attr-defined]
    return bool(needs) and item.get_closest_marker("sqlite") is None
