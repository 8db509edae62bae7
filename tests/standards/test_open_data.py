"""Everything the demonstration town publishes, judged by the validators of the standards."""

import json
from collections.abc import Iterator

import pytest

from tests.client import Visitor, visitor
from tests.standards import town, validators

pytestmark = [pytest.mark.once, pytest.mark.django_db]
FEEDS = ("/open-data/openactive/session-series/", "/open-data/openactive/scheduled-sessions/")


@pytest.fixture(scope="module", autouse=True)
def _town(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Fill the town once for all tests here."""
    with django_db_blocker.unblock(), town.filled():
        yield


@pytest.fixture
def machine() -> Visitor:
    """Give a machine that asks."""
    return visitor()


def published(machine: Visitor) -> list[dict]:
    """Give everything in the feeds of OpenActive."""
    pages = [machine.get(path).json() for path in FEEDS]
    return [item["data"] for page in pages for item in page["items"] if "data" in item]


def test_openactive_finds_no_failure_in_what_the_town_publishes_but_in_what_we_break(
    machine, tmp_path
):
    things = published(machine)
    broken = [{**things[0]}, {**things[-1]}]
    del broken[0]["location"]
    broken[1]["startDate"] = "morgen"
    assert {thing["@type"] for thing in things} == {"SessionSeries", "ScheduledSession"}
    failures = validators.judge_openactive([*things, *broken], tmp_path)
    assert [found for found in failures[:-2] if found] == []
    assert [found.split(":")[0] for found in failures[-2]] == ["$.location missing_required_field"]
    assert [found.split(":")[0] for found in failures[-1]] == [
        "$.startDate invalid_type",
        "$.startDate invalid_format",
    ]


def breaks_the_order(environ, start_response):
    """Answer as we do, but with the same number on every item."""
    body = b"".join(town.pages(environ, lambda status, headers, *more: None))
    page = json.loads(body)
    for item in page["items"]:
        item.pop("modified")
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(page).encode()]


@pytest.mark.parametrize("path", FEEDS)
def test_rpde_finds_no_error_when_it_walks_a_feed(path, settings):
    found = validators.judge_rpde(town.pages, path, settings)
    assert found["pages"] > 1
    assert [one for one in found["found"] if one["severity"] == "failure"] == []


def test_rpde_notices_items_without_a_number(settings):
    found = validators.judge_rpde(breaks_the_order, FEEDS[0], settings)
    assert "failure" in {one["severity"] for one in found["found"]}
