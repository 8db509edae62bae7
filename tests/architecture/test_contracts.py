"""A broken import contract would be seen: each is broken on purpose in a copy of the package."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT

LINT = Path(sys.executable).parent / "lint-imports"
BROKEN = {
    "a room looks up": (
        "people/rules.py",
        "from wijkschakel.activities import rules",
        "rooms import downward only",
    ),
    "models ask queries": (
        "activities/models/sessions.py",
        "from wijkschakel.activities import queries",
        "doors of a room in order",
    ),
    "rules know Django": (
        "activities/rules/joining.py",
        "from django.utils import timezone",
        "rules and readers are plain Python",
    ),
    "pages know each other": (
        "web/home/__init__.py",
        "from wijkschakel.web import portal",
        "pages are independent",
    ),
    "pages load a slow library": (
        "activities/queries/sessions.py",
        "import shapely",
        "pages do not load slow libraries",
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Give a copy of the package and its contracts; who breaks something mends it."""
    tmp_path = tmp_path_factory.mktemp("copy")
    for name in ("pyproject.toml", "CHANGELOG.md", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(
        PACKAGE,
        tmp_path / "wijkschakel",
        ignore=shutil.ignore_patterns("static", "__pycache__", "locale"),
    )
    return tmp_path


def lint(folder):
    """Check the contracts of a copy."""
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
@pytest.mark.parametrize(("file", "line", "contract"), BROKEN.values(), ids=BROKEN)
def test_a_broken_contract_is_caught(copy, file, line, contract):
    broken = copy / "wijkschakel" / file
    good = broken.read_text()
    broken.write_text(f"{good}\n{line}\n")
    try:
        answer = lint(copy)
    finally:
        broken.write_text(good)
    assert (answer.returncode, f"{contract} BROKEN" in answer.stdout) == (1, True), answer.stdout


@pytest.mark.once
def test_a_new_kind_of_file_in_a_room_is_caught(copy):
    new = copy / "wijkschakel" / "people" / "helpers.py"
    new.write_text('"""Anything."""\n')
    try:
        assert "doors of a room in order BROKEN" in lint(copy).stdout
    finally:
        new.unlink()
