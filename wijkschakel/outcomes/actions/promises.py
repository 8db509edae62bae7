"""Writing down what parties promised each other on an indicator, before it is measured.

One writes it, a second person signs it: only then it counts.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes import permissions
from wijkschakel.outcomes.actions.definitions import MayNotDefine
from wijkschakel.outcomes.models import Definition, Promise
from wijkschakel.outcomes.rules.definitions import MOST_PERCENT
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import Region
from wijkschakel.support.models import Agreement


class NobodyPromised(Refused):
    """A promise is made to somebody."""

    def __init__(self) -> None:
        super().__init__(
            _("Met wie is dit afgesproken? Er is niets vastgelegd. Kies een afspraak of een "
              "organisatie.")
        )  # fmt: skip


class DaysOutOfOrder(Refused):
    """First the baseline, then the day."""

    def __init__(self) -> None:
        super().__init__(
            _("Eerst komt de beginmeting, daarna de dag waarop het gehaald is. Er is niets "
              "vastgelegd. Kijk de dagen na.")
        )  # fmt: skip


class NoSuchPercent(Refused):
    """Nothing, or more than anybody reaches."""

    def __init__(self) -> None:
        super().__init__(_("Kies een percentage van 1 tot 300. Er is niets vastgelegd."))


class NotHere(Refused):
    """The indicator or the agreement belongs to another region, or has ended."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze indicator of afspraak geldt hier niet meer. Er is niets vastgelegd. Kies een "
              "andere.")
        )  # fmt: skip


class MayNotSign(Refused):
    """Who wrote it does not sign it too."""

    def __init__(self) -> None:
        super().__init__(
            _("Een tweede mens tekent: wie betaalt of hier coördineert, niet wie het opschreef. "
              "Er is niets veranderd.")
        )  # fmt: skip


class PromisedAlready(Refused):
    """The same indicator with the same baseline."""

    def __init__(self) -> None:
        super().__init__(_("Deze belofte staat er al. Er is niets dubbel vastgelegd."))


@dataclass(frozen=True)
class Terms:
    """What was promised, to whom, compared with whom, and from when until when."""

    definition: Definition
    agreement: Agreement | None
    organisation: Organisation | None
    percent: int
    comparison: str
    baseline_from: dt.date
    baseline_until: dt.date
    reached_on: dt.date


@transaction.atomic
def write_promise(*, region: Region, terms: Terms, by: Person, now: dt.datetime) -> Promise:
    """Write a promise down. A baseline from before the definition is allowed, and weighs less.

    :raises Refused: nothing is kept; the sentence says why.
    """
    if not permissions.may_define(by, region, now):
        raise MayNotDefine
    _check(region, terms)
    made = Promise(region=region, made_at=now, made_by=by.pk, **vars(terms))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise PromisedAlready from error
    details = {"percent": terms.percent, "definition": terms.definition.digest}
    journal.record(action="write_promise", now=now, by=by, thing=made, details=details)
    for person in permissions.who_may_sign(made, now):
        _ask_to_sign(made, person, by, now)
    return made


def _ask_to_sign(promise: Promise, person: Person, by: Person, now: dt.datetime) -> None:
    with translation.override(people_queries.screen_language(person)):
        text = _("Er is een belofte opgeschreven in %(region)s. Lees hem en teken, dan telt hij.")
        notices.give_notice(
            person=person, text=text % {"region": promise.region.name}, by=by, now=now,
            link=f"/cijfers/beloften/{promise.region.slug}/",
        )  # fmt: skip


@transaction.atomic
def sign_promise(*, promise: Promise, by: Person, now: dt.datetime) -> Promise:
    """Sign as the second person. From now on it counts; signing twice is once.

    :raises MayNotSign: who wrote it, or who has no part in it. NotHere: it has ended.
    """
    rows = Promise.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("region").get(pk=promise.pk)
    if not permissions.may_sign_promise(by, fresh, now):
        raise MayNotSign
    if fresh.ended_at is not None:
        raise NotHere
    if fresh.signed_at is None:
        fresh.signed_at, fresh.signed_by = now, by.pk
        fresh.save(update_fields=["signed_at", "signed_by"])
        journal.record(action="sign_promise", now=now, by=by, thing=fresh)
    return fresh


def _check(region: Region, terms: Terms) -> None:
    definition, agreement = terms.definition, terms.agreement
    if agreement is None and terms.organisation is None:
        raise NobodyPromised
    if definition.ended_at is not None or definition.region_id not in (None, region.pk):
        raise NotHere
    if agreement is not None and agreement.region_id != region.pk:
        raise NotHere
    if not 1 <= terms.percent <= MOST_PERCENT:
        raise NoSuchPercent
    if not terms.baseline_from <= terms.baseline_until < terms.reached_on:
        raise DaysOutOfOrder


@transaction.atomic
def end_promise(*, promise: Promise, by: Person, now: dt.datetime) -> None:
    """Stop with a promise; that it was made stays."""
    if not permissions.may_define(by, promise.region, now):
        raise MayNotDefine
    ended = Promise.objects.filter(pk=promise.pk, ended_at__isnull=True).update(ended_at=now)
    if ended:
        journal.record(action="end_promise", now=now, by=by, thing=promise)
