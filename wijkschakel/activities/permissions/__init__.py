"""Who may do what with an activity. Scopes of coordinators are checked where the role is known."""

from wijkschakel.activities.permissions.organising import (
    ORGANISERS,
    may_leave,
    may_organise,
)

__all__ = [
    "ORGANISERS",
    "may_leave",
    "may_organise",
]
