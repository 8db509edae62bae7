"""Taking out of own words what could point to a person, before anything is kept."""

import re
from collections.abc import Collection

from wijkschakel.base.text import names as text_names
from wijkschakel.base.text import stems

LONGEST = 200
SHORTEST = 2
GAP = "…"
MAIL = re.compile(r"\S+@\S+|\b\S+\s*\(at\)\s*\S+", re.IGNORECASE)
LINK = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:nl|com|org|net|eu)\b\S*", re.IGNORECASE)
BANK = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z]{4})?(?:\s?\d{2,4}){2,7}\b", re.IGNORECASE)
POSTCODE = re.compile(r"\b\d{4}\s?[A-Za-z]{2}\b")
# A street with a number, or what can be nothing but a street; "3 kinderen" is none.
STREET = re.compile(
    r"\b[\w'-]{2,}(?:straat|laan|weg|plein|hof|kade|gracht|dreef|singel|pad|steeg|dijk|plantsoen|"
    r"street|road|avenue)\s*\d+\s?[a-z]?\b|\b[\w'-]{3,}(?:straat|laan|gracht|singel|steeg)\b",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?:\+?\d[\s().\-/]*){4,}")
DATE = re.compile(r"\b\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\b")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# After these comes a name, however it is written.
_BEFORE_NAMES = """mevrouw mevr mw meneer mijnheer dhr heer heet heten naam buurvrouw buurman
    dokter dr drs juf meester zoon dochter vriend vriendin broer zus zusje broertje
    opa oma tante oom named called mr mrs ms miss"""
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
_BETWEEN = """van de den der het ten ter el al bin ben von la le du is genaamd"""
BETWEEN = frozenset(_BETWEEN.split())
_KIN = frozenset(
    [
        "zoon",
        "dochter",
        "vriend",
        "vriendin",
        "broer",
        "zus",
        "zusje",
        "broertje",
        "opa",
        "oma",
        "tante",
        "oom",
    ]
)
# What may follow such a word and is no name.
_NO_NAMES = """die dat heeft is was kan wil moet zit woont werkt en of in op met voor naar niet
    geen meer zoekt zoek ziek alleen vergeet valt kind mens vrouw man hulp has who can wants
    cannot not and or with for is en ook zijn haar mijn"""
NO_NAMES = frozenset(_NO_NAMES.split())
# What is left of "ik ben …, bel …" says nothing of what was looked for.
_EMPTY = """ben heet naam bel bellen mail zoek zoekt zoeken hulp help graag nummer bsn iemand mag
    kan wil moet heb heeft goedendag dag hallo hoi groet groeten name call looking hello"""
EMPTY = frozenset(_EMPTY.split()) | BEFORE_NAMES


def mask(text: str, *, names: Collection[str], ordinary: Collection[str]) -> str:
    """Give the words without names, numbers, addresses and mail; at most two hundred letters.

    :param names: folded names of people, from a list and from who lives here.
    :param ordinary: folded words that are in use here for other things, so that they stay.
    """
    # Cut first with room to spare: nobody waits for ten thousand letters.
    plain = text_names.clean(text)[: LONGEST * 5]
    for pattern in (MAIL, LINK, BANK, POSTCODE, STREET, DIGITS, DATE):
        plain = pattern.sub(f" {GAP} ", plain)
    plain = _without_names(plain, names, ordinary)
    plain = re.sub(rf"(?:{GAP}[\s,.;:]*)+", f"{GAP} ", plain)
    return " ".join(plain.split())[:LONGEST].strip()


def tells_of(text: str, names: Collection[str]) -> list[str]:
    """Say what in own words could point to a person: "number", "address", "name".

    For a warning to who writes: nothing is taken out. A name counts when it is one of `names`
    and has a capital, or comes after a word such as "mevrouw".
    """
    found = []
    if any(pattern.search(text) for pattern in (MAIL, LINK, BANK, DIGITS)):
        found.append("number")
    if POSTCODE.search(text) or STREET.search(text):
        found.append("address")
    before = ""
    for match in WORD.finditer(text):
        word, folded = match.group(), stems.fold(match.group())
        is_after = before in BEFORE_NAMES and before not in _KIN and folded not in NO_NAMES
        if word[0].isupper() and not word.isupper() and (folded in names or is_after):
            found.append("name")
            break
        before = folded
    return found


def wish_in(text: str) -> str:
    """Give own words without the sentences that say how to be reached: "Bel me op 06 12345678."

    Those are no wish. When nothing else is there, all of it.
    """
    said = re.split(r"(?<=[.!?])\s+|\n", text)
    wishes = [one for one in said if not any(p.search(one) for p in (MAIL, LINK, DIGITS))]
    return " ".join(wishes) if any(one.strip() for one in wishes) else text


def says_something(masked: str) -> bool:
    """Say whether a word is left that tells what somebody looked for."""
    words = stems.words(masked.replace(GAP, " "))
    return any(len(word) > SHORTEST and word not in EMPTY for word in words)


def _without_names(text: str, names: Collection[str], ordinary: Collection[str]) -> str:
    parts: list[str] = []
    end = 0
    expects = False
    for match in WORD.finditer(text):
        word = match.group()
        between = text[end : match.start()]
        if re.search(r"[.!?\n]", between):
            expects = False
        starts_sentence = not parts or bool(re.search(r"[.!?\n]\s*$", between))
        is_name = _is_name(word, names, ordinary, expects=expects, starts=starts_sentence)
        parts += [between, GAP if is_name else word]
        expects = _expects_name(word, expects=expects, is_name=is_name)
        end = match.end()
    return "".join([*parts, text[end:]])


def _expects_name(word: str, *, expects: bool, is_name: bool) -> bool:
    folded = stems.fold(word)
    return folded in BEFORE_NAMES or is_name or (expects and folded in BETWEEN)


def _is_name(
    word: str, names: Collection[str], ordinary: Collection[str], *, expects: bool, starts: bool
) -> bool:
    folded = stems.fold(word)
    if folded in BETWEEN or folded in BEFORE_NAMES:
        return False
    if not "a" <= folded[0] <= "z":
        # In other scripts names have no capitals: nothing of it is kept.
        return True
    if folded in ordinary:
        return word[0].isupper() and not starts and not word.isupper() and folded in names
    if folded in names:
        return True
    if expects and folded not in NO_NAMES:
        return True
    # A capital in the middle of a sentence is a name; all in capitals is shouting.
    return word[0].isupper() and not word.isupper() and not starts
