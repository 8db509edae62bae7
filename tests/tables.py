"""The tables of the tests: made by the migrations once, and copied from then on.

The copy stands beside the other files of the tests, on PostgreSQL as a database of its own. It is
thrown away when a migration changes, or what migrations use, and at every thorough run of the
whole suite, which so tries all migrations on each database.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.base.creation import BaseDatabaseCreation

from tests import levels

Make = Callable[..., str]


def copy_from_now_on() -> None:
    """Let every test database be a copy."""
    creation = type(connections["default"].creation)
    made = creation.create_test_db

    def create(self: Any, verbosity: int = 1, autoclobber: bool = False, **more: Any) -> str:
        if more.get("keepdb"):
            return made(self, verbosity, autoclobber, **more)
        vendor = self.connection.vendor
        kind = OnPostgreSQL if vendor == "postgresql" else InAFile
        with _alone(vendor):
            return kind(self, mark()).create(
                lambda: made(self, verbosity, autoclobber, **more), verbosity, autoclobber
            )

    creation.create_test_db = create  # type: ignore[method-assign]


def mark() -> str:
    """Give what changes with everything that decides how the tables are made."""
    run = os.environ.get("WIJKSCHAKEL_TEST_RUN") if levels.THOROUGH else None
    found = hashlib.sha256(f"{django.VERSION}{run}".encode())
    used = Path(apps.get_app_config("base").path).rglob("*.py")
    migrations = (
        file for app in apps.get_app_configs() for file in Path(app.path, "migrations").glob("*.py")
    )
    for file in sorted({*used, *migrations}):
        found.update(file.read_bytes())
    found.update(" ".join(sorted(model._meta.label for model in apps.get_models())).encode())
    return found.hexdigest()[:12]


def copy_of_tables(target: Path) -> None:
    """Put all tables, and nothing in them, in a new SQLite file; a test database must be there."""
    target.write_bytes(InAFile(connections["default"].creation, mark()).file.read_bytes())


@contextmanager
def _alone(vendor: str) -> Iterator[None]:
    """Let others of this checkout wait: who comes first migrates."""
    with Path(settings.VAR, f"{vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Copied:
    """A test database that is copied when its tables were made before."""

    def __init__(self, creation: BaseDatabaseCreation, mark: str) -> None:
        """Remember whose tables."""
        self.creation, self.connection, self.mark = creation, creation.connection, mark

    def create(self, migrate: Make, verbosity: int, autoclobber: bool) -> str:
        """Give the name of a database with all tables, and connect to it."""
        if not self.is_there():
            name = migrate()
            self.keep()
            self.connection.ensure_connection()
            return name
        name = self.creation._get_test_db_name()
        self.copy(name, verbosity, autoclobber)
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        return name

    def is_there(self) -> bool:
        """Say whether there is something to copy."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what was made just now, and nothing older."""
        raise NotImplementedError

    def copy(self, name: str, verbosity: int, autoclobber: bool) -> None:
        """Put the copy where the test database must be."""
        raise NotImplementedError


class InAFile(Copied):
    """SQLite: a file beside the others."""

    @property
    def file(self) -> Path:
        """Give where it is kept."""
        return Path(settings.VAR, f"made-{self.mark}.sqlite3")

    def is_there(self) -> bool:
        """Look for the file."""
        return self.file.exists()

    def keep(self) -> None:
        """Write the file in one go."""
        for older in self.file.parent.glob("made-*"):
            older.unlink()
        half = self.file.with_suffix(".half")
        with self.connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(half)])
        half.replace(self.file)

    def copy(self, name: str, verbosity: int, autoclobber: bool) -> None:
        """Copy the file."""
        self.creation._create_test_db(verbosity, autoclobber, keepdb=False)
        for left_over in ("-wal", "-shm"):
            Path(name + left_over).unlink(missing_ok=True)
        Path(name).write_bytes(self.file.read_bytes())


class OnPostgreSQL(Copied):
    """PostgreSQL: a database that others are made after."""

    @property
    def name(self) -> str:
        """Give its name."""
        return f"{self.family}{self.mark}"

    @property
    def family(self) -> str:
        """Give how the names of all copies of this checkout begin."""
        return "made_" + hashlib.sha256(str(settings.VAR).encode()).hexdigest()[:8] + "_"

    def is_there(self) -> bool:
        """Ask the server."""
        return self.name in self._kept()

    def _kept(self) -> list[str]:
        with self.creation._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("SELECT datname FROM pg_database")
            return [name for (name,) in cursor.fetchall() if name.startswith(self.family)]

    def keep(self) -> None:
        """Have the server copy it; nobody may be connected then."""
        made = self.connection.settings_dict["NAME"]
        self.connection.close()
        older = self._kept()
        with self.creation._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            for name in older:
                cursor.execute(f'DROP DATABASE "{name}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{made}"')

    def copy(self, name: str, verbosity: int, autoclobber: bool) -> None:
        """Let the server make it after the other."""
        test = self.connection.settings_dict["TEST"]
        before, test["TEMPLATE"] = test.get("TEMPLATE"), self.name
        try:
            self.creation._create_test_db(verbosity, autoclobber, keepdb=False)
        finally:
            test["TEMPLATE"] = before
