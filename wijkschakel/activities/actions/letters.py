"""What people are told by mail, in their own language."""

import datetime as dt
import hashlib

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


def _send(key: str, person: Person, subject: str, lines: list[str], now: dt.datetime) -> None:
    body = "\n\n".join(
        [_("Dag %(name)s,") % {"name": person.given_name}, *lines, _("Groet van de buurt")]
    )
    outbox.queue_mail(
        key=key, to=_address(person), subject=subject, body=body, now=now, person=person.pk
    )


def _language(person: Person) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    return person.language if person.language in known else settings.LANGUAGE_CODE


def confirm(enrolment: Enrolment, now: dt.datetime) -> None:
    """Confirm a place to who has an address."""
    person, session = enrolment.person, enrolment.session
    if not _address(person):
        return
    with translation.override(_language(person)):
        words = {"title": session.activity.title, "moment": _moment(session)}
        _send(
            f"joined:{enrolment.pk}:{now.isoformat()}",
            person,
            _("Je doet mee: %(title)s") % words,
            [
                _("Je staat op de lijst voor %(title)s, op %(moment)s.") % words,
                _("Kun je toch niet? Meld je af, dan kan een ander mee.") + "\n" + _link(session),
            ],
            now,
        )


def tell_place(enrolment: Enrolment, now: dt.datetime) -> None:
    """Tell somebody who waited that there is a place."""
    person, session = enrolment.person, enrolment.session
    if not _address(person):
        return
    with translation.override(_language(person)):
        words = {"title": session.activity.title, "moment": _moment(session)}
        _send(
            f"place:{enrolment.pk}:{now.isoformat()}",
            person,
            _("Er is een plek vrij: %(title)s") % words,
            [
                _("Er kwam een plek vrij voor %(title)s, op %(moment)s.") % words,
                _("Je doet nu mee. Kun je niet? Meld je af.") + "\n" + _link(session),
            ],
            now,
        )


def tell_cancelled(enrolment: Enrolment, now: dt.datetime) -> None:
    """Tell somebody on the list that it does not take place."""
    person, session = enrolment.person, enrolment.session
    if not _address(person):
        return
    with translation.override(_language(person)):
        words = {"title": session.activity.title, "moment": _moment(session)}
        lines = [_("%(title)s op %(moment)s gaat niet door.") % words]
        if session.reason:
            lines.append(session.reason)
        lines.append(_("Kijk wat er nog meer is:") + f"\n{settings.BASE_URL}/agenda/")
        _send(
            f"cancelled:{enrolment.pk}",
            person,
            _("Gaat niet door: %(title)s") % words,
            lines,
            now,
        )


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
