"""Looking for "wandelen" finds the "wandelgroep", nearer and sooner first."""

import datetime as dt
import uuid

import pytest

from wijkschakel.base import search
from wijkschakel.base.models import SearchDocument, SearchPosting

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, 20, tzinfo=dt.UTC)
HERE = (52.25, 6.16)


def put(title, **words):
    """Let a thing be found under this title; later things have higher numbers."""
    number = uuid.UUID(int=SearchDocument.objects.count() + 1)
    search.put("activity", number, **{"district_code": "WK990101", "title": title} | words)
    return number


def ask(text, **words):
    """Give the numbers of what is found, best first."""
    return [hit.thing_id for hit in search.find(text, **{"now": NOW} | words)]


def narrowed(text):
    """Give what is left of a list that is narrowed with these words; None is everything."""
    found = search.matching(text, kind="activity")
    return None if found is None else set(found)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("wandelen", "De wandelgroep van maandag"),
        ("wandelgroep", "Samen wandelen"),
        ("wandeling", "Wie wandelt mee?"),
        ("mantelzorg", "Koffie voor mantelzorgers"),
        ("mantelzorger", "Inloop mantelzorg"),
        ("fiets", "Samen fietsen langs het kanaal"),
        ("fietsen", "Fietstocht"),
        ("koken", "Kookclub"),
        ("kookworkshop", "Workshop koken"),
        ("koffie", "Koffieochtend"),
        ("koffieochtend", "Kom koffie drinken"),
        ("bewegen", "Beweegtuin"),
        ("beweging", "Samen bewegen"),
        ("kinderen", "Voor ieder kind"),
        ("ouderen", "Oudere buren"),
        ("spelletjes", "Spelmiddag"),
        ("café", "Repair Cafe"),
        ("repaircafe", "Repaircafé"),
        ("muziek", "Muziekavond"),
        ("zingen", "We zingen in het koor"),
        ("BUURTHUIS", "buurthuis De Brug"),
        ("taalles", "Taal oefenen"),
        ("قهوة", "قهوة الصباح"),
        ("кофе", "Кофе и чай"),
        ("çay", "Çay içmek"),
        ("O'Brien", "Lezing van O\u2019Brien"),
        ("wandlen", "Samen wandelen"),
        ("wnadelgroep", "De wandelgroep"),
        ("hiking", "Samen wandelen"),
    ],
)
def test_a_question_finds_what_is_meant(question, text):
    number = put(text)
    put("Iets heel anders")
    assert ask(question) == [number]
    assert narrowed(question) == {number}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("koken", "Wandelgroep"),
        ("wandelgroep", "Praatgroep"),
        ("huis", "Muis"),
        ("taalles", "Zwemles"),
        ("wandelen koffie", "Wandelgroep"),
        ("kat", "Katholieke kerk"),
        ("maan", "Maandag"),
    ],
)
def test_a_list_is_not_narrowed_to_something_else(question, text):
    put(text)
    assert narrowed(question) == set()


@pytest.mark.parametrize("nothing", ["", "de een het", "  ", "🙂🙂", "!!! ??", "\0"])
def test_a_question_that_says_nothing_finds_nothing_and_narrows_nothing(nothing):
    put("Alles")
    assert ask(nothing) == []
    assert narrowed(nothing) is None


@pytest.mark.parametrize(
    "strange",
    [
        "soep " + "x" * 10_000,
        "soep\0",
        "soep & !brood | (kaas:*",
        "soep'; DROP TABLE base_searchdocument; --",
        '"soep" NEAR/2 brood^3',
        "soep %_\\ %s %(a)s",
        "\u202esoep\u202c",
        "soep 🍲 \ud83d",
    ],
)
def test_strange_input_still_finds_the_soup(strange):
    number = put("Soep op dinsdag")
    assert ask(strange) == [number]


def test_a_title_says_more_than_a_long_text():
    low = put("Samen zitten", body="Soms is er soep. " + "En er is van alles te doen. " * 20)
    high = put("Soep")
    middle = put("Samen aan tafel", summary="Met soep")
    assert ask("soep") == [high, middle, low]


def test_what_meets_more_words_of_the_question_comes_first():
    one = put("Soep op maandag")
    both = put("Soep en brood aan de lange tafel bij de buren in het oude huis")
    assert ask("soep brood") == [both, one]


def test_near_and_soon_come_first_among_equals():
    far = put("Soep", point=(52.35, 6.16), starts_at=NOW + dt.timedelta(days=1))
    near = put("Soep", point=(52.2501, 6.1601), starts_at=NOW + dt.timedelta(days=5))
    unknown = put("Soep")
    assert ask("soep", near=HERE) == [near, far, unknown]
    assert ask("soep") == [far, near, unknown]


def test_what_began_this_morning_is_still_soon_and_yesterday_is_not():
    over = put("Soep", body="", starts_at=NOW - dt.timedelta(days=1))
    going = put("Soep", summary="", starts_at=NOW - dt.timedelta(hours=2))
    assert ask("soep") == [going, over]


def test_a_better_answer_further_away_wins_from_a_poor_one_next_door():
    poor = put("Samen zitten", body="Soms is er soep. " + "Er is van alles. " * 20, point=HERE)
    good = put("Soep", point=(52.27, 6.16))
    assert ask("soep", near=HERE) == [good, poor]


def test_kind_district_and_facets_narrow():
    here = put("Soep", facets=("free", "indoors"))
    there = put("Soep", district_code="WK990102")
    search.put("service", there, district_code="WK990102", title="Soep")
    assert ask("soep", district_codes=["WK990101"]) == [here]
    assert ask("soep", facets=["free", "indoors"]) == [here]
    assert ask("soep", kinds=["service"]) == [there]
    assert ask("soep", district_codes=[]) == []
    assert len(ask("soep", limit=2)) == 2


def test_what_is_found_says_by_which_words():
    put("Samen wandelen", summary="Met soep")
    [hit] = search.find("hiking soepje", now=NOW)
    assert hit.matched_by == ("wandelen", "soepje")


def test_putting_again_replaces_and_dropping_takes_out():
    number = put("Soep")
    search.put("activity", number, district_code="WK990101", title="Brood")
    assert ask("soep") == []
    assert ask("brood") == [number]
    search.drop("activity", number)
    assert ask("brood") == []
    assert not SearchDocument.objects.exists()
    assert not SearchPosting.objects.exists()


def test_putting_the_same_again_writes_no_words(django_assert_max_num_queries):
    number = put("Soep")
    with django_assert_max_num_queries(3):
        search.put("activity", number, district_code="WK990101", title="Soep")


def test_the_next_start_can_be_set_alone():
    first, second = put("Soep", body=""), put("Soep", summary="")
    search.set_starts("activity", {second: NOW + dt.timedelta(hours=1), first: None})
    assert ask("soep") == [second, first]
    search.set_starts("activity", {first: NOW + dt.timedelta(hours=1), second: None})
    assert ask("soep") == [first, second]


def test_a_typing_error_is_explained_and_so_is_one_word_too_many():
    put("Samen wandelen")
    assert search.explain_nothing("wandelne") == "wandelen"
    assert search.explain_nothing("wandelen xqzzy") == "wandelen"
    assert search.explain_nothing("wandelen") == ""
    assert search.explain_nothing("xqzzy") == ""
