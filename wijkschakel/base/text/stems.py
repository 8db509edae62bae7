"""Stems of words, so that "wandelen" finds the "wandelgroep"."""

import re
import unicodedata
from functools import cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
LONGEST_WORD = 60

# Short words that say nothing of what somebody looks for.
_STOP = """aan al alle als bij dan dat de den der des deze die dit door dus een ene er en
    het hoe hun iets ik in is je jij jou jouw maar me meer mee met mij mijn naar niet nog nu of om
    ons onze ook op over samen te tot u uit uw van veel via voor waar wat we wel wie wij wil wordt
    ze zich zij zijn zo zonder and at for from my of on or our the to with you your"""
STOP_WORDS = frozenset(_STOP.split())

# What Dutch words in a neighbourhood end with: the second half of "wandelgroep".
TAILS = (
    "activiteit activiteiten avond avonden bijeenkomst bijeenkomsten brigade café centrum club "
    "clubs coach concert coöperatie cursus cursussen dag dagen dienst diensten feest festival "
    "gesprek gesprekken groep groepen hoek huis huizen hulp hulpen inloop kamer koor koren kring "
    "kringen les lessen lunch maaltijd maaltijden maatje maatjes markt middag middagen moestuin "
    "netwerk ochtend ochtenden ontmoeting ontbijt overleg park plein proeverij project reis ronde "
    "school spel spelen spellen spreekuur spreekuren straat tafel tafels team tocht tochten "
    "training trainingen tuin tuinen uitje uur uurtje vereniging wandeling wandelingen wedstrijd "
    "weekend werk winkel workshop workshops zorg"
)
# What they begin with: the first half. After it anything may follow.
HEADS = (
    "beweeg buurt bewoners computer dans eet fiets film gitaar gym hand handwerk haak hulp kaart "
    "kinder klus koffie kook kunst lees lunch mantel muziek natuur ouder ouderen repair schaak "
    "schilder soep speel spel spelletjes sport straat taal teken tekst thee toneel tuin verhalen "
    "vrijwilligers voetbal vrouwen wandel wijk yoga zang zing zwem"
)
# These say what sort of meeting it is; somebody who asks for a "wandelgroep" wants the walk.
_PLAIN = """
    activiteit activiteiten avond avonden bijeenkomst bijeenkomsten centrum club clubs cursus
    cursussen dag dagen groep groepen kring kringen les lessen middag middagen ochtend ochtenden
    project team training trainingen uitje uur uurtje vereniging workshop workshops"""
PLAIN_TAILS = frozenset(_PLAIN.split())
# Names that only look as if they were made of two words.
WHOLE = frozenset(
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "vandaag")
)
SHORTEST_PART = 3


def fold(text: str) -> str:
    """Make small letters and take accents off Latin letters; other scripts keep their marks."""
    kept: list[str] = []
    latin = False
    for letter in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.combining(letter):
            if not latin:
                kept.append(letter)
        else:
            latin = "a" <= letter <= "z"
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


def words(text: str) -> list[str]:
    """Give the words of a text, folded, in order; words without meaning left out."""
    found = (match.group().replace("\u2019", "'") for match in WORD.finditer(fold(text)))
    return [word[:LONGEST_WORD] for word in found if word not in STOP_WORDS]


@cache
def _stemmers() -> tuple[object, object]:
    return snowballstemmer.stemmer("dutch"), snowballstemmer.stemmer("dutch_porter")


def _forms(word: str) -> list[str]:
    """Give the word and its stems: the two stemmers differ in verbs and in short words."""
    forms = [word, *(stemmer.stemWord(word) for stemmer in _stemmers())]  # type: ignore[attr-defined]
    if word.endswith("t") and len(word) > 5:
        forms.append(word[:-1])
    if word.endswith("eren") and len(word) > 6:
        forms.append(word[:-4])
    return list(dict.fromkeys(forms))


@cache
def _halves() -> tuple[tuple[str, ...], tuple[str, ...]]:
    tails, heads = (sorted(fold(text).split(), key=len, reverse=True) for text in (TAILS, HEADS))
    return tuple(tails), tuple(heads)


def _parts(word: str) -> tuple[str, str] | None:
    """Split a compound in two, where we know one of the halves."""
    tails, heads = _halves()
    if word in WHOLE or word in tails or word in heads:
        return None
    for tail in tails:
        head = word.removesuffix(tail)
        if head != word and len(head) > SHORTEST_PART - (len(tail) > SHORTEST_PART):
            return head, tail
    for head in heads:
        tail = word.removeprefix(head)
        if tail != word and len(tail) > SHORTEST_PART:
            return head, tail
    return None


def _joined(head: str) -> list[str]:
    """Give the first half with and without the letter that glues: "bewegings" is "beweging"."""
    return [head, head[:-1]] if head.endswith("s") and len(head) > 4 else [head]


def _alternatives(word: str, *, for_row: bool) -> list[str]:
    found = _forms(word)
    if parts := _parts(word):
        head, tail = parts
        for form in _joined(head):
            found += _forms(form)
        if for_row or tail not in PLAIN_TAILS:
            found += _forms(tail)
    return list(dict.fromkeys(found))


def stems(text: str) -> list[str]:
    """Give every stem of a text, once, with the halves of its compounds."""
    found = (form for word in words(text) for form in _alternatives(word, for_row=True))
    return list(dict.fromkeys(found))


def search_stems(*texts: str) -> str:
    """Give what a row keeps: its stems between spaces, so that " stem " can be looked up."""
    found = dict.fromkeys(form for text in texts for form in stems(text))
    return f" {' '.join(found)} " if found else ""


def asked(query: str) -> list[list[str]]:
    """Give per word of a question the stems of which one must be in the row.

    A row answers the question when it holds, for every word, at least one of its stems.
    """
    return [_alternatives(word, for_row=False) for word in dict.fromkeys(words(query))]
