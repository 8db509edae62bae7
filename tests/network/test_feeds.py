"""News of others: RSS and Atom as they are out there."""

import datetime as dt
import time

import pytest

from tests.network.real_data import DATA, needs
from wijkschakel.network.readers.feeds import read_feed
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
GOOD = (
    "<item><title>Nieuw buurthuis</title><link>https://example.org/1</link><guid>een</guid>"
    "<pubDate>Sun, 01 Mar 2026 10:00:00 +0100</pubDate><category>wijk</category>"
    "<description>&lt;p&gt;Kom &lt;b&gt;kijken&lt;/b&gt;!&lt;/p&gt;"
    '&lt;img src="/foto.jpg" alt="De nieuwe voordeur"&gt;</description></item>'
)


def rss(*items, head="<?xml version='1.0' encoding='utf-8'?>"):
    return f"{head}<rss version='2.0'><channel><title>Wijk</title>{''.join(items)}</channel></rss>"


def read(text, **options):
    notes = Notes()
    data = text if isinstance(text, bytes) else text.encode()
    options.setdefault("address", "https://example.org/feed.xml")
    return read_feed(Carried("feed.xml", data), NOW, notes, **options)


def item(**changes):
    values = {"title": "Titel", "guid": "g", "link": "https://example.org/x"} | changes
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in values.items() if v) + "</item>"


def test_an_item_is_read_with_its_picture_in_words():
    gathered = read(rss(GOOD))
    (news,) = gathered.items
    assert (gathered.title, news.source_id, news.title) == ("Wijk", "een", "Nieuw buurthuis")
    assert (news.text, news.url, news.keywords) == (
        "Kom kijken!",
        "https://example.org/1",
        ("wijk",),
    )
    assert news.published_at == dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
    assert (news.image_url, news.image_alt) == (
        "https://example.org/foto.jpg",
        "De nieuwe voordeur",
    )


def test_atom_is_read_too():
    (news,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wijk</title><entry><id>urn:1</id>'
        '<title type="html">Soep &amp;amp; brood</title><link href="/soep"/>'
        "<updated>2026-03-01T09:00:00Z</updated>"
        "<content type='html'>&lt;p&gt;Warm&lt;/p&gt;</content></entry></feed>"
    ).items
    assert (news.source_id, news.title, news.text, news.url) == (
        "urn:1", "Soep & brood", "Warm", "https://example.org/soep",
    )  # fmt: skip


def test_scripts_and_odd_addresses_stay_out():
    (news,) = read(rss(item(
        title="&lt;script&gt;alert(1)&lt;/script&gt;Hoi", link="javascript:alert(1)",
        description="&lt;p onclick=x&gt;Kom&lt;script&gt;y()&lt;/script&gt;&lt;/p&gt;"
        "&lt;img src='data:x' alt='a'&gt;&lt;iframe src=x&gt;",
    ))).items  # fmt: skip
    assert (news.title, news.text, news.url, news.image_url) == ("Hoi", "Kom", "", "")


def test_an_id_that_changes_keeps_the_other_names():
    (before,), (after,) = (read(rss(item(guid=guid, description="x"))).items for guid in "ab")
    assert before.source_id != after.source_id
    assert set(before.keys) & set(after.keys) == set(before.keys[1:])
    (bare,) = read(rss(item(guid="", link=""))).items
    assert bare.source_id == bare.keys[0]
    assert bare.source_id.startswith("text:")


def test_items_that_share_a_page_are_not_one():
    gathered = read(rss(item(guid="a", title="Ma"), item(guid="b", title="Di")))
    assert [news.title for news in gathered.items] == ["Ma", "Di"]
    assert not any(key.startswith("url:") for news in gathered.items for key in news.keys)


def test_the_same_item_twice_is_told():
    gathered = read(rss(item(), item(guid="anders"), item(guid="c", link="", title="Los")))
    assert [news.title for news in gathered.items] == ["Titel", "Los"]
    assert [r.reason for r in gathered.rejected] == ["twice in the feed: the first is kept"]


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2099 00:00:00 GMT",
             "Mon, 01 Jan 0001 00:00:00 GMT", "2026-03-20T00:00:00Z"]
)  # fmt: skip
def test_a_date_that_cannot_be_right_is_left_out_and_said(date):
    gathered = read(rss(item(pubDate=date)))
    assert gathered.items[0].published_at is None
    assert gathered.remarks == {"a date that cannot be right; left out": 1}


@pytest.mark.parametrize("date", ["", "gisteren"])
def test_without_a_date_there_is_none(date):
    gathered = read(rss(item(pubDate=date)))
    assert (gathered.items[0].published_at, gathered.remarks) == (None, {})


def test_an_item_of_nothing_is_told():
    gathered = read(rss(item(title="", link="https://example.org/leeg"), GOOD))
    assert [(r.reason) for r in gathered.rejected] == ["no title and no text"]
    assert len(gathered.items) == 1


def test_fifty_thousand_items_are_cut_to_a_thousand_and_said():
    many = (
        item(guid=f"g{n}", link=f"https://example.org/{n}", title=f"T{n}") for n in range(50_000)
    )
    text = rss(*many)
    started = time.process_time()
    gathered = read(text)
    assert (len(gathered.items), gathered.items[0].title) == (1000, "T0")
    assert gathered.remarks == {"more than 1000 items; the first are read": 1}
    assert time.process_time() - started < 5


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rss(item(title="&b;"), head=BOMB), "definitions that a feed never needs"),
        (rss(item(title="&b;"), head=BOMB).encode("utf-16"), "definitions that a feed never needs"),
        (rss(item(), head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
         "definitions"),
        (rss(item(), head="<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-ENTITY"), None),
        ("<html><body>Geen feed</body></html>", "no RSS and no Atom"),
        ("", "the file is empty"),
        ("{}", "no RSS and no Atom"),
        ("https://example.org/feed.xml", "no RSS and no Atom"),
        ("/etc/passwd", "no RSS and no Atom"),
    ],
)  # fmt: skip
def test_what_is_no_feed_or_a_bomb_says_so(data, words):
    if words is None:
        assert [news.title for news in read(data).items] == ["Titel"]
        return
    with pytest.raises(UnreadableFile, match=words):
        read(data)


def test_a_feed_that_was_cut_off_gives_what_is_whole_and_says_so():
    notes = Notes()
    text = rss(GOOD, item())[:-60].encode()
    gathered = read_feed(Carried("feed.xml", text), NOW, notes)
    assert gathered.items[0].title == "Nieuw buurthuis"
    assert notes.sentences == ["feed.xml: not well-formed; read as far as it goes."]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_letters_with_marks_are_read(encoding):
    text = rss(item(title="Café Höfke"), head=f"<?xml version='1.0' encoding='{encoding}'?>")
    assert read(text.encode(encoding)).items[0].title == "Café Höfke"


@needs("community-calendar")
def test_a_real_feed_is_read_whole():
    notes = Notes()
    now = dt.datetime(2026, 8, 22, 9, 0, tzinfo=dt.UTC)
    gathered = read_feed(DATA / "community-calendar" / "davis-full.xml", now, notes)
    assert len(gathered.items) + len(gathered.rejected) == 625
    assert len(gathered.items) > 550
    assert not any("<" in news.title or "<p" in news.text for news in gathered.items)
