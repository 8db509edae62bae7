"""Referrals as FHIR R4: others read what we write; we read what is good and say what is not."""

import datetime as dt
import json
import uuid
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkschakel.support.rules import fhir

pytestmark = pytest.mark.once
NOW = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)
RECORD = fhir.Record(
    number=str(uuid.UUID(int=7)),
    state="accepted",
    title="Samen eten",
    sender="Nabij",
    receiver="De Kachel",
    authored_at=NOW,
    changed_at=NOW + dt.timedelta(days=2),
    question="Ik wil niet alleen eten.",
    note="Ze kookt graag.",
    name="Fatma Demir",
    phone="088 000 12 51",
    email="fatma@example.org",
    reason="Dinsdag is er plek.",
    level="words",
)


def written(*records: fhir.Record) -> bytes:
    return json.dumps(fhir.write_bundle(list(records))).encode()


@pytest.mark.parametrize("state", fhir.STATES)
def test_a_reader_of_others_takes_every_state_and_we_read_back_the_same(state):
    records = [
        replace(RECORD, state=state),
        fhir.Record(str(uuid.UUID(int=8)), state, "", "", "De Kachel", NOW, NOW),
    ]
    bundle = Bundle.model_validate(fhir.write_bundle(records))
    kinds = [type(entry.resource).__name__ for entry in bundle.entry]
    assert kinds == ["ServiceRequest", "Task"] * 2
    assert [entry.resource.status for entry in bundle.entry[1::2]] == [state, state]
    assert [item.record for item in fhir.read_bundle(written(*records))] == records


def test_what_is_not_shared_does_not_go_along():
    bare = replace(RECORD, phone="", email="", name="", question="", note="", reason="")
    text = written(bare).decode()
    assert [word for word in ("Fatma", "088", "example.org", "alleen") if word in text] == []
    assert Bundle.model_validate_json(text).entry[0].resource.subject.display == "-"


def test_an_empty_bundle_is_a_bundle():
    assert Bundle.model_validate(fhir.write_bundle([])).entry is None


def broken(change):
    """Give a bundle of one good referral and one that `change` spoilt."""
    bundle = fhir.write_bundle([RECORD, replace(RECORD, number=str(uuid.UUID(int=9)))])
    change(bundle["entry"][3]["resource"], bundle)
    return json.dumps(bundle).encode()


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (lambda task, _all: task.update(status="ready"), ("unknown_state",)),
        (lambda task, _all: task.pop("id"), ("no_number",)),
        (lambda task, _all: task.update(id="x" * 65), ("no_number",)),
        (lambda task, _all: task.update(focus={"reference": "urn:uuid:nothing"}), ("no_request",)),
        (lambda task, _all: task.update(authoredOn="gisteren"), ("no_moment",)),
        (lambda task, _all: task.update(owner=["x"]), ("no_receiver",)),
        (lambda task, _all: task.update(id=RECORD.number), ("twice",)),
        (
            lambda task, _all: [task.pop(name) for name in ("status", "focus", "owner")],
            ("unknown_state", "no_request", "no_receiver"),
        ),
        (
            lambda task, every: every["entry"][2].update(resource="text"),
            ("no_request",),
        ),
    ],
)
def test_one_spoilt_referral_has_its_reasons_and_spoils_no_other(change, reasons):
    good, bad = fhir.read_bundle(broken(change))
    assert (good.record, bad.record, bad.reasons) == (RECORD, None, reasons)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "no_json"), (b"\xff\xfe", "no_json"), (b"[" * 100_000, "no_json"),
        (b"[]", "no_bundle"), (b'{"resourceType":"Patient"}', "no_bundle"),
        (b'{"resourceType":"Bundle","entry":{}}', "no_bundle"),
        (b'{"resourceType":"Bundle"}', "nothing_in_it"),
        (b'{"resourceType":"Bundle","entry":[1,{"resource":[]},null]}', "nothing_in_it"),
        (b" " * (fhir.MOST_BYTES + 1), "too_big"),
    ],
)  # fmt: skip
def test_what_is_no_bundle_is_refused_with_a_code(raw, code):
    with pytest.raises(fhir.NotReadable, match=code):
        fhir.read_bundle(raw)


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["status", "id", "focus", "reference", "owner", "display", "input"]),
        inner, max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=60)
@given(TREES)
def test_whatever_stands_in_a_task_gives_a_record_or_reasons(thing):
    task = {"resourceType": "Task"} | (thing if isinstance(thing, dict) else {"focus": thing})
    bundle = {"resourceType": "Bundle", "entry": [{"resource": task}]}
    [item] = fhir.read_bundle(json.dumps(bundle).encode())
    assert (item.record is None) == bool(item.reasons)
