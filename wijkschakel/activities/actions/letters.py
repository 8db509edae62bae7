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


def address_of(person: Person) -> str:
    """Give where this person reads letters; empty when nowhere."""
    account = getattr(person, "account", None)
    return person.email or (account.email if account else None) or ""


def moment_of(session: Session) -> str:
    """Say when it is, in the language of now."""
    local = timezone.localtime(session.starts_at)
    return formats.date_format(local, "l j F, H:i")


def link_to(session: Session) -> str:
    """Give the address of the page of a session."""
    return f"{settings.BASE_URL}/bijeenkomst/{session.pk}/"


def _language(person: Person) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    return person.language if person.language in known else settings.LANGUAGE_CODE


Words = dict[str, str]


def tell(
    enrolment: Enrolment,
    key: str,
    write: Callable[[Words], tuple[str, list[str]]],
    now: dt.datetime,
) -> None:
    """Send what `write` makes, in the language of who is on the list, if they have an address."""
    session = enrolment.session

    def in_words() -> tuple[str, list[str]]:
        return write({"title": session.activity.title, "moment": moment_of(session)})

    send(enrolment.person, key, in_words, now)


def send(
    person: Person, key: str, write: Callable[[], tuple[str, list[str]]], now: dt.datetime
) -> bool:
    """Send somebody what `write` makes, in their language; say whether they have an address."""
    address = address_of(person)
    if not address:
        return False
    with translation.override(_language(person)):
        subject, lines = write()
        greeting = _("Dag %(name)s,") % {"name": person.given_name}
        outbox.queue_mail(
            key=key,
            to=address,
            subject=subject,
            body="\n\n".join([greeting, *lines, _("Groet van de buurt")]),
            now=now,
            person=person.pk,
        )
    return True


def confirm(enrolment: Enrolment, now: dt.datetime) -> None:
    """Confirm a place to who has an address."""

    def write(words: Words) -> tuple[str, list[str]]:
        leave = _("Kun je toch niet? Meld je af, dan kan een ander mee.")
        return _("Je doet mee: %(title)s") % words, [
            _("Je staat op de lijst voor %(title)s, op %(moment)s.") % words,
            f"{leave}\n{link_to(enrolment.session)}",
        ]

    tell(enrolment, f"joined:{enrolment.pk}:{now.isoformat()}", write, now)


def tell_place(enrolment: Enrolment, now: dt.datetime) -> None:
    """Tell somebody who waited that there is a place."""

    def write(words: Words) -> tuple[str, list[str]]:
        leave = _("Je doet nu mee. Kun je niet? Meld je af.")
        return _("Er is een plek vrij: %(title)s") % words, [
            _("Er kwam een plek vrij voor %(title)s, op %(moment)s.") % words,
            f"{leave}\n{link_to(enrolment.session)}",
        ]

    tell(enrolment, f"place:{enrolment.pk}:{now.isoformat()}", write, now)


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

    tell(enrolment, f"cancelled:{enrolment.pk}", write, now)


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
