"""What people left behind: lines in the journal, consents, short messages."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from wijkschakel.activities.models import Enrolment
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import cards
from wijkschakel.people.models import Consent, Notice, PaperCard, Person
from wijkschakel.upkeep.demo import store
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.people import CARD_OF, CARD_PIN, CARD_WORDS
from wijkschakel.upkeep.demo.residents import Town

READ = JournalEntry.Kind.READ


def write_traces(people: Town, agenda: Agenda, now: dt.datetime) -> None:
    """Write the journal, the consents and the messages of the town."""
    store.add_new(joins(agenda.enrolments))
    store.add_new(reads(people, agenda, now))
    store.add(consents(people, now))
    store.add(notices(people, agenda, now))
    store.add(cards_of(people, now))


def joins(enrolments: list[Enrolment]) -> Iterator[JournalEntry]:
    """Give a line for each time somebody joined or left."""
    for enrolment in enrolments:
        what = (
            enrolment.person_id,
            enrolment.person_id,
            "activities.session",
            enrolment.session_id,
        )
        waits = enrolment.state == Enrolment.State.WAITING
        yield _line(enrolment.joined_at, "wait_for_place" if waits else "join_session", *what)
        if enrolment.left_at:
            yield _line(enrolment.left_at, "leave_session", *what)


def _line(
    at: dt.datetime,
    action: str,
    by: uuid.UUID,
    about: uuid.UUID,
    what: str,
    number: uuid.UUID,
    **more: Any,
) -> JournalEntry:
    return JournalEntry(
        id=demo_id("journal", f"{at.isoformat()}:{action}:{by}:{about}:{number}"),
        at=at,
        action=action,
        by=by,
        about=about,
        object_kind=what,
        object_id=str(number),
        **{"kind": JournalEntry.Kind.WRITE, **more},
    )


def reads(people: Town, agenda: Agenda, now: dt.datetime) -> Iterator[JournalEntry]:
    """Give who looked at whose data, so that the page on it has something to tell."""
    cast, organisations = people.cast, people.organisations
    kachel = {"role": "coordinator", "organisation": organisations["kachel"].pk}
    for about, hours, action, why in (
        ("fatma", 3, "help_at_desk", "desk"),
        ("fatma", 75, "make_card", "desk"),
        ("jan", 28, "help_at_desk", "desk"),
        ("wil", 50, "help_at_desk", "desk"),
    ):
        person = cast[about]
        kind = JournalEntry.Kind.WRITE if action == "make_card" else READ
        yield _line(
            now - dt.timedelta(hours=hours), action, cast["noor"].pk, person.pk, "people.person",
            person.pk, kind=kind, why=why, **kachel,
        )  # fmt: skip
    yield from _lists_seen(people, agenda, now)


def _lists_seen(people: Town, agenda: Agenda, now: dt.datetime) -> Iterator[JournalEntry]:
    """Wil looks at the list of names of each walk, shortly before it starts."""
    walks = {s.pk: s for s in agenda.sessions_of("wandelen") if s.starts_at <= now}
    for enrolment in agenda.enrolments:
        if walk := walks.get(enrolment.session_id):
            yield _line(
                walk.starts_at - dt.timedelta(minutes=10), "read_attendance_list",
                people.cast["wil"].pk, enrolment.person_id, "activities.session", walk.pk,
                kind=READ, role="organiser", why="organise_activity",
            )  # fmt: skip


def consents(people: Town, now: dt.datetime) -> list[Consent]:
    """Give three consents: to a person, to an organisation, and one taken back."""
    cast = people.cast

    def consent(key: str, person: Person, days: int, **more: Any) -> Consent:
        given = now - dt.timedelta(days=days)
        until = (given + dt.timedelta(days=180)).date()
        return Consent(
            id=demo_id("consent", key), person=person, text_version="2026-1", given_at=given,
            until_on=until, **more,
        )  # fmt: skip

    return [
        consent(
            "anke", cast["fatma"], 20, purpose="contact", to_person=cast["anke"], items=["phone"],
            helped_by=cast["noor"].pk,
        ),
        consent(
            "kachel", cast["fatma"], 45, purpose="plan",
            to_organisation=people.organisations["kachel"], items=["phone", "week"],
        ),
        consent(
            "jan", cast["jan"], 100, purpose="contact",
            to_organisation=people.organisations["anker"], items=["phone", "email"],
            withdrawn_at=now - dt.timedelta(days=11),
        ),
    ]  # fmt: skip


def cards_of(people: Town, now: dt.datetime) -> Iterator[PaperCard]:
    """Give the paper card of who has no e-mail; never where real people may come."""
    if settings.PRODUCTION:
        return
    yield PaperCard(
        id=demo_id("card", CARD_OF),
        person=people.cast[CARD_OF],
        words_index=cards.index_of(list(CARD_WORDS)),
        pin_hash=cards.hash_pin(CARD_PIN, salt="hazelrode"),
        made_at=now - dt.timedelta(hours=75),
        made_by=people.cast["noor"].pk,
    )


def notices(people: Town, agenda: Agenda, now: dt.datetime) -> Iterator[Notice]:
    """Give the short messages that wait for somebody."""
    cancelled = next(session for session in agenda.sessions if session.reason)
    for key, who, text, link, hours in (
        ("card", "fatma", "Welkom, Fatma. Bewaar je kaart op een vaste plek.", "", 70),
        ("walk", "jan", "Fijn dat je helpt bij het wandelen. Wil belt je over zaterdag.", "", 30),
        ("wil", "wil", "Er zijn nieuwe aanmeldingen voor het wandelen.", "", 5),
        (
            "cancelled", "sam", "Het oogsten op Het Eiland gaat deze keer niet door.",
            f"/bijeenkomst/{cancelled.pk}/", 20,
        ),
    ):  # fmt: skip
        yield Notice(
            id=demo_id("notice", key),
            person=people.cast[who],
            text=text,
            link=link,
            made_at=now - dt.timedelta(hours=hours),
        )
