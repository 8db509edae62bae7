"""Reminders for who wants them, the answer to one, and saying afterwards how it was."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import joining, letters, letters_of_places
from wijkschakel.activities.models import Enrolment, Feedback, ReminderWish, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person

State = Enrolment.State
# Reminders go out by day, for what is tomorrow; who joined just now remembers it.
FROM_HOUR, UNTIL_HOUR = 10, 20
JUST_JOINED = dt.timedelta(hours=12)
FEEDBACK_UNTIL = dt.timedelta(days=30)


class NotOverYet(Refused):
    """How it was is said after the end."""

    def __init__(self) -> None:
        super().__init__(_("Het is nog niet afgelopen. Vertel het ons daarna."))


class TooLongAgo(Refused):
    """After a month nobody remembers it well."""

    def __init__(self) -> None:
        super().__init__(_("Dit is langer dan een maand geleden. Fijn dat je het wilde zeggen."))


class WasNotThere(Refused):
    """Only who took part says how it was."""

    def __init__(self) -> None:
        super().__init__(_("Je stond niet op de lijst. Er is niets bewaard."))


@transaction.atomic
def set_reminders(*, person: Person, wants: bool, by: Person, now: dt.datetime) -> None:
    """Turn letters the day before on or off."""
    if wants:
        ReminderWish.objects.get_or_create(person=person, defaults={"since": now})
    else:
        ReminderWish.objects.filter(person=person).delete()
    journal.record(action="set_reminders", now=now, by=by, about=person, details={"wants": wants})


def send_reminders(*, now: dt.datetime) -> int:
    """Write to who wants it and did not answer, about what is tomorrow. Called every hour."""
    local = timezone.localtime(now)
    if not FROM_HOUR <= local.hour < UNTIL_HOUR:
        return 0
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    zone = timezone.get_current_timezone()
    first, last = ((midnight + dt.timedelta(days=number)).replace(tzinfo=zone) for number in (1, 2))
    wanted = Enrolment.objects.filter(
        state=State.JOINED,
        comes__isnull=True,
        reminded_at__isnull=True,
        joined_at__lte=now - JUST_JOINED,
        session__state=Session.State.PLANNED,
        session__starts_at__gte=first,
        session__starts_at__lt=last,
        person__in=ReminderWish.objects.values("person"),
    )
    numbers = wanted.order_by("pk").values_list("pk", flat=True)
    return sum(_remind(number, now) for number in numbers)


@transaction.atomic
def _remind(number: uuid.UUID, now: dt.datetime) -> int:
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "session__activity"
    )
    enrolment = rows.select_related("person", "session__activity").get(pk=number)
    if enrolment.reminded_at or enrolment.state != State.JOINED or enrolment.comes is not None:
        return 0
    if not letters.address_of(enrolment.person):
        return 0
    enrolment.reminded_at = now
    enrolment.save(update_fields=["reminded_at"])
    letters_of_places.remind(enrolment, now)
    journal.record(
        action="remind", now=now, by=None, about=enrolment.person, thing=enrolment.session
    )
    return 1


@transaction.atomic
def answer_reminder(*, enrolment: Enrolment, comes: bool, by: Person, now: dt.datetime) -> None:
    """Say that somebody comes; or that they do not, which frees their place.

    :raises NotOnTheList: they left before. SessionOver: it has ended.
    """
    if not comes:
        joining.leave_session(enrolment=enrolment, by=by, now=now)
        return
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person", "session"
    )
    fresh = rows.get(pk=enrolment.pk)
    if fresh.state != State.JOINED:
        raise joining.NotOnTheList
    if now >= fresh.session.ends_at:
        raise joining.SessionOver
    fresh.comes = True
    fresh.save(update_fields=["comes"])
    journal.record(
        action="answer_reminder", now=now, by=by, about=fresh.person, thing=fresh.session
    )


def may_say(enrolment: Enrolment, session: Session, now: dt.datetime) -> bool:
    """Say whether this person may say now how it was."""
    took_part = enrolment.state == State.JOINED and session.state == Session.State.PLANNED
    return took_part and session.ends_at <= now <= session.ends_at + FEEDBACK_UNTIL


@transaction.atomic
def give_feedback(
    *,
    enrolment: Enrolment,
    face: str,
    by: Person,
    now: dt.datetime,
    words: str = "",
    has_tie: bool = False,
) -> Feedback:
    """Keep how somebody found it; saying it again replaces what was said.

    :raises NotOverYet, TooLongAgo, WasNotThere.
    """
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person", "session"
    )
    fresh = rows.get(pk=enrolment.pk)
    session = fresh.session
    if now < session.ends_at:
        raise NotOverYet
    if fresh.state != State.JOINED or session.state == Session.State.CANCELLED:
        raise WasNotThere
    if now > session.ends_at + FEEDBACK_UNTIL:
        raise TooLongAgo
    feedback = Feedback.objects.filter(session=session, person=fresh.person).first()
    feedback = feedback or Feedback(session=session, person=fresh.person)
    feedback.face, feedback.given_at = face, now
    feedback.words = words or feedback.words
    feedback.has_tie = has_tie or feedback.has_tie
    feedback.save()
    journal.record(action="give_feedback", now=now, by=by, about=fresh.person, thing=session)
    return feedback
