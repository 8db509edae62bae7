"""Activities: taking one's data along, wiping it, and how long it is kept."""

import datetime as dt

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wijkschakel.activities import rules
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Appointment, Enrolment, Lead, Session
from wijkschakel.people.models import Person

GUEST_KEPT = dt.timedelta(days=30)
ENROLMENT_KEPT = dt.timedelta(days=2 * 365)
AWAY = dt.timedelta(days=3 * 365)
SIGNS = ("account__last_login", "account__created_at", "cards__last_used_at")


def export(person: Person) -> dict[str, object]:
    """Give what a person takes part in and leads, in an order that does not change."""
    enrolments = Enrolment.objects.filter(person=person).select_related(
        "session__activity", "organisation"
    )
    leads = Lead.objects.filter(person=person).select_related("activity")
    return {
        "enrolments": [
            {
                "activity": row.session.activity.title,
                "starts_at": row.session.starts_at.astimezone(dt.UTC).isoformat(),
                "state": row.state,
                "joined_at": row.joined_at.astimezone(dt.UTC).isoformat(),
                "left_at": row.left_at and row.left_at.astimezone(dt.UTC).isoformat(),
                "was_there": row.was_there,
                "comes": row.comes,
                "part": row.part,
                "on_behalf_of": row.organisation.name if row.organisation else None,
                "filled_in_together": row.helped_by is not None,
            }
            for row in enrolments.order_by("session__starts_at", "pk")
        ],
        "leads": [
            {
                "activity": row.activity.title,
                "role": row.role,
                "shows_name": row.shows_name,
                "since": row.since.astimezone(dt.UTC).isoformat(),
            }
            for row in leads.order_by("since", "pk")
        ],
    }


@transaction.atomic
def erase(person: Person, now: dt.datetime) -> None:
    """Free the places of sessions to come, stop leading, and take keys away.

    What is past, and where they were seen, stays on the list as "somebody": the counts of a
    session do not change.
    """
    to_come = Enrolment.objects.filter(
        person=person, session__ends_at__gt=now, was_there__isnull=True
    ).exclude(state=Enrolment.State.LEFT)
    for enrolment in to_come.order_by("session_id"):
        joining.leave_session(enrolment=enrolment, by=person, now=now)
    Lead.objects.filter(person=person).delete()
    Enrolment.objects.filter(person=person).update(once=None, guest_key=None, helped_by=None)
    Enrolment.objects.filter(helped_by=person.pk).update(helped_by=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Keep of old sessions only how many took part and how many were there."""
    old = Session.objects.filter(ends_at__lte=now - ENROLMENT_KEPT, enrolments__isnull=False)
    forgotten = 0
    for session in old.distinct().order_by("pk").iterator(chunk_size=500):
        forgotten += _keep_counts_only(session)
    return {"enrolments": forgotten}


@transaction.atomic
def _keep_counts_only(session: Session) -> int:
    late = Q(state=Enrolment.State.LEFT, left_at__gt=session.starts_at - rules.LAST_DAY)
    counted = session.enrolments.aggregate(
        attended=Count("pk", filter=Q(was_there=True)),
        missed=Count("pk", filter=Q(was_there=False)),
        left_late=Count("pk", filter=late),
    )
    totals = {name: (getattr(session, name) or 0) + number for name, number in counted.items()}
    Session.objects.filter(pk=session.pk).update(**totals)
    return session.enrolments.all().delete()[0]


def guests_to_erase(now: dt.datetime) -> QuerySet[Person]:
    """Give the guests whose last session ended more than thirty days ago."""
    still = Enrolment.objects.filter(person=OuterRef("pk"), session__ends_at__gt=now - GUEST_KEPT)
    comes = Appointment.objects.filter(person=OuterRef("pk"), ends_at__gt=now - GUEST_KEPT)
    return Person.objects.filter(
        ~Exists(still),
        ~Exists(comes),
        is_guest=True,
        erased_at__isnull=True,
        account__isnull=True,
        joined_at__lte=now - GUEST_KEPT,
    ).order_by("pk")


def people_away(now: dt.datetime) -> QuerySet[Person]:
    """Give who gave no sign for three years: no signing in, no joining, no role or party."""
    since = now - AWAY
    joined = Enrolment.objects.filter(person=OuterRef("pk"), joined_at__gt=since)
    came = Appointment.objects.filter(person=OuterRef("pk"), made_at__gt=since)
    signs = Q()
    for sign in SIGNS:
        signs |= Q(**{f"{sign}__gt": since})
    return (
        Person.objects.filter(joined_at__lte=since, erased_at__isnull=True)
        .filter(roles__isnull=True, memberships__isnull=True)
        .exclude(signs)
        .exclude(Exists(joined))
        .exclude(Exists(came))
        .order_by("pk")
        .distinct()
    )
