"""Harvests activities from an RPDE feed of OpenActive: page by page, only what changed."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from wijkschakel.network.fetching import NotFetched
from wijkschakel.network.readers.found import Gathering
from wijkschakel.network.readers.plaintext import line

MOST_PAGES = 200
MOST_ITEMS = 50_000
MOST_ON_A_PAGE = 10_000
MOST_SIGNS = 50_000
KEPT_BY_THE_SOURCE = dt.timedelta(days=6)  # the standard keeps word of deletions for seven days
Thing = dict[str, Any]
GetPage = Callable[[str], bytes]


@dataclass(frozen=True)
class Item:
    """One record of the feed as it was last seen; without data: deleted."""

    kind: str
    id: str
    modified: int | str
    data: Thing | None = None

    @property
    def key(self) -> str:
        """Give what names a record within its feed."""
        return f"{self.kind} {self.id}"


@dataclass(frozen=True)
class State:
    """What is kept between two harvests; can be written as JSON."""

    next_url: str = ""
    harvested_at: str = ""
    items: dict[str, Item] = field(default_factory=dict)

    def as_json(self) -> Thing:
        """Give it as plain values."""
        return {
            "next_url": self.next_url,
            "harvested_at": self.harvested_at,
            "items": [vars(item) for item in self.items.values()],
        }

    @classmethod
    def from_json(cls, value: Thing) -> "State":
        """Read what `as_json` gave."""
        items = [Item(**item) for item in value.get("items", [])]
        return cls(
            value.get("next_url", ""),
            value.get("harvested_at", ""),
            {item.key: item for item in items},
        )


@dataclass
class Harvest(Gathering):
    """What one harvest brought. `problem` says why it stopped early; what came is kept."""

    changes: dict[str, Item] = field(default_factory=dict)
    state: State = field(default_factory=State)
    pages: int = 0
    is_complete: bool = False
    problem: str = ""
    error: NotFetched | None = None


class _Stop(Exception):
    """The feed cannot be followed further."""


def harvest(
    get_page: GetPage,
    url: str,
    state: State,
    now: dt.datetime,
    *,
    most_pages: int = MOST_PAGES,
) -> Harvest:
    """Follow the feed from where the last harvest ended, or from its beginning."""
    result = Harvest()
    before = state if _is_fresh(state, now) else State()
    items = dict(before.items)
    here = before.next_url or url
    seen = {here}
    repeated = 0
    try:
        while not result.is_complete:
            if result.pages >= most_pages:
                raise _Stop(f"more than {most_pages} pages; the rest follows next time")
            page = _page(get_page(here))
            result.pages += 1
            fresh = _take(page["items"], items, result)
            following = _following(page, here, url)
            result.is_complete = not page["items"] and following == here
            repeated = 0 if fresh or not page["items"] else repeated + 1
            if not result.is_complete:
                _check_progress(following, here, seen, repeated)
            here = following
    except _Stop as stop:
        result.problem = str(stop)
    except NotFetched as error:
        result.problem, result.error = str(error), error
    _tell_vanished(state, before, items, result)
    result.state = State(here, now.isoformat(), items)
    return result


def take_all(records: list[Any], now: dt.datetime) -> Harvest:
    """Take records that came in one go, as from a file."""
    result = Harvest(is_complete=True)
    items: dict[str, Item] = {}
    _take(records, items, result)
    result.state = State("", now.isoformat(), items)
    return result


def _is_fresh(state: State, now: dt.datetime) -> bool:
    """Say whether the feed still knows everything that happened since."""
    try:
        return now - dt.datetime.fromisoformat(state.harvested_at) < KEPT_BY_THE_SOURCE
    except (ValueError, TypeError):
        return False


def _page(body: bytes) -> Thing:
    try:
        page = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Stop("a page that is no JSON") from error
    if not isinstance(page, dict) or not isinstance(page.get("items"), list):
        raise _Stop("a page without items")
    if len(page["items"]) > MOST_ON_A_PAGE:
        raise _Stop(f"more than {MOST_ON_A_PAGE} items on a page")
    return page


def _following(page: Thing, here: str, url: str) -> str:
    """Give the next page, on the same host."""
    following = page.get("next")
    if not isinstance(following, str) or not following.strip():
        raise _Stop("a page that does not say which is next")
    try:
        whole = urljoin(here, following.strip())
        scheme, host = urlsplit(whole).scheme, urlsplit(whole).netloc
    except ValueError as error:
        raise _Stop("a next page that is no address") from error
    if host != urlsplit(url).netloc or scheme not in ("http", "https"):
        raise _Stop("a next page on another host")
    return whole


def _check_progress(following: str, here: str, seen: set[str], repeated: int) -> None:
    if following == here:
        raise _Stop("a page with items that names itself as the next")
    if following in seen:
        raise _Stop("the pages go round in a circle")
    if repeated >= 2:
        raise _Stop("page after page with the same items")
    seen.add(following)


def _take(records: list[Any], items: dict[str, Item], result: Harvest) -> int:
    """Take the records of a page; tell how many were new."""
    fresh = 0
    for record in records:
        item = _item(record, result)
        if item is None:
            continue
        known = items.get(item.key)
        if known is not None and _order(item.modified) <= _order(known.modified):
            if _order(item.modified) < _order(known.modified):
                result.remark("an older version came after a newer one; the newer is kept")
            continue
        if known is None and len(items) >= MOST_ITEMS:
            result.remark(f"more than {MOST_ITEMS} items; the rest is not kept")
            continue
        fresh += 1
        items[item.key] = item
        result.changes[item.key] = item
    return fresh


def _item(record: Any, result: Harvest) -> Item | None:
    if not isinstance(record, dict):
        result.reject("", "not a record")
        return None
    kind, own = line(str(record.get("kind") or ""), 80), record.get("id")
    name = line(str(own), 300) if isinstance(own, str | int) and str(own).strip() else ""
    modified = record.get("modified")
    if not (kind and name):
        result.reject(name, "a record without kind or id")
        return None
    if not isinstance(modified, int | str) or isinstance(modified, bool) or len(str(modified)) > 60:
        result.reject(name, "a record without the moment of its change")
        return None
    data = record.get("data")
    if record.get("state") == "deleted":
        return Item(kind, name, modified)
    if record.get("state") != "updated" or not isinstance(data, dict):
        result.reject(name, "a record that is neither updated nor deleted")
        return None
    if len(json.dumps(data)) > MOST_SIGNS:
        result.reject(name, f"a record of more than {MOST_SIGNS} signs")
        return None
    return Item(kind, name, modified, data)


def _order(modified: int | str) -> tuple[int, int, str]:
    """Compare numbers as numbers and the rest as text."""
    text = str(modified).strip()
    return (0, int(text), "") if text.isascii() and text.isdigit() else (1, 0, text)


def _tell_vanished(before: State, used: State, items: dict[str, Item], result: Harvest) -> None:
    """After starting over, what is no longer in the feed was deleted in between."""
    if used is before or not result.is_complete:
        return
    for key, item in before.items.items():
        if key not in items and item.data is not None:
            result.changes[key] = replace(item, data=None)
