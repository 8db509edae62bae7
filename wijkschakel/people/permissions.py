"""Who may do what with people: roles in a place, consent, help and emergencies."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from wijkschakel.people.models import (
    Consent,
    Delegate,
    EmergencyAccess,
    Membership,
    Organisation,
    Person,
    RoleGrant,
)
from wijkschakel.people.rules import EMERGENCY_NEVER
from wijkschakel.places.models import District, Region
from wijkschakel.places.permissions import held_in, regions_of

Role = RoleGrant.Role
# Roles that a coordinator gives in the own neighbourhood; the others come from an administrator.
GIVEN_BY_COORDINATOR = frozenset({Role.ORGANISER, Role.CONVERSATION_PARTNER, Role.DIGITAL_COACH})
# Who sees data of others proves who they are in two steps. A funder sees totals only; an organiser
# is a neighbour who sees first names.
NEEDS_SECOND_STEP = frozenset(
    {
        Role.CONVERSATION_PARTNER,
        Role.PROFESSIONAL,
        Role.COORDINATOR,
        Role.SAFEGUARDING,
        Role.RESEARCHER,
        Role.ADMINISTRATOR,
    }
)
# An administrator gives these and reads nothing: a second person hears of it, the same minute.
TOLD = NEEDS_SECOND_STEP - GIVEN_BY_COORDINATOR
# Whose second step no coordinator resets: an administrator does.
ABOVE_A_COORDINATOR = frozenset({Role.ADMINISTRATOR, Role.SAFEGUARDING})
# Roles whose word that a resident signed on paper is taken.
WITNESSES = frozenset({Role.COORDINATOR, Role.PROFESSIONAL, Role.CONVERSATION_PARTNER})


def holds(
    person: Person | None, roles: Iterable[str], district: District | None, now: dt.datetime
) -> bool:
    """Say whether a person holds one of `roles` now in a district; None asks for everywhere."""
    if person is None:
        return False
    wanted = frozenset(roles)
    grants = person.roles.active(timezone.localdate(now)).filter(role__in=wanted)
    return held_in(grants, wanted, district)


def holds_in_region(
    person: Person | None, roles: Iterable[str], region: Region, now: dt.datetime
) -> bool:
    """Say whether a person holds one of `roles` now in a region, or in a district of it."""
    if person is None:
        return False
    wanted = set(roles)
    grants = person.roles.active(timezone.localdate(now)).filter(role__in=wanted)
    return regions_of(grants, wanted).filter(pk=region.pk).exists()


def holders_in_region(roles: Iterable[str], region: Region, now: dt.datetime) -> list[Person]:
    """Give who holds one of `roles` now in this region or in a part of it, by number."""
    here = (
        Q(region=region)
        | Q(district__regions=region)
        | Q(municipality__in=region.districts.values("municipality"))
    )
    grants = RoleGrant.objects.active(timezone.localdate(now)).filter(here, role__in=list(roles))
    rows = Person.objects.filter(pk__in=grants.values("person"), erased_at__isnull=True)
    return list(rows.order_by("pk"))


def belongs_to(person: Person | None, organisation: Organisation, now: dt.datetime) -> bool:
    """Only who belongs to an organisation today speaks for it."""
    if person is None:
        return False
    theirs = person.memberships.filter(organisation=organisation)
    return theirs.active(timezone.localdate(now)).exists()


def administers(person: Person | None, district: District | None, now: dt.datetime) -> bool:
    """Say whether a person is administrator of a district; None asks for everywhere."""
    return holds(person, {Role.ADMINISTRATOR}, district, now)


def may_see_members(person: Person | None, organisation: Organisation, now: dt.datetime) -> bool:
    """Who belongs to it today, and the administrator of where it is. No coordinator."""
    return belongs_to(person, organisation, now) or administers(person, organisation.district, now)


def may_give_membership(
    by: Person, person: Person, organisation: Organisation, now: dt.datetime
) -> bool:
    """Nobody lets oneself belong to an organisation: it opens what residents shared with it."""
    return by.pk != person.pk and may_see_members(by, organisation, now)


def may_end_membership(by: Person, membership: Membership, now: dt.datetime) -> bool:
    """Anybody may leave; else who could have given it."""
    return by.pk == membership.person_id or may_see_members(by, membership.organisation, now)


def live_consents(now: dt.datetime) -> Q:
    """Keep the consents that hold at this moment."""
    return (
        Q(given_at__lte=now)
        & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now))
        & (Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate(now)))
    )


def may_see(
    person: Person, viewer: Person | None, item: str, purpose: str, now: dt.datetime
) -> bool:
    """Say whether `viewer` may see this item of `person` for this purpose: own, or with consent.

    A consent for an organisation holds for who belongs to it today.
    """
    if viewer is None:
        return False
    if viewer.pk == person.pk:
        return True
    return item in shared_items(person, viewer, purpose, now)


def shared_items(person: Person, viewer: Person, purpose: str, now: dt.datetime) -> frozenset[str]:
    """Give the items that `viewer` may see of `person` for this purpose."""
    theirs = viewer.memberships.active(timezone.localdate(now))
    consents = Consent.objects.filter(live_consents(now), person=person, purpose=purpose).filter(
        Q(to_person=viewer) | Q(to_organisation__in=theirs.values("organisation"))
    )
    return frozenset(item for consent in consents for item in consent.items)


def may_act_for(person: Person, actor: Person | None, now: dt.datetime) -> bool:
    """Say whether `actor` may act for `person`: oneself, or a helper within the hour."""
    if actor is None:
        return False
    if actor.pk == person.pk:
        return True
    return Delegate.objects.filter(
        person=person, helper=actor, starts_at__lte=now, ends_at__gt=now
    ).exists()


def may_witness(helper: Person, person: Person, now: dt.datetime) -> bool:
    """Say whether the word of `helper` is taken that `person` agreed on paper."""
    return person.district is not None and holds(helper, WITNESSES, person.district, now)


def may_break_glass(by: Person | None, person: Person, object_kind: str, now: dt.datetime) -> bool:
    """Only a safeguarding role where the resident lives; conversation notes never."""
    if by is None or by.pk == person.pk or object_kind in EMERGENCY_NEVER:
        return False
    return holds(by, {Role.SAFEGUARDING}, person.district, now)


def open_emergency(
    viewer: Person | None, object_kind: str, object_id: object, now: dt.datetime
) -> EmergencyAccess | None:
    """Give the emergency that lets `viewer` see this one object now, if there is one."""
    if viewer is None:
        return None
    return EmergencyAccess.objects.filter(
        opened_by=viewer,
        object_kind=object_kind,
        object_id=str(object_id),
        opened_at__lte=now,
        closes_at__gt=now,
    ).first()


def may_grant(
    by: Person | None, person: Person, role: str, place: object, now: dt.datetime
) -> bool:
    """Nobody gives oneself a role. Administrators give any, coordinators some, where they are."""
    if by is None or by.pk == person.pk:
        return False
    if holds(by, {Role.ADMINISTRATOR}, None, now):
        return True
    if not isinstance(place, District):
        return False
    if holds(by, {Role.ADMINISTRATOR}, place, now):
        return True
    return role in GIVEN_BY_COORDINATOR and holds(by, {Role.COORDINATOR}, place, now)


def is_told(role: str) -> bool:
    """Say whether who looks after a place hears that somebody got this role there."""
    return role in TOLD


def may_end_role(by: Person | None, grant: RoleGrant, now: dt.datetime) -> bool:
    """Anybody may lay down an own role; else who could have given it."""
    if by is not None and by.pk == grant.person_id:
        return True
    return may_grant(by, grant.person, grant.role, grant.district, now)


def may_reset_second_step(by: Person | None, person: Person, now: dt.datetime) -> bool:
    """An administrator for anybody else; a coordinator for who works in an own district."""
    if by is None or by.pk == person.pk:
        return False
    if holds(by, {Role.ADMINISTRATOR}, None, now):
        return True
    grants = list(person.roles.active(timezone.localdate(now)).select_related("district"))
    if not grants or any(grant.role in ABOVE_A_COORDINATOR for grant in grants):
        return False
    return all(
        grant.district is not None and holds(by, {Role.COORDINATOR}, grant.district, now)
        for grant in grants
    )


def is_staff(person: Person, now: dt.datetime) -> bool:
    """Say whether a person holds a role now in which others' data is seen."""
    day = timezone.localdate(now)
    return person.roles.active(day).filter(role__in=NEEDS_SECOND_STEP).exists()
