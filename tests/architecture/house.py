"""What the guards look at: the rooms, the files, the tables."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "wijkschakel"
# From the ground up; a room knows what lies below it.
STOREYS = [
    "base", "places", "people", "activities", "support", "funding", "paths", "learning", "outcomes",
    "network",
]  # fmt: skip


@cache
def tracked_files() -> tuple[Path, ...]:
    """List the files of the repository, new ones included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return tuple(
        ROOT / name for name in sorted(answer.stdout.split("\0")) if (ROOT / name).is_file()
    )


def python_files(*, migrations: bool = False) -> list[Path]:
    """List the Python files of the package."""
    return [
        file
        for file in sorted(PACKAGE.rglob("*.py"))
        if migrations or "migrations" not in file.parts
    ]


@cache
def tree(file: Path) -> ast.Module:
    """Read a Python file."""
    return ast.parse(file.read_text(), str(file))


@cache
def functions(file: Path) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """Give every function and method of a file."""
    return tuple(_functions(tree(file)))


def _functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
        if not isinstance(child, ast.expr):  # in an expression there is none
            yield from _functions(child)


def our_models() -> list[type[models.Model]]:
    """Give the models of our own rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith("wijkschakel.")]


def name(file: Path) -> str:
    """Name a file as people do."""
    return file.relative_to(ROOT).as_posix()
