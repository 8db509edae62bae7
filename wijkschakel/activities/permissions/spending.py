"""Who writes down what was spent and reads the lines: who carries it, and coordinators there."""

import datetime as dt

from wijkschakel.activities.models import Activity, Initiative
from wijkschakel.activities.permissions.initiatives import may_change_initiative, may_speak_for
from wijkschakel.activities.permissions.organising import may_organise
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import District

Spender = Initiative | Activity | Organisation


def _coordinates(person: Person, district: District | None, now: dt.datetime) -> bool:
    roles = {RoleGrant.Role.COORDINATOR}
    return district is not None and people_permissions.holds(person, roles, district, now)


def may_write_spending(person: Person | None, spender: Spender, now: dt.datetime) -> bool:
    """Owners of an initiative, who leads an activity, who belongs to an organisation today."""
    if person is None:
        return False
    if isinstance(spender, Initiative):
        return may_change_initiative(person, spender, now)
    if isinstance(spender, Organisation):
        return may_speak_for(person, spender, now) or _coordinates(person, spender.district, now)
    organisation = spender.organisation
    return (
        may_organise(person, spender)
        or (organisation is not None and may_speak_for(person, organisation, now))
        or _coordinates(person, spender.district, now)
    )
