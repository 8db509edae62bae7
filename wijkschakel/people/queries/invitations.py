"""Invitations on paper: which still work."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import F, QuerySet
from django.utils import timezone

from wijkschakel.people.models import InvitationCode


def open_invitations(
    districts: Collection[uuid.UUID], now: dt.datetime
) -> QuerySet[InvitationCode]:
    """Invitations of these districts with which somebody can begin today, the newest first."""
    return _working(now).filter(district__in=districts).order_by("-made_at", "pk")


def find_invitation(words: str, now: dt.datetime) -> InvitationCode | None:
    """Give the invitation with these words, if it works today."""
    rows = _working(now).select_related("district").defer("district__boundary")
    return rows.filter(words=words).first()


def _working(now: dt.datetime) -> QuerySet[InvitationCode]:
    return InvitationCode.objects.filter(
        ends_on__gte=timezone.localdate(now), stopped_at__isnull=True, uses__lt=F("most_uses")
    )
