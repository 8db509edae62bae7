"""The journal in the shape of Logboek Dataverwerkingen (Logius): one record per line.

We follow the fields of its interface as in the public working version; docs/privacy/verwerkingen.md
says which, and where we differ.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterator
from importlib.metadata import version

from django.conf import settings
from django.utils.crypto import salted_hmac

from wijkschakel.base.models import JournalEntry

REGISTER = "/privacy/verwerkingen/"
# Which processing a kind of object belongs to; codes of docs/privacy/verwerkingen.md.
ACTIVITIES = {
    "people.consent": "people.consent",
    "people.delegate": "people.delegate",
    "people.emergencyaccess": "people.emergency",
    "people.rolegrant": "people.role",
    "people.membership": "people.role",
    "paths.conversation": "paths.conversation",
    "base.outgoingmail": "letters",
    "support.referral": "support.referral",
    "support.capacityquestion": "support.referral",
    "support.directoryentry": "support.colleague",
    "support.colleaguequestion": "support.colleague",
    "support.caretable": "support.table",
    "support.tablecase": "support.table",
    "support.tableaction": "support.table",
    "outcomes.study": "outcomes.study",
}
ROOMS = {
    "people": "people", "activities": "activities", "funding": "funding", "paths": "paths",
    "learning": "learning",
    "outcomes": "outcomes",
}  # fmt: skip


def processing_activity(entry: JournalEntry) -> str:
    """Give the code of the processing that a line belongs to."""
    if entry.is_emergency:
        return "people.emergency"
    room = entry.object_kind.partition(".")[0]
    return ACTIVITIES.get(entry.object_kind) or ROOMS.get(room) or "journal"


def subject_code(person: uuid.UUID) -> str:
    """Give the code under which a person stands in what we hand out: always the same, no name."""
    salt = "wijkschakel.dataverwerkingen"
    return salted_hmac(salt, str(person), algorithm="sha256").hexdigest()


def record_of(entry: JournalEntry) -> dict[str, object]:
    """Write one line of the journal in the words of the standard."""
    moment = entry.at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    attributes: dict[str, object] = {
        "dpl.core.processing_activity_id": (
            f"{settings.BASE_URL}{REGISTER}#{processing_activity(entry)}"
        ),
    }
    if entry.about:
        attributes["dpl.core.data_subject_id"] = subject_code(entry.about)
        attributes["dpl.core.data_subject_id_type"] = f"{settings.BASE_URL}{REGISTER}#betrokkene"
    return {
        "trace_id": entry.id.hex,
        "span_id": hashlib.sha256(entry.id.bytes).hexdigest()[:16],
        "parent_span_id": None,
        "status": "Ok",
        "name": entry.action,
        "start_time": moment,
        "end_time": moment,
        "resource": {
            "attributes": {
                "service.name": "wijkschakel",
                "service.version": version("wijkschakel"),
                "service.instance.id": settings.BASE_URL,
            }
        },
        "attributes": attributes | _own_words(entry),
    }


def _own_words(entry: JournalEntry) -> dict[str, object]:
    """Who did it and why: the core of the standard has no words for it."""
    words = {
        "kind": entry.kind,
        "user": entry.by and subject_code(entry.by),
        "on_behalf_of": entry.on_behalf_of and subject_code(entry.on_behalf_of),
        "organisation": entry.organisation and str(entry.organisation),
        "role": entry.role,
        "purpose": entry.why,
        "object_kind": entry.object_kind,
        "is_emergency": entry.is_emergency or None,
    }
    return {f"nl.wijkschakel.{name}": value for name, value in words.items() if value}


def json_lines(start: dt.datetime, end: dt.datetime) -> Iterator[str]:
    """Give the lines from `start` up to `end`, the oldest first, each as one line of JSON."""
    entries = JournalEntry.objects.filter(at__gte=start, at__lt=end).order_by("at", "id")
    for entry in entries.iterator(chunk_size=2000):
        yield json.dumps(record_of(entry), ensure_ascii=False, sort_keys=True)
