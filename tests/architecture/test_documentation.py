"""Every setting stands in the guide, and the guide names no setting that is not there."""

import re

import pytest

from tests.architecture.house import ROOT, name, python_files, tracked_files

pytestmark = pytest.mark.once
GUIDE = ROOT / "docs" / "beheer" / "instellingen.md"
VARIABLE = re.compile(r"\"(WIJKSCHAKEL_[A-Z_]+|HOST|PORT)\"")
# Set by our own commands for the processes they start; nobody sets them by hand.
OUR_OWN = {"WIJKSCHAKEL_LIFELINE", "WIJKSCHAKEL_STARTED"}
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def variables_in_code():
    """Name every variable that the package or the suite reads."""
    files = [*python_files(), ROOT / "tests" / "suite.py", ROOT / "tests" / "levels.py"]
    return {found for file in files for found in VARIABLE.findall(file.read_text())} - OUR_OWN


def variables_in_guide():
    """Name every variable that stands in a table of the guide."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", GUIDE.read_text(), re.MULTILINE))


def test_every_setting_stands_in_the_guide():
    assert sorted(variables_in_code() - variables_in_guide()) == []


def test_the_guide_names_no_setting_that_is_not_there():
    assert sorted(variables_in_guide() - variables_in_code()) == []


def test_the_example_names_settings_that_are_there():
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    assert (sorted(named - variables_in_guide()), len(named) > 8) == ([], True)


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{name(file)}: {target}"
        for file in tracked_files()
        if file.suffix == ".md"
        for target in LINK.findall(file.read_text())
        if "://" not in target and not target.startswith("mailto:")
        if not (file.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_short():
    long = [
        name(file)
        for file in (ROOT / "docs" / "adr").glob("[0-9]*.md")
        if len(file.read_text().splitlines()) > 40
    ]
    assert long == []


def test_decisions_say_context_decision_consequences_and_what_was_rejected():
    headings = ["## Context", "## Decision", "## Consequences", "## Rejected"]
    incomplete = [
        name(file)
        for file in (ROOT / "docs" / "adr").glob("0*.md")
        if [line for line in file.read_text().splitlines() if line.startswith("## ")] != headings
    ]
    assert incomplete == []


def test_the_trace_names_every_row_once_and_only_tests_that_exist():
    text = (ROOT / "docs" / "trace.md").read_text()
    lines = [line.split(" | ") for line in text.splitlines() if re.match(r"\| S\d-\d\d \|", line)]
    rows = [cells[0].strip("| ") for cells in lines]
    assert len(rows) == len(set(rows)) == 157
    named = {path for cells in lines for path in re.findall(r"`(tests/[^`]+)`", cells[4])}
    assert {path for path in named if not (ROOT / path).exists()} == set()
    without = [cells[0] for cells in lines if cells[2] != "not yet" and "`tests/" not in cells[4]]
    assert without == []


def test_every_test_that_the_list_of_faults_names_exists():
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "faults.md").read_text()))
    files = (ROOT / "tests").rglob("test_*.py")
    known = {
        found for file in files for found in re.findall(r"^def (test_\w+)", file.read_text(), re.M)
    }
    assert (sorted(named - known), len(named) > 30) == ([], True)
