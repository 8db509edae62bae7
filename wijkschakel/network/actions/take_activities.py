"""Takes activities over: many at once, never over what somebody here changed."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wijkschakel.activities.actions import finding, organising
from wijkschakel.activities.models import Activity, Session
from wijkschakel.network.actions import taking
from wijkschakel.network.actions.taking import Outcome, Run, Took, Values
from wijkschakel.network.models import Origin
from wijkschakel.network.readers import packing, themes
from wijkschakel.network.readers.found import FoundActivity, FoundSession
from wijkschakel.network.readers.plaintext import line
from wijkschakel.places.models import Venue

WORDS = ("title", "summary", "description", "language", "theme", "price_cents", "source_url",
    "venue_id")  # fmt: skip
KEPT = (*WORDS, "state", "changed_at")
ID_SIGNS = 300
Rows = list[tuple[str, packing.Packed]]


@dataclass
class Batch:
    """Some rows, and everything that is written for them at once."""

    run: Run
    founds: list[FoundActivity]
    venues: dict[str, Venue]
    origins: dict[str, Origin]
    things: dict[uuid.UUID, Activity] = field(default_factory=dict)
    led: set[uuid.UUID] = field(default_factory=set)
    sessions: dict[uuid.UUID, dict[dt.datetime, Session]] = field(default_factory=dict)
    fresh: list[Activity] = field(default_factory=list)
    changed: list[Activity] = field(default_factory=list)
    new_sessions: list[Session] = field(default_factory=list)
    new_origins: list[Origin] = field(default_factory=list)
    seen: list[Origin] = field(default_factory=list)


def take(run: Run, rows: Rows) -> list[Took]:
    """Take these rows over; the caller holds the transaction."""
    founds = [packing.unpack_activity(key, packed) for key, packed in rows]
    places = [vars(found.place) for found in founds if found.place]
    keys = [found.source_id[:ID_SIGNS] for found in founds]
    batch = Batch(run, founds, taking.venues_for(run, places), taking.origins_of(run, keys))
    _load(batch, keys)
    tooks = [_one(batch, found) for found in founds]
    _save(batch)
    return tooks


def _load(batch: Batch, keys: list[str]) -> None:
    """Read what is here already of these rows, and what looks like them."""
    wanted = {origin.thing_id for origin in batch.origins.values()}
    twins = _twins(batch.run)
    for found in batch.founds:
        wanted |= {row["pk"] for row in twins.get(packing.title_key(found.title), [])}
    things = Activity.objects.filter(pk__in=wanted)
    older = Activity.objects.filter(source=batch.run.source, source_id__in=keys)
    for activity in [*things, *older]:
        batch.things[activity.pk] = activity
    pks = list(batch.things)
    batch.led = set(
        Activity.objects.filter(pk__in=pks, leads__isnull=False).values_list("pk", flat=True)
    )
    for session in Session.objects.filter(activity__in=pks):
        batch.sessions.setdefault(session.activity_id, {})[session.starts_at] = session


def _twins(run: Run) -> dict[str, list[Values]]:
    """Give what goes on in this district by title, read once."""
    if "twins" not in run.cache:
        twins: dict[str, list[Values]] = {}
        here = Activity.objects.filter(district=run.district)
        names = ("pk", "title", "source", "source_id", "venue__name", "venue__postcode",
            "venue__latitude", "venue__longitude")  # fmt: skip
        for row in here.values(*names):
            row["place"] = {
                name: row[f"venue__{name}"]
                for name in ("name", "postcode", "latitude", "longitude")
            }
            twins.setdefault(packing.title_key(row["title"]), []).append(row)
        run.cache["twins"] = twins
    cached: dict[str, list[Values]] = run.cache["twins"]
    return cached


def _one(batch: Batch, found: FoundActivity) -> Took:
    origin = batch.origins.get(found.source_id[:ID_SIGNS])
    activity = batch.things.get(origin.thing_id) if origin else _older(batch, found)
    if origin is not None and activity is None:
        return Took(found.source_id, Outcome.REJECTED, "removed_here")
    if activity is not None:
        return _again(batch, found, activity, origin)
    twin, is_sure = _twin(batch, found)
    if twin is not None and is_sure:
        if twin["source"] == batch.run.source:
            return _renamed(batch, found, batch.things[twin["pk"]])
        return _merged(batch, found, batch.things[twin["pk"]])
    return _new(batch, found, twin)


def _older(batch: Batch, found: FoundActivity) -> Activity | None:
    """Find what an import made before origins were kept."""
    name = batch.run.source, found.source_id[:ID_SIGNS]
    known = (a for a in batch.things.values() if (a.source, a.source_id) == name)
    return next(known, None)


def _twin(batch: Batch, found: FoundActivity) -> tuple[Values | None, bool]:
    """Find the same thing under another name: same title, place and time; or what looks like it."""
    like = None
    place = vars(found.place) if found.place else {}
    moments = {session.starts_at for session in found.sessions}
    for row in _twins(batch.run).get(packing.title_key(found.title), []):
        if row["source"] == batch.run.source and row["source_id"] in batch.run.feed_ids:
            continue
        there = taking.same_place(place, row["place"])
        at_once = moments & set(batch.sessions.get(row["pk"], {}))
        if at_once and (there or (there is None and not place)):
            return row, True
        if there is not False or at_once:
            like = row
    return like, False


def _values(batch: Batch, found: FoundActivity) -> Values:
    venue = batch.venues.get(found.place.source_id) if found.place else None
    return {
        "title": found.title,
        "summary": _summary(found),
        "description": found.description,
        "language": (found.language or batch.run.record.language)[:12],
        "theme": themes.guess(found.title, found.keywords, found.description),
        "price_cents": found.price_cents,
        "source_url": found.url,
        "venue_id": str(venue.pk) if venue else None,
    }


def _summary(found: FoundActivity) -> str:
    first = found.description.split("\n\n", 1)[0]
    text = line(first, 160)
    return "" if text.casefold() == found.title.casefold() else text


def plain(activity: Activity) -> Values:
    """Give the words of an activity as plain values."""
    values: Values = {name: getattr(activity, name) for name in KEPT}
    values["venue_id"] = str(activity.venue_id) if activity.venue_id else None
    values["changed_at"] = activity.changed_at.isoformat()
    return values


def put(activity: Activity, values: Values) -> None:
    """Put plain values in an activity."""
    for name, value in values.items():
        if name == "venue_id":
            value = uuid.UUID(value) if value else None
        elif name == "changed_at":
            value = dt.datetime.fromisoformat(value)
        setattr(activity, name, value)


def _new(batch: Batch, found: FoundActivity, like: Values | None) -> Took:
    run, values = batch.run, _values(batch, found)
    activity = Activity(
        source=run.source, source_id=found.source_id[:ID_SIGNS], district=run.district,
        created_at=run.now, changed_at=run.now, is_formal=True, is_walk_in=True,
    )  # fmt: skip
    put(activity, values)
    if run.record.feed is not None:
        activity.organisation_id = run.record.feed.organisation_id
    batch.fresh.append(activity)
    took = Took(found.source_id, Outcome.NEW, thing_id=activity.pk)
    if like is not None:
        took.code, took.other_id = "looks_like", like["pk"]
    took.after = plain(activity) | _sessions(batch, activity, found)
    took.after["venues made"] = _venues_made(batch, values)
    _remember(batch, found, activity, values)
    return took


def _venues_made(batch: Batch, values: Values) -> list[str]:
    return [one for one in [values["venue_id"]] if one in batch.run.cache["venues made"]]


def _remember(
    batch: Batch,
    found: FoundActivity,
    activity: Activity,
    values: Values,
    origin: Origin | None = None,
) -> None:
    if origin is None:
        key = found.source_id[:ID_SIGNS]
        origin = taking.new_origin(batch.run, key, activity.pk, found.title, found.url)
        batch.new_origins.append(origin)
    else:
        batch.seen.append(origin)
    origin.written = values


def _again(
    batch: Batch, found: FoundActivity, activity: Activity, origin: Origin | None, code: str = ""
) -> Took:
    """Bring up to date what came before."""
    values, current = _values(batch, found), plain(activity)
    took = Took(found.source_id, Outcome.SAME, code, thing_id=activity.pk)
    took.before["origin"] = taking.origin_state(origin) if origin else None
    meeting = taking.Meeting()
    if activity.source != batch.run.source:
        meeting.write = taking.fill(current, values)
    elif activity.pk in batch.led:
        took.code = "led_here"
    else:
        meeting = taking.meet(current, origin.written if origin else {}, values)
        if origin and origin.stopped_at and activity.state == Activity.State.STOPPED:
            meeting.write["state"], origin.stopped_at = Activity.State.PUBLISHED.value, None
    if meeting.write:
        put(activity, meeting.write | {"changed_at": batch.run.now.isoformat()})
        batch.changed.append(activity)
        took.before["fields"] = {name: current[name] for name in (*meeting.write, "changed_at")}
    took.after = {"fields": {n: plain(activity)[n] for n in took.before.get("fields", {})}}
    took.after |= _sessions(batch, activity, found)
    took.after["venues made"] = _venues_made(batch, values)
    if meeting.write or took.after["sessions"] or took.after["moved"] or took.after["off"]:
        took.outcome = Outcome.CHANGED
    if meeting.kept:
        took.outcome, took.code = Outcome.KEPT, "changed_here"
        took.facts = {"fields": meeting.kept}
    _remember(batch, found, activity, values, origin)
    return took


def _renamed(batch: Batch, found: FoundActivity, activity: Activity) -> Took:
    """Follow a source that gave the same thing another id."""
    key = activity.source_id
    origin = taking.origins_of(batch.run, [key]).get(key)
    took = _again(batch, found, activity, origin, "id_changed")
    if origin is not None:
        origin.source_id = found.source_id[:ID_SIGNS]
    activity.source_id = found.source_id[:ID_SIGNS]
    took.before["source_id"] = key
    if activity not in batch.changed:
        batch.changed.append(activity)
    took.outcome = Outcome.CHANGED if took.outcome == Outcome.SAME else took.outcome
    return took


def _merged(batch: Batch, found: FoundActivity, activity: Activity) -> Took:
    """Join with what is here from elsewhere: only what was not known is filled in."""
    took = _again(batch, found, activity, None, "already_here")
    took.outcome, took.code, took.other_id = Outcome.MERGED, "already_here", activity.pk
    return took


def _sessions(batch: Batch, activity: Activity, found: FoundActivity) -> Values:
    """Plan moments that are new, move ends, call off; give what an undo needs."""
    here = batch.sessions.setdefault(activity.pk, {})
    by_name = {session.source_id: session for session in here.values() if session.source_id}
    done: dict[str, Any] = {"sessions": [], "moved": {}, "off": []}
    for each in found.sessions:
        known = by_name.get(each.source_id[:ID_SIGNS]) or here.get(each.starts_at)
        if known is None:
            session = _session(activity, each)
            here[each.starts_at] = session
            batch.new_sessions.append(session)
            done["sessions"].append(str(session.pk))
        elif known.source_id and activity.source == batch.run.source:
            _bring_up_to_date(batch.run, known, each, done)
    there = {session.starts_at for session in found.sessions}
    coming = [s for s in here.values() if s.ends_at > batch.run.now and s.source_id]
    gone = [s for s in coming if s.starts_at not in there]
    if gone and activity.source == batch.run.source:
        done["vanished"] = len(gone)
    return done


def _session(activity: Activity, found: FoundSession) -> Session:
    off = found.is_cancelled
    return Session(
        activity=activity,
        district_id=activity.district_id,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        capacity=activity.capacity,
        source_id=found.source_id[:ID_SIGNS],
        state=Session.State.CANCELLED if off else Session.State.PLANNED,
        reason=_off() if off else "",
    )


def _off() -> str:
    return _("De organisator meldt dat dit niet doorgaat.")


def _bring_up_to_date(run: Run, session: Session, found: FoundSession, done: Values) -> None:
    if found.is_cancelled and session.state == Session.State.PLANNED:
        if session.ends_at > run.now:
            organising.cancel_session(session=session, reason=_off(), by=None, now=run.now)
            done["off"].append(str(session.pk))
    elif session.ends_at != found.ends_at and session.starts_at < found.ends_at:
        done["moved"][str(session.pk)] = [session.ends_at.isoformat(), found.ends_at.isoformat()]
        session.ends_at = found.ends_at
        session.save(update_fields=["ends_at"])


def _save(batch: Batch) -> None:
    Activity.objects.bulk_create(batch.fresh, batch_size=500)
    fields = [*WORDS[:-1], "venue", "state", "changed_at", "source_id"]
    Activity.objects.bulk_update(batch.changed, fields, batch_size=100)
    Session.objects.bulk_create(batch.new_sessions, batch_size=500)
    taking.save_origins(batch.new_origins, batch.seen, batch.run.now)


def let_find(numbers: Iterable[uuid.UUID], now: dt.datetime) -> None:
    """Let what was taken over be found: once for all batches, for counting words is slow."""
    finding.put_again(numbers, now)
