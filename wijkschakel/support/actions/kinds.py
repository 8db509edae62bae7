"""Changing kinds of help at the desk: names, sentences by which they are found, on or off."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.text import slugify

from wijkschakel.base import journal
from wijkschakel.people.models import Person
from wijkschakel.support.models import HelpKind
from wijkschakel.support.queries import kinds as queries

LONGEST_CODE = 36


@dataclass(frozen=True)
class Said:
    """How a kind is said."""

    group: str
    name_nl: str
    name_en: str
    examples: str
    icon: str
    risk: int
    is_active: bool


@transaction.atomic
def save_kind(*, code: str, said: Said, by: Person, now: dt.datetime) -> HelpKind:
    """Change a kind, or add one when `code` is empty; requests and offers keep their code."""
    code = code or _new_code(said.name_nl)
    kind, _made = HelpKind.objects.update_or_create(
        code=code, defaults=asdict(said) | {"changed_at": now}
    )
    journal.record(action="save_kind", now=now, by=by, thing=kind)
    return kind


def _new_code(name: str) -> str:
    base = slugify(name)[:LONGEST_CODE] or "soort"
    known, number = queries.all_kinds(), 1
    code = base
    while code in known:
        number += 1
        code = f"{base}-{number}"
    return code
