"""Which database the tests run on, and which tests mean something there."""

import pytest
from django.conf import settings

ENGINE = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1].replace("sqlite3", "sqlite")
ASKED_BY = {"db", "transactional_db"}
# What a page says does not differ per database: the permission walk opens every page of every role
# on both, and the rooms below are tested on both as a whole.
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
        database["OPTIONS"].setdefault("options", "-c synchronous_commit=off")


def means_something(item: pytest.Item) -> bool:
    """Say whether to run a test here: what needs no database runs beside SQLite only."""
    if ENGINE == "sqlite":
        return item.get_closest_marker("postgresql") is None
    if any(f"tests/{folder}/" in item.nodeid for folder in PAGES):
        return item.get_closest_marker("postgresql") is not None
    needs = item.get_closest_marker("django_db") or ASKED_BY & set(item.fixturenames)  # type: ignore[attr-defined]
    return bool(needs) and item.get_closest_marker("sqlite") is None
