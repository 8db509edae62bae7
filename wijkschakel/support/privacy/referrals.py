"""Referrals, who is who and tables: taking along, wiping, and how long they are kept."""

import datetime as dt

from django.db.models import Model, Q
from django.utils import timezone

from wijkschakel.people.models import Person
from wijkschakel.support.models import (
    CapacityQuestion,
    ColleagueQuestion,
    DirectoryEntry,
    Referral,
    ReferralStep,
    TableAction,
    TableCase,
    TableMember,
)
from wijkschakel.support.rules.referring import DRAFT_KEPT

YEAR = dt.timedelta(days=365)
ENTRY = ("function", "about", "where", "phone", "email", "advises_groups", "is_listed")


def _row(row: Model, names: tuple[str, ...], **more: object) -> dict[str, object]:
    values = {name: getattr(row, name) for name in names} | more
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Model) else value


def export(person: Person) -> dict[str, object]:
    """Give what is kept about a person: as resident all of it, as colleague the own words."""
    return {
        "referrals": [_referral(one) for one in _ordered(Referral, "made_at", resident=person)],
        "referrals_written": [
            _row(one, ("made_at", "sent_at"), to=one.to_organisation)
            for one in _ordered(Referral, "made_at", from_person=person).exclude(resident=person)
        ],
        "who_is_who": [
            _row(one, ENTRY, organisation=one.organisation)
            for one in _ordered(DirectoryEntry, "pk", person=person)
        ],
        "questions_asked": [
            _row(one, ("text", "answer", "asked_at", "answered_at"))
            for one in _ordered(ColleagueQuestion, "asked_at", from_person=person)
        ],
        "questions_answered": [
            _row(one, ("answer", "asked_at", "answered_at"))
            for one in _ordered(ColleagueQuestion, "asked_at", to_person=person)
        ],
        "rooms_asked": [
            _row(one, ("asked_at", "answer"), service=one.service)
            for one in _ordered(CapacityQuestion, "asked_at", asked_by=person)
        ],
        **_tables(person),
    }


def _referral(one: Referral) -> dict[str, object]:
    names = ("title", "question", "note", "items", "state", "reason", "level", "words")
    moments = ("made_at", "sent_at", "ended_at")
    steps = one.steps.order_by("number")
    return _row(one, names + moments, to=one.to_organisation, by=one.from_person) | {
        "steps": [_row(step, ("state", "reason", "at")) for step in steps]
    }


def _tables(person: Person) -> dict[str, object]:
    return {
        "table_cases": [
            _row(case, ("question", "state", "made_at", "answered_at"), table=case.table)
            | {
                "actions": [
                    _row(action, ("text", "due_on", "done_at"))
                    for action in case.actions.order_by("due_on", "pk")
                ]
            }
            for case in _ordered(TableCase, "made_at", resident=person)
        ],
        "table_seats": [
            _row(seat, ("since", "until"), table=seat.table)
            for seat in _ordered(TableMember, "since", person=person)
        ],
        "table_actions": [
            _row(action, ("due_on", "done_at"))
            for action in _ordered(TableAction, "due_on", owner=person)
        ],
    }


def _ordered(model, field: str, **about: object):
    return model.objects.filter(**about).order_by(field, "pk")


def erase(person: Person, now: dt.datetime) -> None:
    """Wipe it: what is about the person goes; work for others stays without their name."""
    Referral.objects.filter(resident=person).delete()
    # A draft that nobody claimed and nobody stands behind any more leads nowhere.
    Referral.objects.filter(from_person=person, sent_at=None).delete()
    TableCase.objects.filter(Q(resident=person) | Q(resident=None, asked_by=person)).delete()
    for rows, name in (
        (Referral.objects.filter(from_person=person), "from_person"),
        (Referral.objects.filter(taken_by=person), "taken_by"),
        (ReferralStep.objects.filter(by=person), "by"),
        (TableCase.objects.filter(asked_by=person), "asked_by"),
        (TableAction.objects.filter(owner=person), "owner"),
    ):
        rows.update(**{name: None})
    _erase_words(ColleagueQuestion.objects.filter(from_person=person), ("text",), "from_person")
    _erase_words(ColleagueQuestion.objects.filter(to_person=person), ("answer",), "to_person")
    DirectoryEntry.objects.filter(person=person).delete()
    CapacityQuestion.objects.filter(asked_by=person).delete()
    TableMember.objects.filter(person=person).delete()


def _erase_words(rows, words: tuple[str, ...], who: str) -> None:
    for row in rows:
        for name in words:
            setattr(row, name, "")
        setattr(row, who, None)
        row.save(update_fields=[*words, who])


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget what was kept long enough."""
    unanswered = Q(sent_at=None, made_at__lte=now - DRAFT_KEPT)
    done = Q(ended_at__lte=now - YEAR) | Q(changed_at__lte=now - 2 * YEAR)
    asked = Q(state=TableCase.State.ASKED, made_at__lte=now - DRAFT_KEPT)
    closed = Q(closed_at__lte=now - YEAR) | Q(answered_at__lte=now - 2 * YEAR)
    day = timezone.localdate(now - YEAR)
    bare = TableAction.objects.filter(case=None, due_on__lte=day)
    rows = {
        "referrals": Referral.objects.filter(unanswered | done),
        "table cases": TableCase.objects.filter(asked | closed),
        "table actions": bare,
        "table seats": TableMember.objects.filter(until__lte=now - YEAR),
        "rooms asked": CapacityQuestion.objects.filter(asked_at__lte=now - dt.timedelta(days=90)),
    }
    counts = {
        name: found.delete()[1].get(found.model._meta.label, 0) for name, found in rows.items()
    }
    return counts | _old_questions(now)


def _old_questions(now: dt.datetime) -> dict[str, int]:
    """Words of colleagues go after a year, who asked whom after three; a count of pairs stays."""
    old = ColleagueQuestion.objects.filter(asked_at__lte=now - YEAR)
    wiped = 0
    for row in old.filter(Q(from_person__isnull=False) | Q(to_person__isnull=False)):
        if row.text or row.answer:
            row.text = row.answer = ""
            row.save(update_fields=["text", "answer"])
            wiped += 1
    nameless = old.filter(asked_at__lte=now - 3 * YEAR).exclude(from_person=None, to_person=None)
    return {
        "colleague words": wiped,
        "colleague names": nameless.update(from_person=None, to_person=None),
    }
