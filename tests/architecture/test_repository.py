"""What may not stand in the repository."""

import re
import tomllib

import pytest

from tests.architecture.house import ROOT, name, tracked_files

pytestmark = pytest.mark.once
BINARY = {".png", ".ico", ".woff2", ".jpg", ".webp"}
# Written in halves, so that this file does not hold what it forbids.
HALVES = [("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("HA", "CK"), ("lorem", " ipsum")]
UNFINISHED = re.compile("|".join(rf"\b{a}{b}\b" for a, b in HALVES), re.IGNORECASE)
# Folders of one machine; examples of a server use /srv, /etc and /var.
FOLDERS = [("ho", "me"), ("ro", "ot"), ("Us", "ers"), ("wo", "rk")]
ONE_MACHINE = re.compile("|".join(rf"(?<![\w./])/{a}{b}/(?!\*)" for a, b in FOLDERS))

FIRST_FOLDER = {
    ".editorconfig", ".env.example", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md",
    "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "GOVERNANCE.md", "LICENSE", "Makefile", "README.md",
    "README.nl.md", "REUSE.toml", "SECURITY.md", "UPGRADING.md", "bootstrap.py", "frontend.mjs",
    "manage.py", "package-lock.json", "package.json", "publiccode.yml", "pyproject.toml", "uv.lock",
}  # fmt: skip


def texts():
    """Give every text in the repository with its lines."""
    for file in tracked_files():
        if file.suffix not in BINARY:
            yield name(file), file.read_text(errors="replace").splitlines()


def found(pattern, *, but=()):
    """Name the lines that hold what they should not."""
    return [
        f"{file}:{number}"
        for file, lines in texts()
        if file not in but
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_to_finish():
    assert found(UNFINISHED, but=("package-lock.json", "uv.lock")) == []


def test_no_folder_of_one_machine_is_named():
    assert found(ONE_MACHINE) == []


def test_the_python_lock_names_the_public_index_only():
    hosts = re.findall(r"https?://[^/\"]+/", (ROOT / "uv.lock").read_text())
    assert set(hosts) == {"https://pypi.org/", "https://files.pythonhosted.org/"}


def test_the_front_end_lock_names_no_registry():
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_no_file_stands_in_the_first_folder_that_nobody_put_there():
    here = {name(file) for file in tracked_files() if file.parent == ROOT}
    assert here - FIRST_FOLDER == set()


def test_nothing_but_text_and_small_pictures_is_kept():
    heavy = [name(file) for file in tracked_files() if file.stat().st_size > 1_000_000]
    assert heavy == []


def test_every_dependency_has_its_reason():
    unexplained = []
    in_a_list = False
    for line in (ROOT / "pyproject.toml").read_text().splitlines():
        if re.match(r"(dependencies|build|dev|matching|analysis|cluster) = \[", line):
            in_a_list = True
        elif line == "]":
            in_a_list = False
        elif in_a_list and not re.search(r'",\s+# \S+', line):
            unexplained.append(line)
    assert unexplained == []


def test_the_lists_of_dependencies_are_the_ones_looked_at():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert set(project["dependency-groups"]) == {"build", "dev"}
    assert set(project["project"]["optional-dependencies"]) == {"matching", "analysis", "cluster"}


def test_rooms_have_a_docstring_and_no_code():
    wrong = [
        name(file)
        for file in tracked_files()
        if file.name == "__init__.py"
        and file.parent.parent.name == "wijkschakel"
        and not re.fullmatch(r'""".*?"""\n', file.read_text(), re.DOTALL)
    ]
    assert wrong == []
