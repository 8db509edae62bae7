"""Help between people in plain words: times of the week, and why two people fit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkschakel.activities.rules import distance
from wijkschakel.base.languages import language_name
from wijkschakel.support.matching import times
from wijkschakel.support.matching.explanations import Explanation
from wijkschakel.support.models import ArrangementTask, Check, HelpKind
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules.kinds import HelpKindSaid

DAYS = {
    "mo": gettext_lazy("maandag"),
    "tu": gettext_lazy("dinsdag"),
    "we": gettext_lazy("woensdag"),
    "th": gettext_lazy("donderdag"),
    "fr": gettext_lazy("vrijdag"),
    "sa": gettext_lazy("zaterdag"),
    "su": gettext_lazy("zondag"),
}
PARTS = {
    "morning": gettext_lazy("ochtend"),
    "afternoon": gettext_lazy("middag"),
    "evening": gettext_lazy("avond"),
}
INTERESTS = {
    "cooking": gettext_lazy("koken"),
    "garden": gettext_lazy("tuin"),
    "walking": gettext_lazy("wandelen"),
    "cycling": gettext_lazy("fietsen"),
    "music": gettext_lazy("muziek"),
    "games": gettext_lazy("spelletjes"),
    "sport": gettext_lazy("sport"),
    "making": gettext_lazy("iets maken"),
    "reading": gettext_lazy("lezen"),
    "animals": gettext_lazy("dieren"),
    "children": gettext_lazy("kinderen"),
    "talking": gettext_lazy("praten"),
    "repairing": gettext_lazy("klussen"),
    "history": gettext_lazy("vroeger"),
    "faith": gettext_lazy("geloof"),
    "computers": gettext_lazy("computers"),
}
HELPERS = {
    "neighbour": gettext_lazy("een buur"),
    "volunteer": gettext_lazy("een vrijwilliger"),
    "student": gettext_lazy("een student"),
    "professional": gettext_lazy("een professional"),
    "entrepreneur": gettext_lazy("een ondernemer"),
    "activity": gettext_lazy("een activiteit"),
}
GROUPS = HelpKind.Group.choices
FEW = 4
# Nobody finds out where a neighbour lives: a walk is said in steps of five minutes.
STEP_MINUTES = 5
Line = tuple[str, str]


def block(name: str) -> str:
    """Say one part of the week: Monday morning."""
    day, part = name.split("-")
    return _("%(day)s%(part)s") % {"day": DAYS[day], "part": PARTS[part]}


def blocks(names: Sequence[str], few: int = FEW) -> str:
    """Say parts of the week; of many only how many."""
    if len(names) == len(times.BLOCKS):
        return _("elk moment kan")
    if len(names) > few:
        return ngettext("%(n)s moment in de week", "%(n)s momenten in de week", len(names)) % {
            "n": len(names)
        }
    return ", ".join(block(name) for name in names)


def walk(metres: int) -> str:
    """Say how far two live from one another, roughly."""
    minutes = round(metres * distance.DETOUR / distance.WALKING_METRES_PER_MINUTE)
    if minutes <= STEP_MINUTES:
        return _("vlakbij, in de buurt")
    rounded = STEP_MINUTES * round(minutes / STEP_MINUTES)
    return _("ongeveer %(n)s minuten lopen") % {"n": rounded}


def fits(reasons: Iterable[Mapping[str, Any]], known: Mapping[str, HelpKindSaid]) -> list[Line]:
    """Say what two people have in common: a pictogram and a few words."""
    lines: list[Line] = []
    for one in reasons:
        match one["code"]:
            case "kind":
                lines.append(("hand", kind_queries.name_of(known, str(one["kind"]))))
            case "near_enough" | "near_enough_to_go":
                lines.append(("walk", walk(int(one["metres"]))))
            case "same_times":
                lines.append(("clock", blocks(one["blocks"], few=2)))
            case "same_language":
                spoken = ", ".join(language_name(code) for code in one["languages"])
                lines.append(("talk", spoken))
            case "same_interests":
                shared = ", ".join(str(INTERESTS.get(word, word)) for word in one["interests"])
                lines.append(("garden", shared))
    return lines


def why(reasons: Iterable[Mapping[str, Any]], side: str) -> list[tuple[str, str, str]]:
    """Say whose turn it is and what it asks of the helper: pictogram, title, sentence."""
    found = []
    for one in reasons:
        match one["code"]:
            case "waited":
                found.append(_waited(int(one["days"]), side))
            case "load":
                found.append(_load(int(one["now"]), side))
    return found


def _waited(days: int, side: str) -> tuple[str, str, str]:
    if side == "helper":
        title = _("Iemand wacht op hulp")
        said = ngettext("Al %(n)s dag.", "Al %(n)s dagen.", days) if days else _("Sinds vandaag.")
    else:
        title = _("Jij bent aan de beurt")
        said = ngettext("Je wacht nu %(n)s dag.", "Je wacht nu %(n)s dagen.", days)
        said = said if days else _("Je vroeg het vandaag.")
    return "clock", title, said % {"n": days} if days else said


def _load(now: int, side: str) -> tuple[str, str, str]:
    after = now + 1
    if side == "helper":
        title = _("Het wordt niet te veel")
        said = ngettext(
            "Je helpt dan %(n)s iemand.", "Je helpt dan %(n)s mensen.", after
        ) % {"n": after}  # fmt: skip
    elif now:
        title = _("De helper heeft tijd")
        said = ngettext(
            "Die helpt nu %(n)s ander. Met jou erbij zijn het er %(all)s.",
            "Die helpt nu %(n)s anderen. Met jou erbij zijn het er %(all)s.",
            now,
        ) % {"n": now, "all": after}
    else:
        title, said = _("De helper heeft tijd"), _("Die helpt nu nog niemand anders.")
    return "person", title, said


def checks(best: Explanation) -> str:
    """Say which checks are held: for a coordinator only."""
    held = next((one.facts["checks"] for one in best.allowed if one.code == "checks_held"), ())
    known = dict(Check.Kind.choices)
    return ", ".join(str(known.get(str(code), code)) for code in held)  # type: ignore[attr-defined]


def load(best: Explanation) -> str:
    """Say how many somebody helps now, and how many they want at most."""
    facts = best.load[0].facts
    words = _("Helpt of is gevraagd door %(now)s, wil er hooguit %(most)s.")
    return words % {"now": facts["now"], "most": facts["most"]}


def task_said(task: ArrangementTask | None) -> str:
    """Say who may do a task of an arrangement and with which certificate; or nothing."""
    if task is None:
        return ""
    who = _(" of ").join(str(HELPERS.get(code, code)) for code in task.helpers)
    check = str(dict(Check.Kind.choices).get(task.check_kind, ""))
    return ". ".join(part for part in (who, check) if part)


def why_not(failed: Mapping[str, int]) -> list[str]:
    """Say how many others do not fit, and why; nothing about who they are."""
    said = {
        "distance": lambda n: ngettext("%(n)s woont te ver weg.", "%(n)s wonen te ver weg.", n),
        "times": lambda n: ngettext("%(n)s kan dan niet.", "%(n)s kunnen dan niet.", n),
        "language": lambda n: ngettext(
            "%(n)s spreekt een andere taal.", "%(n)s spreken een andere taal.", n
        ),
        "full": lambda n: ngettext(
            "%(n)s heeft nu geen plek.", "%(n)s hebben nu geen plek.", n
        ),
        "checks": lambda n: ngettext(
            "%(n)s mist een bewijs, zoals een VOG.", "%(n)s missen een bewijs, zoals een VOG.", n
        ),
        "risk": lambda n: ngettext(
            "%(n)s mag dit niet doen volgens de afspraak.",
            "%(n)s mogen dit niet doen volgens de afspraak.",
            n,
        ),
        "helper": lambda n: ngettext(
            "%(n)s is een ander soort helper dan je vroeg.",
            "%(n)s zijn een ander soort helper dan je vroeg.",
            n,
        ),
        "refused": lambda n: ngettext("%(n)s zei nee.", "%(n)s zeiden nee.", n),
    }  # fmt: skip
    if failed.get("agreement"):
        return [_("Er loopt nu geen afspraak voor deze hulp.")]
    lines = [said[code](n) % {"n": n} for code, n in failed.items() if code in said]
    if failed.get("no_time"):
        lines.append(_("Er staat nog niet wanneer het kan."))
    return lines
