"""The setting that names organisations where staff sign in."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from wijkschakel.base.providers import read_providers

SECRET = "not-a-real-secret"
GOOD = {
    "key": "a",
    "name": "A",
    "issuer": "https://a.nl",
    "client_id": "x",
    "client_secret": SECRET,
}


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "{}",
        "[5]",
        "[{}]",
        json.dumps([GOOD | {"issuer": "http://a.nl"}]),
        json.dumps([GOOD | {"issuer": "https://me:pw@a.nl"}]),
        json.dumps([GOOD | {"key": "A b"}]),
        json.dumps([GOOD | {"unknown": 1}]),
        json.dumps([GOOD | {"domains": "a.nl"}]),
        json.dumps([GOOD | {"trusts_email": "yes"}]),
        json.dumps([GOOD, GOOD]),
    ],
)
def test_a_setting_that_is_wrong_stops_the_start_without_telling_the_secret(text):
    with pytest.raises(ImproperlyConfigured) as stopped:
        read_providers(text)
    assert SECRET not in str(stopped.value)


def test_several_organisations_are_possible():
    other = GOOD | {"key": "b", "issuer": "https://b.nl"}
    assert list(read_providers(json.dumps([GOOD, other]))) == ["a", "b"]
