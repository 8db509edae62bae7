"""The words that were written somewhere, and the forms under which they are found."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Count

from wijkschakel.base.models import SearchDocument, SearchForm, SearchWord
from wijkschakel.base.search import shipped
from wijkschakel.base.text import compounds, mistyping, stems

HALF, PLAIN_HALF = 600, 250
# A half that is a compound again is cut once more.
DEEPEST = 2
BATCH = 500
# The empty word stands in everything: its count is that of all things.
EVERYWHERE = ""


def learn(words: Collection[str]) -> dict[str, int]:
    """Know these folded words, with their forms; give their numbers."""
    known = _numbers(words)
    fresh = sorted(set(words) - set(known))
    if fresh:
        rows = [_row(word) for word in fresh]
        # Sorted, so that two who learn at once wait for each other in the same order.
        SearchWord.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        numbers = _numbers(fresh)
        _write_forms(numbers)
        known |= numbers
    return known


def learn_again() -> int:
    """Work out the forms of all words anew: halves may have become known since."""
    SearchForm.objects.all().delete()
    numbers = dict(SearchWord.objects.order_by("text").values_list("text", "pk"))
    everything = _sure_forms(numbers)
    for part in _batches(sorted(numbers)):
        _write_forms({word: numbers[word] for word in part}, everything)
    return len(numbers)


def count() -> int:
    """Count in how many things each word stands; gives how many counts changed.

    Not kept with every change: two who change things at once would wait for each other.
    """
    total, is_new = SearchWord.objects.get_or_create(text=EVERYWHERE)
    if is_new:
        _write_forms({EVERYWHERE: total.pk})
    counted = SearchWord.objects.exclude(text=EVERYWHERE).annotate(found=Count("postings"))
    rows = list(counted.order_by("text").values_list("pk", "documents", "found"))
    rows.append((total.pk, total.documents, SearchDocument.objects.count()))
    stale = [(found, pk) for pk, known, found in rows if known != found]
    # Django would write one long choice for each batch, which takes far longer to make.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {SearchWord._meta.db_table} SET documents = %s WHERE id = %s",  # noqa: S608
            stale,
        )
    return len(stale)


def forget_unused() -> int:
    """Take away words that stand nowhere any more."""
    unused = SearchWord.objects.filter(postings__isnull=True).exclude(text=EVERYWHERE)
    _gone, kinds = unused.delete()
    return kinds.get("base.SearchWord", 0)


def _row(word: str) -> SearchWord:
    first, last = mistyping.ends(word)
    return SearchWord(text=word, first_letters=first, last_letters=last)


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    source = iter(items)
    while batch := list(itertools.islice(source, BATCH)):
        yield batch


def _numbers(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in _batches(sorted(set(words))):
        found.update(SearchWord.objects.filter(text__in=part).values_list("text", "pk"))
    return found


def _write_forms(numbers: dict[str, int], everything: Collection[str] = ()) -> None:
    is_known = knower(everything or known_among(_halves_of(numbers)) | _sure_forms(numbers))
    rows = [
        SearchForm(word_id=number, form=form, quality=quality)
        for word, number in sorted(numbers.items())
        for form, quality in forms_of(word, is_known).items()
    ]
    SearchForm.objects.bulk_create(rows, batch_size=2000)


def _halves_of(words: Iterable[str]) -> set[str]:
    return {half for word in words for cut in compounds.cuts(word) for half in cut}


def known_among(texts: Collection[str]) -> set[str]:
    """Give which of these texts are words, or stems of words, that somebody wrote."""
    found: set[str] = set()
    for part in _batches(sorted(texts)):
        rows = SearchForm.objects.filter(form__in=part, quality__gte=stems.STEM)
        found.update(rows.values_list("form", flat=True))
    return found


def _sure_forms(words: Iterable[str]) -> set[str]:
    return {form for word in words for form, q in stems.forms(word).items() if q >= stems.STEM}


def knower(written: Collection[str]) -> Callable[[str], bool]:
    """Give a function that says whether a text is a word here: written, or in the synonyms."""
    return lambda text: text in written or text in shipped.lexicon()


def forms_of(word: str, is_known: Callable[[str], bool], depth: int = 0) -> dict[str, int]:
    """Give a word's stems, and those of its halves when it is a compound."""
    found = dict(stems.forms(word))
    halves = compounds.split(word, is_known) if depth < DEEPEST else None
    if halves is None:
        return found
    head, tail = halves
    for half, worth in (
        (head, HALF),
        (tail, PLAIN_HALF if tail in compounds.PLAIN_TAILS else HALF),
    ):
        for form, quality in forms_of(half, is_known, depth + 1).items():
            found[form] = max(found.get(form, 0), quality * worth // stems.EXACT)
    return found


def nearby(typed: str, most: int = 3) -> list[str]:
    """Give words that somebody wrote and that are one typing error away, the likeliest first."""
    if len(typed) < mistyping.SHORTEST:
        return []
    first, last = mistyping.ends(typed)
    starts = SearchWord.objects.filter(first_letters=first)
    either = starts.union(SearchWord.objects.filter(last_letters=last))
    written = set(either.values_list("text", flat=True)) | shipped.words_near(first, last)
    found = [word for word in written if mistyping.may_mean(typed, word)]
    return sorted(found, key=lambda word: (*mistyping.closeness(typed, word), word))[:most]
