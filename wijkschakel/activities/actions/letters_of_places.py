"""Letters about one place: offered, gone, tomorrow, moved; with a link to answer."""

import datetime as dt

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from wijkschakel.activities import queries
from wijkschakel.activities.actions import letters
from wijkschakel.activities.models import Enrolment

Words = dict[str, str]


def answer_link(enrolment: Enrolment) -> str:
    """Give the link with which this person answers without signing in."""
    return f"{settings.BASE_URL}/mijn-plek/{queries.link_key(enrolment)}/"


def _said(moment: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "l j F, H:i")


def offer(enrolment: Enrolment, now: dt.datetime) -> None:
    """Offer a place to somebody who waited."""

    def write(words: Words) -> tuple[str, list[str]]:
        until = _said(enrolment.offered_until or now)
        keep = _("We houden deze plek voor je vrij tot %(until)s.") % {"until": until}
        return _("Er is een plek voor jou: %(title)s") % words, [
            _("Er kwam een plek vrij voor %(title)s, op %(moment)s.") % words,
            keep,
            _("Wil je de plek? Zeg het hier:") + f"\n{answer_link(enrolment)}",
            _("Zeg je niets? Dan krijgt de volgende de plek."),
        ]

    letters.tell(enrolment, f"offer:{enrolment.pk}:{now.isoformat()}", write, now)


def tell_expired(enrolment: Enrolment, now: dt.datetime) -> None:
    """Tell somebody that the place went to the next."""

    def write(words: Words) -> tuple[str, list[str]]:
        again = _("Wil je nog mee? Zet je weer op de lijst:")
        return _("De plek ging naar een ander: %(title)s") % words, [
            _("We hoorden niets van je over %(title)s, op %(moment)s.") % words,
            f"{again}\n{letters.link_to(enrolment.session)}",
        ]

    letters.tell(enrolment, f"expired:{enrolment.pk}:{now.isoformat()}", write, now)


def remind(enrolment: Enrolment, now: dt.datetime) -> None:
    """Remind somebody the day before, and ask whether they come."""

    def write(words: Words) -> tuple[str, list[str]]:
        return _("Morgen: %(title)s") % words, [
            _("Je doet mee met %(title)s, op %(moment)s.") % words,
            _("Kom je? Zeg het hier met één tik:") + f"\n{answer_link(enrolment)}",
            _("Geen brieven meer? Zet ze uit bij Mijn week."),
        ]

    letters.tell(
        enrolment, f"remind:{enrolment.pk}:{enrolment.session.starts_at:%Y%m%d%H%M}", write, now
    )


def tell_moved(enrolment: Enrolment, before: dt.datetime, now: dt.datetime) -> None:
    """Tell somebody that it is at another moment; they keep their place."""

    def write(words: Words) -> tuple[str, list[str]]:
        change = _("%(title)s is niet op %(before)s. Het is nu op %(moment)s.")
        return _("Andere tijd: %(title)s") % words, [
            change % (words | {"before": _said(before)}),
            _("Je plek blijft van jou."),
            _("Kun je dan niet? Zeg het hier met één tik:") + f"\n{answer_link(enrolment)}",
        ]

    letters.tell(enrolment, f"moved:{enrolment.pk}:{now.isoformat()}", write, now)
