"""Publishing: writes down what is public now, and gives a new number to what changed.

Nobody has to remember what belongs to what. Everything that is told of a thing is written out
and compared with what was told before; so also a venue with a new name, and a thing that was
wiped, end up in the feeds. One at a time publishes: numbers rise in the order in which others
can read them, and no reader misses one.
"""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction

from wijkschakel.activities.models import Activity, PublicCounter, PublicItem, PublicMark
from wijkschakel.activities.queries import open_data
from wijkschakel.network.writers import occurrence, openactive

BATCH = 500
MARKS = 2000
GONE_KEPT = dt.timedelta(days=30)
FIELDS = ["activity_id", "number", "version", "digest", "changed_at", "is_deleted", "text"]
Key = tuple[str, uuid.UUID]


@dataclass(frozen=True)
class Told:
    """What is told of one thing."""

    activity_id: uuid.UUID
    digest: str
    text: str = ""


def publish_marked(*, now: dt.datetime) -> int:
    """Publish what was marked since the last time; done every minute. Says how much changed."""
    changed = 0
    while True:
        with transaction.atomic():
            counter = _hold()
            marks = dict(PublicMark.objects.order_by("pk").values_list("pk", "activity_id")[:MARKS])
            changed += _publish(set(marks.values()), counter, now)
            PublicMark.objects.filter(pk__in=list(marks)).delete()
        if len(marks) < MARKS:
            return changed


def publish_all(*, now: dt.datetime) -> int:
    """Publish everything anew; done every night. What went a month ago is no longer told."""
    changed = 0
    pks = set(Activity.objects.filter(state=Activity.State.PUBLISHED).values_list("pk", flat=True))
    pks |= set(PublicItem.objects.filter(is_deleted=False).values_list("activity_id", flat=True))
    for some in _batches(sorted(pks)):
        with transaction.atomic():
            changed += _publish(some, _hold(), now)
    PublicItem.objects.filter(is_deleted=True, changed_at__lte=now - GONE_KEPT).delete()
    return changed


def _batches(pks: list[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    for start in range(0, len(pks), BATCH):
        yield pks[start : start + BATCH]


def _hold() -> PublicCounter:
    """Keep everybody else from publishing until this transaction ends."""
    PublicCounter.objects.get_or_create(pk=1)
    return PublicCounter.objects.select_for_update().get(pk=1)


def _publish(activities: Collection[uuid.UUID], counter: PublicCounter, now: dt.datetime) -> int:
    """Compare what is told now with what was told, for these activities."""
    if not activities:
        return 0
    told = _told(activities, now)
    rows = PublicItem.objects.filter(activity_id__in=activities).defer("text")
    known: dict[Key, PublicItem] = {(row.kind, row.thing_id): row for row in rows}
    fresh, changed = [], []
    for key, words in told.items():
        row = known.get(key)
        if row is None:
            kind, number = key
            fresh.append(_fill(PublicItem(kind=kind, thing_id=number), words, counter, now))
        elif row.is_deleted or row.digest != words.digest:
            row.version += 1
            changed.append(_fill(row, words, counter, now))
    for key, row in known.items():
        if key not in told and not row.is_deleted:
            row.version += 1
            changed.append(_fill(row, Told(row.activity_id, ""), counter, now, is_deleted=True))
    PublicItem.objects.bulk_create(fresh, batch_size=BATCH)
    PublicItem.objects.bulk_update(changed, FIELDS, batch_size=100)
    counter.save()
    return len(fresh) + len(changed)


def _fill(
    row: PublicItem,
    words: Told,
    counter: PublicCounter,
    now: dt.datetime,
    is_deleted: bool = False,
) -> PublicItem:
    counter.last += 1
    row.activity_id, row.digest, row.text = words.activity_id, words.digest, words.text
    row.number, row.changed_at, row.is_deleted = counter.last, now, is_deleted
    return row


def _told(activities: Collection[uuid.UUID], now: dt.datetime) -> dict[Key, Told]:
    """Write out everything that is public of these activities."""
    found: dict[Key, Told] = {}
    for one in open_data.published(activities, now):
        for session in one.sessions:
            words = Told(one.activity.pk, occurrence.digest(session))
            found[PublicItem.Kind.SESSION, session.pk] = words
        for kind, number, data in openactive.all_of(one.activity, one.sessions, one.rules):
            text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            found[kind, number] = Told(one.activity.pk, occurrence.digest_of(text), text)
    return found
