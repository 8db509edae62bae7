"""Arrangements: what somebody was asked to do together; what remains is counts without people."""

import datetime as dt

from wijkschakel.people.models import Person
from wijkschakel.support.models import Arrangement, ArrangementInvite, ArrangementTask


def export(person: Person) -> dict[str, object]:
    """Give what somebody was asked to do together, and what they said."""
    rows = ArrangementInvite.objects.filter(part__request__person=person)
    return {
        "arrangement_invites": [
            {
                "theme": row.arrangement.theme,
                "venue": row.arrangement.venue.name,
                "starts_at": row.arrangement.starts_at.astimezone(dt.UTC).isoformat(),
                "state": row.state,
                "asked_at": row.asked_at.astimezone(dt.UTC).isoformat(),
            }
            for row in rows.select_related("arrangement__venue").order_by("asked_at", "pk")
        ],
        "arrangement_tasks": [
            {
                "theme": task.arrangement.theme,
                "starts_at": task.arrangement.starts_at.astimezone(dt.UTC).isoformat(),
                "job": task.job,
            }
            for task in ArrangementTask.objects.filter(person=person)
            .select_related("arrangement")
            .order_by("arrangement__starts_at", "pk")
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Take the person out; what they were asked goes with their requests."""
    Arrangement.objects.filter(lead=person).update(lead=None)
    ArrangementTask.objects.filter(person=person).update(person=None)
    Arrangement.objects.filter(made_by=person.pk).update(made_by=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Nothing of its own: invites go with the requests, counts stay."""
    return {}
