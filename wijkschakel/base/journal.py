"""Writes lines in the journal. Lines are added, never changed."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Protocol

from django.db import models

from wijkschakel.base.models import JournalEntry


class Somebody(Protocol):
    """Whoever has a number: a person."""

    pk: uuid.UUID


def record(
    *,
    action: str,
    now: dt.datetime,
    by: Somebody | None,
    thing: models.Model | None = None,
    about: Somebody | None = None,
    on_behalf_of: Somebody | None = None,
    organisation: Somebody | None = None,
    role: str = "",
    why: str = "",
    is_emergency: bool = False,
    details: Mapping[str, object] | None = None,
    kind: str = JournalEntry.Kind.WRITE,
) -> JournalEntry:
    """Write one line, in the transaction of the write it tells of.

    :param action: name of the action, as in the code.
    :param by: the person who did it; None is the system itself.
    :param about: the person whose data it is.
    :param why: purpose, as a code.
    :param details: numbers and codes only; never a name or free text.
    """
    return JournalEntry.objects.create(
        at=now,
        kind=kind,
        action=action,
        by=by.pk if by else None,
        on_behalf_of=on_behalf_of.pk if on_behalf_of else None,
        organisation=organisation.pk if organisation else None,
        role=role,
        about=about.pk if about else None,
        object_kind=thing._meta.label_lower if thing else "",
        object_id=str(thing.pk) if thing else "",
        why=why,
        is_emergency=is_emergency,
        details=dict(details or {}),
    )
