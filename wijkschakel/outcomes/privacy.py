"""Outcomes: what a person takes along, what is wiped, and how long it is kept."""

import datetime as dt

from django.utils import timezone

from wijkschakel.outcomes.models import (
    Build,
    Definition,
    FocusArea,
    Objection,
    Promise,
    Study,
    StudyConsent,
    StudyExport,
)
from wijkschakel.people.models import Person

BUILDS_KEPT = dt.timedelta(days=90)
STUDIES_KEPT = dt.timedelta(days=5 * 365)
CLOSED = Study.State.CLOSED


def _moment(value: dt.datetime | None) -> str | None:
    return value.astimezone(dt.UTC).isoformat() if value else None


def export(person: Person) -> dict[str, object]:
    """Give whether somebody objected, to which studies they said yes, and which ones they did."""
    objection = Objection.objects.filter(person=person).first()
    consents = StudyConsent.objects.filter(person=person).select_related("study")
    own = Study.objects.filter(researcher=person)
    return {
        "objection": {"made_at": _moment(objection.made_at)} if objection else None,
        "study_consents": [
            {
                "study": row.study.title,
                "given_at": _moment(row.given_at),
                "withdrawn_at": _moment(row.withdrawn_at),
            }
            for row in consents.order_by("given_at", "pk")
        ],
        "studies": [
            {
                "title": row.title,
                "purpose": row.purpose,
                "columns": row.columns,
                "state": row.state,
                "until_on": row.until_on.isoformat(),
                "made_at": _moment(row.made_at),
            }
            for row in own.order_by("made_at", "pk")
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Forget what somebody chose and wrote. A study without its researcher is over.

    What was defined, promised or delivered stays, without who did it.
    """
    Objection.objects.filter(person=person).delete()
    StudyConsent.objects.filter(person=person).delete()
    own = Study.objects.filter(researcher=person)
    own.exclude(state=CLOSED).update(state=CLOSED, closed_at=now, key="")
    own.update(researcher=None)
    Study.objects.filter(opened_by=person.pk).update(opened_by=None)
    StudyExport.objects.filter(made_by=person.pk).update(made_by=None)
    Definition.objects.filter(registered_by=person.pk).update(registered_by=None)
    Promise.objects.filter(made_by=person.pk).update(made_by=None)
    Promise.objects.filter(signed_by=person.pk).update(signed_by=None)
    FocusArea.objects.filter(chosen_by=person.pk).update(chosen_by=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Close studies whose last day is over, key and all; forget old builds and old studies."""
    over = Study.objects.exclude(state=CLOSED).filter(until_on__lt=timezone.localdate(now))
    closed = over.update(state=CLOSED, closed_at=now, key="")
    old = Study.objects.filter(state=CLOSED, closed_at__lte=now - STUDIES_KEPT)
    forgotten = old.count()
    old.delete()
    builds, _kinds = Build.objects.filter(started_at__lte=now - BUILDS_KEPT).delete()
    return {"builds": builds, "studies closed": closed, "studies": forgotten}
