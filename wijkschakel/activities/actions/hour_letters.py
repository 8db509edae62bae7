"""What people are told by mail about an appointment."""

import datetime as dt

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Appointment
from wijkschakel.base import outbox
from wijkschakel.people import queries as people_queries


def confirm(appointment: Appointment, now: dt.datetime) -> None:
    """Confirm an appointment to who has an address."""
    _tell(appointment, f"appointment:{appointment.pk}", now, is_cancelled=False)


def tell_cancelled(appointment: Appointment, now: dt.datetime) -> None:
    """Tell somebody that the hour is not there at the time of the appointment."""
    _tell(appointment, f"appointment-gone:{appointment.pk}", now, is_cancelled=True)


def _tell(appointment: Appointment, key: str, now: dt.datetime, *, is_cancelled: bool) -> None:
    person, hour = appointment.person, appointment.hour
    address = people_queries.mail_address(person)
    if not address:
        return
    with translation.override(people_queries.screen_language(person)):
        moment = formats.date_format(timezone.localtime(appointment.starts_at), "l j F, H:i")
        words = {"title": hour.title, "moment": moment}
        link = f"{settings.BASE_URL}/spreekuur/{hour.pk}/"
        if is_cancelled:
            subject = _("Je afspraak gaat niet door: %(title)s") % words
            lines = [
                _("%(title)s is er niet op %(moment)s. Sorry.") % words,
                _("Kies een andere tijd:") + f"\n{link}",
            ]
        else:
            where = f", {hour.venue.name}" if hour.venue else ""
            subject = _("Je afspraak: %(title)s") % words
            lines = [
                _("Je hebt een afspraak bij %(title)s, op %(moment)s.") % words + where,
                _("Kun je niet? Zeg het af, dan kan een ander komen:") + f"\n{link}",
            ]
        greeting = _("Dag %(name)s,") % {"name": person.given_name}
        outbox.queue_mail(
            key=key,
            to=address,
            subject=subject,
            body="\n\n".join([greeting, *lines, _("Groet van de buurt")]),
            now=now,
            person=person.pk,
        )
