"""A day is a day of people here: until one or two at night the day of UTC is that of yesterday."""

import ast

import pytest

from tests.architecture.house import name, python_files, tree

pytestmark = pytest.mark.once


def days_of_utc(module: ast.Module):
    """Name the lines that take the day of a moment without asking where people are."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or node.args or not isinstance(node.func, ast.Attribute):
            continue
        moment = ast.unparse(node.func.value)
        if node.func.attr == "date" and moment.endswith(("now", "now()", "_at")):
            yield node.lineno


def test_the_day_of_a_moment_is_asked_of_the_place_where_people_are():
    found = [f"{name(file)}:{line}" for file in python_files() for line in days_of_utc(tree(file))]
    assert found == []


@pytest.mark.parametrize("moment", ["request.now", "clock.now()", "now", "session.starts_at"])
def test_the_guard_sees_a_day_of_utc(moment):
    assert list(days_of_utc(ast.parse(f"day = {moment}.date()"))) == [1]
