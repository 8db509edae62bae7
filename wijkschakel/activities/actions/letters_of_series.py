"""Letters about a whole series, about roles, and from who organises."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import letters
from wijkschakel.activities.models import Activity, RoleWish, SeriesEnrolment, Session
from wijkschakel.people.models import Person

DAYS_NAMED = 12


def _day(moment: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "l j F, H:i")


def _days(moments: Sequence[dt.datetime]) -> str:
    named = [f"- {_day(moment)}" for moment in moments[:DAYS_NAMED]]
    if len(moments) > DAYS_NAMED:
        named.append(_("En nog %(n)s keer.") % {"n": len(moments) - DAYS_NAMED})
    return "\n".join(named)


def confirm_series(
    member: SeriesEnrolment, activity: Activity, joined: int, waiting: int, now: dt.datetime
) -> None:
    """Confirm that somebody takes part in the whole series."""

    def write() -> tuple[str, list[str]]:
        words = {"title": activity.title, "joined": joined, "waiting": waiting}
        lines = [_("Je doet voortaan mee met %(title)s.") % words]
        lines.append(_("Nu zijn dat %(joined)s keer. Nieuwe dagen komen er vanzelf bij.") % words)
        if waiting:
            lines.append(_("Op %(waiting)s dagen is het vol. Daar wacht je op een plek.") % words)
        week = f"{settings.BASE_URL}/mijn-week/"
        lines.append(_("Kun je een keer niet? Meld je voor die dag af.") + f"\n{week}")
        return _("Je doet steeds mee: %(title)s") % words, lines

    letters.send(member.person, f"series:{member.pk}:{now.isoformat()}", write, now)


def tell_cancelled(
    person: Person, activity: Activity, sessions: Sequence[Session], reason: str, now: dt.datetime
) -> None:
    """Tell somebody in one letter which days do not take place."""
    moments = [session.starts_at for session in sessions]

    def write() -> tuple[str, list[str]]:
        words = {"title": activity.title}
        lines = [_("%(title)s gaat niet door op:") % words + f"\n{_days(moments)}"]
        lines += [reason] if reason else []
        lines.append(_("Kijk wat er nog meer is:") + f"\n{settings.BASE_URL}/agenda/")
        return _("Gaat niet door: %(title)s") % words, lines

    key = f"cancelled:{sessions[0].pk.hex}:{person.pk.hex}:{now:%Y%m%d%H%M%S}"
    letters.send(person, key, write, now)


def tell_moved(
    person: Person, activity: Activity, sessions: Sequence[Session], now: dt.datetime
) -> None:
    """Tell somebody in one letter on which days it is from now on; their places stay."""
    moments = [session.starts_at for session in sessions]

    def write() -> tuple[str, list[str]]:
        words = {"title": activity.title}
        week = f"{settings.BASE_URL}/mijn-week/"
        return _("Andere tijd: %(title)s") % words, [
            _("%(title)s is op een andere tijd. Het is nu op:") % words + f"\n{_days(moments)}",
            _("Je plekken blijven van jou. Kun je dan niet? Meld je af:") + f"\n{week}",
        ]

    key = f"moved:{sessions[0].pk.hex}:{person.pk.hex}:{now:%Y%m%d%H%M%S}"
    letters.send(person, key, write, now)


def tell_wish(wish: RoleWish, lead: Person, now: dt.datetime) -> None:
    """Tell a lead that somebody wants to do more."""

    def write() -> tuple[str, list[str]]:
        words = {"name": wish.person.given_name, "title": wish.activity.title}
        answer = _("Wil je dat? Antwoord hier:")
        return _("Iemand wil helpen: %(title)s") % words, [
            _("%(name)s wil wel helpen bij %(title)s.") % words,
            f"{answer}\n{settings.BASE_URL}/organiseren/",
        ]

    letters.send(lead, f"wish:{wish.pk.hex}:{lead.pk.hex}", write, now)


def tell_answer(wish: RoleWish, now: dt.datetime) -> None:
    """Tell somebody what the lead said to their wish."""

    def write() -> tuple[str, list[str]]:
        words = {"title": wish.activity.title, "role": wish.get_role_display()}
        if wish.state == RoleWish.State.ACCEPTED:
            said = _("Fijn dat je helpt. Je bent nu %(role)s bij %(title)s.") % words
        else:
            said = _("Nu is er geen hulp nodig bij %(title)s. Dank dat je het aanbood.") % words
        return _("Antwoord op je vraag: %(title)s") % words, [said]

    letters.send(wish.person, f"answer:{wish.pk.hex}", write, now)


def ask_to_lead(wish: RoleWish, now: dt.datetime) -> None:
    """Ask somebody to take over."""

    def write() -> tuple[str, list[str]]:
        words = {"title": wish.activity.title}
        return _("Wil jij de trekker worden? %(title)s") % words, [
            _("De trekker van %(title)s vraagt of jij het overneemt.") % words,
            _("Zeg hier ja of nee:") + f"\n{settings.BASE_URL}/organiseren/",
            _("Zonder jouw ja verandert er niets."),
        ]

    letters.send(wish.person, f"lead:{wish.pk.hex}", write, now)


def pass_on(
    session: Session, person: Person, by: Person, text: str, key: str, now: dt.datetime
) -> bool:
    """Pass on a letter from who organises, with their first name and without addresses."""

    def write() -> tuple[str, list[str]]:
        words = {"title": session.activity.title, "name": by.given_name}
        return _("Bericht over %(title)s") % words, [
            _("%(name)s schrijft je over %(title)s:") % words,
            text,
            letters.link_to(session),
        ]

    return letters.send(person, key, write, now)
