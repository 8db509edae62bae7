"""The rows of today in words: what waits, since or until when, and where it can be done."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities.models import Session
from wijkschakel.base.models import OutgoingMail
from wijkschakel.web.common import words


@dataclass(frozen=True)
class Task:
    """One row. `wait` is the day or number that decides, `more` what goes with it."""

    kind: str
    icon: str
    what: str
    note: str
    wait: str
    more: str
    do: str
    href: str
    order: dt.datetime


def _venue(session: Session) -> str:
    venue = session.activity.venue
    return f"{venue.name}." if venue else ""


def _of_session(session: Session, now: dt.datetime, **parts: str) -> Task:
    """Make a row that opens the list of a session; the day and hour stand beside it."""
    day = words.short_day(timezone.localtime(session.starts_at).date(), now)
    values = {"note": _venue(session), "wait": day} | parts
    return Task(
        more=words.clock(session.starts_at),
        href=reverse("desk:session", args=[session.pk]),
        order=session.starts_at,
        **values,
    )


def without_lead(session: Session, times: int, now: dt.datetime) -> Task:
    """Nobody leads it yet, so many times this week."""
    often = ngettext("%(n)s keer deze week.", "%(n)s keer deze week.", times) % {"n": times}
    return _of_session(
        session,
        now,
        kind="lead",
        note=f"{_venue(session)} {often}".strip() if times > 1 else _venue(session),
        icon="people",
        what=_("Niemand leidt %(title)s") % {"title": session.activity.title},
        do=_("Zoek iemand"),
    )


def cancelled(session: Session, now: dt.datetime) -> Task:
    """It does not take place today; who has no mail does not know yet."""
    people = session.taken + session.waiting
    told = ngettext(
        "%(n)s mens stond op de lijst. Zeg het wie geen mail heeft.",
        "%(n)s mensen stonden op de lijst. Zeg het wie geen mail heeft.",
        people,
    ) % {"n": people}
    return _of_session(
        session,
        now,
        kind="cancelled",
        icon="close",
        what=_("Gaat niet door: %(title)s") % {"title": session.activity.title},
        note=told if people else _("Er stond niemand op de lijst."),
        do=_("Bekijk lijst"),
    )


def full(session: Session, now: dt.datetime) -> Task:
    """People wait for a place."""
    waiting = ngettext(
        "%(n)s mens wacht op een plek.", "%(n)s mensen wachten op een plek.", session.waiting
    ) % {"n": session.waiting}
    return _of_session(
        session,
        now,
        kind="full",
        icon="clock",
        what=_("%(title)s is vol") % {"title": session.activity.title},
        note=waiting,
        do=_("Bekijk lijst"),
    )


def unmarked(session: Session, now: dt.datetime) -> Task:
    """It is over, and nobody said who was there."""
    people = ngettext("%(n)s mens op de lijst.", "%(n)s mensen op de lijst.", session.taken)
    return _of_session(
        session,
        now,
        kind="unmarked",
        icon="check",
        what=_("Wie was er bij %(title)s?") % {"title": session.activity.title},
        note=people % {"n": session.taken},
        do=_("Vink aan"),
    )


def sign_ups(session: Session, fresh: int, now: dt.datetime) -> Task:
    """New people on a list since yesterday."""
    what = ngettext(
        "%(n)s nieuwe aanmelding voor %(title)s",
        "%(n)s nieuwe aanmeldingen voor %(title)s",
        fresh,
    ) % {"n": fresh, "title": session.activity.title}
    return _of_session(session, now, kind="sign_up", icon="plus", what=what, do=_("Bekijk lijst"))


def _of_resident(since: dt.datetime, now: dt.datetime, person: object, **parts: str) -> Task:
    """Make a row that opens the page of a resident; how long it waits stands beside it."""
    days = (timezone.localtime(now).date() - timezone.localtime(since).date()).days
    return Task(
        wait=str(days) if days else _("vandaag"),
        more=ngettext("dag", "dagen", days) if days else words.clock(since),
        do=_("Wie is het?"),
        href=reverse("desk:resident", args=[person]),
        order=since,
        **parts,
    )


def of_list(since: dt.datetime, now: dt.datetime, **parts: str) -> Task:
    """Make a row that opens a list; how long the oldest waits stands beside it."""
    days = (timezone.localtime(now).date() - timezone.localtime(since).date()).days
    return Task(
        wait=str(days) if days else _("vandaag"),
        more=ngettext("dag", "dagen", days) if days else words.clock(since),
        order=since,
        **parts,
    )


def to_tell(number: int, since: dt.datetime, now: dt.datetime) -> Task:
    """Residents who cannot read it here must hear that somebody looked."""
    what = ngettext(
        "Vertel %(n)s bewoner dat iemand keek", "Vertel %(n)s bewoners dat iemand keek", number
    )
    return of_list(
        since,
        now,
        kind="to_tell",
        icon="speak",
        what=what % {"n": number},
        note=_("Noodtoegang. Deze bewoner heeft geen mail en geen kaart."),
        do=_("Wie is het?"),
        href=reverse("desk:to_tell"),
    )


def not_right(number: int, since: dt.datetime, now: dt.datetime) -> Task:
    """A resident says that what a helper did is not right."""
    return of_list(
        since,
        now,
        kind="slip",
        icon="alert",
        what=_("Een bewoner zegt: dit klopt niet"),
        note=ngettext("%(n)s keer, na hulp.", "%(n)s keer, na hulp.", number) % {"n": number},
        do=_("Bekijk"),
        href=reverse("desk:slips"),
    )


def unanswered(number: int, since: dt.datetime, now: dt.datetime) -> Task:
    """Help that the resident did not say yes to."""
    what = ngettext(
        "%(n)s keer hulp is niet bevestigd", "%(n)s keer hulp is niet bevestigd", number
    )
    return of_list(
        since,
        now,
        kind="slip",
        icon="list",
        what=what % {"n": number},
        note=_("De bewoner zei nog niet of het klopt."),
        do=_("Bekijk"),
        href=reverse("desk:slips"),
    )


def letter(mail: OutgoingMail, now: dt.datetime) -> Task:
    """A letter did not arrive."""
    return _of_resident(
        mail.created_at,
        now,
        mail.person,
        kind="letter",
        icon="mail",
        what=_("Een mail kwam niet aan"),
        note=_("De bewoner weet het nog niet. Zeg het als je elkaar ziet."),
    )


def card(blocked_at: dt.datetime, person: uuid.UUID, now: dt.datetime) -> Task:
    """A paper card was blocked."""
    return _of_resident(
        blocked_at,
        now,
        person,
        kind="card",
        icon="card",
        what=_("Een papieren kaart is op slot"),
        note=_("De pincode was te vaak fout. Maak een nieuwe kaart."),
    )
