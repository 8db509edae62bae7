"""Makes an installation ready before pages are served: tables, static files, demonstration."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import definitions
from wijkschakel.people.models import Person

Say = Callable[[str], None]
# What comes with htmx and no page of ours loads: compressing it takes seconds.
NOT_LOADED = ["htmax-*", "htmx-4*", "htmx-2.js", "ext"]
STAMP = ".made-from"


class TablesAreBehind(Refused):
    """The database does not have the tables that this version expects."""


class NoFrontEnd(Refused):
    """The files that browsers get were not built."""


def waiting_migrations() -> list[str]:
    """Name the changes to tables that were not applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_tables_up_to_date(say: Say) -> None:
    """Apply what is waiting; in production a person does that, after a backup.

    :raises TablesAreBehind: in production.
    """
    waiting = waiting_migrations()
    if waiting and settings.PRODUCTION:
        raise TablesAreBehind(
            "De tabellen horen bij een oudere versie. Maak een back-up en doe: wijkschakel migrate"
            "\nThe tables belong to an older version. Make a backup, then run: wijkschakel migrate"
        )
    if waiting:
        say(f"-> {len(waiting)} wijzigingen in de tabellen / changes to the tables")
        call_command("migrate", interactive=False, verbosity=0)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def static_files_digest(folder: Path) -> str:
    """Sum up the built files: names, sizes and moments."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            about = file.stat()
            total.update(
                f"{file.relative_to(folder)} {about.st_size} {about.st_mtime_ns}\n".encode()
            )
    return total.hexdigest()


def gather_static_files(say: Say) -> None:
    """Give static files their hashes and compression, when they changed.

    :raises NoFrontEnd: when they were not built.
    """
    built = settings.STATICFILES_DIRS[0]
    if not any(built.glob("*")):
        raise NoFrontEnd(
            "De front-end-bestanden ontbreken. Doe eerst: make setup\n"
            "The front-end files are missing. First run: make setup"
        )
    stamp = settings.STATIC_ROOT / STAMP
    digest = static_files_digest(built)
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("-> Bestanden voor de browser klaarzetten / preparing files for the browser")
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_LOADED)
    stamp.write_text(digest)


def fill_demonstration(say: Say) -> None:
    """Fill the demonstration town when nobody lives there yet."""
    if Person.objects.exists():
        return
    say("-> Het demonstratiedorp vullen / filling the demonstration town")
    call_command("demo", if_empty=True)


def register_definitions() -> None:
    """Register the indicators that come along, where that is not done yet."""
    definitions.register_built_in(now=clock.now())
