"""Saying that something public may have changed. What changed is found out when publishing."""

import uuid
from collections.abc import Collection, Iterable

from wijkschakel.activities.models import PublicItem, PublicMark

BATCH = 500


def mark(activities: Iterable[uuid.UUID]) -> None:
    """Put a sign for these activities, in the transaction of the write.

    A sign is only added, never changed: who writes does not wait for another.
    """
    signs = [PublicMark(activity_id=pk) for pk in activities]
    PublicMark.objects.bulk_create(signs, batch_size=BATCH)


def forget(activities: Collection[uuid.UUID]) -> None:
    """Take away every trace of these activities, as if nobody ever read them: of made-up ones."""
    PublicMark.objects.filter(activity_id__in=activities).delete()
    PublicItem.objects.filter(activity_id__in=activities).delete()
