"""Taking Dutch compounds apart: a "wandelgroep" is a group that walks."""

from collections.abc import Callable, Iterator

from wijkschakel.base.text import stems

# What Dutch words in a neighbourhood end with: the second half of "wandelgroep".
TAILS = frozenset(
    stems.fold(
        """activiteit activiteiten avond avonden bijeenkomst bijeenkomsten brigade café centrum
        club clubs coach concert coöperatie cursus cursussen dag dagen dienst diensten feest
        festival gesprek gesprekken groep groepen hoek huis huizen hulp hulpen inloop kamer kast
        keuken koor koren kring kringen les lessen lunch maaltijd maaltijden maatje maatjes markt
        middag middagen moestuin netwerk ochtend ochtenden ontmoeting ontbijt overleg park plein
        proeverij project reis ronde ruil school spel spelen spellen spreekuur spreekuren straat
        tafel tafels team tocht tochten training trainingen tuin tuinen uitje uur uurtje
        vereniging voetbal wandeling wandelingen wedstrijd weekend werk winkel workshop workshops
        zorg zorger zorgers"""
    ).split()
)
# What they begin with: the first half. After it anything may follow.
HEADS = frozenset(
    stems.fold(
        """beweeg buurt bewoners computer dans eet fiets film geheugen gitaar gym hand handwerk
        haak hulp huiswerk kaart kinder kleding klus koffie kook kunst lees lunch mantel muziek
        naai natuur ouder ouderen repair schaak schilder soep speel spel spelletjes sport straat
        taal teken tekst thee toneel tuin verhalen vrijwilligers voedsel voetbal vrouwen wandel
        wijk yoga zang zing zwem"""
    ).split()
)
# These say what sort of meeting it is; somebody who asks for a "wandelgroep" wants the walk.
_PLAIN = """
    activiteit activiteiten avond avonden bijeenkomst bijeenkomsten centrum club clubs
    cursus cursussen dag dagen groep groepen kring kringen les lessen middag middagen
    ochtend ochtenden project team training trainingen uitje uur uurtje vereniging workshop
    workshops"""
PLAIN_TAILS = frozenset(_PLAIN.split())
# Names that only look as if they were made of two words.
_WHOLE = """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag huisarts huisartsen
    handschoen handschoenen kinderen ouderen buurten straten kantoor voorlezen"""
WHOLE = frozenset(_WHOLE.split())
SHORTEST_HEAD, SHORTEST_TAIL = 3, 3
SHORTEST_COMPOUND = 7
LINKS = ("", "s", "e", "en", "er", "n")


def cuts(word: str) -> Iterator[tuple[str, str]]:
    """Give every way to cut a word in two, with and without the sound that glues.

    The longest second half comes first: "kinderboekenweek" is a week before it is books.
    """
    if len(word) < SHORTEST_COMPOUND or word in WHOLE:
        return
    for place in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        head, tail = word[:place], word[place:]
        for link in LINKS:
            bare = head.removesuffix(link) if link else head
            if (not link or bare != head) and len(bare) >= SHORTEST_HEAD:
                yield bare, tail


def split(word: str, is_known: Callable[[str], bool]) -> tuple[str, str] | None:
    """Cut a compound where both halves are words; None when it is not one.

    :param is_known: says whether a text is a word somebody wrote here, or the stem of one.
    """
    if word in TAILS or word in HEADS:
        return None
    ways = list(cuts(word))
    for head, tail in ways:
        if tail in TAILS and (head in HEADS or is_known(head)):
            return head, tail
    for head, tail in ways:
        if (head in HEADS or is_known(head)) and is_known(tail) and len(tail) > SHORTEST_TAIL:
            return head, tail
    for head, tail in ways:
        if (tail in TAILS and len(head) > SHORTEST_HEAD) or (
            head in HEADS and len(tail) > SHORTEST_TAIL
        ):
            return head, tail
    return None
