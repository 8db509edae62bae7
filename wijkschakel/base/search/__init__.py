"""Finding things by words, whatever room they live in. Nothing here knows what a thing is.

    from wijkschakel.base import search

    search.put("activity", pk, district_code="WK990101", title="Samen wandelen",
               labels=("Bewegen",), summary="…", body="…", language="nl",
               point=(52.25, 6.16), starts_at=next_start, facets=("free", "indoors"))
    search.drop("activity", pk)
    search.set_starts("activity", {pk: next_start})

`put`, `drop` and `set_starts` write in the transaction of the caller; call them in the action
that changes the thing. `put` again is fine: what says the same as before costs one query.
`put_all(entries)` takes many `Entry` at once. Put only what everyone may see; drop what is
hidden. A room also gives upkeep (`upkeep/searching.py`) a function that yields an `Entry` for
everything that can be found, so that `wijkschakel rebuild_search` makes the index anew.

    hits = search.find("wandelgroep", kinds=("activity",), district_codes=("WK990101",),
                       near=(52.25, 6.16), now=now, limit=20, facets=("free",))

gives `Hit(kind, thing_id, score, matched_by)`, best first; `matched_by` is for "gevonden op …".
`search.explain_nothing(text)` gives what was perhaps meant, or "".
`search.matching(text, kind="activity")` gives the ids that answer every word, as a subquery to
narrow a list with, or None when the text says nothing.

How it understands and ranks: docs/adr, "search of our own".
"""

from wijkschakel.base.models import SearchDocument
from wijkschakel.base.search.finding import Hit, explain_nothing, find, matching
from wijkschakel.base.search.index import (
    Entry,
    drop,
    drop_all,
    keep_only,
    kinds,
    put,
    put_all,
    set_starts,
)

__all__ = [
    "Entry",
    "Hit",
    "SearchDocument",
    "drop",
    "drop_all",
    "explain_nothing",
    "find",
    "keep_only",
    "kinds",
    "matching",
    "put",
    "put_all",
    "set_starts",
]
