"""Series of every kind in the town, who takes part in all of one, and how people found it."""

import datetime as dt
from collections.abc import Iterator

from wijkschakel.activities import queries, rules
from wijkschakel.activities.models import (
    Activity,
    Enrolment,
    Feedback,
    FreePlace,
    Lead,
    ReminderWish,
    RoleWish,
    Series,
    SeriesEnrolment,
    Session,
)
from wijkschakel.upkeep.demo import moments, store
from wijkschakel.upkeep.demo.agenda import WEEKS, WEEKS_BACK, Agenda
from wijkschakel.upkeep.demo.ids import demo_id, dice
from wijkschakel.upkeep.demo.residents import Town

State, Rhythm = Enrolment.State, Series.Rhythm
WEEKLY = ("zingen", "taalgroep", "handwerk", "vrouwensport", "muziek", "naailes", "geheugen")
# What begins later: key, rhythm, how many days from now, clock, minutes, how many days ahead.
LATER = (
    ("film", Rhythm.MONTHLY_LAST, 33, dt.time(18, 30), 180, 180),
    ("buurtidee", Rhythm.MONTHLY, 30, dt.time(19, 30), 120, 180),
    ("repareren", Rhythm.FORTNIGHTLY, 31, dt.time(14, 0), 180, 120),
    ("kabel", Rhythm.CHOSEN, 26, dt.time(15, 0), 150, 120),
)
NEWCOMERS = {"zingen": 4, "taalgroep": 2, "naailes": 1}
WITH_LITTLE_MONEY = ("zingen", "naailes", "soepenbrood", "film", "klooster")
MEMBERS = {"zingen": ("jan", "wil"), "taalgroep": ("fatma",)}
GOOD = (
    "Gezellig, ik kom weer.",
    "Fijn dat er iemand naast me kwam zitten.",
    "Ik heb gelachen. Dat was lang geleden.",
    "Goede uitleg, rustig tempo.",
    "De koffie was warm en de mensen ook.",
)
BAD = ("Het was erg vol.", "Ik kon het niet goed horen.", "Het begon te laat.")


def write_series(people: Town, agenda: Agenda, seed: int, now: dt.datetime) -> None:
    """Write the series, their later sessions, who is in them, and the faces people gave."""
    _write_flags(agenda)
    series = {key: _weekly(agenda, key, now) for key in WEEKLY}
    later = {row[0]: _later(agenda, *row, now=now) for row in LATER}
    store.add([*series.values(), *later.values()])
    for key, one in series.items():
        _tie(agenda.sessions_of(key), one)
    for one in later.values():
        store.add(_planned(one))
    for key, names in MEMBERS.items():
        for name in names:
            _take_part(people, agenda, series[key], key, name, now)
    store.add(_feedback(agenda, seed))
    _write_own_matters(people, agenda, now)


def _write_flags(agenda: Agenda) -> None:
    for key, places in NEWCOMERS.items():
        Activity.objects.filter(pk=agenda.activities[key].pk).update(newcomer_places=places)
    free = [agenda.activities[key].pk for key in WITH_LITTLE_MONEY]
    Activity.objects.filter(pk__in=free).update(is_free_with_little_money=True)


def _local(session: Session) -> dt.datetime:
    return session.starts_at.astimezone(moments.AMSTERDAM)


def _weekly(agenda: Agenda, key: str, now: dt.datetime) -> Series:
    """Make the rule of what comes back every week already."""
    sessions = agenda.sessions_of(key)
    first = _local(sessions[0])
    last = moments.today_in(now) + dt.timedelta(weeks=WEEKS - WEEKS_BACK, days=-1)
    lasts = sessions[0].ends_at - sessions[0].starts_at
    return Series(
        id=demo_id("series", key),
        activity=agenda.activities[key],
        rhythm=Rhythm.WEEKLY,
        first_on=first.date(),
        clock=first.time(),
        minutes=int(lasts.total_seconds() // 60),
        planned_until=last,
        created_at=agenda.activities[key].created_at,
    )


def _later(
    agenda: Agenda,
    key: str,
    rhythm: str,
    away: int,
    clock: dt.time,
    minutes: int,
    ahead: int,
    *,
    now: dt.datetime,
) -> Series:
    """Make the rule of what comes back less often, and begins later."""
    first = moments.today_in(now) + dt.timedelta(days=away)
    extras = [first, first + dt.timedelta(days=24), first + dt.timedelta(days=61)]
    return Series(
        id=demo_id("series", key),
        activity=agenda.activities[key],
        rhythm=rhythm,
        first_on=first,
        clock=clock,
        minutes=minutes,
        extras=[day.isoformat() for day in extras] if rhythm == Rhythm.CHOSEN else [],
        until_on=extras[-1] if rhythm == Rhythm.CHOSEN else None,
        planned_until=first + dt.timedelta(days=ahead),
        created_at=agenda.activities[key].created_at,
    )


def _tie(sessions: list[Session], series: Series) -> None:
    for session in sessions:
        session.series, session.series_on = series, _local(session).date()
    Session.objects.bulk_update(sessions, ["series", "series_on"])


def _planned(series: Series) -> Iterator[Session]:
    """Give the sessions of a series that begins later."""
    starts = rules.starts(
        queries.plan_of(series), series.clock, moments.AMSTERDAM,
        start=series.first_on, end=series.planned_until,
    )  # fmt: skip
    for day, start in starts.items():
        yield Session(
            id=demo_id("session", f"{series.pk}:{day}"),
            activity=series.activity,
            district_id=series.activity.district_id,
            series=series,
            series_on=day,
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=series.minutes),
            capacity=series.activity.capacity,
        )


def _take_part(
    people: Town, agenda: Agenda, series: Series, key: str, name: str, now: dt.datetime
) -> None:
    """Put somebody on every list to come where there is room beside the newcomers."""
    person = people.cast[name]
    since = now - dt.timedelta(days=20)
    member = SeriesEnrolment(
        id=demo_id("member", f"{key}:{name}"), series=series, person=person, joined_at=since
    )
    store.add([member])
    for session in agenda.sessions_of(key):
        if session.starts_at <= now:
            continue
        mine = Enrolment.objects.filter(session=session, person=person)
        if mine.exclude(state=State.LEFT).update(series_enrolment=member) or mine.exists():
            continue
        if (session.capacity or 0) - session.taken <= NEWCOMERS.get(key, 0):
            continue
        store.add([
            Enrolment(
                id=demo_id("enrolment", f"{session.pk}:{person.pk}"), session=session,
                person=person, state=State.JOINED, joined_at=since, series_enrolment=member,
            )
        ])  # fmt: skip
        session.taken += 1
        Session.objects.filter(pk=session.pk).update(taken=session.taken)


def _feedback(agenda: Agenda, seed: int) -> Iterator[Feedback]:
    """Give a face to one in three who was there; some say a few words."""
    chance = dice(seed, "feedback")
    ends = {session.pk: session.ends_at for session in agenda.sessions}
    for enrolment in agenda.enrolments:
        if not enrolment.was_there or chance.random() > 0.35:
            continue
        face = chance.choices(("good", "fair", "bad"), (80, 15, 5))[0]
        words = chance.choice(GOOD if face == "good" else BAD) if chance.random() < 0.3 else ""
        yield Feedback(
            id=demo_id("feedback", enrolment.pk),
            session_id=enrolment.session_id,
            person_id=enrolment.person_id,
            face=face,
            words=words,
            given_at=ends[enrolment.session_id] + dt.timedelta(minutes=chance.randrange(5, 900)),
        )


def _write_own_matters(people: Town, agenda: Agenda, now: dt.datetime) -> None:
    """Write what belongs to one person: a letter the day before, a wish, a free place."""
    cast = people.cast
    store.add([ReminderWish(person=cast["jan"], since=now - dt.timedelta(days=40))])
    store.add([
        RoleWish(
            id=demo_id("wish", "jan"), activity=agenda.activities["wandelen"], person=cast["jan"],
            asked_by=cast["jan"], role=Lead.Role.CO_ORGANISER, asked_at=now - dt.timedelta(hours=9),
        )
    ])  # fmt: skip
    films = agenda.sessions_of("film")
    coming = next(session for session in films if session.starts_at > now)
    store.add([
        FreePlace(
            id=demo_id("free", "fatma"), person=cast["fatma"], session=coming, price_cents=300,
            asked_at=now - dt.timedelta(days=2),
        )
    ])  # fmt: skip
