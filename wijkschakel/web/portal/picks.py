"""What is chosen from a list in the agenda: for whom, which language, how far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkschakel.web.common.languages import NAMES, SPOKEN
from wijkschakel.web.common.place import Place
from wijkschakel.web.portal.choice import AUDIENCES, WALKS, Choice


@dataclass(frozen=True)
class Option:
    """One line of a list."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Pick:
    """A list to choose one thing from."""

    name: str
    label: str
    options: list[Option]


def _pick(name: str, label: str, chosen: str, options: dict[str, str]) -> Pick:
    found = [Option("", _("Maakt niet uit"), not chosen)]
    found += [Option(value, said, value == chosen) for value, said in options.items()]
    return Pick(name, label, found)


def picks(choice: Choice, place: Place) -> list[Pick]:
    """Give the lists; how far one walks is only asked when we know from where."""
    audiences = {name: str(audience.label).capitalize() for name, audience in AUDIENCES.items()}
    spoken = {code: str(NAMES[code]) for code in SPOKEN}
    walks = {name: _("%(n)s minuten lopen") % {"n": n} for name, n in WALKS.items()}
    lists = [
        _pick("voor", _("Voor wie?"), choice.audience, audiences),
        _pick("taal", _("Welke taal spreek je?"), choice.spoken, spoken),
    ]
    if place.point or choice.walk:
        lists.append(_pick("lopen", _("Hoe ver wil je lopen?"), choice.walk, walks))
    return lists
