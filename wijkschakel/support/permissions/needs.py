"""Who edits needs: coordinators of the district; those of all, who coordinates everywhere."""

import datetime as dt

from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District

COORDINATOR = RoleGrant.Role.COORDINATOR


def may_edit_needs(person: Person | None, district: District | None, now: dt.datetime) -> bool:
    """Coordinators of the district; None asks for a coordinator of all."""
    return people_permissions.holds(person, {COORDINATOR}, district, now)
