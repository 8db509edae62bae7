"""The journal as records of Logboek Dataverwerkingen."""

import datetime as dt
import json
import re

import pytest
from django.core.management import CommandError, call_command

from tests.factories.people import MOMENT, make_person
from wijkschakel.base import journal
from wijkschakel.people.actions import notices
from wijkschakel.upkeep import dataverwerkingen

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[0-9a-f]{64}")


@pytest.fixture
def records(capsys):
    """Give a function that exports March 2026."""

    def export(first="2026-03-01", until="2026-04-01"):
        call_command("export_journal", "--from", first, "--until", until)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return export


def test_a_read_is_a_record_with_the_fields_of_the_standard(records, settings):
    settings.BASE_URL = "https://wijk.example"
    noor, fatma = make_person(given_name="Noor"), make_person(given_name="Fatma")
    journal.record_read(
        action="see_person", now=MOMENT, by=noor, about=fatma, thing=fatma, role="coordinator",
        why="contact",
    )  # fmt: skip
    [record] = records()
    assert set(record) == {
        "trace_id", "span_id", "parent_span_id", "status", "name", "start_time", "end_time",
        "resource", "attributes",
    }  # fmt: skip
    assert (len(bytes.fromhex(record["trace_id"])), len(bytes.fromhex(record["span_id"]))) == (
        16,
        8,
    )
    assert (record["status"], record["name"]) == ("Ok", "see_person")
    assert record["start_time"] == record["end_time"] == "2026-03-02T09:30:00.000Z"
    register = "https://wijk.example/privacy/verwerkingen/"
    assert record["attributes"] == {
        "dpl.core.processing_activity_id": f"{register}#people",
        "dpl.core.data_subject_id": dataverwerkingen.subject_code(fatma.pk),
        "dpl.core.data_subject_id_type": f"{register}#betrokkene",
        "nl.wijkschakel.kind": "read",
        "nl.wijkschakel.user": dataverwerkingen.subject_code(noor.pk),
        "nl.wijkschakel.role": "coordinator",
        "nl.wijkschakel.purpose": "contact",
        "nl.wijkschakel.object_kind": "people.person",
    }


def test_neither_names_nor_numbers_of_people_leave(records):
    fatma = make_person(given_name="Fatma")
    notices.give_notice(person=fatma, text="geheim", by=fatma, now=MOMENT)
    text = json.dumps(records())
    leaks = ("Fatma", "geheim", str(fatma.pk), fatma.pk.hex)
    assert [word for word in leaks if word in text] == []
    assert CODE.fullmatch(records()[0]["attributes"]["dpl.core.data_subject_id"])


def test_the_same_line_gives_the_same_record_and_the_code_depends_on_the_key(records, settings):
    fatma = make_person()
    journal.record(action="x", now=MOMENT, by=None, about=fatma)
    assert records() == records()
    first = dataverwerkingen.subject_code(fatma.pk)
    settings.SECRET_KEY = "another"
    assert dataverwerkingen.subject_code(fatma.pk) != first


def test_a_line_about_nobody_is_there_without_a_subject(records):
    journal.record(action="tidy", now=MOMENT, by=None)
    [record] = records()
    assert [key for key in record["attributes"] if "subject" in key] == []


def test_days_are_those_of_the_clock_on_the_wall(records):
    for hour, minute in ((22, 59), (23, 0)):
        moment = dt.datetime(2026, 2, 28, hour, minute, tzinfo=dt.UTC)
        journal.record(action=f"at_{hour}", now=moment, by=None)
    assert [record["name"] for record in records()] == ["at_23"]
    assert records("2026-03-02", "2026-03-03") == []


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(CommandError, match="--until"):
        call_command("export_journal", "--from", "2026-03-02", "--until", "2026-03-02")


@pytest.mark.parametrize(
    ("kind", "is_emergency", "code"),
    [
        ("people.person", False, "people"),
        ("people.person", True, "people.emergency"),
        ("people.consent", False, "people.consent"),
        ("people.rolegrant", False, "people.role"),
        ("activities.session", False, "activities"),
        ("outcomes.study", False, "outcomes.study"),
        ("outcomes.objection", False, "outcomes"),
        ("", False, "journal"),
    ],
)
def test_every_line_belongs_to_a_processing_of_the_register(kind, is_emergency, code):
    entry = journal.JournalEntry(object_kind=kind, is_emergency=is_emergency)
    assert dataverwerkingen.processing_activity(entry) == code
    with open("docs/privacy/verwerkingen.md", encoding="utf-8") as page:
        assert f"| `{code}` |" in page.read()


def test_the_lines_can_go_to_a_file(tmp_path):
    journal.record(action="x", now=MOMENT, by=None)
    file = tmp_path / "log.jsonl"
    call_command(
        "export_journal", "--from", "2026-03-01", "--until", "2026-04-01", "--to", str(file)
    )
    assert [json.loads(line)["name"] for line in file.read_text().splitlines()] == ["x"]
