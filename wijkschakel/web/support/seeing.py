"""What a visitor may see of requests and matches; reading somebody else's is noted first."""

import uuid

from wijkschakel.base import journal
from wijkschakel.support import permissions
from wijkschakel.support.models import HelpRequest, Match
from wijkschakel.support.queries import helping as queries
from wijkschakel.web.common.http import Request

WHY = "together"


def find_mine(request: Request, request_id: uuid.UUID) -> HelpRequest | None:
    """Give a request of one's own, or of a resident whom the visitor helps now."""
    one = queries.find_request(request_id)
    if one is None or not permissions.may_change_request(request.person, one, request.now):
        return None
    if request.person and one.person_id != request.person.pk:
        journal.record_read(
            action="read_help_request", now=request.now, by=request.person, about=one.person,
            thing=one, on_behalf_of=one.person, why=WHY,
        )  # fmt: skip
    return one


def side_of(request: Request, match: Match) -> str:
    """Say for which side the visitor reads a match: an own one, or that of who they help now."""
    side = permissions.side_of(request.person, match)
    asked = match.part.request
    if not side and permissions.may_change_request(request.person, asked, request.now):
        return "resident"
    return side


def find_match(request: Request, match_id: uuid.UUID) -> tuple[Match, str] | None:
    """Give a match and the side of the visitor; to anybody else it is not there."""
    match = queries.find_match(match_id)
    side = side_of(request, match) if match else ""
    return (match, side) if match and side else None
