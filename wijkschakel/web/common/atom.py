"""Feeds of what changed, for readers of feeds (Atom, RFC 4287)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import feedgenerator

from wijkschakel.network.writers import plain


@dataclass(frozen=True)
class Item:
    """One thing in a feed."""

    url: str
    title: str
    text: str
    changed_at: dt.datetime
    made_at: dt.datetime
    category: str = ""


def answer(*, url: str, page: str, title: str, items: Iterable[Item]) -> HttpResponse:
    """Give a feed.

    :param url: of the feed itself, by which readers know it.
    :param page: of the page for people.
    """
    feed = feedgenerator.Atom1Feed(
        title=plain.clean(title),
        link=page,
        description="",
        language="nl",
        author_name="Wijkschakel",
        feed_url=url,
        feed_guid=url,
    )
    for item in items:
        feed.add_item(
            title=plain.clean(item.title),
            link=item.url,
            description=plain.clean(item.text),
            unique_id=item.url,
            pubdate=item.made_at,
            updateddate=item.changed_at,
            categories=[item.category] if item.category else [],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
