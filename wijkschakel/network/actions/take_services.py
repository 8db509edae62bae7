"""Takes services over through the doors of the service map; every change leaves a version."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from wijkschakel.activities.actions import many_services, services
from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries.service_facts import Facts
from wijkschakel.activities.rules import services as rules
from wijkschakel.network.actions import taking
from wijkschakel.network.actions.taking import Outcome, Run, Took, Values
from wijkschakel.network.models import Origin
from wijkschakel.network.readers import packing
from wijkschakel.people.models import Organisation

ID_SIGNS = 300
Rows = list[tuple[str, packing.Packed]]


@dataclass
class Fresh:
    """A row that is new here: made with all others that are."""

    took: Took
    facts: Facts
    origin: Values


def take(run: Run, rows: Rows) -> list[Took]:
    """Take these rows over; the caller holds the transaction."""
    places = [place for _key, packed in rows for place in packed["places"]]
    venues = {key: str(one.pk) for key, one in taking.venues_for(run, places).items()}
    origins = taking.origins_of(run, [key[:ID_SIGNS] for key, _packed in rows])
    run.cache["venues"] = venues
    tooks = [_one(run, key, packed, origins.get(key[:ID_SIGNS])) for key, packed in rows]
    _make(run, [took for took in tooks if isinstance(took, Fresh)])
    return [took.took if isinstance(took, Fresh) else took for took in tooks]


def _with_rows() -> QuerySet[Service]:
    return Service.objects.prefetch_related("phones", "times", "places")


def _one(run: Run, key: str, packed: packing.Packed, origin: Origin | None) -> "Took | Fresh":
    facts = _facts(run, packed)
    if origin is not None:
        service = _with_rows().filter(pk=origin.thing_id).first()
        if service is None:
            return Took(key, Outcome.REJECTED, "removed_here")
        return _again(run, key, packed, facts, service, origin)
    twin, is_sure = _twin(run, packed)
    if twin is not None and is_sure:
        service = _with_rows().get(pk=twin["pk"])
        if service.source == run.source:
            return _renamed(run, key, packed, facts, service)
        took = _again(run, key, packed, facts, service, None)
        took.outcome, took.code, took.other_id = Outcome.MERGED, "already_here", service.pk
        return took
    took = Took(key, Outcome.NEW)
    if twin is not None:
        took.code, took.other_id = "looks_like", twin["pk"]
    return Fresh(took, facts, _come_from(run, key, packed, facts))


def _twins(run: Run) -> dict[str, list[Values]]:
    """Give the services of this district by name, read once: however many there are, two questions.

    No prefetch: SQLite refuses a question that names thousands of services.
    """
    if "twins" not in run.cache:
        here = Service.objects.filter(district=run.district)
        places: dict[uuid.UUID, list[Values]] = {}
        point = ("postcode", "latitude", "longitude")
        columns = (f"places__venue__{name}" for name in point)
        for number, *values in here.filter(places__isnull=False).values_list("pk", *columns):
            places.setdefault(number, []).append(dict(zip(point, values, strict=True)))
        twins: dict[str, list[Values]] = {}
        for row in here.values("pk", "source", "source_id", "name"):
            known = row | {"places": places.get(row["pk"], [])}
            twins.setdefault(packing.title_key(row["name"]), []).append(known)
        run.cache["twins"] = twins
    cached: dict[str, list[Values]] = run.cache["twins"]
    return cached


def _twin(run: Run, packed: packing.Packed) -> tuple[Values | None, bool]:
    """Find the same service under another id: same name at the same place; or one like it."""
    like = None
    ours = [
        {name: place[name] for name in ("postcode", "latitude", "longitude")}
        for place in packed["places"]
    ]
    for row in _twins(run).get(packing.title_key(packed["facts"]["name"]), []):
        if row["source"] == run.source and row["source_id"] in run.feed_ids:
            continue
        answers = [taking.same_place(one, two) for one in ours for two in row["places"]]
        if True in answers:
            return row, True
        if False not in answers:
            like = row
    return like, False


def _facts(run: Run, packed: packing.Packed) -> Facts:
    """Give a row in the facts of the service map; what has no place of its own stays in words."""
    facts: Facts = dict(packed["facts"])
    facts["language"] = run.record.language
    venues = run.cache["venues"]
    keys = dict.fromkeys(venues[place["source_id"]] for place in packed["places"])
    facts["places"] = [[number, ""] for number in keys]
    facts["times"] = packed["times"]
    facts["phones"], unread = _phones(packed["phones"])
    facts["organisation"] = _organisation(run, packed["organisation"])
    parts = [facts["description"], *unread]
    if packed["organisation"] and not facts["organisation"]:
        parts.append(packed["organisation"])
    facts["description"] = "\n\n".join(part for part in parts if part)
    return facts


def _phones(found: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Give numbers that can be called; others stay as words."""
    phones: dict[str, str] = {}
    unread = []
    for number, note in found:
        try:
            phones.setdefault(rules.read_phone(number), note)
        except rules.NotAPhone:
            unread.append(number)
    return [[number, note] for number, note in phones.items()], unread


def _organisation(run: Run, name: str) -> str:
    """Find the organisation by its name; it is not made here, for its kind is not known."""
    if "organisations" not in run.cache:
        pairs = Organisation.objects.values_list("name", "pk")
        run.cache["organisations"] = {packing.title_key(one): str(pk) for one, pk in pairs}
    if not name and run.record.feed and run.record.feed.organisation_id:
        return str(run.record.feed.organisation_id)
    found: str = run.cache["organisations"].get(packing.title_key(name), "") if name else ""
    return found


def _come_from(run: Run, key: str, packed: packing.Packed, facts: Facts) -> Values:
    checked = packed["assured_on"]
    return {
        "source": run.source,
        "source_id": key[:ID_SIGNS],
        "source_url": facts["url"] or run.record.url,
        "assured_on": dt.date.fromisoformat(checked) if checked else None,
        "assured_by": run.record.name if checked else "",
    }


def _make(run: Run, fresh: list[Fresh]) -> None:
    """Make what is new, all at once."""
    made = many_services.create_services(
        district=run.district, rows=[(one.facts, one.origin) for one in fresh], by=None, now=run.now
    )
    held = {one.pk: one for one in _with_rows().filter(pk__in=[one.pk for one in made])}
    origins, venues = [], run.cache["venues made"]
    for one, service in zip(fresh, made, strict=True):
        took, facts = one.took, one.facts
        took.thing_id, took.after = service.pk, service_facts.facts_of(held[service.pk])
        took.after["venues made"] = [pair[0] for pair in facts["places"] if pair[0] in venues]
        number = took.source_id[:ID_SIGNS]
        origin = taking.new_origin(run, number, service.pk, facts["name"], facts["url"])
        origin.written = facts
        origins.append(origin)
    taking.save_origins(origins, [], run.now)


def facts_again(number: uuid.UUID) -> Facts:
    """Give the facts as the database holds them now."""
    return service_facts.facts_of(_with_rows().get(pk=number))


def _again(
    run: Run, key: str, packed: packing.Packed, facts: Facts, service: Service,
    origin: Origin | None,
) -> Took:  # fmt: skip
    """Bring up to date what came before; over what was changed here, nothing is written."""
    current = service_facts.facts_of(service)
    took = Took(key, Outcome.SAME, thing_id=service.pk)
    took.before["origin"] = taking.origin_state(origin) if origin else None
    meeting = taking.Meeting()
    if service.source != run.source:
        meeting.write = taking.fill(current, facts)
    else:
        meeting = taking.meet(current, origin.written if origin else {}, facts)
        if origin and origin.stopped_at and current["state"] == Service.State.CLOSED:
            meeting.kept = [name for name in meeting.kept if name != "state"]
            meeting.write["state"], origin.stopped_at = facts["state"], None
    if meeting.write:
        took.outcome = Outcome.CHANGED
        change(run, service, meeting.write)
        took.before["fields"] = {name: current[name] for name in meeting.write}
        after = facts_again(service.pk)
        took.after["fields"] = {name: after[name] for name in meeting.write}
    if meeting.kept:
        took.outcome, took.code = Outcome.KEPT, "changed_here"
        took.facts = {"fields": meeting.kept}
    made = run.cache["venues made"]
    took.after["venues made"] = [pair[0] for pair in facts["places"] if pair[0] in made]
    _remember(run, key, facts, service, origin)
    return took


def change(run: Run, service: Service, facts: Facts) -> None:
    """Change a service as the source, whose name is public."""
    services.change_service(
        service=service,
        version=service.version,
        facts=facts,
        by=None,
        now=run.now,
        changed_as=run.record.name,
    )


def _remember(run: Run, key: str, facts: Facts, service: Service, origin: Origin | None) -> None:
    fresh, known = [], []
    if origin is None:
        origin = taking.new_origin(run, key[:ID_SIGNS], service.pk, facts["name"], facts["url"])
        fresh.append(origin)
    else:
        known.append(origin)
    origin.written = facts
    taking.save_origins(fresh, known, run.now)


def _renamed(run: Run, key: str, packed: packing.Packed, facts: Facts, service: Service) -> Took:
    """Follow a source that gave the same service another id."""
    old = service.source_id
    origin = taking.origins_of(run, [old]).get(old)
    before = taking.origin_state(origin) if origin else None
    if origin is not None:
        origin.source_id = key[:ID_SIGNS]
    Service.objects.filter(pk=service.pk).update(source_id=key[:ID_SIGNS])
    took = _again(run, key, packed, facts, service, origin)
    took.before |= {"origin": before, "source_id": old}
    took.outcome = Outcome.CHANGED if took.outcome == Outcome.SAME else took.outcome
    took.code = took.code or "id_changed"
    return took
