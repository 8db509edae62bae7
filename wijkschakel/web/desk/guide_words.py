"""What is wrong with a guide, in sentences for who edits it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkschakel.support.rules.checking import Fault, Finding
from wijkschakel.support.rules.tree import Tree, said


@dataclass(frozen=True)
class Remark:
    """One sentence about one screen."""

    key: str
    screen: str
    sentence: str
    stops: bool


def remarks(found: list[Finding], whole: Tree) -> list[Remark]:
    """Say what was found, screen by screen."""
    return [
        Remark(one.node, said(whole.nodes[one.node].text, "nl") or one.node, say(one), one.stops)
        for one in found
    ]


def say(finding: Finding) -> str:
    """Say one thing that was found."""
    sentences = {
        Fault.EMPTY: _("Hier staat nog niets. Schrijf een paar woorden."),
        Fault.FEW_ANSWERS: _("Een vraag heeft twee antwoorden of meer nodig."),
        Fault.MANY_ANSWERS: _("Zes antwoorden is genoeg. Haal er een weg."),
        Fault.DEAD_END: _("Het antwoord “%(about)s” gaat nergens heen. Kies waarheen."),
        Fault.LOOP: _("Het antwoord “%(about)s” gaat terug. Zo blijft iemand rondlopen."),
        Fault.TOO_DEEP: _("Dit ligt %(about)s schermen ver. Zes is genoeg."),
        Fault.NOTHING_TO_DO: _("Hier is niets te doen. Kies een activiteit of een dienst."),
        Fault.NOBODY: _("Hier is niemand. Kies de telefoon van de wijk of een spreekuur."),
        Fault.NOBODY_NOW: _("Er is nu niemand. Vul het nummer van de wijk in."),
        Fault.NOTHING_NOW: _("Er is nu niets te doen in de wijk. Kies iets dat er wel is."),
        Fault.UNREACHABLE: _("Geen antwoord komt hier uit. Haal het weg of maak een antwoord."),
        Fault.TOO_LONG: _("Dit is lang. Kort het in: “%(about)s”"),
        Fault.TOO_HARD: _("Dit leest moeilijk: “%(about)s”. Zeg het makkelijker."),
        Fault.NOT_TRANSLATED: _("De Engelse tekst ontbreekt. Dan lezen mensen het Nederlands."),
        Fault.SAME_ANSWERS: _("Twee antwoorden zijn hetzelfde: “%(about)s”."),
    }
    return sentences[finding.fault] % {"about": finding.about}
