"""Kinds of help: five groups, and which kind answers what somebody says in own words."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from wijkschakel.base.text import compounds, stems

DATA = resources.files("wijkschakel.support.rules") / "data"
GROUPS = ("practical", "informal_care", "prevention", "research", "ict")
NAME, SENTENCE = 3.0, 2.0
HALF = 0.6
MOST, ENOUGH, BESIDE = 3, 1.0, 0.5
# Words that people say with every kind of help.
_EMPTY = """wie ik mij mijn me we wij ons wil wilt willen kan kunnen zou graag hulp helpt helpen
    help iemand samen met naar voor van een het de er eens keer elke dag week niet geen meer alleen
    heb hebben heeft ben zijn doe doet doen mee gaat gaan als moet moeten hoe zoek zoeken somebody
    need want would like can cannot with help who"""
EMPTY = frozenset(stems.light(word) for word in _EMPTY.split())


@dataclass(frozen=True)
class HelpKindSaid:
    """One kind, as it is said: names per language, and sentences by which it is found."""

    code: str
    group: str
    icon: str
    risk: int
    names: Mapping[str, str]
    examples: tuple[str, ...] = ()
    is_active: bool = True

    def name(self, language: str) -> str:
        """Give the name in a language, else in Dutch."""
        return self.names.get(language) or self.names["nl"]


@cache
def shipped() -> Mapping[str, HelpKindSaid]:
    """Give the kinds that come along, by code."""
    told = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    return {
        code: HelpKindSaid(code, group, icon, risk, {"nl": nl, "en": en}, tuple(examples))
        for group in GROUPS
        for code, icon, risk, nl, en, *examples in told[group]["kinds"]
    }


def _roots(text: str) -> list[str]:
    return [stems.light(word) for word in stems.words(text)]


def index(kinds: Iterable[HelpKindSaid]) -> dict[str, dict[str, float]]:
    """Give per root the kinds it speaks of, and how clearly: a name more than a sentence."""
    found: dict[str, dict[str, float]] = {}
    for kind in kinds:
        texts = [(name, NAME) for name in kind.names.values()]
        texts += [(sentence, SENTENCE) for sentence in kind.examples]
        for text, weight in texts:
            for root in _roots(text):
                if root not in EMPTY:
                    at = found.setdefault(root, {})
                    at[kind.code] = max(at.get(kind.code, 0.0), weight)
    return found


def best(text: str, words: Mapping[str, Mapping[str, float]], most: int = MOST) -> list[str]:
    """Give the codes that answer own words best; none when nothing is near enough.

    A word that speaks of many kinds says little of each.
    """
    totals: dict[str, float] = {}
    for root in dict.fromkeys(_roots(text[:2000])):
        for part, quality in _parts(root, words):
            kinds = words[part]
            for code, weight in kinds.items():
                totals[code] = totals.get(code, 0.0) + quality * weight / len(kinds) ** 0.5
    ranked = sorted(totals, key=lambda code: (-totals[code], code))
    if not ranked or totals[ranked[0]] < ENOUGH:
        return []
    return [code for code in ranked[:most] if totals[code] >= BESIDE * totals[ranked[0]]]


def _parts(root: str, words: Mapping[str, object]) -> Sequence[tuple[str, float]]:
    """Give the root itself when it is known, else the halves of a compound that are."""
    if root in words:
        return [(root, 1.0)]
    cut = compounds.split(root, lambda half: stems.light(half) in words)
    if cut is None:
        return []
    return [(stems.light(half), HALF) for half in cut if stems.light(half) in words]
