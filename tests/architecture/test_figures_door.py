"""Pages about what it brings read published tables; none of them can reach a row about a person."""

import ast
import re

import pytest

from tests.architecture.house import PACKAGE, name, python_files, tree

pytestmark = pytest.mark.once
INSIGHT = PACKAGE / "web" / "insight"
# From where nothing comes but what is named in SAFE.
CLOSED = (
    "wijkschakel.people.models",
    "wijkschakel.paths.models",
    "wijkschakel.activities.models",
    "wijkschakel.support.models",
    "wijkschakel.paths.queries",
    "wijkschakel.support.queries",
    "wijkschakel.activities.queries",
    "wijkschakel.outcomes.queries.facts",
    "wijkschakel.outcomes.queries.study_rows",
    "wijkschakel.outcomes.cube",
    "wijkschakel.outcomes.actions.saying",
    "wijkschakel.outcomes.actions.claiming",
    "wijkschakel.outcomes.models.releases.Objection",
    "wijkschakel.outcomes.models.Objection",
    "wijkschakel.outcomes.models.StudyConsent",
)
SAFE = {
    "wijkschakel.people.models.Organisation": "a party, no person",
    "wijkschakel.people.models.RoleGrant": "the names of the roles: who may open the page",
    "wijkschakel.support.models.Agreement": "public: what parties agreed",
    "wijkschakel.activities.models.Activity": "public: what there is to do",
    "wijkschakel.activities.models.Initiative": "public: what residents began",
    "wijkschakel.activities.queries.find_activity": "public: what there is to do",
}
SEEDS = (
    "from wijkschakel.paths.models import Measurement",
    "from wijkschakel.people.models import Organisation, Person",
    "from wijkschakel.outcomes.queries import facts, published",
    "from wijkschakel.outcomes.queries.facts import doing",
    "import wijkschakel.activities.models.sessions",
    "from wijkschakel.activities import models",
    "from wijkschakel import support\nfrom wijkschakel.support import queries",
    "from wijkschakel.activities import queries as q\nq.find_activity(1), q.hours_of_host(1)",
    "def page():\n    from wijkschakel.paths.models import Path",
    "from wijkschakel.outcomes.models import Objection",
    "import importlib\nimportlib.import_module('wijkschakel.paths.models')",
)


def reached(module):
    """Name everything that a module imports, wherever it stands.

    Of queries that come in as one, what is used of them.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                used = list(used_of(module, each.asname or each.name))
                is_queries = each.name == "queries" and used
                yield from (f"{whole}.{part}" for part in used) if is_queries else (whole,)
        elif isinstance(node, ast.Constant) and str(node.value).startswith("wijkschakel."):
            yield str(node.value)  # imported by its name


def used_of(module, what):
    """Name what is used of a thing that was imported."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from [node.attr] if node.value.id == what else []


def forbidden(module):
    """Name what a module may not reach."""
    return sorted(
        what
        for what in reached(module)
        if what not in SAFE and any(f"{what}.".startswith(f"{closed}.") for closed in CLOSED)
    )


def test_no_page_of_insight_reaches_a_row_about_a_person():
    found = {name(file): forbidden(tree(file)) for file in sorted(INSIGHT.rglob("*.py"))}
    assert {file: what for file, what in found.items() if what} == {}


COUNTS_PEOPLE = re.compile(
    r"""Count\(\s*"(?:person|resident)"|values(?:_list)?\("(?:person|resident)"[^)]*\)"""
    r"""\.distinct\(\)\.count\("""
)


def test_nobody_counts_different_people_beside_the_figures():
    others = [file for file in python_files() if "outcomes" not in file.parts]
    assert [name(file) for file in others if COUNTS_PEOPLE.search(file.read_text())] == []


@pytest.mark.parametrize(
    "line", ['n=Count("person", distinct=True)', 'rows.values("person").distinct().count()']
)
def test_the_guard_sees_a_second_count_of_people(line):
    assert COUNTS_PEOPLE.search(line)


@pytest.mark.parametrize("line", SEEDS)
def test_the_guard_sees_what_is_forbidden(line):
    assert forbidden(ast.parse(line)) != []


@pytest.mark.parametrize(
    "line",
    [
        "from wijkschakel.outcomes.queries import published",
        "from wijkschakel.people.models import Organisation",
        "from wijkschakel.activities import queries\nqueries.find_activity(1)",
        "from wijkschakel.outcomes.models import Definition, Promise, PublishedTable",
    ],
)
def test_the_guard_lets_through_what_is_published(line):
    assert forbidden(ast.parse(line)) == []
