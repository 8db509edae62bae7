"""Referrals and paths as FHIR R4: others read what we write; we read what is good and say what is
not. Two readers of others judge a path: `fhir.resources` and the npm package `fhir`."""

import copy
import datetime as dt
import json
import uuid
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import levels
from tests.standards import validators
from wijkschakel.paths.rules import fhir as path_fhir
from wijkschakel.paths.rules import shipped
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


@settings(max_examples=levels.size(20, 60))
@given(TREES)
def test_whatever_stands_in_a_task_gives_a_record_or_reasons(thing):
    task = {"resourceType": "Task"} | (thing if isinstance(thing, dict) else {"focus": thing})
    bundle = {"resourceType": "Bundle", "entry": [{"resource": task}]}
    [item] = fhir.read_bundle(json.dumps(bundle).encode())
    assert (item.record is None) == bool(item.reasons)


AT = "2026-03-01T10:00:00+00:00"
PACKS = shipped.instruments_shipped()


def path_resources():
    """Write a path with every pack, every state of a goal and of a step."""
    exported = {
        "goals": [
            {"number": number, "state": state, "words": "Zwemmen 🏊", "made_at": AT,
             "a_little_better": "Vaker", "reached": "Elke week"}
            for number, state in enumerate(path_fhir.LIFE, start=1)
        ],
        "steps": [{"goal": 1, "state": one, "words": "Bellen"} for one in path_fhir.ACTIVITY],
        "measurements": [
            {"pack": pack.id, "version": pack.version, "at": AT,
             "answers": {item.id: item.codes[-1] for item in pack.items}}
            for pack in PACKS.values()
        ],
    }  # fmt: skip
    known = {(pack.id, pack.version): pack for pack in PACKS.values()}
    made = path_fhir.bundle(exported, known, "fatma-1", "Fatma")
    return made, [entry["resource"] for entry in made["entry"]]


def kind_of(resources, kind):
    return next(one for one in resources if one["resourceType"] == kind)


def test_a_path_is_right_for_both_readers_of_others(tmp_path):
    made, resources = path_resources()
    assert len(Bundle.model_validate(made).entry) == len(resources) == 2 * len(PACKS) + 6
    found = validators.judge_fhir([*resources, made], tmp_path)
    assert found == [[]] * (len(resources) + 1)
    # A path with nothing in it is right too.
    empty = path_fhir.bundle({}, {}, "fatma-1", "Fatma")
    assert validators.judge_fhir([empty], tmp_path) == [[]]


FAULTS = [
    ("Questionnaire", lambda one: one["item"][0].update(type="keuze")),
    ("Questionnaire", lambda one: one.update(status="online")),
    ("Questionnaire", lambda one: one["item"][0].pop("linkId")),
    ("QuestionnaireResponse", lambda one: one.pop("status")),
    ("QuestionnaireResponse", lambda one: one["item"][0].update(antwoord="ja")),
    ("Goal", lambda one: one.update(lifecycleStatus="gelukt")),
    ("Goal", lambda one: one.pop("description")),
    ("Goal", lambda one: one.update(owner="Anke")),
    ("CarePlan", lambda one: one.update(intent="wens")),
    ("CarePlan", lambda one: one["activity"][0]["detail"].update(status="loopt")),
    ("CarePlan", lambda one: one.pop("subject")),
]


def test_the_second_reader_catches_every_seeded_fault(tmp_path):
    spoilt = []
    for kind, spoil in FAULTS:
        one = copy.deepcopy(kind_of(path_resources()[1], kind))
        spoil(one)
        spoilt.append(one)
    found = validators.judge_fhir(spoilt, tmp_path)
    assert [number for number, wrong in enumerate(found) if not wrong] == []


def test_referrals_are_right_for_the_second_reader_too(tmp_path):
    bundle = fhir.write_bundle([replace(RECORD, state=state) for state in fhir.STATES])
    resources = [entry["resource"] for entry in bundle["entry"]]
    assert validators.judge_fhir(resources, tmp_path) == [[]] * len(resources)
