"""Who edits a guide: coordinators of its district; the one for all, who coordinates everywhere."""

import datetime as dt
from collections.abc import Iterable

from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District
from wijkschakel.places.permissions import Grant, covers, is_everywhere
from wijkschakel.support.models import Guide

COORDINATOR = RoleGrant.Role.COORDINATOR


def may_edit_guide(person: Person | None, guide: Guide, now: dt.datetime) -> bool:
    """Coordinators of the district; for the guide of all districts a coordinator of all."""
    return people_permissions.holds(person, {COORDINATOR}, guide.district, now)


def edits_guide(grants: Iterable[Grant], guide: Guide) -> bool:
    """Say of roles that were read already whether who holds them may edit a guide."""
    held = (grant for grant in grants if grant.role == COORDINATOR)
    if guide.district is None:
        return any(is_everywhere(grant) for grant in held)
    return any(covers(grant, guide.district) for grant in held)


def may_edit_needs(person: Person | None, district: District | None, now: dt.datetime) -> bool:
    """Coordinators of the district; None asks for a coordinator of all."""
    return people_permissions.holds(person, {COORDINATOR}, district, now)
