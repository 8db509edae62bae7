"""A path is its owner's. Others see what was shared with them, as long as that holds."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from wijkschakel.paths.models import Share
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person


def may_write(person: Person, by: Person | None, now: dt.datetime) -> bool:
    """The owner; a helper beside the owner, for as long as the hour lasts."""
    return person.erased_at is None and people_permissions.may_act_for(person, by, now)


def readable_shares(viewer: Person, now: dt.datetime) -> QuerySet[Share]:
    """Give what is shared with this person, or an organisation they belong to, at this moment."""
    day = timezone.localdate(now)
    theirs = viewer.memberships.active(day)
    live = Share.objects.filter(
        Q(consent__withdrawn_at__isnull=True) | Q(consent__withdrawn_at__gt=now),
        Q(consent__until_on__isnull=True) | Q(consent__until_on__gte=day),
        consent__given_at__lte=now,
        path__person__erased_at__isnull=True,
    )
    return live.filter(
        Q(consent__to_person=viewer) | Q(consent__to_organisation__in=theirs.values("organisation"))
    ).exclude(path__person=viewer)


def may_read_share(viewer: Person | None, share: Share, now: dt.datetime) -> bool:
    """Say whether this part is open for this person now."""
    return viewer is not None and readable_shares(viewer, now).filter(pk=share.pk).exists()


def may_support(viewer: Person | None, share: Share, now: dt.datetime) -> bool:
    """Who reads a goal may add support to it; nothing else."""
    return share.ambition_id is not None and may_read_share(viewer, share, now)
