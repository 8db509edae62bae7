"""Takes news over: what was placed stays read by people, so a taken away post stays away."""

import datetime as dt
import uuid
from typing import Any

from wijkschakel.activities.actions import posts
from wijkschakel.activities.models import Post
from wijkschakel.network.actions import taking
from wijkschakel.network.actions.taking import Outcome, Run, Took, Values
from wijkschakel.network.models import Origin
from wijkschakel.network.readers import packing

ID_SIGNS = 300
WORDS = ("title", "body", "language", "source_url")
Rows = list[tuple[str, packing.Packed]]


def take(run: Run, rows: Rows) -> list[Took]:
    """Take these rows over; the caller holds the transaction."""
    keys = [one[:ID_SIGNS] for key, packed in rows for one in (key, *packed["keys"])]
    origins = taking.origins_of(run, keys)
    things = Post.objects.in_bulk([origin.thing_id for origin in origins.values()])
    return [_one(run, key, packed, origins, things) for key, packed in rows]


def _one(
    run: Run, key: str, packed: packing.Packed, origins: dict[str, Origin],
    things: dict[uuid.UUID, Post],
) -> Took:  # fmt: skip
    names = [one[:ID_SIGNS] for one in (key, *packed["keys"])]
    origin = next((origins[name] for name in names if name in origins), None)
    if origin is None:
        twin = _twin(run, packed)
        if twin is None:
            return _new(run, key, packed)
        took = Took(key, Outcome.MERGED, "already_here", thing_id=twin.pk, other_id=twin.pk)
        took.before["origin"] = None
        _remember(run, key, packed, twin, None, {})
        return took
    post = things.get(origin.thing_id)
    if post is None:
        return Took(key, Outcome.REJECTED, "removed_here")
    return _again(run, key, packed, post, origin)


def _twin(run: Run, packed: packing.Packed) -> Post | None:
    """Find the same news of another feed: the same address, or the same title and day."""
    here = Post.objects.filter(district=run.district, kind=Post.Kind.NEWS).exclude(source="")
    if packed["url"] and (post := here.filter(source_url=packed["url"]).first()):
        return post
    if not packed["published_at"]:
        return None
    day = dt.datetime.fromisoformat(packed["published_at"])
    near = here.filter(published_at__range=(day - dt.timedelta(days=1), day + dt.timedelta(days=1)))
    title = packing.title_key(packed["title"])
    return next((post for post in near if packing.title_key(post.title) == title), None)


def _values(run: Run, packed: packing.Packed) -> Values:
    return {
        "title": packed["title"][:200],
        "body": packed["text"] or packed["title"],
        "language": run.record.language,
        "source_url": packed["url"],
    }


def plain(post: Post) -> Values:
    """Give the words of a post as plain values."""
    return {name: getattr(post, name) for name in WORDS}


def _new(run: Run, key: str, packed: packing.Packed) -> Took:
    moment = packed["published_at"]
    post = Post(
        kind=Post.Kind.NEWS,
        district=run.district,
        organisation_id=run.record.feed.organisation_id if run.record.feed else None,
        state=Post.State.PUBLISHED,
        made_at=run.now,
        changed_at=run.now,
        published_at=dt.datetime.fromisoformat(moment) if moment else run.now,
        source=run.source,
        source_id=key[:ID_SIGNS],
        **_values(run, packed),
    )
    post.save(force_insert=True)
    posts.find_or_drop(post)
    _remember(run, key, packed, post, None, plain(post))
    return Took(key, Outcome.NEW, thing_id=post.pk, after=plain(post))


def _again(run: Run, key: str, packed: packing.Packed, post: Post, origin: Origin) -> Took:
    took = Took(key, Outcome.SAME, thing_id=post.pk)
    took.before["origin"] = taking.origin_state(origin)
    values, current = _values(run, packed), plain(post)
    if post.source == run.source:
        meeting = taking.meet(current, origin.written, values)
        if meeting.write:
            took.outcome = Outcome.CHANGED
            took.before["fields"] = {name: current[name] for name in meeting.write}
            took.after["fields"] = dict(meeting.write)
            write(post, meeting.write, run.now)
        if meeting.kept:
            took.outcome, took.code = Outcome.KEPT, "changed_here"
            took.facts = {"fields": meeting.kept}
    _remember(run, key, packed, post, origin, values)
    return took


def write(post: Post, values: Values, now: dt.datetime) -> None:
    """Change a post."""
    for name, value in values.items():
        setattr(post, name, value)
    post.changed_at = now
    post.save()
    posts.find_or_drop(post)


def _remember(
    run: Run, key: str, packed: packing.Packed, post: Post, origin: Origin | None,
    values: dict[str, Any],
) -> None:  # fmt: skip
    known = [origin] if origin else []
    made = origin or taking.new_origin(run, key[:ID_SIGNS], post.pk, post.title, packed["url"])
    made.written = values
    taking.save_origins([] if origin else [made], known, run.now)
