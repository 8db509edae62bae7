"""The service map of the demonstration town: by the schemas of HSDS, and all of OpenAPI by use."""

import copy
import io
import json
import zipfile
from collections.abc import Iterator

import hypothesis
import jsonschema
import pytest
import schemathesis
from django.conf import settings

from tests.client import Visitor, visitor
from tests.network.real_data import DATA, needs
from tests.standards import town
from wijkschakel.network.readers import hsds_tables
from wijkschakel.network.readers.files import Notes

pytestmark = [pytest.mark.once, pytest.mark.django_db]
SCHEMAS = DATA / "hsds-schema-3.0"
EXAMPLES = 6


@pytest.fixture(scope="module", autouse=True)
def _town(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Fill the town once for all tests here."""
    with django_db_blocker.unblock(), town.filled():
        yield


@pytest.fixture
def machine() -> Visitor:
    """Give a machine that asks."""
    return visitor()


def everything(machine: Visitor, path: str) -> list[dict]:
    """Turn over all pages of a list."""
    found, number = [], 1
    while True:
        page = machine.get(f"/api/hsds/{path}", {"page": number, "per_page": 20, "full": "true"})
        found += page.json()["contents"]
        if page.json()["last_page"]:
            assert len(found) == page.json()["total_items"]
            return found
        number += 1


def faults(name: str, things: list[dict]) -> list[str]:
    """Ask a compiled schema of HSDS about things; formats count too."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    kind = jsonschema.Draft202012Validator
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return [
        f"{one.json_path} {one.message[:80]}" for t in things for one in validator.iter_errors(t)
    ]


@needs("hsds-schema-3.0")
@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("services", "service"),
        ("organizations", "organization"),
        ("service_at_locations", "service_at_location"),
    ],
)
def test_hsds_finds_no_fault_in_what_the_town_publishes_but_in_what_we_break(machine, path, schema):
    things = everything(machine, path)
    assert len(things) > 5
    assert faults(schema, things) == []
    broken = copy.deepcopy(things[:1])
    broken[0]["id"] = "dienst 1"
    assert [found.split()[0] for found in faults(schema, broken)] == ["$.id"]
    del broken[0]["id"]
    assert faults(schema, broken) == ["$ 'id' is a required property"]


@needs("hsds-schema-3.0")
def test_a_list_holds_rows_and_one_thing_holds_all(machine):
    rows = machine.get("/api/hsds/services", {"per_page": 500}).json()["contents"]
    assert faults("service_list", rows) == []
    whole = [machine.get(f"/api/hsds/services/{row['id']}").json() for row in rows[:10]]
    assert faults("service", whole) == []
    assert any("schedules" in one and "schedules" not in rows[0] for one in whole)


def test_the_tables_are_read_back_by_our_own_reader(machine, tmp_path):
    answer = machine.get("/open-data/hsds.zip").content
    names = zipfile.ZipFile(io.BytesIO(answer)).namelist()
    assert {"services.csv", "organizations.csv", "locations.csv", "datapackage.json"} <= set(names)
    total = machine.get("/api/hsds/services").json()["total_items"]
    (tmp_path / "hsds.zip").write_bytes(answer)
    read = hsds_tables.read_package(tmp_path / "hsds.zip", Notes())
    assert len(read.services) == total


def judge(paths: dict | None = None, change=None) -> list[str]:
    """Let schemathesis ask what our description allows, and a little of what it does not."""
    document = visitor().get("/open-data/openapi.json").json()
    if paths:
        document["paths"] = paths
    document["servers"] = [{"url": "http://testserver/"}]

    def app(environ, start_response):
        body = town.pages(environ, start_response)
        return [change(body[0])] if change else body

    schema = schemathesis.openapi.from_dict(document)
    schema.app = app
    found: list[str] = []
    for operation in schema.get_all_operations():
        _try(operation.ok(), found)
    return found


def _try(operation, found: list[str]) -> None:
    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case):
        try:
            case.call_and_validate()
        except schemathesis.errors.SchemathesisError as error:
            found.append(f"{operation.label}: {error}")
        except (AssertionError, BaseExceptionGroup) as error:
            found.append(f"{operation.label}: {error}")

    ask()


def test_schemathesis_finds_no_answer_that_our_description_does_not_know(settings):
    settings.API_PER_MINUTE = 100_000
    assert judge() == []


def test_schemathesis_notices_an_answer_that_is_not_as_described(settings):
    settings.API_PER_MINUTE = 100_000
    document = visitor().get("/open-data/openapi.json").json()
    one = {"/api/hsds/": document["paths"]["/api/hsds/"]}
    assert judge(one, lambda body: body.replace(b'"version"', b'"versie"')) != []


def test_the_description_is_openapi_3_1_and_knows_every_address():
    document = visitor().get("/open-data/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    assert {"/agenda/agenda.ics", "/open-data/openactive/{name}/", "/api/hsds/services"} <= set(
        document["paths"]
    )
    assert document["info"]["license"]["url"] == settings.OPEN_DATA_LICENCE
