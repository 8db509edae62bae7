"""What people are told by mail, in their own language."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.base import outbox
from wijkschakel.people.models import Person


def _address(person: Person) -> str:
    account = getattr(person, "account", None)
    return person.email or (account.email if account else None) or ""


def _moment(session: Session) -> str:
    local = timezone.localtime(session.starts_at)
    return formats.date_format(local, "l j F, H:i")


def _link(session: Session) -> str:
    return f"{settings.BASE_URL}/bijeenkomst/{session.pk}/"


def _language(person: Person) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    return person.language if person.language in known else settings.LANGUAGE_CODE


Words = dict[str, str]


def _tell(
    enrolment: Enrolment,
    key: str,
    write: Callable[[Words], tuple[str, list[str]]],
    now: dt.datetime,
) -> None:
    """Send what `write` makes, in the language of who is on the list, if they have an address."""
    person, session = enrolment.person, enrolment.session
    address = _address(person)
    if not address:
        return
    with translation.override(_language(person)):
        words = {"title": session.activity.title, "moment": _moment(session)}
        subject, lines = write(words)
        greeting = _("Dag %(name)s,") % {"name": person.given_name}
        outbox.queue_mail(
            key=key,
            to=address,
            subject=subject,
            body="\n\n".join([greeting, *lines, _("Groet van de buurt")]),
            now=now,
            person=person.pk,
        )


def confirm(enrolment: Enrolment, now: dt.datetime) -> None:
    """Confirm a place to who has an address."""

    def write(words: Words) -> tuple[str, list[str]]:
        leave = _("Kun je toch niet? Meld je af, dan kan een ander mee.")
        return _("Je doet mee: %(title)s") % words, [
            _("Je staat op de lijst voor %(title)s, op %(moment)s.") % words,
            f"{leave}\n{_link(enrolment.session)}",
        ]

    _tell(enrolment, f"joined:{enrolment.pk}:{now.isoformat()}", write, now)


def tell_place(enrolment: Enrolment, now: dt.datetime) -> None:
    """Tell somebody who waited that there is a place."""

    def write(words: Words) -> tuple[str, list[str]]:
        leave = _("Je doet nu mee. Kun je niet? Meld je af.")
        return _("Er is een plek vrij: %(title)s") % words, [
            _("Er kwam een plek vrij voor %(title)s, op %(moment)s.") % words,
            f"{leave}\n{_link(enrolment.session)}",
        ]

    _tell(enrolment, f"place:{enrolment.pk}:{now.isoformat()}", write, now)


def tell_cancelled(enrolment: Enrolment, now: dt.datetime) -> None:
    """Tell somebody on the list that it does not take place."""

    def write(words: Words) -> tuple[str, list[str]]:
        reason = [enrolment.session.reason] if enrolment.session.reason else []
        more = _("Kijk wat er nog meer is:")
        return _("Gaat niet door: %(title)s") % words, [
            _("%(title)s op %(moment)s gaat niet door.") % words,
            *reason,
            f"{more}\n{settings.BASE_URL}/agenda/",
        ]

    _tell(enrolment, f"cancelled:{enrolment.pk}", write, now)


def invite(activity: Activity, email: str, token: str, now: dt.datetime) -> None:
    """Ask somebody to organise along; they may not be known here."""
    words = {"title": activity.title}
    lines = [
        _("Dag,"),
        _("Iemand vraagt of je wilt meehelpen bij: %(title)s.") % words,
        _("Wil je dat? Open dan deze link. De link werkt twee weken.")
        + f"\n{settings.BASE_URL}/meehelpen/{token}/",
        _("Wil je het niet? Dan hoef je niets te doen."),
        _("Groet van de buurt"),
    ]
    digest = hashlib.sha256(email.lower().encode()).hexdigest()[:16]
    outbox.queue_mail(
        key=f"invite:{activity.pk}:{digest}:{now:%Y-%m-%d}",
        to=email,
        subject=_("Wil je meehelpen? %(title)s") % words,
        body="\n\n".join(lines),
        now=now,
    )
