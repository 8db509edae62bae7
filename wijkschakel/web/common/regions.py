"""For which regions the visitor decides or researches."""

from collections.abc import Collection

from wijkschakel.people.models import RoleGrant
from wijkschakel.places import permissions
from wijkschakel.places.models import Region
from wijkschakel.web.common.access import found
from wijkschakel.web.common.http import Request

Role = RoleGrant.Role
COORDINATOR, RESEARCHER = Role.COORDINATOR, Role.RESEARCHER
READERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
SIGNERS = (Role.COORDINATOR, Role.FUNDER)
PARTIES = (*READERS, Role.FUNDER)  # who reads what is promised, and may sign


def regions_for(request: Request, roles: Collection[str]) -> list[Region]:
    """Give the regions in which the visitor holds one of these roles."""
    return list(permissions.regions_of(request.roles, roles))


def get_region(request: Request, slug: str, roles: Collection[str]) -> Region:
    """Give a region in which the visitor holds one of these roles; any other does not exist."""
    return found(permissions.regions_of(request.roles, roles).filter(slug=slug).first())


def decides(
    request: Request, region: Region, roles: Collection[str] = frozenset({COORDINATOR})
) -> bool:
    """Say whether the visitor coordinates here, or holds one of `roles`; who reads does not."""
    if not any(grant.role in roles for grant in request.roles):
        return False
    return permissions.regions_of(request.roles, roles).filter(pk=region.pk).exists()
