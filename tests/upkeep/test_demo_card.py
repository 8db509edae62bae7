"""The paper card of the demonstration: it works there, and never where real people may come."""

import datetime as dt

import pytest

from wijkschakel.people.actions.cards import sign_in_with_card
from wijkschakel.people.models import PaperCard
from wijkschakel.upkeep.demo import filling
from wijkschakel.upkeep.demo.people import BY_KEY, CARD_PIN, CARD_WORDS

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, 20, tzinfo=dt.UTC)


def fill() -> None:
    """Fill the town."""
    filling.fill_town(seed=1, now=NOW, say=lambda sentence: None)


def test_fatma_comes_in_with_the_card_of_the_demonstration() -> None:
    fill()
    account = sign_in_with_card(
        typed_words=" ".join(CARD_WORDS), typed_pin=CARD_PIN, network="here", now=NOW
    )
    assert account.pk == BY_KEY["fatma"].account_id


def test_a_real_server_never_gets_a_card_that_everybody_knows(settings) -> None:
    settings.PRODUCTION = True
    fill()
    assert PaperCard.objects.count() == 0
