"""Writing to each other in a circle, and taking a message back."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.activities.models import Activity, CircleMessage
from wijkschakel.activities.queries import circles
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Notice, Person

MESSAGES_A_DAY = 30
WINDOW = dt.timedelta(days=1)
MOST_TOLD = 200
SAME = dt.timedelta(minutes=10)


class NotInCircle(Refused):
    """Only who takes part writes."""

    def __init__(self) -> None:
        super().__init__(_("Je doet hier niet meer mee. Er is niets geplaatst."))


class EnoughMessages(Refused):
    """More than anybody reads in a day."""

    def __init__(self) -> None:
        super().__init__(_("Je schreef vandaag al veel. Je tekst staat er nog. Probeer morgen."))


@transaction.atomic
def write_to_circle(
    *, activity: Activity, text: str, by: Person, now: dt.datetime
) -> CircleMessage:
    """Write to everybody in the circle; the same words sent twice stand there once.

    :raises NotInCircle: the writer takes no part any more.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    if not circles.is_in_circle(by, activity, now):
        raise NotInCircle
    mine = CircleMessage.objects.filter(activity=activity, author=by, made_at__gt=now - SAME)
    for earlier in mine:
        if earlier.text == text:
            return earlier
    message = CircleMessage(activity=activity, author=by, text=text, made_at=now)
    message.save(force_insert=True)
    journal.record(action="write_to_circle", now=now, by=by, thing=activity)
    _tell_others(activity, by, now)
    return message


def _tell_others(activity: Activity, by: Person, now: dt.datetime) -> None:
    """Leave one word per circle: who did not read the last one, gets no second."""
    link = f"/activiteit/{activity.pk}/kring/"
    waiting = Notice.objects.filter(link=link, read_at__isnull=True).values("person")
    others = circles.circle_of(activity, now).exclude(pk=by.pk).exclude(pk__in=waiting)
    said = gettext_noop("Er staat iets nieuws in de kring van %(title)s.")
    for person in others[:MOST_TOLD]:
        with translation.override(people_queries.screen_language(person)):
            words = _(said) % {"title": activity.title[:120]}
        notices.give_notice(person=person, text=words, by=by, now=now, link=link)


@transaction.atomic
def take_back_message(*, message: CircleMessage, by: Person, now: dt.datetime) -> None:
    """Take a message away: the writer, or who organises it."""
    journal.record(
        action="take_back_message", now=now, by=by, about=message.author, thing=message.activity
    )
    message.delete()
