"""What runs inside an installation for paths: ten years of weekly check-ins, and many reminders."""

import datetime as dt
import json
import statistics
import time
import uuid

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wijkschakel.base import clock
from wijkschakel.base.models import OutgoingMail
from wijkschakel.paths.actions import goals, reminding, steps
from wijkschakel.paths.models import Ambition, CheckIn, Heading, Path, Reminder, StepDay
from wijkschakel.people.models import Account, Person
from wijkschakel.places.models import District

WEEKS = 520
RESIDENTS = 100_000
BATCH = 5_000
BACKEND = "wijkschakel.web.common.signin.AccountBackend"
REQUESTS = 60


def path_page() -> dict[str, float]:
    """Fill ten years of one resident and ask for the page: statements, p95, size."""
    now = clock.now()
    person = Person.objects.create(
        given_name="Fatma", district=District.objects.first(), joined_at=now
    )
    account = Account.objects.create(person=person, email="fatma@example.org")
    began = now - dt.timedelta(weeks=WEEKS)
    for number in range(4):
        need = goals.note_need(
            person=person, heading=Heading.JOIN_IN, words=f"Doel {number}", by=person, now=began
        )
        goal = goals.make_ambition(need=need, by=person, now=began + dt.timedelta(days=number))
        rows = [
            CheckIn(
                ambition=goal,
                content=json.dumps({"mark": week % 11, "words": f"Week {week}"}),
                at=began + dt.timedelta(weeks=week),
            )
            for week in range(WEEKS)
        ]
        CheckIn.objects.bulk_create(rows, batch_size=500)
        step = steps.take_step(
            ambition=goal, words="Elke week", rhythm="weekly", by=person, now=began
        )
        StepDay.objects.bulk_create(
            StepDay(step=step, day=row.at.date(), made_at=row.at) for row in rows
        )
    return _asked(account)


def _asked(account: Account) -> dict[str, float]:
    browser, address = Client(), reverse("path:show")
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    host = {"HTTP_HOST": "localhost"}
    answer = browser.get(address, **host)
    assert answer.status_code == 200, answer.status_code
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address, **host)
    times, used = [], []
    for _time in range(REQUESTS):
        start, cpu = time.perf_counter(), time.process_time()
        browser.get(address, **host)
        times.append((time.perf_counter() - start) * 1000)
        used.append((time.process_time() - cpu) * 1000)
    return {
        "statements": len(asked),
        "p95": statistics.quantiles(times, n=20)[-1],
        "cpu": statistics.median(used),
        "kB": len(answer.content) / 1000,
    }


def reminders_of_a_day(residents: str = str(RESIDENTS)) -> dict[str, float]:
    """Give every resident a reminder at nine, and prepare them."""
    now = clock.now()
    count = int(residents)
    for start in range(0, count, BATCH):
        _fill(start, min(BATCH, count - start), now)
    start, cpu = time.perf_counter(), time.process_time()
    done = reminding.send_due(now)
    taken, used = time.perf_counter() - start, time.process_time() - cpu
    again = reminding.send_due(now)
    return {
        "seconds": taken,
        "cpu": used,
        "prepared": done["path reminders"],
        "again": again["path reminders"],
        "letters": OutgoingMail.objects.filter(key__startswith="path:").count(),
    }


def _fill(start: int, size: int, now: dt.datetime) -> None:
    people = [
        Person(given_name=f"Bewoner {start + n}", email=f"b{start + n}@example.org", joined_at=now)
        for n in range(size)
    ]
    Person.objects.bulk_create(people, batch_size=500)
    paths = [Path(person=person, made_at=now, changed_at=now) for person in people]
    Path.objects.bulk_create(paths, batch_size=500)
    ambitions = [
        Ambition(
            id=uuid.uuid4(), path=path, heading="happy", words="Doel", made_at=now, changed_at=now
        )
        for path in paths
    ]
    Ambition.objects.bulk_create(ambitions, batch_size=500)
    Reminder.objects.bulk_create(
        [
            Reminder(
                path=one.path, ambition=one, medium="mail", every=1, clock=dt.time(9), next_at=now
            )
            for one in ambitions
        ],
        batch_size=500,
    )
