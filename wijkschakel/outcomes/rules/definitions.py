"""Which choices of an indicator make sense, the digest of a definition, and what comes along.

The digest is stored before anybody looks at figures: whoever writes a definition afterwards gets
another one. Plain Python.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from wijkschakel.outcomes.rules.countable import ASKED_IN, BY_CODE, SEVEN

MOST_PERCENT = 300
# Among whom something may be counted; whatever is not here makes no sense.
AMONG_OF: dict[str, tuple[str, ...]] = {
    "feels_healthy": ("participants", "answered"),
    "is_satisfied_with_life": ("participants", "answered"),
    "active_weeks": ("participants",),
    "tailor_made": ("participants",),
    "takes_part": ("residents",),
    "gives": ("participants", "residents"),
    "reached_own_goal": ("goal_owners",),
    "asked_and_helped": ("askers",),
    "helped_together": ("askers",),
    "was_glad": ("participants", "answered"),
    "knows_the_movement": ("answered",),
    "safe_at_home": ("answered",),
    "strong_community": ("answered",),
    "facilities_near": ("answered",),
    "entrepreneurs_active": ("answered",),
    "own_strength": ("answered",),
    **{counted: ("answered",) for counted, (pack, _item) in ASKED_IN.items() if pack == SEVEN},
}


@dataclass(frozen=True)
class Choice:
    """What an indicator says, all of it: nothing else goes into the digest."""

    title: str
    words: str
    counted: str
    among: str
    period: str = "year"
    grouping: str = "district"
    level: str = "resident"
    block: str = "monitoring"
    target_percent: int | None = None
    target_on: dt.date | None = None


def makes_sense(counted: str, among: str) -> bool:
    """Say whether this can be counted among these people."""
    return counted in BY_CODE and among in AMONG_OF.get(counted, ())


def digest(key: str, version: int, choice: Choice) -> str:
    """Give SHA-256 over everything that a version of a definition says, in one fixed way."""
    said = {
        "key": key,
        "version": version,
        "title": choice.title,
        "words": choice.words,
        "counted": choice.counted,
        "among": choice.among,
        "period": choice.period,
        "grouping": choice.grouping,
        "level": choice.level,
        "block": choice.block,
        "target_percent": choice.target_percent,
        "target_on": choice.target_on.isoformat() if choice.target_on else None,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# What comes along: key and choice. Other words or choices here are a new version everywhere.
BUILT_IN: dict[str, Choice] = {
    "perceived-health": Choice(
        "Ervaren gezondheid",
        "Hoeveel mensen zeggen dat hun gezondheid goed of zeer goed is. Het is hun eigen antwoord, "
        "geen meting van een arts.",
        "feels_healthy",
        "participants",
    ),
    "taking-part": Choice(
        "Deelname",
        "In hoeveel weken van het jaar iemand erbij was. Iemand die elke week komt telt zwaarder "
        "dan iemand die één keer kwam.",
        "active_weeks",
        "participants",
    ),
    "tailor-made": Choice(
        "Hulp op maat",
        "Hoe vaak twee of meer partijen samen iets regelden in iemands eigen omgeving. Het zegt "
        "niet hoe goed die hulp was.",
        "tailor_made",
        "participants",
        level="system",
        block="working_together",
    ),
    "life-satisfaction": Choice(
        "Tevreden met het leven",
        "Hoeveel mensen hun leven een 7 of hoger geven.",
        "is_satisfied_with_life",
        "participants",
    ),
    "takes-part": Choice(
        "Wie doet mee",
        "Hoeveel van alle bewoners er minstens één keer bij waren.",
        "takes_part",
        "residents",
    ),
    "gives": Choice(
        "Wie iets geeft",
        "Hoeveel mensen die meedoen ook hielpen, mee organiseerden of iets trokken.",
        "gives",
        "participants",
        block="learning",
    ),
    "own-goals": Choice(
        "Eigen doelen",
        "Hoeveel mensen met een eigen doel dat doel bereikten. Het zijn hun eigen doelen: je kunt "
        "ze niet met elkaar vergelijken.",
        "reached_own_goal",
        "goal_owners",
    ),
    "helped-together": Choice(
        "Samen geholpen",
        "Hoeveel mensen die iets vroegen, samen met anderen geholpen zijn.",
        "helped_together",
        "askers",
        level="organisation",
        block="working_together",
    ),
    "glad": Choice(
        "Blij ermee",
        "Hoeveel mensen na afloop het blije gezicht kozen. Wie niets kiest, telt niet mee.",
        "was_glad",
        "participants",
        period="quarter",
        level="professional",
        block="learning",
    ),
    "knows-the-movement": Choice(
        "Kent de wijkbeweging",
        "Hoeveel mensen die antwoord gaven, de wijkbeweging kennen. Wie hier antwoordt, kent ons "
        "al een beetje: voor de hele wijk is het lager.",
        "knows_the_movement",
        "answered",
        level="system",
        block="learning",
    ),
    "safe-at-home": Choice(
        "Veilig thuis",
        "Welk cijfer mensen gaven aan: ik voel me veilig thuis.",
        "safe_at_home",
        "answered",
    ),
    "strong-community": Choice(
        "Sterke gemeenschap",
        "Welk cijfer mensen gaven aan: mensen hier kennen en helpen elkaar.",
        "strong_community",
        "answered",
    ),
    "facilities-near": Choice(
        "Voorzieningen dichtbij",
        "Welk cijfer mensen gaven aan: wat ik nodig heb is dichtbij.",
        "facilities_near",
        "answered",
        level="system",
    ),
    "entrepreneurs-active": Choice(
        "Ondernemers doen mee",
        "Welk cijfer mensen gaven aan: winkels en bedrijven doen mee in de buurt.",
        "entrepreneurs_active",
        "answered",
        level="organisation",
        block="working_together",
    ),
    "own-strength": Choice(
        "Eigen kracht",
        "Welk cijfer mensen gaven aan: ik kan zelf veel regelen.",
        "own_strength",
        "answered",
    ),
    "moves": Choice(
        "Bewegen", "Welk cijfer mensen gaven aan: ik beweeg zoals ik wil.", "moves", "answered"
    ),
    "develops": Choice(
        "Leren en groeien",
        "Welk cijfer mensen gaven aan: ik leer en groei.",
        "develops",
        "answered",
        block="learning",
    ),
    "feels-part": Choice(
        "Meedoen, zegt men zelf", "Welk cijfer mensen gaven aan: ik doe mee.", "feels_part",
        "answered",
    ),
    "feels-well": Choice(
        "Je gezond voelen", "Welk cijfer mensen gaven aan: ik voel me gezond.", "feels_well",
        "answered",
    ),
    "carries-responsibility": Choice(
        "Verantwoordelijkheid", "Welk cijfer mensen gaven aan: ik kan verantwoordelijkheid dragen.",
        "carries_responsibility", "answered",
    ),
    "is-happy": Choice(
        "Eigen geluk", "Welk cijfer mensen gaven aan: ik ben gelukkig.", "is_happy", "answered"
    ),
    "makes-others-happy": Choice(
        "Geluk van anderen",
        "Welk cijfer mensen gaven aan: ik draag bij aan het geluk van anderen.",
        "makes_others_happy",
        "answered",
        block="working_together",
    ),
}  # fmt: skip
