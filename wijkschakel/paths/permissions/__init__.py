"""Who may do what with a path: the owner; a helper within the hour; who was given a part."""

from wijkschakel.paths.permissions.owning import (
    may_read_share,
    may_support,
    may_write,
    readable_shares,
)
from wijkschakel.paths.permissions.talking import is_ready, may_manage_partners, may_publish

__all__ = [
    "is_ready",
    "may_manage_partners",
    "may_publish",
    "may_read_share",
    "may_support",
    "may_write",
    "readable_shares",
]
