"""Who holds conversations, and who says that somebody was trained."""

import datetime as dt

from django.utils import timezone

from wijkschakel.paths.models import ConversationPartner
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District

Role = RoleGrant.Role


def is_ready(partner: ConversationPartner, now: dt.datetime) -> bool:
    """Say whether the training is still valid and the role still held."""
    today = timezone.localdate(now)
    is_trained = partner.trained_on <= today <= partner.valid_until
    person = partner.person
    return (
        is_trained
        and person.erased_at is None
        and people_permissions.holds(person, {Role.CONVERSATION_PARTNER}, person.district, now)
    )


def may_manage_partners(by: Person | None, district: District | None, now: dt.datetime) -> bool:
    """Coordinators of the district note who was trained."""
    return district is not None and people_permissions.holds(by, {Role.COORDINATOR}, district, now)


def may_publish(by: Person | None, district: District | None, now: dt.datetime) -> bool:
    """Coordinators publish the simple questions and cards that residents agreed to."""
    return may_manage_partners(by, district, now)
