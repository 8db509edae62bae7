"""Words that mean the same, changed at the desk."""

import pytest

from tests.factories.activities import make_activity
from wijkschakel.base import clock, search
from wijkschakel.base.models import JournalEntry, SynonymGroup

LIST = "/werkplek/woorden/"
ONE = "/werkplek/woorden/lopen/"


@pytest.fixture
def desk(visit, noor):
    return visit(noor)


@pytest.fixture
def walk(district):
    return make_activity(district=district, title="Samen wandelen")


def found(words):
    """Say how many things are found by these words."""
    return len(search.find(words, now=clock.now()))


def test_a_new_group_is_understood_at_once_and_noted(desk, noor, walk):
    assert found("slenteren") == 0
    answer = desk.post(LIST, {"words": "Slenteren, wandelen", "note": "Zegt men hier."})
    assert answer.status_code == 302
    assert found("slenter") == found("slenteren") == 1
    line = JournalEntry.objects.get(action="add_synonyms")
    assert (line.by, line.details) == (noor.pk, {"words": 2})


def test_a_group_that_came_along_can_be_changed_and_says_by_whom(desk, walk):
    assert found("hiking") == 1
    desk.post(ONE, {"words": "wandelen, slenteren", "version": "0"})
    assert (found("hiking"), found("slenteren")) == (0, 1)
    page = desk.get(ONE).content.decode()
    assert "Laatst aangepast" in page
    assert "<bdi>Noor</bdi>" in page


def test_a_group_taken_away_no_longer_counts_and_can_be_put_back(desk, walk):
    answer = desk.post(f"{ONE}weg/", {"version": "0"})
    assert found("hiking") == 0
    row = SynonymGroup.objects.get()
    assert f"{LIST}{row.pk}/terug/" in desk.get(answer["Location"]).content.decode()
    desk.post(f"{LIST}{row.pk}/terug/")
    assert found("hiking") == 1


def test_two_who_change_the_same_group_lose_nothing(desk, walk):
    desk.post(ONE, {"words": "wandelen, slenteren", "version": "0"})
    answer = desk.post(ONE, {"words": "wandelen, kuieren", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Iemand anders paste deze groep net aan" in page
    assert "wandelen, slenteren" in page
    assert "wandelen, kuieren" in page
    assert 'name="version" value="1"' in page
    assert SynonymGroup.objects.get().words == ["wandelen", "slenteren"]
    desk.post(ONE, {"words": "wandelen, kuieren", "version": "1"})
    assert SynonymGroup.objects.get().words == ["wandelen", "kuieren"]


@pytest.mark.parametrize(
    "words", ["", "wandelen", ", ,;", "🙂, !!", "a, " + "b" * 61, ", ".join(map(str, range(41)))]
)
def test_words_that_make_no_group_are_refused_and_stay_in_the_form(desk, words):
    answer = desk.post(LIST, {"words": words})
    assert answer.status_code == 422
    assert not SynonymGroup.objects.exists()


def test_looking_for_a_word_finds_its_group(desk):
    assert "hiking" in desk.get(LIST, {"woord": "HIKING"}).content.decode()
    assert "Dit woord staat er nog niet bij" in desk.get(LIST, {"woord": "xqzzy"}).content.decode()


def test_a_group_that_is_not_there_does_not_exist(desk):
    assert desk.get(f"{LIST}xqzzy/").status_code == 404
    assert desk.post(f"{LIST}xqzzy/weg/", {"version": "0"}).status_code == 404
