"""Who may do what with an activity. Scopes of coordinators are checked where the role is known."""

from wijkschakel.activities.permissions.initiatives import (
    invitation_for,
    may_change_initiative,
    may_coordinate,
    may_speak_for,
)
from wijkschakel.activities.permissions.organising import (
    ORGANISERS,
    may_leave,
    may_organise,
)
from wijkschakel.activities.permissions.services import (
    may_edit_service,
    may_use_link,
)
from wijkschakel.activities.permissions.wishes import (
    is_handover,
    may_answer,
)

__all__ = [
    "ORGANISERS",
    "invitation_for",
    "is_handover",
    "may_answer",
    "may_change_initiative",
    "may_coordinate",
    "may_edit_service",
    "may_leave",
    "may_organise",
    "may_speak_for",
    "may_use_link",
]
