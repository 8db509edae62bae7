"""Titles and words of the indicators that come along, so that they are translated."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SAID = (
    _("Ervaren gezondheid"),
    _(
        "Hoeveel mensen zeggen dat hun gezondheid goed of zeer goed is. Het is hun eigen "
        "antwoord, geen meting van een arts."
    ),
    _("Deelname"),
    _(
        "In hoeveel weken van het jaar iemand erbij was. Iemand die elke week komt telt "
        "zwaarder dan iemand die één keer kwam."
    ),
    _("Hulp op maat"),
    _(
        "Hoe vaak twee of meer partijen samen iets regelden in iemands eigen omgeving. Het "
        "zegt niet hoe goed die hulp was."
    ),
    _("Tevreden met het leven"),
    _("Hoeveel mensen hun leven een 7 of hoger geven."),
    _("Wie doet mee"),
    _("Hoeveel van alle bewoners er minstens één keer bij waren."),
    _("Wie iets geeft"),
    _("Hoeveel mensen die meedoen ook hielpen, mee organiseerden of iets trokken."),
    _("Eigen doelen"),
    _(
        "Hoeveel mensen met een eigen doel dat doel bereikten. Het zijn hun eigen doelen: je "
        "kunt ze niet met elkaar vergelijken."
    ),
    _("Samen geholpen"),
    _("Hoeveel mensen die iets vroegen, samen met anderen geholpen zijn."),
    _("Blij ermee"),
    _("Hoeveel mensen na afloop het blije gezicht kozen. Wie niets kiest, telt niet mee."),
    _("Kent de wijkbeweging"),
    _(
        "Hoeveel mensen die antwoord gaven, de wijkbeweging kennen. Wie hier antwoordt, kent "
        "ons al een beetje: voor de hele wijk is het lager."
    ),
    _("Veilig thuis"),
    _("Welk cijfer mensen gaven aan: ik voel me veilig thuis."),
    _("Sterke gemeenschap"),
    _("Welk cijfer mensen gaven aan: mensen hier kennen en helpen elkaar."),
    _("Voorzieningen dichtbij"),
    _("Welk cijfer mensen gaven aan: wat ik nodig heb is dichtbij."),
    _("Ondernemers doen mee"),
    _("Welk cijfer mensen gaven aan: winkels en bedrijven doen mee in de buurt."),
    _("Eigen kracht"),
    _("Welk cijfer mensen gaven aan: ik kan zelf veel regelen."),
    _("Bewegen"),
    _("Welk cijfer mensen gaven aan: ik beweeg zoals ik wil."),
    _("Leren en groeien"),
    _("Welk cijfer mensen gaven aan: ik leer en groei."),
    _("Meedoen, zegt men zelf"),
    _("Welk cijfer mensen gaven aan: ik doe mee."),
    _("Je gezond voelen"),
    _("Welk cijfer mensen gaven aan: ik voel me gezond."),
    _("Verantwoordelijkheid"),
    _("Welk cijfer mensen gaven aan: ik kan verantwoordelijkheid dragen."),
    _("Eigen geluk"),
    _("Welk cijfer mensen gaven aan: ik ben gelukkig."),
    _("Geluk van anderen"),
    _("Welk cijfer mensen gaven aan: ik draag bij aan het geluk van anderen."),
)


def in_language(words: str) -> str:
    """Give words that come along in the language of the page."""
    return gettext(words) if words in SAID else words
