"""Who keeps the service map: coordinators of a district, and who holds a live link."""

import datetime as dt

from wijkschakel.activities.models import Service, ServiceEditor
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant


def may_edit_service(person: Person | None, service: Service, now: dt.datetime) -> bool:
    """Coordinators where the service belongs."""
    return people_permissions.holds(person, {RoleGrant.Role.COORDINATOR}, service.district, now)


def may_use_link(editor: ServiceEditor, now: dt.datetime) -> bool:
    """Say whether a personal link still opens its service."""
    return editor.revoked_at is None and editor.expires_at > now
