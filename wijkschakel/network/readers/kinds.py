"""Guesses the kind of a service from its words. A person can change it afterwards."""

import re
from collections import Counter

# Beginnings of words, Dutch and English; our own small table. Kinds as the service map has them.
WORDS = {
    "health": "huisarts arts dokter apothe tandarts fysio verpleeg wijkverpleeg gezond zorg "
    "medisch health care clinic doctor pharmac dentist consultatie diet verloskund thuiszorg ggd",
    "moving": "beweg sport wandel fiets zwem fitness gym yoga leefstijl valprevent jeu voetbal "
    "exercis walk",
    "mind": "praten luister psych somber rouw eenza ggz verslav maatje mental counsel listen "
    "lotgen",
    "meeting": "ontmoet inloop koffie buurthuis wijkcentr huiskamer gezellig community meet soos "
    "dagbesteding buurtcentr dorpshuis wijkhuis buurtkamer kerk mosk kerkgen park speeltuin",
    "food": "voedsel eten maaltijd eettafel boodschap kook food meal grocer restaurant supermarkt",
    "money": "geld schuld budget toeslag minima bijzonder financ money debt inkom uitkering",
    "law": "recht juridisch advoc formulier brieven sociaalraad legal law",
    "work": "werk baan solliciteer vrijwillig job work employ reintegr",
    "learning": "taal leren cursus lezen schrijven bibliotheek school inburger learn language "
    "class library educat onderwijs",
    "digital": "computer digitaal digid telefoonhulp internet tablet digital smartphone",
    "home": "wonen klus huur woning repair housing home huisvest corporatie",
    "things": "kleding kleren spullen kringloop weggeef cloth winkel shop repaircafe speelgoed",
    "family": "gezin kind jeugd opvoed ouder peuter baby family child youth jongeren opvang",
    "caring": "mantelzorg respijt carer",
    "transport": "vervoer rijden taxi belbus buurtbus transport bus",
}  # fmt: skip
DEFAULT = "meeting"
START = {beginning: kind for kind, words in WORDS.items() for beginning in words.split()}
LONGEST = max(map(len, START))


def guess(name: str, terms: tuple[str, ...], description: str = "") -> str:
    """Give the kind that most words point to; what it is filed under weighs most.

    >>> guess("De Linde", ("Huisarts",))
    'health'
    """
    marks: Counter[str] = Counter()
    for text, weight in ((" ".join(terms), 6), (name, 4), (description[:1000], 1)):
        for word in re.findall(r"[^\W\d_]+", text.lower()):
            if kind := _kind_of(word):
                marks[kind] += weight
    return max(marks, key=lambda kind: (marks[kind], kind == DEFAULT)) if marks else DEFAULT


def _kind_of(word: str) -> str:
    for length in range(min(len(word), LONGEST), 2, -1):
        beginning = word[:length]
        if beginning in START and (length >= 4 or word == beginning):
            return START[beginning]
    return ""
