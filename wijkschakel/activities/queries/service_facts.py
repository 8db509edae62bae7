"""All that can be said of a service as plain values: to compare, to keep, to propose."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.activities.models import Service, ServiceVersion
from wijkschakel.activities.models.services import WEEKDAYS, OpeningTime
from wijkschakel.activities.rules import services as service_rules
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Venue

Facts = dict[str, Any]
PLAIN = (
    "name", "summary", "description", "language", "spoken", "kind", "is_formal", "state", "reach",
    "url", "email", "how_to_join", "who_for", "age_from", "age_to", "documents_needed",
    "needs_referral", "is_by_appointment", "price_cents", "price_note",
)  # fmt: skip
LISTS = ("organisation", "phones", "times", "places")
KNOWN = frozenset((*PLAIN, *LISTS))
LABELS: dict[str, Promise | str] = {
    "name": gettext_lazy("Naam"),
    "summary": gettext_lazy("In één zin"),
    "description": gettext_lazy("Uitleg"),
    "language": gettext_lazy("Taal van de tekst"),
    "spoken": gettext_lazy("Talen"),
    "kind": gettext_lazy("Soort"),
    "is_formal": gettext_lazy("Door een organisatie"),
    "state": gettext_lazy("Is het er nog?"),
    "reach": gettext_lazy("Voor welk gebied"),
    "url": gettext_lazy("Website"),
    "email": gettext_lazy("Mailadres"),
    "how_to_join": gettext_lazy("Hoe kom je er?"),
    "who_for": gettext_lazy("Voor wie"),
    "age_from": gettext_lazy("Leeftijd vanaf"),
    "age_to": gettext_lazy("Leeftijd tot en met"),
    "documents_needed": gettext_lazy("Wat neem je mee"),
    "needs_referral": gettext_lazy("Verwijzing nodig"),
    "is_by_appointment": gettext_lazy("Op afspraak"),
    "price_cents": gettext_lazy("Prijs"),
    "price_note": gettext_lazy("Over de prijs"),
    "organisation": gettext_lazy("Organisatie"),
    "phones": gettext_lazy("Telefoon"),
    "times": gettext_lazy("Openingstijden"),
    "places": gettext_lazy("Plek"),
}


def is_regular(time: OpeningTime) -> bool:
    """Say whether this time holds every week, wherever the service is."""
    return time.place_id is None and time.valid_from is None and time.valid_to is None


def times_of(times: Iterable[OpeningTime]) -> dict[str, str]:
    """Write the regular times per day of the week, so that they can be read back."""
    days: dict[str, list[service_rules.Span]] = {}
    for time in times:
        if is_regular(time):
            days.setdefault(str(time.weekday), []).append(
                service_rules.Span(time.opens, time.closes)
            )
    return {day: service_rules.write_spans(days[day]) for day in sorted(days)}


def facts_of(service: Service) -> Facts:
    """Give everything of a service as it stands now."""
    facts: Facts = {name: getattr(service, name) for name in PLAIN}
    facts["organisation"] = str(service.organisation_id or "")
    phones = sorted(service.phones.all(), key=lambda phone: phone.pk)
    facts["phones"] = [[phone.number, phone.note] for phone in phones]
    facts["times"] = times_of(service.times.all())
    places = sorted(service.places.all(), key=lambda place: place.pk)
    facts["places"] = [[str(place.venue_id), place.note] for place in places]
    return facts


@dataclass(frozen=True)
class Difference:
    """One fact in words: before and after."""

    name: str
    label: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str] | None = None
) -> list[Difference]:
    """Say in words which facts of `after` are not as they were.

    :param names: of organisations and venues by number; looked up when not given.
    """
    changed = [name for name in LABELS if name in after and before.get(name) != after[name]]
    if names is None:
        names = _names(value for name in changed for value in (before.get(name), after[name]))
    return [
        Difference(
            name,
            str(LABELS[name]),
            say(name, before.get(name), names),
            say(name, after[name], names),
        )
        for name in changed
    ]


def _names(values: Iterable[object]) -> dict[str, str]:
    """Look up the names of organisations and venues that are known by number only."""
    numbers = {number for value in values for number in _numbers(value)}
    if not numbers:
        return {}
    found = dict(Venue.objects.filter(pk__in=numbers).values_list("pk", "name"))
    found |= dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return {str(pk): name for pk, name in found.items()}


def _numbers(value: object) -> Iterable[uuid.UUID]:
    words = (
        [row[0] for row in value if isinstance(row, list)] if isinstance(value, list) else [value]
    )
    for word in words:
        if isinstance(word, str) and len(word) == 36:
            try:
                yield uuid.UUID(word)
            except ValueError:
                continue


def say(name: str, value: Any, names: Mapping[str, str]) -> str:
    """Say one fact in words; empty when it is not known."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if name == "price_cents":
        return _("gratis") if value == 0 else f"€ {formats.number_format(value / 100, 2)}"
    if name in ("kind", "state", "reach"):
        field: Any = Service._meta.get_field(name)
        return str(dict(field.choices).get(value, value))
    if name == "times":
        days = dict(WEEKDAYS)
        return "\n".join(f"{days[int(day)]}: {value[day]}" for day in sorted(value))
    if name == "phones":
        return "\n".join(_with_note(service_rules.say_phone(row[0]), row[1]) for row in value)
    if name == "places":
        return "\n".join(_with_note(names.get(row[0], "?"), row[1]) for row in value)
    if name == "organisation":
        return names.get(value, "?")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _with_note(text: str, note: str) -> str:
    return f"{text} ({note})" if note else text


@dataclass(frozen=True)
class Change:
    """One line of the history: who changed what, and when."""

    version: ServiceVersion
    differences: list[Difference]


def versions_of(service: Service) -> list[ServiceVersion]:
    """Give how a service was before each change, the oldest first."""
    return list(service.versions.order_by("number"))


def numbers_in(service: Service, versions: Iterable[ServiceVersion]) -> set[uuid.UUID]:
    """Give the numbers of organisations and venues that stand there or stood there."""
    states = [*(version.facts for version in versions), facts_of(service)]
    return {
        number
        for facts in states
        for name in ("organisation", "places")
        for number in _numbers(facts.get(name))
    }


def history_of(
    service: Service, versions: Sequence[ServiceVersion], names: Mapping[str, str]
) -> list[Change]:
    """Give all changes, latest first. What stood there is kept with each.

    :param names: of all organisations and venues in `numbers_in`, by number.
    """
    states = [*(version.facts for version in versions), facts_of(service)]
    changes = [
        Change(version, differences(version.facts, facts, names))
        for version, facts in zip(versions, states[1:], strict=True)
    ]
    return changes[::-1]


def find_facts(service: Service, number: int) -> Facts | None:
    """Give the facts of a version, also of the one that stands now."""
    if number == service.version:
        return facts_of(service)
    version = service.versions.filter(number=number).first()
    return version.facts if version else None
