"""Who organises: leads and co-organisers, and the coordinator of the district."""

import uuid
from collections.abc import Iterable

from wijkschakel.activities import permissions, queries
from wijkschakel.activities.models import Activity, Lead, Session
from wijkschakel.people.models import RoleGrant
from wijkschakel.web.common.access import found, holds
from wijkschakel.web.common.http import Request

Role = RoleGrant.Role


def organises(request: Request, activity: Activity, leads: Iterable[Lead] | None = None) -> bool:
    """Say whether the visitor leads this, or coordinates its district."""
    person = request.person
    if person is None:
        return False
    if leads is None:
        is_lead = permissions.may_organise(person, activity)
    else:
        mine = (lead for lead in leads if lead.person_id == person.pk)
        is_lead = any(lead.role in permissions.ORGANISERS for lead in mine)
    return is_lead or holds(request, (Role.COORDINATOR,), activity.district)


def role_of(request: Request, activity: Activity) -> str:
    """Name the role in which the visitor reads: for the journal."""
    if permissions.may_organise(request.person, activity):
        return Role.ORGANISER
    return Role.COORDINATOR


def session_to_organise(request: Request, session_id: uuid.UUID) -> Session:
    """Give a session to who organises it; for others it does not exist."""
    session = found(queries.find_any_session(session_id))
    return found(session if organises(request, session.activity) else None)


def activity_to_organise(request: Request, activity_id: uuid.UUID) -> Activity:
    """Give an activity to who organises it; for others it does not exist."""
    activity = found(queries.find_activity(activity_id))
    return found(activity if organises(request, activity) else None)
