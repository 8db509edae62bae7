"""Looks at an installation and says what is wrong, in Dutch and in English, with what to do."""

import datetime as dt
import shutil
import tempfile
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from wijkschakel.base.fields import (
    CannotDecrypt,
    EncryptedTextField,
    WrongKey,
    seal,
    unseal,
)
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import Person
from wijkschakel.upkeep import preparing
from wijkschakel.upkeep.demo import people as demo_people

GIGABYTE = 1024**3
SIGN_OF_LIFE = {"tick.alive": dt.timedelta(minutes=5), "worker.alive": dt.timedelta(minutes=15)}
CLOCK_MAY_DIFFER = dt.timedelta(minutes=2)
LETTER_MAY_WAIT = dt.timedelta(hours=2)
LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}


class Level(StrEnum):
    """How bad it is."""

    WRONG = "fout"
    MIND = "let op"
    GOOD = "goed"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    dutch: str
    english: str


def wrong(dutch: str, english: str) -> Finding:
    """Say what must be repaired."""
    return Finding(Level.WRONG, dutch, english)


def mind(dutch: str, english: str) -> Finding:
    """Say what deserves a look; in production it is wrong."""
    return Finding(Level.WRONG if settings.PRODUCTION else Level.MIND, dutch, english)


def good(dutch: str, english: str) -> Finding:
    """Say what was found in order."""
    return Finding(Level.GOOD, dutch, english)


def database_answers(now: dt.datetime) -> Iterator[Finding]:
    """Look at the database: is it there, and are its tables of this version?"""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield wrong(
            f"De database antwoordt niet ({type(error).__name__}). Kijk naar WIJKSCHAKEL_DATABASE "
            "en of de databaseserver draait.",
            f"The database does not answer ({type(error).__name__}). Look at WIJKSCHAKEL_DATABASE "
            "and whether the database server runs.",
        )
        return
    waiting = preparing.waiting_migrations()
    if waiting:
        yield wrong(
            f"{len(waiting)} wijzigingen in de tabellen wachten. Maak een back-up en doe: "
            "wijkschakel migrate",
            f"{len(waiting)} changes to the tables are waiting. Make a backup, then run: "
            "wijkschakel migrate",
        )
        return
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        yield wrong(
            "De tabel van het kortetermijngeheugen ontbreekt. Doe: wijkschakel createcachetable",
            "The cache table is missing. Run: wijkschakel createcachetable",
        )
    yield good(f"De database werkt ({connection.vendor}).", "The database works.")


def folder_can_be_written(now: dt.datetime) -> Iterator[Finding]:
    """Look at the folder for files: may we write, and is there room?"""
    try:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.VAR) as probe:
            probe.write(b"x")
    except OSError as error:
        yield wrong(
            f"In {settings.VAR} kan niets worden geschreven ({error.strerror}).",
            f"Nothing can be written in {settings.VAR} ({error.strerror}).",
        )
        return
    free = shutil.disk_usage(settings.VAR).free
    if free < GIGABYTE:
        yield wrong(
            f"Er is nog {free / GIGABYTE:.1f} GB vrij bij {settings.VAR}. Maak ruimte.",
            f"Only {free / GIGABYTE:.1f} GB is free at {settings.VAR}. Make room.",
        )
    for name in ("secret", "field-keys"):
        file = settings.VAR / name
        if file.exists() and file.stat().st_mode & 0o077:
            yield wrong(
                f"Anderen op deze machine kunnen {file} lezen. Doe: chmod 600 {file}",
                f"Others on this machine can read {file}. Run: chmod 600 {file}",
            )
    yield good(
        f"In {settings.VAR} kan worden geschreven; {free / GIGABYTE:.0f} GB vrij.",
        "The folder can be written.",
    )


def _newest_sealed(field: EncryptedTextField) -> tuple[str, object] | None:
    """Give the ciphertext and key of one row that holds something."""
    rows = field.model._default_manager.exclude(**{f"{field.name}__in": [""]})
    rows = rows.exclude(**{f"{field.name}__isnull": True}).order_by("-pk")
    return rows.values_list(field.name, "pk").first()


def keys_open_the_data(now: dt.datetime) -> Iterator[Finding]:
    """Look at the keys: are they there, and do they open what lies in the database?"""
    if len(settings.SECRET_KEY) < 50:
        yield wrong(
            "WIJKSCHAKEL_SECRET_KEY is korter dan 50 tekens. Maak een nieuwe.",
            "WIJKSCHAKEL_SECRET_KEY has fewer than 50 characters. Make a new one.",
        )
    try:
        unseal(seal("x", "doctor"), "doctor")
    except (WrongKey, StopIteration):
        yield wrong(
            "WIJKSCHAKEL_FIELD_KEYS bevat geen bruikbare sleutel (naam:base64 van 32 bytes). "
            "Maak er een: wijkschakel rotate_keys --new-key",
            "WIJKSCHAKEL_FIELD_KEYS holds no usable key (name:base64 of 32 bytes). "
            "Make one: wijkschakel rotate_keys --new-key",
        )
        return
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, EncryptedTextField) and (row := _newest_sealed(field)):
                sealed, key = row
                try:
                    unseal(str(sealed), f"{model._meta.db_table}.{field.column}:{key}")
                except CannotDecrypt:
                    yield wrong(
                        f"De sleutels passen niet op {model._meta.db_table}.{field.column}. Zet de "
                        "oude sleutels terug in WIJKSCHAKEL_FIELD_KEYS.",
                        f"The keys do not open {model._meta.db_table}.{field.column}. Put the old "
                        "keys back in WIJKSCHAKEL_FIELD_KEYS.",
                    )
    yield good("Er zijn sleutels.", "There are keys.")


def static_files_are_there(now: dt.datetime) -> Iterator[Finding]:
    """Look at the files for the browser."""
    built = Path(settings.STATICFILES_DIRS[0])
    stamp = Path(settings.STATIC_ROOT) / preparing.STAMP
    if not built.is_dir() or not any(built.iterdir()):
        yield wrong(
            "De front-end-bestanden zijn niet gebouwd. Doe: make setup",
            "The front-end files were not built. Run: make setup",
        )
    elif not stamp.exists() or stamp.read_text() != preparing.static_files_digest(built):
        yield mind(
            "De bestanden voor de browser zijn ouder dan deze versie. Start opnieuw: "
            "wijkschakel serve zet ze klaar.",
            "The files for the browser are older than this version. Start again: "
            "wijkschakel serve prepares them.",
        )
    else:
        yield good("De bestanden voor de browser staan klaar.", "The browser's files are ready.")


def mail_goes_out(now: dt.datetime) -> Iterator[Finding]:
    """Look at the mail server and at letters that wait."""
    if not settings.EMAIL_HOST:
        yield mind(
            "Er is geen mailserver (WIJKSCHAKEL_MAIL_HOST): brieven komen als bestand in var/mail.",
            "There is no mail server (WIJKSCHAKEL_MAIL_HOST): letters become files in var/mail.",
        )
    else:
        try:
            get_connection(settings.OUTBOX_BACKEND, timeout=5).open()
        except OSError as error:
            yield wrong(
                f"De mailserver antwoordt niet ({type(error).__name__}). Brieven wachten en gaan "
                "later weg.",
                f"The mail server does not answer ({type(error).__name__}). Letters wait and go "
                "later.",
            )
        else:
            yield good("De mailserver antwoordt.", "The mail server answers.")
    state = OutgoingMail.State
    late = OutgoingMail.objects.filter(
        state__in=[state.WAITING, state.SENDING], created_at__lt=now - LETTER_MAY_WAIT
    ).count()
    lost = OutgoingMail.objects.filter(state=state.GIVEN_UP).count()
    if late or lost:
        yield mind(
            f"{late} brieven wachten langer dan twee uur; {lost} konden niet worden bezorgd.",
            f"{late} letters wait longer than two hours; {lost} could not be delivered.",
        )


def others_are_alive(now: dt.datetime) -> Iterator[Finding]:
    """Look at the signs of life of the clockwork and the task worker."""
    for name, patience in SIGN_OF_LIFE.items():
        who = name.removesuffix(".alive")
        file = settings.VAR / name
        seen = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) if file.exists() else None
        if seen is None or now - seen > patience:
            when = f"{seen:%Y-%m-%d %H:%M} UTC" if seen else "nooit / never"
            yield mind(
                f"wijkschakel {who} gaf het laatst een teken van leven: {when}. Start die.",
                f"wijkschakel {who} last gave a sign of life: {when}. Start it.",
            )
        else:
            yield good(f"wijkschakel {who} werkt.", f"wijkschakel {who} works.")


def clocks_agree(now: dt.datetime) -> Iterator[Finding]:
    """Look at the clock: against the database's, against the journal, and its time zone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            difference = abs(cursor.fetchone()[0] - dt.datetime.now(dt.UTC))
        if difference > CLOCK_MAY_DIFFER:
            yield wrong(
                f"De klok van de database loopt {difference} anders dan die van deze machine.",
                f"The clock of the database differs {difference} from this machine's.",
            )
    newest = JournalEntry.objects.order_by("-at").values_list("at", flat=True).first()
    if newest and newest - now > CLOCK_MAY_DIFFER:
        yield wrong(
            f"De klok loopt achter: het logboek is al bij {newest:%Y-%m-%d %H:%M} UTC.",
            f"The clock is behind: the journal is at {newest:%Y-%m-%d %H:%M} UTC already.",
        )
    try:
        zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    except zoneinfo.ZoneInfoNotFoundError:
        yield wrong(
            f"Deze machine kent de tijdzone {settings.TIME_ZONE} niet. Installeer tzdata.",
            f"This machine does not know the time zone {settings.TIME_ZONE}. Install tzdata.",
        )
        return
    local = now.astimezone(zone)
    yield good(f"Het is {local:%Y-%m-%d %H:%M} ({settings.TIME_ZONE}).", "The clock is right.")


def names_and_https(now: dt.datetime) -> Iterator[Finding]:
    """Look at the addresses of this installation."""
    base = urlsplit(settings.BASE_URL)
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield wrong(
            "WIJKSCHAKEL_HOSTS laat elke naam toe (*). Noem de namen.",
            "WIJKSCHAKEL_HOSTS allows every name (*). Name them.",
        )
    if settings.PRODUCTION and hosts <= LOCAL_NAMES:
        yield wrong(
            "WIJKSCHAKEL_HOSTS noemt alleen deze machine. Zet er de naam van de site bij.",
            "WIJKSCHAKEL_HOSTS names this machine only. Add the name of the site.",
        )
    if settings.PRODUCTION and base.scheme != "https":
        yield wrong(
            "WIJKSCHAKEL_BASE_URL moet met https:// beginnen.",
            "WIJKSCHAKEL_BASE_URL must start with https://.",
        )
    elif settings.PRODUCTION and base.hostname not in hosts:
        yield wrong(
            f"WIJKSCHAKEL_HOSTS noemt {base.hostname} niet, WIJKSCHAKEL_BASE_URL wel.",
            f"WIJKSCHAKEL_HOSTS does not name {base.hostname}; WIJKSCHAKEL_BASE_URL does.",
        )
    yield good(f"Het adres is {settings.BASE_URL}.", f"The address is {settings.BASE_URL}.")


def nothing_of_the_demonstration(now: dt.datetime) -> Iterator[Finding]:
    """Look for the demonstration's people where real people live."""
    invented = [person.person_id for person in demo_people.CAST]
    if not settings.DEMO and Person.objects.filter(pk__in=invented).exists():
        yield mind(
            "In deze database staan verzonnen mensen van de demonstratie. Haal ze weg, of gebruik "
            "een lege database.",
            "This database holds invented people of the demonstration. Take them out, or use an "
            "empty database.",
        )
    if settings.DEMO:
        yield Finding(
            Level.MIND,
            "Dit is de demonstratie: iedereen mag als iedereen inloggen.",
            "This is the demonstration: anyone may sign in as anyone.",
        )


def people_can_be_reached(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the site names somebody to call, and somebody to tell of a hole."""
    if settings.PRODUCTION and settings.HELP_PHONE == settings.EXAMPLE_PHONE:
        yield mind(
            "Op elke pagina staat een verzonnen telefoonnummer. Vul WIJKSCHAKEL_HELP_PHONE in.",
            "Every page names an invented telephone number. Fill in WIJKSCHAKEL_HELP_PHONE.",
        )
    if settings.PRODUCTION and not settings.SECURITY_CONTACT:
        yield mind(
            "Wie een lek vindt, kan het niet mailen. Vul WIJKSCHAKEL_SECURITY_CONTACT in.",
            "Who finds a hole cannot write to you. Fill in WIJKSCHAKEL_SECURITY_CONTACT.",
        )


WITHOUT_DATABASE = (
    folder_can_be_written,
    static_files_are_there,
    names_and_https,
    people_can_be_reached,
)
WITH_DATABASE = (
    keys_open_the_data,
    mail_goes_out,
    others_are_alive,
    clocks_agree,
    nothing_of_the_demonstration,
)


def examine(now: dt.datetime) -> list[Finding]:
    """Look at everything; what needs the database only when the database is in order."""
    findings = [finding for look in WITHOUT_DATABASE for finding in attempt(look, now)]
    database = list(attempt(database_answers, now))
    if all(finding.level == Level.GOOD for finding in database):
        database += [finding for look in WITH_DATABASE for finding in attempt(look, now)]
    return database + findings


def attempt(look: Callable[[dt.datetime], Iterator[Finding]], now: dt.datetime) -> list[Finding]:
    """Look once; a look that fails is a finding itself."""
    try:
        return list(look(now))
    except (OSError, DatabaseError) as error:
        return [
            wrong(
                f"{look.__name__} kon niet kijken ({type(error).__name__}).",
                f"{look.__name__} could not look ({type(error).__name__}).",
            )
        ]
