"""Reads a file that a person took along elsewhere, and brings the part that can come in here.

Who somebody was and what they did comes along. Roles, consents, keys, letters and the journal
stay where they are. The carried part has a digest of its own, which is the same in every
installation it is carried through. A digest is no signature: everything in it is checked.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.base.text import folding
from wijkschakel.paths import permissions as path_permissions
from wijkschakel.paths.actions import bringing, taking_back
from wijkschakel.people.actions import carrying
from wijkschakel.people.models import CarriedRecord, Person
from wijkschakel.upkeep import carrying_paths, privacy

FORMAT = "wijkschakel-carried-1"
MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_FILES = 10
FIRST_YEAR, LAST_YEAR = 1880, 2200
# What comes along, and what it must look like: longest text, or a kind.
PERSON: Mapping[str, Any] = {
    "given_name": 500, "family_name": 500, "phone": 30, "language": 12, "birth_year": "year",
    "district": 200, "neighbourhood": 200, "likes": 20_000, "brings": 20_000,
    "joined_at": "moment",
}  # fmt: skip
ENROLMENT: Mapping[str, Any] = {
    "activity": 500, "starts_at": "moment", "state": 20, "was_there": bool,
    "filled_in_together": bool,
}  # fmt: skip
LEAD: Mapping[str, Any] = {"activity": 500, "role": 20, "since": "moment"}


class TooLarge(Refused):
    """More than what one person can have."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit bestand is te groot. Er is niets overgenomen. Kies het bestand dat je meekreeg.")
        )


class FromHere(Refused):
    """It was made here: there is nothing to bring."""

    def __init__(self) -> None:
        super().__init__(_("Dit bestand komt van deze site. Alles wat erin staat, is er al."))


class OtherName(Refused):
    """The file names somebody else."""

    def __init__(self) -> None:
        super().__init__(
            _("In dit bestand staat een andere naam of een ander geboortejaar. Er is niets "
              "overgenomen. Klopt je naam hier niet? Pas hem eerst aan bij je gegevens.")
        )  # fmt: skip


class TooMuch(privacy.ExportDamaged):
    """Whole, and not what one person could have."""


def read_file(raw: bytes) -> dict[str, Any]:
    """Give the part of a file that can come along.

    :raises TooLarge: more than one person can have.
    :raises privacy.ExportDamaged: not ours, changed, or of another version.
    """
    if len(raw) > MOST_BYTES:
        raise TooLarge
    return carried_part(privacy.read_export(raw))


def carried_part(export: privacy.Export) -> dict[str, Any]:
    """Give what of a file comes along, with what was carried before."""
    try:
        return _part(export.person, export.rooms, _earlier(export.rooms, MOST_FILES))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TooMuch from error


def _part(person: object, rooms: Mapping[str, Any], earlier: list[Any]) -> dict[str, Any]:
    told, done = rooms["people"]["person"], rooms["activities"]
    path = _path(rooms.get("paths") or {})
    return {
        "format": FORMAT,
        "person": str(uuid.UUID(str(person))),
        "rooms": {
            "people": _row(told, PERSON),
            "activities": {
                "enrolments": _rows(done["enrolments"], ENROLMENT),
                "leads": _rows(done["leads"], LEAD),
            },
        }
        | ({"paths": path} if path else {}),
        "earlier": earlier,
    }


def _path(found: Mapping[str, Any]) -> dict[str, Any]:
    """Give the path that comes along; nothing when there is none, as in files of before."""
    if not found.get("path"):
        return {}
    lists = {name: _rows(found[name], shape) for name, shape in carrying_paths.SHAPES.items()}
    return {"path": _row(found["path"], carrying_paths.PATH)} | lists


def _earlier(rooms: Mapping[str, Any], left: int) -> list[dict[str, Any]]:
    """Give the parts that were carried into that installation, each with its digest unchanged."""
    found = [_checked(row["content"], left - 1) for row in rooms["people"].get("carried", [])]
    for part, row in zip(found, rooms["people"].get("carried", []), strict=True):
        if privacy.digest_of(part) != row["digest"]:
            raise privacy.ExportChanged
    return found


def _checked(content: Mapping[str, Any], left: int) -> dict[str, Any]:
    if left < 0 or content["format"] != FORMAT or len(content["earlier"]) > left:
        raise ValueError(content["format"])
    rooms = content["rooms"]
    again = {"people": {"person": rooms["people"]}, "activities": rooms["activities"]}
    again |= {"paths": rooms.get("paths")}
    earlier = [_checked(part, left - 1) for part in content["earlier"]]
    return _part(content["person"], again, earlier)


def _rows(rows: object, shape: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise ValueError(type(rows))
    return [_row(row, shape) for row in rows]


def _row(row: Mapping[str, Any], shape: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(row.get(name), kind) for name, kind in shape.items()}


def _value(value: Any, kind: Any) -> Any:
    """Give the value when it looks as it must.

    :raises ValueError: it does not.
    """
    if value is None:
        return None
    of_a_path = carrying_paths.kind_of(value, kind)
    if of_a_path is not None:
        is_right = of_a_path
    elif kind == "year":
        is_right = type(value) is int and FIRST_YEAR <= value <= LAST_YEAR
    elif kind is bool:
        is_right = isinstance(value, bool)
    elif kind == "moment":
        is_right = isinstance(value, str) and dt.datetime.fromisoformat(value).tzinfo is not None
    else:
        is_right = isinstance(value, str) and len(value) <= kind
    if not is_right:
        raise ValueError(kind)
    return value


def bring(*, raw: bytes, person: Person, by: Person, now: dt.datetime) -> CarriedRecord:
    """Read a file that a person brings and keep its part until they confirm it.

    :raises Refused: too large, not ours, changed, of another version, or of somebody else.
    """
    part = read_file(raw)
    if part["person"] == str(person.pk):
        raise FromHere
    if Person.objects.filter(pk=part["person"]).exists():
        raise carrying.SomebodyElse
    _check_name(part["rooms"]["people"], person)
    return carrying.bring_along(
        person=person,
        origin=uuid.UUID(part["person"]),
        digest=privacy.digest_of(part),
        content=privacy.canonical(part).decode(),
        by=by,
        now=now,
    )


def _check_name(told: Mapping[str, Any], person: Person) -> None:
    """Compare the first word of the name, and the year of birth when both are known."""
    names = [
        folding.fold(name or "").split()[:1] for name in (told["given_name"], person.given_name)
    ]
    years = {told["birth_year"], person.birth_year} - {None}
    if names[0] != names[1] or len(years) > 1:
        raise OtherName


def path_in(record: CarriedRecord) -> dict[str, Any]:
    """Give the newest path that a file holds; nothing when there is none.

    A path that was carried on lives in the newest part; earlier parts hold what it was then.
    """
    parts = [json.loads(record.content)]
    while parts:
        part = parts.pop(0)
        if part["rooms"].get("paths"):
            found: dict[str, Any] = part["rooms"]["paths"]
            return found
        parts += part["earlier"]
    return {}


@transaction.atomic
def confirm(*, record: CarriedRecord, by: Person, now: dt.datetime) -> None:
    """Take it over. The path goes on living here when the owner says so: a desk leaves it be."""
    carrying.confirm_brought(record=record, by=by, now=now)
    path = path_in(record)
    if path and path_permissions.may_write(record.person, by, now):
        bringing.bring_path(person=record.person, part=path, by=by, now=now)


@transaction.atomic
def take_away(*, record: CarriedRecord, by: Person, now: dt.datetime) -> None:
    """Take it away again, and of the path what is still as it came."""
    path = path_in(record)
    if path and record.confirmed_at and path_permissions.may_write(record.person, by, now):
        taking_back.take_back_path(person=record.person, part=path, by=by, now=now)
    carrying.remove_brought(record=record, by=by, now=now)
