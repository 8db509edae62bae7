"""Understanding what somebody typed: which written words it may mean, and how surely."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from wijkschakel.base.models import SearchForm
from wijkschakel.base.search import shipped, synonyms, vocabulary
from wijkschakel.base.text import compounds, stems

LONGEST_QUESTION = 400
MOST_WORDS = 12
MOST_MEANINGS = 40
# So many places where a word stands are read for one word of a question.
MOST_PLACES = 2000
HEAD, TAIL, PLAIN_TAIL = 600, 450, 100
SYNONYM, MISTYPED = 750, 800
# From here on a written word counts as what was asked.
SURE = 350
# Words that begin a question; when nothing else was said, they are what is looked for.
_ASKING = """
    kan kun kunnen mag mogen moet moeten wil willen wilt zou zal graag heb hebben heeft had
    ga gaan gaat ben bent was doe doen doet zoek zoeken zoekt vind vinden iemand iets ergens
    hier daar er wanneer welke waarom alleen maar leuk leuks ook eens even mensen help how
    what where when can could do does have has need want looking find someone somebody
    something i my is are am be get go there any hoeveel soort word wordt worden tijdens
    tegen"""
ASKING = frozenset([*_ASKING.split(), "samen"]) - {"alleen", "help", "mensen"}


@dataclass
class Asked:
    """One word of a question: the written words it may mean, by number, of a thousand."""

    typed: str
    meanings: dict[int, int] = field(default_factory=dict)
    said_as: dict[int, str] = field(default_factory=dict)
    documents: int = 0
    total: int = 0
    corrected: str = ""


@dataclass(frozen=True)
class Written:
    """A written word that is found under a form."""

    word: int
    quality: int
    documents: int


Lexicon = Mapping[str, list[Written]]


def words_of(text: str) -> list[str]:
    """Give the words of a question that say what is looked for; at most twelve."""
    every = list(dict.fromkeys(stems.words(text[:LONGEST_QUESTION])))
    telling = [word for word in every if word not in ASKING]
    return (telling or every)[:MOST_WORDS]


def understand(text: str, district_codes: Collection[str] | None = None) -> list[Asked]:
    """Give what each word of a question may mean; one typing error is forgiven."""
    typed = words_of(text)
    asked = _with_meanings(typed, typed, district_codes) if typed else []
    lost = [one for one in asked if max(one.meanings.values(), default=0) < SURE]
    guesses = {one.typed: vocabulary.nearby(one.typed) for one in lost}
    if any(guesses.values()):
        every = [guess for found in guesses.values() for guess in found]
        understood = {one.typed: one for one in _with_meanings(every, typed, district_codes)}
        for one in lost:
            _correct(one, [understood[guess] for guess in guesses[one.typed]])
    return asked


def _correct(one: Asked, guesses: Iterable[Asked]) -> None:
    """Take the likeliest guess that leads somewhere."""
    for guess in guesses:
        if guess.meanings:
            one.corrected = guess.typed
            one.documents, one.total = guess.documents, guess.total
            one.said_as = guess.said_as
            one.meanings = {
                word: quality * MISTYPED // stems.EXACT for word, quality in guess.meanings.items()
            }
            return


def _with_meanings(
    words: list[str], question: list[str], district_codes: Collection[str] | None
) -> list[Asked]:
    groups = synonyms.meant(words, district_codes)
    ways = {word: _ways(word, groups, question) for word in words}
    halves = {half for word in words for cut in compounds.cuts(word) for half in cut}
    lexicon = _look_up(
        {form for found in ways.values() for form in found}
        | _forms_of(halves)
        | {vocabulary.EVERYWHERE}
    )
    return [_asked(word, ways[word], lexicon) for word in words]


def _forms_of(halves: Iterable[str]) -> set[str]:
    return {form for half in halves for form in (half, stems.light(half))}


def _look_up(forms: set[str]) -> Lexicon:
    """Find the written words under these forms, with how many things each stands in."""
    rows = SearchForm.objects.filter(form__in=forms).order_by("form", "word")
    found: dict[str, list[Written]] = {}
    counted = rows.values_list("form", "word", "quality", "word__documents")
    for form, word, quality, documents in counted:
        found.setdefault(form, []).append(Written(word, quality, documents))
    return found


Ways = dict[str, tuple[int, str]]


def _ways(word: str, groups: list[tuple[str, ...]], question: list[str]) -> Ways:
    """Give the forms to look under: of a thousand how good, and how people call it."""
    found: Ways = {form: (quality, word) for form, quality in stems.forms(word).items()}
    root = stems.light(word)
    asked_roots = {stems.light(other) for other in question} | {root}
    for group in groups:
        worth = _worth_of_group(group, root, asked_roots)
        if not worth:
            continue
        for other in group:
            roots = shipped.roots(other)
            if len(roots) == 1 and worth > found.get(roots[0], (0, ""))[0]:
                found[roots[0]] = worth, other
    return found


def _worth_of_group(group: tuple[str, ...], root: str, asked: set[str]) -> int:
    """Say how much a group has to do with a word: its own word, or part of a phrase asked."""
    worth = 0
    for member in group:
        roots = shipped.roots(member)
        if root in roots and asked.issuperset(roots):
            worth = max(worth, SYNONYM if len(roots) == 1 else SYNONYM - 50)
    return worth


def _asked(word: str, ways: Ways, lexicon: Lexicon) -> Asked:
    asked = Asked(word)
    own: set[int] = set()
    for form, (worth, name) in ways.items():
        for written in lexicon.get(form, ()):
            _mean(asked, written, worth, name)
            if name == word and written.quality >= stems.GUESS:
                own.add(written.word)
    _add_halves(asked, lexicon)
    counts = {w.word: w.documents for found in lexicon.values() for w in found}
    asked.meanings = _affordable(asked.meanings, counts)
    asked.total = max((w.documents for w in lexicon.get(vocabulary.EVERYWHERE, ())), default=0)
    asked.documents = max((counts[number] for number in own or asked.meanings), default=0)
    return asked


def _affordable(meanings: dict[int, int], counts: Mapping[int, int]) -> dict[int, int]:
    """Keep the surest meanings, as far as they can be read through in a moment.

    Among many things the sure ones are plenty; of equally sure ones the rarest tell most.
    """
    kept: dict[int, int] = {}
    left = MOST_PLACES
    order = sorted(meanings, key=lambda word: (-meanings[word], counts[word], word))
    for word in order[:MOST_MEANINGS]:
        if kept and counts[word] > left:
            break
        kept[word] = meanings[word]
        left -= counts[word]
    return kept


def _mean(asked: Asked, written: Written, worth: int, name: str) -> None:
    quality = worth * written.quality // stems.EXACT
    if quality > asked.meanings.get(written.word, 0):
        asked.meanings[written.word] = quality
        asked.said_as[written.word] = name


def _add_halves(asked: Asked, lexicon: Lexicon) -> None:
    """Let a compound mean its halves too: who asks for a "wandelgroep" wants the walk."""
    sure = {form for form, found in lexicon.items() if any(w.quality >= stems.STEM for w in found)}
    halves = compounds.split(asked.typed, vocabulary.knower(sure))
    if halves is None:
        return
    head, tail = halves
    for half, worth in (
        (head, HEAD),
        (tail, PLAIN_TAIL if tail in compounds.PLAIN_TAILS else TAIL),
    ):
        for form in (half, stems.light(half)):
            for written in lexicon.get(form, ()):
                _mean(asked, written, worth, half)
