"""Guesses the theme of an activity from its words. A person can change it afterwards."""

import re
from collections import Counter

# Beginnings of words, Dutch and English; our own small table.
WORDS = {
    "move": "wandel fiets sport beweg gym yoga dans zwem fitness voetbal hardlo tennis walk run "
    "bike cycl danc swim hike exercis pilates zumba skat marathon ballet soccer",
    "eat": "eten eet kook koken maaltijd lunch soep brood ontbijt diner bakken food cook meal "
    "dinner breakfast tast culinar brunch barbecue bbq beer wine market markt",
    "make": "maken maak knutsel breien haken schilder teken naai hout klei craft paint draw knit "
    "sew pottery ceramic sculpt art arts exhibit gallery expositie atelier photo theat film",
    "learn": "leren les cursus taal computer digitaal lezen boek bibliotheek workshop lezing "
    "learn course class language book read lectur talk semin museum history author council",
    "music": "muziek zing zang koor concert band music sing choir song jazz orchestr dj opera "
    "festival",
    "green": "tuin groen natuur plant bloem park boom vogel garden green nature tree flower bird "
    "farm outdoor",
    "help": "hulp spreekuur formulier belasting schuld mantelzorg help repair advice tax form "
    "support volunteer donat",
    "talk": "koffie thee praat gesprek inloop ontmoet gezellig coffee tea meet chat social comedy",
}
DEFAULT = "talk"
START = {beginning: theme for theme, words in WORDS.items() for beginning in words.split()}
LONGEST = max(map(len, START))


def _themes(text: str) -> list[str]:
    found = []
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        for length in range(min(len(word), LONGEST), 2, -1):
            beginning = word[:length]
            if beginning in START and (length >= 4 or word == beginning):
                found.append(START[beginning])
                break
    return found


def guess(title: str, keywords: tuple[str, ...], description: str) -> str:
    """Give the theme that most words point to; words of the title weigh most."""
    marks: Counter[str] = Counter()
    for text, weight in ((title, 4), (" ".join(keywords), 3), (description[:1500], 1)):
        for theme in _themes(text):
            marks[theme] += weight
    return max(marks, key=lambda theme: (marks[theme], theme == DEFAULT)) if marks else DEFAULT
