"""Asking: writing a commission on published figures, opening it, looking back."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.funding import permissions
from wijkschakel.funding.actions.locking import lock
from wijkschakel.funding.models import Commission, CommissionDistrict, CommissionFigure
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Region

State = Commission.State


class MayNotAsk(Refused):
    """Only who coordinates in the region."""

    def __init__(self) -> None:
        super().__init__(_("Een uitvraag doet een coördinator van de regio. "
                           "Er is niets veranderd."))  # fmt: skip


class IsOpenAlready(Refused):
    """What others read and answer to does not change any more."""

    def __init__(self) -> None:
        super().__init__(_("Deze uitvraag staat al open. Daarom ligt hij vast. "
                           "Er is niets veranderd."))  # fmt: skip


class ClosesTooSoon(Refused):
    """The closing time has passed, or lies after the first day."""

    def __init__(self) -> None:
        super().__init__(_("Kies een later moment waarop hij sluit. Nu is dat al voorbij. "
                           "Hij staat nog niet open."))  # fmt: skip


class NotRunning(Refused):
    """Only what somebody carries out can be looked back on, once."""

    def __init__(self) -> None:
        super().__init__(_("Terugkijken kan als er gekozen is, en één keer. "
                           "Er is niets veranderd."))  # fmt: skip


@dataclass(frozen=True)
class Terms:
    """What is asked for."""

    title: str
    needed: str
    heading: str
    starts_on: dt.date
    ends_on: dt.date
    moments: int
    places: int
    bids_until: dt.datetime
    theme: str = ""
    districts: Collection[District] = ()
    ceiling_cents: int | None = None
    weighs: Sequence[str] = ()


@dataclass(frozen=True)
class Figure:
    """A published figure, as it was read."""

    topic: str
    period: str
    table: str
    area: str
    code: str
    number: int | None
    word: str = ""
    released_on: dt.date | None = None
    digest: str = ""


def _fill(row: Commission, terms: Terms) -> None:
    told = vars(terms) | {"weighs": list(terms.weighs)}
    for name, value in told.items():
        if name != "districts":
            setattr(row, name, value)


def _ask_in(row: Commission, districts: Collection[District]) -> None:
    row.asked_in.all().delete()
    CommissionDistrict.objects.bulk_create(
        CommissionDistrict(commission=row, district=district) for district in districts
    )


@transaction.atomic
def write_commission(
    *, region: Region, terms: Terms, figures: Collection[Figure], by: Person, now: dt.datetime
) -> Commission:
    """Write one down; it is in the making until it is opened. Its figures are kept as they are.

    :raises MayNotAsk.
    """
    if not permissions.may_commission(by, region, now):
        raise MayNotAsk
    row = Commission(region=region, made_by=by, made_at=now)
    _fill(row, terms)
    row.save(force_insert=True)
    _ask_in(row, terms.districts)
    CommissionFigure.objects.bulk_create(
        CommissionFigure(commission=row, **vars(figure)) for figure in figures
    )
    journal.record(action="write_commission", now=now, by=by, thing=row)
    return row


def _own_draft(commission: Commission, by: Person, now: dt.datetime) -> Commission:
    fresh = lock(commission)
    if not permissions.may_commission(by, fresh.region, now):
        raise MayNotAsk
    if fresh.state != State.DRAFT:
        raise IsOpenAlready
    return fresh


@transaction.atomic
def change_commission(
    *, commission: Commission, terms: Terms, by: Person, now: dt.datetime
) -> Commission:
    """Change what is in the making; its figures stay as they were.

    :raises MayNotAsk, IsOpenAlready.
    """
    fresh = _own_draft(commission, by, now)
    _fill(fresh, terms)
    fresh.save()
    _ask_in(fresh, terms.districts)
    journal.record(action="change_commission", now=now, by=by, thing=fresh)
    return fresh


@transaction.atomic
def open_commission(*, commission: Commission, by: Person, now: dt.datetime) -> Commission:
    """Open it: from now on everybody reads it, and organisations may bid. Opening twice is once.

    :raises MayNotAsk, IsOpenAlready, ClosesTooSoon.
    """
    fresh = lock(commission)
    if fresh.state == State.OPEN and permissions.may_commission(by, fresh.region, now):
        return fresh
    fresh = _own_draft(fresh, by, now)
    if fresh.bids_until <= now:
        raise ClosesTooSoon
    fresh.state, fresh.opened_at = State.OPEN, now
    fresh.save(update_fields=["state", "opened_at"])
    journal.record(action="open_commission", now=now, by=by, thing=fresh)
    return fresh


@transaction.atomic
def drop_commission(*, commission: Commission, by: Person, now: dt.datetime) -> None:
    """Throw away what is in the making, with its figures.

    :raises MayNotAsk, IsOpenAlready.
    """
    fresh = _own_draft(commission, by, now)
    journal.record(action="drop_commission", now=now, by=by, thing=fresh)
    fresh.delete()


@transaction.atomic
def finish_commission(
    *, commission: Commission, review: str, by: Person, now: dt.datetime
) -> Commission:
    """Look back: write what came of it, for everybody to read.

    :raises MayNotAsk, NotRunning.
    """
    fresh = lock(commission)
    if not permissions.may_commission(by, fresh.region, now):
        raise MayNotAsk
    if fresh.state not in (State.AWARDED, State.RUNNING):
        raise NotRunning
    fresh.state, fresh.review, fresh.finished_at = State.FINISHED, review.strip(), now
    fresh.save(update_fields=["state", "review", "finished_at"])
    journal.record(action="finish_commission", now=now, by=by, thing=fresh)
    return fresh
