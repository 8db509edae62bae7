"""Saved searches: what is new is told once, by mail or on paper."""

import datetime as dt
import json

import pytest

from tests.factories.activities import MOMENT, make_activity, make_search, make_session
from tests.factories.people import make_person
from wijkschakel.activities import queries
from wijkschakel.activities.actions import searches
from wijkschakel.activities.models import SavedSearch
from wijkschakel.activities.queries import Wish
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def save(person, **changes) -> SavedSearch:
    wish = Wish(start=MOMENT, end=MOMENT, themes=("music",), words=changes.pop("words", ""))
    values = {"walk": None, "query": "?wat=muziek", "district": person.district, "near": None}
    values |= {"medium": "mail", "by": person, "now": MOMENT}
    return searches.save_search(person=person, wish=wish, **values | changes)


def something_new(district, title="Koor", **changes):
    activity = make_activity(district=district, theme="music", title=title, **changes)
    return make_session(activity=activity)


@pytest.fixture
def fatma(district):
    return make_person(given_name="Fatma", district=district, email="fatma@example.org")


def test_what_was_there_already_is_not_told(fatma, district):
    something_new(district)
    save(fatma)
    assert searches.tell_what_is_new(MOMENT) == {"searches": 0}
    assert OutgoingMail.objects.count() == 0


def test_what_is_new_and_fits_is_told_once(fatma, district):
    save(fatma)
    session = something_new(district)
    make_session(activity=make_activity(district=district, theme="eat"))
    assert searches.tell_what_is_new(MOMENT + DAY / 2) == {"searches": 1}
    assert searches.tell_what_is_new(MOMENT + DAY / 2) == {"searches": 0}
    [letter] = OutgoingMail.objects.all()
    assert letter.to == "fatma@example.org"
    assert f"/bijeenkomst/{session.pk}/" in letter.body
    assert letter.body.count("/bijeenkomst/") == 1


def test_a_next_session_of_the_same_activity_is_no_news(fatma, district):
    session = something_new(district)
    save(fatma)
    make_session(activity=session.activity, starts_at=session.starts_at + 3 * DAY)
    assert searches.tell_what_is_new(MOMENT) == {"searches": 0}


def test_two_letters_are_a_day_apart_and_nothing_is_lost(fatma, district):
    save(fatma)
    something_new(district)
    searches.tell_what_is_new(MOMENT)
    something_new(district, "Band")
    assert searches.tell_what_is_new(MOMENT + dt.timedelta(hours=1)) == {"searches": 0}
    assert searches.tell_what_is_new(MOMENT + dt.timedelta(hours=23)) == {"searches": 1}
    letters = OutgoingMail.objects.order_by("created_at")
    assert ["Band" in letter.body for letter in letters] == [False, True]


def test_on_paper_it_waits_at_the_desk_until_it_was_given(district, noor):
    jan = make_person(given_name="Jan", district=district)
    search = save(jan, medium="paper")
    session = something_new(district)
    searches.tell_what_is_new(MOMENT)
    search.refresh_from_db()
    assert search.news == [str(session.activity_id)]
    assert [row.pk for row in queries.letters_on_paper([district.pk])] == [search.pk]
    searches.hand_over_paper(search=search, by=noor, now=MOMENT)
    assert list(queries.letters_on_paper([district.pk])) == []


def test_an_address_that_is_gone_turns_mail_into_paper(fatma, district):
    search = save(fatma)
    fatma.email = ""
    fatma.save()
    something_new(district)
    searches.tell_what_is_new(MOMENT)
    search.refresh_from_db()
    assert (len(search.news), OutgoingMail.objects.count()) == (1, 0)


@pytest.mark.parametrize("changes", [{"is_paused": True}])
def test_a_search_that_pauses_tells_nothing_and_later_tells_all(fatma, district, changes):
    search = make_search(fatma, **changes)
    something_new(district)
    assert searches.tell_what_is_new(MOMENT) == {"searches": 0}
    searches.change_search(search=search, is_paused=False, medium="mail", by=fatma, now=MOMENT)
    assert searches.tell_what_is_new(MOMENT) == {"searches": 1}


def test_without_a_choice_nothing_is_kept(fatma):
    with pytest.raises(searches.NothingChosen):
        save(fatma, query="")
    assert SavedSearch.objects.count() == 0


def test_the_same_choice_twice_is_kept_once(fatma):
    assert save(fatma).pk == save(fatma).pk
    assert SavedSearch.objects.count() == 1


def test_more_than_ten_is_refused_and_ten_stay(fatma):
    for number in range(10):
        save(fatma, query=f"?zoek={number}")
    with pytest.raises(searches.EnoughSearches):
        save(fatma, query="?zoek=meer")
    assert SavedSearch.objects.count() == 10


def test_by_mail_needs_an_address(district):
    jan = make_person(given_name="Jan", district=district)
    with pytest.raises(searches.NoAddress):
        save(jan)


def test_what_is_sought_stands_encrypted(fatma):
    search = save(fatma, words="schulden", query="?zoek=schulden")
    raw = SavedSearch.objects.filter(pk=search.pk).extra(select={"raw": "wanted"}).first().raw
    assert "schulden" not in raw
    assert json.loads(search.wanted)["wish"]["words"] == "schulden"


def test_the_journal_says_that_and_not_what(fatma):
    save(fatma, words="schulden", query="?zoek=schulden")
    [line] = JournalEntry.objects.filter(action="save_search")
    assert "schulden" not in json.dumps(line.details)
