"""Offering help: what one likes to do, pausing by one tap, stopping; checks that were seen."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support import permissions
from wijkschakel.support.actions import ending, requests
from wijkschakel.support.models import Check, Helper, HelpOffer, Match, OfferKind
from wijkschakel.support.queries import room
from wijkschakel.support.rules import helping

State = HelpOffer.State
MOST_OFFERS = 5
MOST_KINDS = 12


class NotYourOffer(Refused):
    """Only who offers it changes it."""

    def __init__(self) -> None:
        super().__init__(_("Dit aanbod is niet van jou. Er is niets veranderd."))


class NotYourActivity(Refused):
    """Only who organises an activity offers its places."""

    def __init__(self) -> None:
        super().__init__(_("Jij organiseert deze activiteit niet. Er is niets veranderd."))


class ActivityOffered(Refused):
    """Another organiser was first."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze activiteit biedt al plek aan. Er is niets veranderd. Kijk nog eens.")
        )


class EnoughOffered(Refused):
    """One person has a few offers at most."""

    def __init__(self) -> None:
        super().__init__(
            _("Je hebt al %(n)s keer hulp aangeboden. Wijzig of stop er eerst een.")
            % {"n": MOST_OFFERS}
        )


class OfferOver(Refused):
    """It was stopped."""

    def __init__(self) -> None:
        super().__init__(_("Dit aanbod is gestopt. Er is niets veranderd."))


class NotAWitness(Refused):
    """A check is seen by a coordinator, of somebody else."""

    def __init__(self) -> None:
        super().__init__(_("Een bewijs bekijkt een coördinator, nooit van zichzelf."))


@dataclass(frozen=True)
class Offered:
    """What somebody offers, as a form gives it; the kind most liked first."""

    kinds: Sequence[str]
    helper: str = "neighbour"
    words: str = ""
    interests: Sequence[str] = ()
    times: int = 0
    radius_m: int = 2_000
    languages: Sequence[str] = ("nl",)
    most: int = 1


def _fill(offer: HelpOffer, offered: Offered, now: dt.datetime) -> None:
    offer.helper = Helper.ACTIVITY if offer.activity_id else offered.helper
    offer.words, offer.interests = offered.words.strip(), list(offered.interests)
    offer.times = offered.times
    if offer.activity:
        offer.times = room.blocks_of([offer.activity], now)[offer.activity.pk]
    offer.languages = list(dict.fromkeys(offered.languages))[: helping.MOST_LANGUAGES] or ["nl"]
    offer.radius_m = min(offered.radius_m, max(helping.RADII_M))
    most = helping.MOST_PER_ACTIVITY if offer.activity_id else helping.MOST_PER_HELPER
    offer.most = max(1, min(offered.most, most))
    offer.changed_at = now


def _write_kinds(offer: HelpOffer, kinds: Sequence[str]) -> None:
    offer.kinds.all().delete()
    chosen = list(dict.fromkeys(kinds))[:MOST_KINDS]
    OfferKind.objects.bulk_create(
        OfferKind(offer=offer, kind=kind, position=place) for place, kind in enumerate(chosen)
    )


def _refuse_more(person: Person, activity: Activity | None) -> None:
    """Refuse a sixth offer of a person, and a second one of an activity; two at once queue up."""
    running = HelpOffer.objects.exclude(state=State.ENDED)
    if activity is None:
        if running.filter(person=person, activity=None).count() >= MOST_OFFERS:
            raise EnoughOffered
        return
    Activity.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=activity.pk)
    if running.filter(activity=activity).exists():
        raise ActivityOffered


@transaction.atomic
def offer_help(
    *,
    person: Person,
    offered: Offered,
    by: Person,
    now: dt.datetime,
    activity: Activity | None = None,
    organisation: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> HelpOffer:
    """Offer help: oneself, or an activity with room that one leads.

    :param key: number of the form; the same form sent twice offers once.
    :raises NotYourOffer, NotYourActivity, ActivityOffered, NoPlace, EnoughOffered.
    """
    if by.pk != person.pk:
        raise NotYourOffer
    if activity and not permissions.may_offer_activity(by, activity):
        raise NotYourActivity
    fresh = Person.objects.select_for_update(of=("self",), no_key=True).select_related("district")
    person = fresh.get(pk=person.pk)
    district = activity.district if activity else person.district
    if district is None:
        raise requests.NoPlace
    mine = HelpOffer.objects.filter(person=person)
    if key and (earlier := mine.filter(pk=key).first()):
        return earlier
    _refuse_more(person, activity)
    where = activity.venue.neighbourhood_id if activity and activity.venue else None
    offer = HelpOffer(
        pk=key or uuid.uuid4(), person=person, activity=activity, organisation=organisation,
        district=district, neighbourhood_id=where if activity else person.neighbourhood_id,
        made_at=now,
    )  # fmt: skip
    _fill(offer, offered, now)
    offer.save(force_insert=True)
    _write_kinds(offer, offered.kinds)
    journal.record(action="offer_help", now=now, by=by, about=person, thing=offer)
    return offer


def _mine(offer: HelpOffer, by: Person) -> HelpOffer:
    rows = HelpOffer.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("person").get(pk=offer.pk)
    if not permissions.may_change_offer(by, fresh):
        raise NotYourOffer
    if fresh.state == State.ENDED:
        raise OfferOver
    return fresh


@transaction.atomic
def change_offer(*, offer: HelpOffer, offered: Offered, by: Person, now: dt.datetime) -> HelpOffer:
    """Change what is offered; who is helped already stays so.

    :raises NotYourOffer, OfferOver.
    """
    fresh = _mine(offer, by)
    _fill(fresh, offered, now)
    fresh.save()
    _write_kinds(fresh, offered.kinds)
    journal.record(action="change_offer", now=now, by=by, about=fresh.person, thing=fresh)
    return fresh


@transaction.atomic
def pause_offer(
    *, offer: HelpOffer, by: Person, now: dt.datetime, until_on: dt.date | None = None
) -> None:
    """Switch it off for a while, by one tap: nobody asks until it is on again.

    :raises NotYourOffer, OfferOver.
    """
    _switch(offer, State.PAUSED, "pause_offer", by, now, until_on)


@transaction.atomic
def switch_on(*, offer: HelpOffer, by: Person, now: dt.datetime) -> None:
    """Switch it on again.

    :raises NotYourOffer, OfferOver.
    """
    _switch(offer, State.ACTIVE, "switch_on", by, now, None)


def _switch(
    offer: HelpOffer, state: str, action: str, by: Person, now: dt.datetime, until: dt.date | None
) -> None:
    fresh = _mine(offer, by)
    fresh.state, fresh.paused_until, fresh.changed_at = state, until, now
    fresh.rests_until = None
    fresh.save(update_fields=["state", "paused_until", "changed_at", "rests_until"])
    journal.record(action=action, now=now, by=by, about=fresh.person, thing=fresh)


@transaction.atomic
def end_offer(*, offer: HelpOffer, by: Person, now: dt.datetime) -> None:
    """Stop offering. What waits is taken back; who is helped now hears from a person.

    :raises NotYourOffer, OfferOver.
    """
    leave_matches(offer, by, now)
    fresh = _mine(offer, by)
    fresh.state, fresh.changed_at = State.ENDED, now
    fresh.save(update_fields=["state", "changed_at"])
    journal.record(action="end_offer", now=now, by=by, about=fresh.person, thing=fresh)


def leave_matches(offer: HelpOffer, by: Person | None, now: dt.datetime) -> int:
    """Take a helper out of all matches: each request is open again and comes first at the desk.

    Requests are locked before offers, always in the same order, so that two never wait for
    one another.
    """
    running = (Match.State.SUGGESTED, Match.State.CONTACT)
    rows = Match.objects.filter(offer=offer, state__in=running).order_by("part__request_id")
    left = 0
    for row in rows.select_related("part__request"):
        request = requests.locked(row.part.request)
        match = ending.with_people(Match.objects.filter(pk=row.pk, state__in=running)).first()
        if match is None:
            continue
        knew = match.contact_at is not None
        ending.finish(match, Match.State.ENDED if knew else Match.State.DECLINED, now)
        ending.settle_state(request, now)
        request.looks_at = now
        request.save(update_fields=["looks_at"])
        ending.tell_resident(match, by, now)
        left += 1
    return left


@transaction.atomic
def note_check(
    *, person: Person, kind: str, until_on: dt.date, by: Person, now: dt.datetime
) -> Check:
    """Note that a certificate was seen; it replaces the one before. The paper is not kept.

    :raises NotAWitness: not by a coordinator of the district, of oneself, or what only the helper
        tells.
    """
    can_see = person.district is not None and permissions.may_work_on(by, person.district, now)
    if by.pk == person.pk or not can_see or kind in Check.OF_COURSES:
        raise NotAWitness
    Check.objects.filter(person=person, kind=kind).delete()
    check = Check(
        person=person, kind=kind, seen_by=by.pk, seen_on=timezone.localdate(now), until_on=until_on
    )
    check.save(force_insert=True)
    journal.record(
        action="note_check", now=now, by=by, about=person, thing=check, details={"kind": kind}
    )
    return check


def follow_activities(now: dt.datetime) -> dict[str, int]:
    """Nightly: let offers of activities be when the activities are; without a day nobody asks."""
    rows = HelpOffer.objects.filter(activity__isnull=False).exclude(state=State.ENDED)
    offers = list(rows.select_related("activity"))
    blocks = room.blocks_of([offer.activity for offer in offers if offer.activity], now)
    moved = [offer for offer in offers if offer.times != blocks[offer.activity_id]]  # type: ignore[index]
    for offer in moved:
        offer.times = blocks[offer.activity_id]  # type: ignore[index]
    HelpOffer.objects.bulk_update(moved, ["times"])
    return {"offers_of_activities_moved": len(moved)}


def wake_up(now: dt.datetime) -> dict[str, int]:
    """Nightly: switch offers on whose pause is over."""
    rows = HelpOffer.objects.filter(
        state=State.PAUSED, paused_until__lt=timezone.localdate(now)
    ).select_related("person")
    woken = 0
    for offer in rows:
        with transaction.atomic():
            changed = HelpOffer.objects.filter(pk=offer.pk, state=State.PAUSED)
            if changed.update(state=State.ACTIVE, paused_until=None, changed_at=now):
                journal.record(
                    action="switch_on", now=now, by=None, about=offer.person, thing=offer
                )
                woken += 1
    return {"offers_on_again": woken}
