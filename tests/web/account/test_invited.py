"""Beginning with a card that came through the door."""

import pytest

from tests.factories import paper
from wijkschakel.people import rules
from wijkschakel.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/uitnodiging/"


@pytest.fixture
def code(district):
    """Give words that work."""
    return paper.make_invitation(district=district, ends_on="2100-01-01")


def test_the_address_on_the_card_fills_in_the_words(client, code):
    page = client.get(f"{PAGE}{code.words.replace(' ', '-')}/").content.decode()
    assert f'value="{code.words}"' in page


def test_a_name_and_the_words_are_enough(client, code):
    answer = client.post(PAGE, {"words": code.words, "given_name": "Mia"}, follow=True)
    assert answer.redirect_chain == [("/meedoen/", 302)]
    assert Person.objects.get(given_name="Mia").district == code.district
    assert client.get("/mijn/").status_code == 200


def test_wrong_words_keep_the_name(client, code):
    answer = client.post(PAGE, {"words": "zes andere woorden", "given_name": "Mia"})
    page = answer.content.decode()
    assert (answer.status_code, 'value="Mia"' in page) == (422, True)


def test_trying_words_stops_after_a_while(client, code):
    for _number in range(rules.CARD_TRIES):
        client.post(PAGE, {"words": "zes andere woorden", "given_name": "Mia"})
    answer = client.post(PAGE, {"words": code.words, "given_name": "Mia"})
    assert (answer.status_code, Person.objects.filter(given_name="Mia").exists()) == (422, False)


def test_who_is_in_already_chooses_a_neighbourhood(visit, fatma, code):
    assert visit(fatma).get(PAGE)["Location"] == "/meedoen/"
