"""Writes lines in the journal. Lines are added, never changed: the database sees to that."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import models, transaction

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
    entry = _entry(
        kind=kind,
        action=action,
        now=now,
        by=by,
        thing=thing,
        about=about,
        role=role,
        why=why,
        on_behalf_of=on_behalf_of,
        organisation=organisation,
        is_emergency=is_emergency,
        details=details,
    )
    entry.save(force_insert=True)
    return entry


def record_all(
    *, action: str, now: dt.datetime, by: Somebody | None, things: Iterable[models.Model]
) -> None:
    """Write the same line of many things that are nobody's data: one line each, in few queries."""
    common: dict[str, Any] = {
        "kind": JournalEntry.Kind.WRITE, "action": action, "now": now, "by": by, "about": None,
        "role": "", "why": "", "on_behalf_of": None, "organisation": None, "is_emergency": False,
        "details": None,
    }  # fmt: skip
    entries = [_entry(thing=thing, **common) for thing in things]
    JournalEntry.objects.bulk_create(entries, batch_size=500)


def record_read(
    *,
    action: str,
    now: dt.datetime,
    by: Somebody,
    about: Somebody,
    thing: models.Model | None = None,
    on_behalf_of: Somebody | None = None,
    organisation: Somebody | None = None,
    role: str = "",
    why: str = "",
    is_emergency: bool = False,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write that `by` reads data of `about`, before it is shown. Reading about oneself is not.

    The line is committed at once, so that it stays when what follows is rolled back.

    :raises RuntimeError: inside a transaction, where a roll-back would take the line away.
    """
    record_reads(
        action=action,
        now=now,
        by=by,
        people=[about],
        thing=thing,
        role=role,
        why=why,
        on_behalf_of=on_behalf_of,
        organisation=organisation,
        is_emergency=is_emergency,
        details=details,
    )


def record_reads(
    *,
    action: str,
    now: dt.datetime,
    by: Somebody,
    people: Iterable[Somebody],
    thing: models.Model | None = None,
    on_behalf_of: Somebody | None = None,
    organisation: Somebody | None = None,
    role: str = "",
    why: str = "",
    is_emergency: bool = False,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write that `by` reads a list with data of these people: one line each, in one query."""
    entries = [
        _entry(
            kind=JournalEntry.Kind.READ,
            action=action,
            now=now,
            by=by,
            about=about,
            thing=thing,
            role=role,
            why=why,
            on_behalf_of=on_behalf_of,
            organisation=organisation,
            is_emergency=is_emergency,
            details=details,
        )
        for about in people
        if about.pk != by.pk
    ]
    with transaction.atomic(durable=True):
        JournalEntry.objects.bulk_create(entries, batch_size=500)


def _entry(
    *,
    now: dt.datetime,
    by: Somebody | None,
    thing: models.Model | None,
    about: Somebody | None,
    on_behalf_of: Somebody | None,
    organisation: Somebody | None,
    details: Mapping[str, object] | None,
    **words: Any,
) -> JournalEntry:
    return JournalEntry(
        at=now,
        by=by.pk if by else None,
        on_behalf_of=on_behalf_of.pk if on_behalf_of else None,
        organisation=organisation.pk if organisation else None,
        about=about.pk if about else None,
        object_kind=thing._meta.label_lower if thing else "",
        object_id=str(thing.pk) if thing else "",
        details=dict(details or {}),
        **words,
    )
