"""Who decides about an initiative: its owners, residents and organisations alike."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from wijkschakel.activities.models import Initiative, InitiativeParty
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Membership, Organisation, Person, RoleGrant
from wijkschakel.places.models import District

Role = RoleGrant.Role


def _organisations_of(person: Person, now: dt.datetime) -> Q:
    mine = Membership.objects.active(timezone.localdate(now)).filter(person=person)
    return Q(organisation__in=mine.values("organisation"))


def may_change_initiative(person: Person | None, initiative: Initiative, now: dt.datetime) -> bool:
    """Owners: a resident, or who belongs today to an organisation that owns it.

    A coordinator of the district too: for who has no computer, and when all owners are gone.
    """
    if person is None:
        return False
    owners = InitiativeParty.objects.filter(
        initiative=initiative,
        role=InitiativeParty.Role.OWNER,
        state=InitiativeParty.State.ACTIVE,
    )
    if owners.filter(Q(person=person) | _organisations_of(person, now)).exists():
        return True
    return people_permissions.holds(person, {Role.COORDINATOR}, initiative.district, now)


def invitation_for(
    person: Person | None, initiative: Initiative, now: dt.datetime
) -> InitiativeParty | None:
    """Give the invitation that this person may answer: their own, or for an organisation."""
    if person is None:
        return None
    invited = InitiativeParty.objects.filter(
        initiative=initiative, state=InitiativeParty.State.INVITED
    )
    mine = invited.filter(Q(person=person) | _organisations_of(person, now))
    return mine.select_related("organisation").order_by("since", "pk").first()


def may_speak_for(person: Person, organisation: Organisation, now: dt.datetime) -> bool:
    """Only who belongs to an organisation today says yes for it."""
    return people_permissions.belongs_to(person, organisation, now)


def may_coordinate(person: Person | None, district: District, now: dt.datetime) -> bool:
    """Coordinators of the district choose packages and labels, and begin a district."""
    return people_permissions.holds(person, {Role.COORDINATOR, Role.ADMINISTRATOR}, district, now)
