"""A page that cannot be fetched is told in a sentence for the person who asked for it."""

import pytest

from tests.network.servers import Service
from wijkschakel.base.errors import Refused
from wijkschakel.network import actions
from wijkschakel.network.actions import fetches
from wijkschakel.network.fetching import NotChanged, NotFetched
from wijkschakel.network.fetching.errors import WORDS

FACTS = {"port": 81, "status": 500, "most": 5, "most_megabytes": 20}


@pytest.fixture
def service(settings):
    made = Service()
    settings.FETCH_HOSTS = made.allowed
    yield made
    made.close()


def test_a_page_is_fetched_from_a_host_that_the_installation_names(service, settings):
    service.put("/", b"hallo")
    assert actions.fetch_page(f"{service.base}/").body == b"hallo"
    assert service.headers[0]["User-Agent"] == f"Wijkschakel (+{settings.BASE_URL})"
    settings.FETCH_HOSTS = []
    with pytest.raises(Refused, match="ongewone poort"):
        actions.fetch_page(f"{service.base}/")


def test_what_is_the_same_goes_through_as_it_is(service):
    service.put("/", b"", status=304)
    with pytest.raises(NotChanged):
        actions.fetch_page(f"{service.base}/", etag='"7"')


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_reason_has_a_sentence(code):
    sentence = fetches.sentence_of(NotFetched(code, "feeds.example.org", **FACTS))
    assert sentence.endswith(".")
    assert "%" not in sentence
