"""Lets the tests empty the journal between two tests. The application has no such door."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
ON_POSTGRESQL = """
    SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid = to_regclass(%s)
"""
TABLE = "base_journalentry"


@contextmanager
def journal_open(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the triggers of the journal away, and put the same ones back."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if is_sqlite else ON_POSTGRESQL, [TABLE])
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {TABLE}"))
    yield
    with connection.cursor() as cursor:
        for _, definition in triggers:
            cursor.execute(definition)


def let_flush_empty_the_journal() -> None:
    """Make the flush after a test with real transactions go around the triggers."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_with_open_journal(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with journal_open(self.connection):
            flush(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush_with_open_journal  # type: ignore[method-assign]
