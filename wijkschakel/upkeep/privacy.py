"""A person over all rooms: taking one's data along, reading such a file, wiping everything.

A file says the same in every installation: its digest is that of what it tells, written in one
fixed way, without the moment it was made.
"""

import datetime as dt
import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import privacy as activity_privacy
from wijkschakel.base import journal
from wijkschakel.base import privacy as base_privacy
from wijkschakel.base.errors import Refused
from wijkschakel.base.models import JournalEntry
from wijkschakel.funding import privacy as funding_privacy
from wijkschakel.learning import privacy as learning_privacy
from wijkschakel.outcomes import privacy as outcome_privacy
from wijkschakel.paths import privacy as path_privacy
from wijkschakel.people import permissions, queries
from wijkschakel.people import privacy as people_privacy
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places import privacy as place_privacy
from wijkschakel.support import privacy as support_privacy

FAMILY = "wijkschakel-person-"
FORMAT = f"{FAMILY}1"
ERASURES = "erasures.jsonl"


class ExportDamaged(Refused):
    """The file is not one of ours, or something in it was changed."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit bestand is niet heel, of het is niet van Wijkschakel. Download het opnieuw.")
        )


class ExportChanged(ExportDamaged):
    """It looks like one of ours, and is not what was written."""

    def __init__(self) -> None:
        Refused.__init__(
            self,
            _("In dit bestand is iets veranderd. Er is niets overgenomen. Download het opnieuw."),
        )


class OtherVersion(ExportDamaged):
    """One of ours, written in another way."""

    def __init__(self) -> None:
        Refused.__init__(
            self,
            _("Dit bestand is van een andere versie van Wijkschakel. Er is niets overgenomen. "
              "Vraag aan de balie of deze site al nieuw genoeg is."),
        )  # fmt: skip


class MayNotErase(Refused):
    """Only the person, or an administrator who was asked to."""

    def __init__(self) -> None:
        super().__init__(_("Wissen kan alleen de bewoner zelf. Er is niets gewist."))


@dataclass(frozen=True)
class Export:
    """Everything we keep about a person, per room, with a digest to check it by."""

    person: str
    rooms: dict[str, object]

    def _content(self) -> dict[str, object]:
        return {"format": FORMAT, "person": self.person, "rooms": self.rooms}

    @property
    def digest(self) -> str:
        """SHA-256 over what the file tells, written in one fixed way."""
        return digest_of(self._content())

    def as_json(self) -> bytes:
        """Write the file that a person takes along."""
        content = self._content() | {"digest": self.digest}
        return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode()


def canonical(content: object) -> bytes:
    """Write it in the one fixed way that digests are made of."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(content: object) -> str:
    """Give SHA-256 over the fixed way of writing."""
    return hashlib.sha256(canonical(content)).hexdigest()


def export_person(person: Person) -> Export:
    """Gather everything we keep about a person."""
    rooms = {
        "people": people_privacy.export(person),
        "activities": activity_privacy.export(person),
        "support": support_privacy.export(person),
        "funding": funding_privacy.export(person),
        "paths": path_privacy.export(person),
        "learning": learning_privacy.export(person),
        "outcomes": outcome_privacy.export(person),
        "places": place_privacy.export(person.pk),
        "letters": base_privacy.export(person.pk)["letters"],
        "journal": _journal(person),
    }
    return Export(person=str(person.pk), rooms=rooms)


def _journal(person: Person) -> dict[str, object]:
    """Tell who looked and what was done; lines of taking along itself are left out."""
    kinds = {"looked": JournalEntry.Kind.READ, "done": JournalEntry.Kind.WRITE}
    lines = {
        name: list(
            queries.lines_about(person, kind).exclude(action="export_person").order_by("at", "id")
        )
        for name, kind in kinds.items()
    }
    names = queries.readers_named(
        (line.by, line.action) for found in lines.values() for line in found
    )
    return {
        name: [
            {
                "at": line.at.astimezone(dt.UTC).isoformat(),
                "action": line.action,
                "by": names[line.by],
                "role": line.role,
                "why": line.why,
                "is_emergency": line.is_emergency,
            }
            for line in found
        ]
        for name, found in lines.items()
    }


def read_export(raw: bytes) -> Export:
    """Read a file that a person brings, from this installation or another.

    :raises ExportDamaged: when it is not one of ours, or not what was written.
    """
    try:
        content = json.loads(raw)
        export = Export(person=content["person"], rooms=content["rooms"])
        written, digest = content["format"], content["digest"]
        is_whole = digest == export.digest
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ExportDamaged from error
    if isinstance(written, str) and written.startswith(FAMILY) and written != FORMAT:
        raise OtherVersion
    if written != FORMAT or not isinstance(export.rooms, dict):
        raise ExportDamaged
    if not is_whole:
        raise ExportChanged
    return export


def erasures_file() -> Path:
    """Say where the numbers of wiped people are kept: outside the database and its backups."""
    return Path(settings.VAR) / ERASURES


def erase_person(*, person: Person, by: Person | None, now: dt.datetime) -> None:
    """Wipe a person in all rooms. Counts and the journal keep a number without a name.

    The number is noted outside the database first, so that an old backup, once restored, is wiped
    again. A write that fails after that leaves a note too many, never one too few.

    :param by: the person; an administrator who was asked; None is the command line.
    """
    is_other = by is not None and by.pk != person.pk
    if is_other and not permissions.holds(by, {RoleGrant.Role.ADMINISTRATOR}, None, now):
        raise MayNotErase
    if person.erased_at is not None:
        return
    _note_erasure(person.pk, now)
    _erase_in_all_rooms(person, by, now)


def _note_erasure(number: uuid.UUID, now: dt.datetime) -> None:
    file = erasures_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"person": str(number), "at": now.astimezone(dt.UTC).isoformat()}) + "\n"
    with file.open("ab") as out:
        out.write(line.encode())
        out.flush()
        os.fsync(out.fileno())


@transaction.atomic
def _erase_in_all_rooms(person: Person, by: Person | None, now: dt.datetime) -> None:
    addresses = people_privacy.addresses_of(person)
    outcome_privacy.erase(person, now)
    learning_privacy.erase(person, now)
    path_privacy.erase(person, now)
    funding_privacy.erase(person, now)
    support_privacy.erase(person, now)
    activity_privacy.erase(person, now)
    place_privacy.erase(person.pk)
    base_privacy.erase(person.pk, addresses)
    people_privacy.erase(person, now)
    journal.record(action="erase_person", now=now, by=by, about=person, thing=person)


@dataclass(frozen=True)
class Reapplied:
    """What came of wiping again: how many were wiped now, and which lines could not be read."""

    wiped: int
    known: int
    unreadable: tuple[int, ...]


def reapply_erasures(*, file: Path, now: dt.datetime) -> Reapplied:
    """Wipe everybody again who is in the list: after restoring a backup from before."""
    wiped = known = 0
    unreadable: list[int] = []
    for place, number in _noted(file):
        if number is None:
            unreadable.append(place)
            continue
        known += 1
        person = Person.objects.filter(pk=number, erased_at__isnull=True).first()
        if person is not None:
            _erase_in_all_rooms(person, None, now)
            wiped += 1
    return Reapplied(wiped, known, tuple(unreadable))


def _noted(file: Path) -> Iterator[tuple[int, uuid.UUID | None]]:
    with file.open("rb") as lines:
        for place, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield place, uuid.UUID(json.loads(line)["person"])
            except (ValueError, KeyError, TypeError, AttributeError):
                yield place, None
