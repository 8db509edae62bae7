"""Who does what with a referral: the resident decides, sender and receiver as far as allowed."""

import datetime as dt

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
    return person.roles.active(timezone.localdate(now)).filter(role__in=WORKERS).exists()


def memberships_today(person: Person, now: dt.datetime) -> QuerySet[Membership]:
    """Give the organisations somebody belongs to today, as memberships."""
    return Membership.objects.active(timezone.localdate(now)).filter(person=person)


def organisations_of(person: Person | None, now: dt.datetime) -> QuerySet[Organisation]:
    """Give the organisations for which somebody works: belongs to, and holds a role."""
    if person is None or not is_worker(person, now):
        return Organisation.objects.none()
    mine = memberships_today(person, now)
    return Organisation.objects.filter(pk__in=mine.values("organisation")).order_by("name")


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


def has_consent(referral: Referral, now: dt.datetime) -> bool:
    """Say whether the resident allows the receiver to see this at this moment."""
    return Referral.objects.filter(with_consent(now), pk=referral.pk).exists()


def shared_items(referral: Referral, now: dt.datetime) -> frozenset[str]:
    """Give what the receiver may see: what was chosen, as far as its consent still reaches."""
    live = _yes(now).filter(
        referral=referral.pk,
        person=referral.resident_id,
        to_organisation=referral.to_organisation_id,
    )
    allowed = frozenset(item for consent in live for item in consent.items)
    return allowed & frozenset({*referring.ALWAYS, *referral.items})


def feedback_to(sender: Person, now: dt.datetime) -> QuerySet[Consent]:
    """Give the consents by which somebody hears how it goes, each of one referral."""
    mine = memberships_today(sender, now).values("organisation")
    return Consent.objects.filter(
        Q(to_person=sender) | Q(to_organisation__in=mine),
        people_permissions.live_consents(now),
        purpose=referring.FEEDBACK,
    )


def heard_by_sender(referral: Referral, now: dt.datetime) -> Level:
    """Give what who sent it hears at this moment."""
    if referral.resident is None or referral.from_person is None:
        return Level.NOTHING
    allowed = feedback_to(referral.from_person, now).filter(
        referral_feedback=referral.pk, person=referral.resident
    )
    return referring.heard(Level(referral.level), {item for yes in allowed for item in yes.items})


def actors_of(person: Person | None, referral: Referral, now: dt.datetime) -> frozenset[Actor]:
    """Say as what somebody stands before a referral; nothing for everybody else."""
    if person is None:
        return frozenset()
    found = set()
    resident = referral.resident
    if resident is not None and people_permissions.may_act_for(resident, person, now):
        found.add(Actor.RESIDENT)
    if referral.from_person_id == person.pk and _sender_may_see(referral, now):
        found.add(Actor.SENDER)
    if _receives(person, referral, now):
        found.add(Actor.RECEIVER)
    return frozenset(found)


def _sender_may_see(referral: Referral, now: dt.datetime) -> bool:
    """A sender sees what was not sent yet, and then as long as the resident shares it."""
    if referral.sent_at is None:
        return True
    return has_consent(referral, now) or heard_by_sender(referral, now) != Level.NOTHING


def _receives(person: Person, referral: Referral, now: dt.datetime) -> bool:
    if referral.sent_at is None or referral.state == State.ENTERED_IN_ERROR:
        return False
    ended = referral.ended_at
    if ended is not None and ended <= now - referring.OPEN_AT_RECEIVER:
        return False
    return works_for(person, referral.to_organisation, now) and has_consent(referral, now)
