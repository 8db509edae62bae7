"""Finding: the best first, with the words each was found by."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wijkschakel.base.models import SearchDocument, SearchPosting
from wijkschakel.base.search import scoring
from wijkschakel.base.search.asking import SURE, Asked, understand


@dataclass(frozen=True)
class Hit:
    """Something that was found; `matched_by` holds the words that led to it."""

    kind: str
    thing_id: uuid.UUID
    score: int
    matched_by: tuple[str, ...] = ()


def find(
    text: str,
    *,
    kinds: Collection[str] | None = None,
    district_codes: Collection[str] | None = None,
    near: tuple[float, float] | None = None,
    now: dt.datetime,
    limit: int = 20,
    facets: Sequence[str] = (),
) -> list[Hit]:
    """Give what answers a question best, nearer and sooner first among equals.

    :param near: (latitude, longitude) in degrees of who asks.
    :param facets: words that a thing must have been put with, all of them.
    """
    asked = understand(text, district_codes)
    where = scoring.Where(now, kinds, district_codes, near, facets)
    found = scoring.score(asked, where, limit)
    reasons = _reasons(asked, [one.document for one in found])
    return [Hit(one.kind, one.thing_id, one.score, reasons.get(one.document, ())) for one in found]


def _reasons(asked: Sequence[Asked], documents: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Give per document the words by which it was found, the surest meaning of each."""
    wanted = {word for one in asked for word in one.meanings}
    rows = SearchPosting.objects.filter(document__in=documents, word__in=wanted)
    met: dict[int, set[int]] = {}
    for document, word in rows.order_by("document", "word").values_list("document", "word"):
        met.setdefault(document, set()).add(word)
    reasons = {}
    for document, here in met.items():
        best = []
        for one in asked:
            own = [(-quality, word) for word, quality in one.meanings.items() if word in here]
            if own:
                best.append(one.said_as[min(own)[1]])
        reasons[document] = tuple(dict.fromkeys(best))
    return reasons


def matching(
    text: str, *, kind: str, district_codes: Collection[str] | None = None
) -> QuerySet[SearchDocument, uuid.UUID] | None:
    """Give the numbers of the things that answer every word, to narrow a list with.

    None when the text says nothing, so that there is nothing to narrow by.
    """
    asked = understand(text, district_codes)
    if not asked:
        return None
    found = SearchDocument.objects.filter(kind=kind)
    for one in asked:
        sure = [word for word, quality in one.meanings.items() if quality >= SURE]
        found = found.filter(
            Q(pk__in=SearchPosting.objects.filter(word__in=sure).values("document"))
        )
    return found.values_list("thing_id", flat=True)


def explain_nothing(text: str) -> str:
    """Give what was perhaps meant, with typing errors mended; empty when there is no idea."""
    asked = understand(text)
    if any(one.corrected for one in asked):
        return " ".join(one.corrected or one.typed for one in asked)
    lost = [one.typed for one in asked if not one.meanings]
    if not lost or len(lost) == len(asked):
        return ""
    return " ".join(one.typed for one in asked if one.meanings)
