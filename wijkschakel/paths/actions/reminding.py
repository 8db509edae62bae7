"""Reminders as the resident sets them, and sending those of an hour: each once, two at most."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.base import journal, outbox
from wijkschakel.paths import rules
from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import Ambition, Reminder, Step
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Notice, Person

Medium = Reminder.Medium
MOST = 2
BATCH = 2000
MOST_AT_ONCE = 500
# All of a person that a reminder needs.
PEOPLE = (
    "path__person__email", "path__person__language", "path__person__erased_at",
    "path__person__account__email", "path__person__account__person",
)  # fmt: skip
# Once a month is the rarest there is.
FURTHEST = dt.timedelta(days=32)
# What waited longer than this is not sent: the clock was wrong, or the machine was off.
STALE = dt.timedelta(hours=20)
PATH = "/mijn-pad/"


@transaction.atomic
def set_reminder(
    *,
    about: Step | Ambition,
    medium: str,
    every: int,
    clock: dt.time,
    by: Person,
    now: dt.datetime,
    has_words: bool = False,
) -> Reminder:
    """Set it for one step or goal; it takes the place of the earlier one.

    :param has_words: own words stand on the paper. A letter or notice never has them.
    """
    path = about.ambition.path if isinstance(about, Step) else about.path
    owning.helper_of(path.person, by, now)
    first = rules.next_moment(
        clock=clock, after=now, days=max(0, every - 1), zone=timezone.get_default_timezone()
    )
    made, _is_new = Reminder.objects.update_or_create(
        step=about if isinstance(about, Step) else None,
        ambition=None if isinstance(about, Step) else about,
        defaults={
            "path": path,
            "medium": medium,
            "every": every,
            "clock": clock,
            "has_words": has_words and medium == Medium.PAPER,
            "next_at": None if medium == Medium.PAPER else first,
            "sent": 0,
        },
    )
    owning.note("set_reminder", path, made, by, now, {"every": every, "medium": medium})
    return made


@transaction.atomic
def stop_reminder(*, reminder: Reminder, by: Person, now: dt.datetime) -> None:
    """Stop it."""
    owning.helper_of(reminder.path.person, by, now)
    owning.note("stop_reminder", reminder.path, reminder, by, now)
    reminder.delete()


def send_due(now: dt.datetime) -> dict[str, int]:
    """Prepare the reminders that are due, in batches; doing it twice sends nothing twice."""
    _call_back(now)
    sent = skipped = 0
    while True:
        done = _send_batch(now)
        if done is None:
            return {"path reminders": sent, "stale path reminders": skipped}
        sent, skipped = sent + done[0], skipped + done[1]


@transaction.atomic
def _call_back(now: dt.datetime) -> None:
    """Call back what lies further than anybody asked: it was set while the clock ran ahead."""
    far = Reminder.objects.filter(next_at__gt=now + FURTHEST)
    rows = list(far.select_for_update(of=("self",), no_key=True)[:BATCH])
    for row in rows:
        row.next_at = rules.next_moment(
            clock=row.clock, after=now, days=0, zone=timezone.get_default_timezone()
        )
    Reminder.objects.bulk_update(rows, ["next_at"], batch_size=400)


@transaction.atomic
def _send_batch(now: dt.datetime) -> tuple[int, int] | None:
    rows = list(
        Reminder.objects.filter(next_at__lte=now)
        .order_by("next_at", "pk")
        .select_related("path__person__account")
        .only("medium", "every", "clock", "next_at", "sent", "path", *PEOPLE)
        .select_for_update(of=("self",), no_key=True)[:BATCH]
    )
    if not rows:
        return None
    fresh = [row for row in rows if row.next_at and now - row.next_at <= STALE]
    letters, notices = _write(fresh)
    outbox.queue_mails(letters, now=now)
    Notice.objects.bulk_create([Notice(**one, made_at=now) for one in notices], batch_size=500)
    _move_on(rows, {row.pk for row in fresh}, now)
    journal.record(
        action="send_path_reminders",
        now=now,
        by=None,
        details={"letters": len(letters), "notices": len(notices)},
    )
    return len(fresh), len(rows) - len(fresh)


def _write(rows: Sequence[Reminder]) -> tuple[list[outbox.Letter], list[dict[str, Any]]]:
    """Write what is sent. The goal is not in it: a letter is read by more eyes than one."""
    letters: list[outbox.Letter] = []
    notices: list[dict[str, Any]] = []
    words = {code: _words(code) for code, _name in settings.LANGUAGES}
    for row in rows:
        person = row.path.person
        if person.erased_at is not None:
            continue
        subject, body = words[people_queries.screen_language(person)]
        address = people_queries.mail_address(person) if row.medium == Medium.MAIL else ""
        if address:
            key = f"path:{row.pk}:{row.next_at:%Y%m%d%H%M}"
            letters.append(outbox.Letter(key, address, subject, body, person.pk))
        else:
            notices.append({"person": person, "text": subject, "link": PATH})
    return letters, notices


def _words(language: str) -> tuple[str, str]:
    with translation.override(language):
        return (
            _("Je vroeg om een seintje"),
            _("Je wilde vandaag aan je pad denken. Kijk op Mijn pad. Lukt het niet? Dat geeft "
              "niet. Na twee seintjes zijn we stil, tot je zelf weer iets doet."),
        )  # fmt: skip


def _move_on(rows: Sequence[Reminder], sent: Collection[uuid.UUID], now: dt.datetime) -> None:
    """Set the next moment on the clock of people; after two without an answer there is none.

    Who asked for the same hour and rhythm is moved on together: a few statements for thousands.
    """
    together: dict[tuple[dt.datetime | None, int], list[uuid.UUID]] = defaultdict(list)
    moments: dict[tuple[dt.time, int], dt.datetime] = {}
    for row in rows:
        count = row.sent + (row.pk in sent)
        if row.every == 0 or count >= MOST:
            together[None, count].append(row.pk)
            continue
        asked = row.clock, row.every
        if asked not in moments:
            moments[asked] = rules.next_moment(
                clock=row.clock, after=now, days=row.every, zone=timezone.get_default_timezone()
            )
        together[moments[asked], count].append(row.pk)
    for (next_at, count), numbers in together.items():
        for start in range(0, len(numbers), MOST_AT_ONCE):
            part = Reminder.objects.filter(pk__in=numbers[start : start + MOST_AT_ONCE])
            part.update(next_at=next_at, sent=count)
