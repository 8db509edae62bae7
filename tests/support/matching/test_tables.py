"""Plain files go in and come out the same; what cannot be right is reported, not lost."""

import json

import pytest

from tests.support.matching.worlds import random_world
from wijkschakel.support.matching import synthetic, tables
from wijkschakel.support.matching.errors import BadInput

pytestmark = pytest.mark.once


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_what_is_written_is_read_back(tmp_path, suffix):
    town = synthetic.make_region(80, 40)
    tables.write(tmp_path / f"requests.{suffix}", town.requests)
    tables.write(tmp_path / f"offers.{suffix}", town.offers)
    requests = tables.read_requests(tmp_path / f"requests.{suffix}")
    offers = tables.read_offers(tmp_path / f"offers.{suffix}")
    assert (requests.things, requests.rejected) == (town.requests, [])
    assert (offers.things, offers.rejected) == (town.offers, [])


def test_agreements_are_read_back(tmp_path):
    _, _, agreements = random_world(1)
    (tmp_path / "a.json").write_text(tables.as_json(agreements))
    assert tables.read_agreements(tmp_path / "a.json") == agreements


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("wait_days", "NaN", "wait_days is 'NaN', not a whole number"),
        ("wait_days", "-3", "wait_days is '-3', not a whole number"),
        ("wait_days", "1e30", "wait_days is '1e30', not a whole number"),
        ("wait_days", "soon", "could not convert"),
        ("x_m", "inf", "is no place"),
        ("times", "someday", "unknown word 'someday'"),
        ("low_ses", "perhaps", "not yes or no"),
        ("kind", "", "kind is missing"),
        ("id", "", "the id is missing"),
    ],
)
def test_a_row_that_cannot_be_right_is_reported_and_the_others_are_kept(
    tmp_path, column, value, reason
):
    row = {"id": "a", "kind": "garden", "x_m": "1", "y_m": "2", "times": "mo", "wait_days": "3"}
    bad = row | {"id": "b", "low_ses": "no", column: value}
    heads = list(bad)
    lines = [",".join(each.get(head, "") for head in heads) for each in (row, bad)]
    (tmp_path / "r.csv").write_text("\n".join([",".join(heads), *lines]))
    read = tables.read_requests(tmp_path / "r.csv")
    assert [thing.id for thing in read.things] == ["a"]
    assert [number for number, _, _ in read.rejected] == [3]
    assert reason in read.rejected[0][2]


def test_semicolons_degrees_and_a_whole_day_are_understood(tmp_path):
    (tmp_path / "r.csv").write_text("id;kind;longitude;latitude;times\na;x;5.387;52;mo\n")
    found = tables.read_requests(tmp_path / "r.csv").things[0]
    assert (found.x_m, found.y_m, found.times) == (0, 5_788_640, 0b111)


@pytest.mark.parametrize("text", ["", "[1]", "{}", '[{"id": "a", "kinds": {}}]', "\ufffd"])
def test_an_agreement_that_cannot_be_read_is_told(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(BadInput, match=r"a.json"):
        tables.read_agreements(tmp_path / "a.json")


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path):
    (tmp_path / "r.csv").write_bytes(b"id,kind\n\xff\xfe\x00,x\n")
    (tmp_path / "r.parquet").write_bytes(json.dumps({}).encode())
    for name in ("r.csv", "r.parquet", "none.csv"):
        with pytest.raises(BadInput, match=name):
            tables.read_requests(tmp_path / name)
