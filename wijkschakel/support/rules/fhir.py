"""Referrals as FHIR R4: one bundle with a ServiceRequest and its Task, written and read.

Our own addresses name what FHIR leaves open; nothing of a person goes along but what the resident
shares. Reading never stops at the first mistake: each referral is good, or has its reasons.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wijkschakel.base.fhir import OWN

NUMBER = f"{OWN}/verwijzing"
LEVEL = f"{OWN}/terugkoppeling"
ORGANISATION = f"{OWN}/organisatie"
STATES = (
    "draft", "requested", "accepted", "rejected", "cancelled",
    "in-progress", "failed", "completed", "entered-in-error", "on-hold",
)  # fmt: skip
# A ServiceRequest is a wish and knows fewer states than the task of fulfilling it.
REQUEST_STATUS = {
    "draft": "draft",
    "rejected": "revoked",
    "cancelled": "revoked",
    "failed": "revoked",
    "completed": "completed",
    "entered-in-error": "entered-in-error",
    "on-hold": "on-hold",
}
LEVELS = ("nothing", "started", "words")
LONGEST = 2000
MOST_ENTRIES = 2000
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Record:
    """One referral, in plain words and codes. Empty is: not told."""

    number: str
    state: str
    title: str
    sender: str
    receiver: str
    authored_at: dt.datetime
    changed_at: dt.datetime
    question: str = ""
    note: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    reason: str = ""
    level: str = "nothing"


@dataclass(frozen=True)
class Item:
    """What came of one task in a file: a record, or the reasons why not."""

    place: int
    record: Record | None = None
    reasons: tuple[str, ...] = field(default=())


class NotReadable(ValueError):
    """The file is no FHIR bundle; the message is a code."""


def write_bundle(records: list[Record]) -> dict[str, Any]:
    """Give a Bundle of kind collection: per referral a ServiceRequest and a Task."""
    entries = [entry for record in records for entry in _entries(record)]
    bundle: dict[str, Any] = {"resourceType": "Bundle", "type": "collection"}
    return bundle | ({"entry": entries} if entries else {})


def _entries(record: Record) -> list[dict[str, Any]]:
    return [
        {"fullUrl": f"urn:uuid:{record.number}", "resource": _request(record)},
        {"fullUrl": f"{NUMBER}/{record.number}", "resource": _task(record)},
    ]


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _resident(record: Record) -> dict[str, Any]:
    return {"display": record.name} if record.name else {"display": "-"}


def _organisation(name: str) -> dict[str, Any]:
    return {"type": "Organization", "display": name or "-"}


def _request(record: Record) -> dict[str, Any]:
    request: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "id": record.number,
        "identifier": [{"system": NUMBER, "value": record.number}],
        "status": REQUEST_STATUS.get(record.state, "active"),
        "intent": "order",
        "code": {"text": record.title or "-"},
        "subject": _resident(record),
        "authoredOn": _moment(record.authored_at),
        "requester": _organisation(record.sender),
        "performer": [_organisation(record.receiver)],
    }
    if contact := _contact(record):
        request["contained"] = [contact]
        request["subject"] = {"reference": "#bewoner", **_resident(record)}
    if record.question:
        request["reasonCode"] = [{"text": record.question}]
    if record.note:
        request["note"] = [{"text": record.note}]
    return request


def _contact(record: Record) -> dict[str, Any] | None:
    """Give the resident as far as shared; nothing when there is no way to reach them."""
    ways = [("phone", record.phone), ("email", record.email)]
    telecom = [{"system": kind, "value": value} for kind, value in ways if value]
    if not telecom:
        return None
    return {
        "resourceType": "Patient",
        "id": "bewoner",
        "name": [{"text": record.name or "-"}],
        "telecom": telecom,
    }


def _task(record: Record) -> dict[str, Any]:
    task: dict[str, Any] = {
        "resourceType": "Task",
        "id": record.number,
        "status": record.state,
        "intent": "order",
        "code": {"text": record.title or "-"},
        "focus": {"reference": f"urn:uuid:{record.number}"},
        "for": _resident(record),
        "authoredOn": _moment(record.authored_at),
        "lastModified": _moment(record.changed_at),
        "requester": _organisation(record.sender),
        "owner": _organisation(record.receiver),
        "input": [
            {
                "type": {"coding": [{"system": LEVEL, "code": "feedback"}]},
                "valueCode": record.level,
            }
        ],
    }
    if record.reason:
        task["statusReason"] = {"text": record.reason}
    return task


def read_bundle(raw: bytes) -> list[Item]:
    """Read the referrals of a file: every Task with the ServiceRequest it is about.

    :raises NotReadable: "too_big", "no_json", "no_bundle", "too_many", "nothing_in_it".
    """
    if len(raw) > MOST_BYTES:
        raise NotReadable("too_big")
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotReadable("no_json") from error
    resources = list(_resources(content))
    if len(resources) > MOST_ENTRIES:
        raise NotReadable("too_many")
    requests = {
        key: resource
        for address, resource in resources
        if resource.get("resourceType") == "ServiceRequest"
        for key in _addresses(address, resource)
    }
    tasks = [one for _address, one in resources if one.get("resourceType") == "Task"]
    if not tasks:
        raise NotReadable("nothing_in_it")
    return _without_doubles([_item(place, task, requests) for place, task in enumerate(tasks, 1)])


def _without_doubles(items: list[Item]) -> list[Item]:
    seen: set[str] = set()
    found = []
    for item in items:
        number = item.record.number if item.record else ""
        found.append(Item(item.place, None, ("twice",)) if number and number in seen else item)
        seen.add(number)
    return found


def _resources(content: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(content, dict) or content.get("resourceType") != "Bundle":
        raise NotReadable("no_bundle")
    entries = content.get("entry", [])
    if not isinstance(entries, list):
        raise NotReadable("no_bundle")
    for entry in entries:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            yield _text(entry.get("fullUrl")), resource


def _addresses(address: str, resource: dict[str, Any]) -> list[str]:
    return [one for one in (address, f"ServiceRequest/{_text(resource.get('id'))}") if one]


def _text(value: object) -> str:
    return value.strip()[:LONGEST].replace("\0", "") if isinstance(value, str) else ""


def _inside(thing: object, *path: str | int) -> object:
    """Walk into nested lists and dictionaries; None where the way ends."""
    for step in path:
        if isinstance(thing, dict) and isinstance(step, str):
            thing = thing.get(step)
        elif isinstance(thing, list) and isinstance(step, int) and len(thing) > step:
            thing = thing[step]
        else:
            return None
    return thing


def _read_moment(value: object) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _item(place: int, task: dict[str, Any], requests: dict[str, dict[str, Any]]) -> Item:
    request = requests.get(_text(_inside(task, "focus", "reference")))
    state, number = _text(task.get("status")), _text(task.get("id"))
    authored = _read_moment(task.get("authoredOn"))
    receiver = _text(_inside(task, "owner", "display"))
    reasons = [
        code
        for code, is_wrong in (
            ("no_number", not number or len(number) > 64),
            ("unknown_state", state not in STATES),
            ("no_request", request is None),
            ("no_moment", authored is None),
            ("no_receiver", receiver in ("", "-")),
        )
        if is_wrong
    ]
    if reasons or request is None or authored is None:
        return Item(place, None, tuple(reasons))
    return Item(place, _record(number, state, authored, receiver, task, request))


def _record(
    number: str,
    state: str,
    authored: dt.datetime,
    receiver: str,
    task: dict[str, Any],
    request: dict[str, Any],
) -> Record:
    ways = _inside(request, "contained", 0, "telecom")
    telecom = {
        _text(one.get("system")): _text(one.get("value"))
        for one in (ways if isinstance(ways, list) else [])
        if isinstance(one, dict)
    }
    level = _text(_inside(task, "input", 0, "valueCode"))
    return Record(
        number=number,
        state=state,
        title=_unless_dash(_inside(request, "code", "text"))[:120],
        sender=_unless_dash(_inside(task, "requester", "display"))[:200],
        receiver=receiver[:200],
        authored_at=authored,
        changed_at=_read_moment(task.get("lastModified")) or authored,
        question=_text(_inside(request, "reasonCode", 0, "text")),
        note=_text(_inside(request, "note", 0, "text")),
        name=_unless_dash(_inside(request, "subject", "display"))[:120],
        phone=telecom.get("phone", "")[:30],
        email=telecom.get("email", "")[:254],
        reason=_text(_inside(task, "statusReason", "text"))[:500],
        level=level if level in LEVELS else "nothing",
    )


def _unless_dash(value: object) -> str:
    text = _text(value)
    return "" if text == "-" else text
