"""What we keep about a person, as parts with a heading that anybody can read."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LABELS: dict[str, str | Promise] = {
    "people": gettext_lazy("Jij"),
    "person": gettext_lazy("Wie je bent"),
    "given_name": gettext_lazy("Voornaam"),
    "family_name": gettext_lazy("Achternaam"),
    "phone": gettext_lazy("Telefoon"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Taal"),
    "birth_year": gettext_lazy("Geboortejaar"),
    "district": gettext_lazy("Wijk"),
    "neighbourhood": gettext_lazy("Buurt"),
    "likes": gettext_lazy("Wat je leuk vindt"),
    "brings": gettext_lazy("Wat je kunt brengen"),
    "is_guest": gettext_lazy("Te gast"),
    "joined_at": gettext_lazy("Hier sinds"),
    "account": gettext_lazy("Inloggen"),
    "created_at": gettext_lazy("Gemaakt op"),
    "last_login": gettext_lazy("Laatst ingelogd"),
    "passkeys": gettext_lazy("Sleutels"),
    "name": gettext_lazy("Naam"),
    "made_at": gettext_lazy("Gemaakt op"),
    "last_used_at": gettext_lazy("Laatst gebruikt"),
    "memberships": gettext_lazy("Waar je bij hoort"),
    "organisation": gettext_lazy("Organisatie"),
    "title": gettext_lazy("Naam"),
    "starts_on": gettext_lazy("Vanaf"),
    "ends_on": gettext_lazy("Tot en met"),
    "roles": gettext_lazy("Rollen"),
    "role": gettext_lazy("Rol"),
    "place": gettext_lazy("Waar"),
    "consents": gettext_lazy("Toestemmingen"),
    "purpose": gettext_lazy("Waarvoor"),
    "basis": gettext_lazy("Op grond van"),
    "items": gettext_lazy("Wat"),
    "receiver": gettext_lazy("Wie"),
    "text_version": gettext_lazy("Tekst"),
    "given_at": gettext_lazy("Gegeven op"),
    "until_on": gettext_lazy("Tot en met"),
    "withdrawn_at": gettext_lazy("Gestopt op"),
    "helpers": gettext_lazy("Wie je hielp"),
    "helper": gettext_lazy("Wie"),
    "confirmed_how": gettext_lazy("Hoe je ja zei"),
    "starts_at": gettext_lazy("Begin"),
    "ends_at": gettext_lazy("Einde"),
    "cards": gettext_lazy("Papieren kaarten"),
    "revoked_at": gettext_lazy("Ingetrokken op"),
    "blocked_at": gettext_lazy("Op slot sinds"),
    "emergencies": gettext_lazy("Noodgevallen"),
    "reason": gettext_lazy("Reden"),
    "opened_at": gettext_lazy("Geopend op"),
    "told_at": gettext_lazy("Verteld op"),
    "postponed_reason": gettext_lazy("Reden van uitstel"),
    "notices": gettext_lazy("Berichten"),
    "text": gettext_lazy("Tekst"),
    "read_at": gettext_lazy("Gelezen op"),
    "activities": gettext_lazy("Meedoen"),
    "enrolments": gettext_lazy("Waar je aan meedeed"),
    "activity": gettext_lazy("Activiteit"),
    "session": gettext_lazy("Bijeenkomst"),
    "state": gettext_lazy("Hoe het ervoor staat"),
    "was_there": gettext_lazy("Was je er?"),
    "leads": gettext_lazy("Wat je organiseert"),
    "since": gettext_lazy("Sinds"),
    "shows_name": gettext_lazy("Naam op de pagina"),
    "letters": gettext_lazy("Brieven"),
    "to": gettext_lazy("Aan"),
    "subject": gettext_lazy("Onderwerp"),
    "body": gettext_lazy("Brief"),
    "written_at": gettext_lazy("Geschreven op"),
    "journal": gettext_lazy("Logboek"),
    "looked": gettext_lazy("Wie keek"),
    "done": gettext_lazy("Wat er gebeurde"),
    "at": gettext_lazy("Wanneer"),
    "action": gettext_lazy("Wat"),
    "by": gettext_lazy("Door"),
    "why": gettext_lazy("Waarom"),
    "is_emergency": gettext_lazy("Noodgeval"),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Part:
    """A heading with a text below it, or with further parts."""

    label: str
    text: str
    parts: tuple["Part", ...]


def label(key: str) -> str:
    """Give the heading of a field; one we forgot is still readable."""
    return str(LABELS.get(key) or key.replace("_", " ").capitalize())


def say(value: object) -> str:
    """Write one value: a moment as a date and a time, true as yes."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    text = str(value)
    if MOMENT.match(text):
        moment = timezone.localtime(dt.datetime.fromisoformat(text))
        return formats.date_format(moment, "DATETIME_FORMAT")
    if DAY.fullmatch(text):
        return formats.date_format(dt.date.fromisoformat(text), "DATE_FORMAT")
    return text


def parts_of(content: object) -> tuple[Part, ...]:
    """Turn what an export tells into parts; what is empty is left out."""
    return tuple(_parts(content))


def _parts(content: object) -> Iterator[Part]:
    if isinstance(content, dict):
        pairs = [(label(str(key)), value) for key, value in content.items()]
    elif isinstance(content, list):
        pairs = [(str(number), value) for number, value in enumerate(content, start=1)]
    else:
        return
    for heading, value in pairs:
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
            yield Part(heading, ", ".join(say(item) for item in value), ())
        elif isinstance(value, dict | list):
            yield Part(heading, "", parts_of(value))
        else:
            yield Part(heading, say(value), ())
