"""Who does what with a referral: the resident decides, sender and receiver as far as allowed."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.activities.models import Initiative
from wijkschakel.activities.permissions import may_change_initiative
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Consent, Membership, Organisation, Person, RoleGrant
from wijkschakel.support.models import Referral
from wijkschakel.support.rules import referring
from wijkschakel.support.rules.referring import Actor, Level, State

Role = RoleGrant.Role
# Who refers, receives, stands in who is who and sits at a table: their work, in two steps.
WORKERS = frozenset({Role.PROFESSIONAL, Role.COORDINATOR})


def is_worker(person: Person | None, now: dt.datetime) -> bool:
    """Say whether somebody works here as a professional or coordinator today."""
    if person is None:
        return False
    return _work_of(person, now).exists()


def _work_of(person: Person, now: dt.datetime) -> QuerySet[RoleGrant]:
    return person.roles.active(timezone.localdate(now)).filter(role__in=WORKERS)


def memberships_today(person: Person, now: dt.datetime) -> QuerySet[Membership]:
    """Give the organisations somebody belongs to today, as memberships."""
    return Membership.objects.active(timezone.localdate(now)).filter(person=person)


def organisations_of(person: Person | None, now: dt.datetime) -> QuerySet[Organisation]:
    """Give the organisations for which somebody works: belongs to, and holds a role."""
    if person is None:
        return Organisation.objects.none()
    works, mine = _work_of(person, now), memberships_today(person, now)
    rows = Organisation.objects.filter(Exists(works), pk__in=mine.values("organisation"))
    return rows.order_by("name")


def works_for(person: Person | None, organisation: Organisation | None, now: dt.datetime) -> bool:
    """Say whether somebody works for this organisation today."""
    if organisation is None:
        return False
    return organisations_of(person, now).filter(pk=organisation.pk).exists()


def may_refer(person: Person | None, initiative: Initiative | None, now: dt.datetime) -> bool:
    """Say who writes a referral for another: a worker, or who decides about a group for it."""
    if person is None:
        return False
    if initiative is not None:
        return may_change_initiative(person, initiative, now)
    return is_worker(person, now)


def _yes(now: dt.datetime) -> QuerySet[Consent]:
    """Give consents for referrals that hold at this moment."""
    return Consent.objects.filter(people_permissions.live_consents(now), purpose=referring.PURPOSE)


def with_consent(now: dt.datetime) -> Exists:
    """Keep referrals of which the resident allows the receiver to see just this one, now."""
    return Exists(
        _yes(now).filter(
            pk=OuterRef("consent"),
            person=OuterRef("resident"),
            to_organisation=OuterRef("to_organisation"),
        )
    )


@dataclass(frozen=True)
class Reach:
    """How far the resident lets one referral be seen now: by the receiver, and by the sender."""

    is_shared: bool
    items: frozenset[str]
    level: Level


def reach_of(referral: Referral, now: dt.datetime) -> Reach:
    """Give what the live consents of a referral allow, in one question.

    The receiver sees what was chosen, as far as its consent still reaches; a sender hears the
    chosen level, as far as theirs does.
    """
    to_receiver = Q(
        referral=referral.pk,
        purpose=referring.PURPOSE,
        to_organisation=referral.to_organisation_id,
    )
    live = Consent.objects.filter(
        people_permissions.live_consents(now), to_receiver | _to_sender(referral, now),
        person=referral.resident_id,
    )  # fmt: skip
    given: dict[str, set[str]] = {}
    for consent in live:
        given.setdefault(consent.purpose, set()).update(consent.items)
    return Reach(
        is_shared=referring.PURPOSE in given,
        items=_chosen(referral, given.get(referring.PURPOSE, ())),
        level=referring.heard(Level(referral.level), given.get(referring.FEEDBACK, ())),
    )


def _to_sender(referral: Referral, now: dt.datetime) -> Q:
    if referral.from_person is None:
        return Q(pk__in=[])
    hears = _heard_by(referral.from_person, now)
    return hears & Q(referral_feedback=referral.pk, purpose=referring.FEEDBACK)


def _heard_by(sender: Person, now: dt.datetime) -> Q:
    mine = memberships_today(sender, now).values("organisation")
    return Q(to_person=sender) | Q(to_organisation__in=mine)


def shared_items(referral: Referral, now: dt.datetime) -> frozenset[str]:
    """Give what the receiver may see."""
    return reach_of(referral, now).items


def items_of_each(
    referrals: Collection[Referral], now: dt.datetime
) -> dict[uuid.UUID, frozenset[str]]:
    """Give what the receiver of each of these may see, in one question."""
    live = {yes.pk: yes for yes in _yes(now).filter(referral__in=referrals)}
    found: dict[uuid.UUID, frozenset[str]] = {}
    for one in referrals:
        yes = live.get(one.consent_id) if one.consent_id else None
        given = (one.resident_id, one.to_organisation_id)
        is_theirs = yes is not None and (yes.person_id, yes.to_organisation_id) == given
        found[one.pk] = _chosen(one, yes.items if yes and is_theirs else ())
    return found


def _chosen(referral: Referral, allowed: Iterable[str]) -> frozenset[str]:
    return frozenset({*referring.ALWAYS, *referral.items} & set(allowed))


def feedback_to(sender: Person, now: dt.datetime) -> QuerySet[Consent]:
    """Give the consents by which somebody hears how it goes, each of one referral."""
    return Consent.objects.filter(
        _heard_by(sender, now),
        people_permissions.live_consents(now),
        purpose=referring.FEEDBACK,
    )


def heard_by_sender(referral: Referral, now: dt.datetime) -> Level:
    """Give what who sent it hears at this moment."""
    return reach_of(referral, now).level


def actors_of(
    person: Person | None, referral: Referral, now: dt.datetime, reach: Reach | None = None
) -> frozenset[Actor]:
    """Say as what somebody stands before a referral; nothing for everybody else.

    :param reach: what `reach_of` gave for this moment, by who asked it already.
    """
    if person is None:
        return frozenset()
    reach = reach or reach_of(referral, now)
    found = set()
    resident = referral.resident
    if resident is not None and people_permissions.may_act_for(resident, person, now):
        found.add(Actor.RESIDENT)
    if referral.from_person_id == person.pk and _sender_may_see(referral, reach):
        found.add(Actor.SENDER)
    if _receives(person, referral, reach, now):
        found.add(Actor.RECEIVER)
    return frozenset(found)


def _sender_may_see(referral: Referral, reach: Reach) -> bool:
    """A sender sees what was not sent yet, and then as long as the resident shares it."""
    return referral.sent_at is None or reach.is_shared or reach.level != Level.NOTHING


def _receives(person: Person, referral: Referral, reach: Reach, now: dt.datetime) -> bool:
    if referral.sent_at is None or referral.state == State.ENTERED_IN_ERROR:
        return False
    ended = referral.ended_at
    if ended is not None and ended <= now - referring.OPEN_AT_RECEIVER:
        return False
    return reach.is_shared and works_for(person, referral.to_organisation, now)
