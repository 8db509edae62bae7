"""What goes when it was kept long enough, over all rooms; see docs/privacy/bewaartermijnen.md."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.activities import privacy as activity_privacy
from wijkschakel.base import outbox
from wijkschakel.base import privacy as base_privacy
from wijkschakel.base.models import OutgoingMail
from wijkschakel.funding import privacy as funding_privacy
from wijkschakel.learning import privacy as learning_privacy
from wijkschakel.network import privacy as network_privacy
from wijkschakel.outcomes import privacy as outcome_privacy
from wijkschakel.paths import privacy as path_privacy
from wijkschakel.people import privacy as people_privacy
from wijkschakel.people import queries
from wijkschakel.people.models import Person
from wijkschakel.support import privacy as support_privacy
from wijkschakel.upkeep import privacy

WARNED_BEFORE = dt.timedelta(days=30)


def keep_no_longer(now: dt.datetime) -> dict[str, int]:
    """Throw away what was kept long enough in every room; count it per kind."""
    counts = {"guests": _erase_guests(now), "away": _erase_people_away(now)}
    rooms = (
        network_privacy, outcome_privacy, learning_privacy, path_privacy, funding_privacy,
        support_privacy,
    )  # fmt: skip
    for room in (*rooms, activity_privacy, people_privacy, base_privacy):
        counts |= room.retention(now)
    return counts


def _erase_guests(now: dt.datetime) -> int:
    guests = list(activity_privacy.guests_to_erase(now))
    for guest in guests:
        privacy.erase_person(person=guest, by=None, now=now)
    return len(guests)


def _erase_people_away(now: dt.datetime) -> int:
    """Wipe who gave no sign for three years; who has an address is warned a month before."""
    erased = 0
    for person in list(activity_privacy.people_away(now)):
        if _was_warned(person, now):
            privacy.erase_person(person=person, by=None, now=now)
            erased += 1
    return erased


def _was_warned(person: Person, now: dt.datetime) -> bool:
    address = queries.mail_address(person)
    if not address:
        return True
    key = f"away:{person.pk}"
    letter = OutgoingMail.objects.filter(key=key).first()
    if letter is not None:
        return letter.created_at <= now - WARNED_BEFORE
    with translation.override(queries.screen_language(person)):
        subject = _("Wil je bij Wijkschakel blijven?")
        body = _(
            "Je bent lang niet geweest. Over een maand wissen we je gegevens. "
            "Wil je blijven? Log dan een keer in."
        )
    outbox.queue_mail(key=key, to=address, subject=subject, body=body, person=person.pk, now=now)
    return False
