"""Only actions and privacy write; what else may is named here, with its reason."""

import ast

import pytest

from tests.architecture.house import PACKAGE, functions, name, python_files, tree

WRITERS = {"actions.py", "privacy.py"}
ALWAYS = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create"}
ALWAYS |= {"update_or_create", "create_user", "asave", "acreate", "adelete"}
ON_TABLES = {"update", "aupdate"}
MAY_WRITE = {
    "wijkschakel/base/journal.py": "the ground floor has doors of its own: lines of the journal",
    "wijkschakel/base/outbox.py": "the ground floor has doors of its own: letters on their way",
    "wijkschakel/base/delivery.py": "the ground floor has doors of its own: letters that were sent",
    "wijkschakel/base/visits.py": "the ground floor has doors of its own: counts of visits",
    "wijkschakel/base/throttle.py": "the ground floor has doors of its own: counts of attempts",
    "wijkschakel/base/search/index.py": "the ground floor has doors of its own: what is found",
    "wijkschakel/base/search/editing.py": "the ground floor has doors of its own: synonyms",
    "wijkschakel/base/search/vocabulary.py": "the ground floor has doors of its own: its words",
    "wijkschakel/web/common/pictures.py": "saves a picture in memory: no table",
    "wijkschakel/people/models/keys.py:create_user": "the manager that Django asks for",
}


def is_a_writer(file):
    """Say whether this file is a door for writing: actions, privacy, or a package of that name."""
    parts = file.relative_to(PACKAGE).parts
    return (
        file.name in WRITERS
        or "actions" in parts[:-1]
        or "privacy" in parts[:-1]
        or parts[:2] == ("upkeep", "demo")
    )


def asks_a_table(node):
    """Say whether `node` is a chain that starts at the objects of a table."""
    words = {"objects", "filter", "exclude", "all", "select_for_update"}
    return any(isinstance(part, ast.Attribute) and part.attr in words for part in ast.walk(node))


def writes(node):
    """Find the calls that write to the database."""
    for call in ast.walk(node):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        attribute = call.func
        if attribute.attr in ALWAYS or (
            attribute.attr in ON_TABLES and asks_a_table(attribute.value)
        ):
            yield call


def writers_outside_the_doors():
    """Name the functions that write and are no door."""
    for file in python_files():
        if is_a_writer(file) or name(file) in MAY_WRITE:
            continue
        for function in functions(file):
            place = f"{name(file)}:{function.name}"
            if place not in MAY_WRITE and any(writes(function)):
                yield place


def test_only_actions_and_privacy_write():
    assert sorted(writers_outside_the_doors()) == []


def test_every_exception_is_still_needed():
    known = {name(file): file for file in python_files()}
    stale = [
        place
        for place in MAY_WRITE
        if (file := known.get(place.split(":")[0])) is None or not any(writes(tree(file)))
    ]
    assert stale == []


@pytest.mark.parametrize(
    "line",
    [
        "Enrolment.objects.create(person=person)",
        "session.save(update_fields=['taken'])",
        "Session.objects.filter(pk=1).update(taken=3)",
        "person.delete()",
    ],
)
def test_the_guard_sees_a_write(line):
    assert len(list(writes(ast.parse(line)))) == 1


@pytest.mark.parametrize("line", ["total.update(b'x')", "names.update({'a': 1})"])
def test_the_guard_leaves_sets_and_sums_alone(line):
    assert list(writes(ast.parse(line))) == []
