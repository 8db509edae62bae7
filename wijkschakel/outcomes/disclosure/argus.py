"""What Tau-Argus would keep back: the method of the statistical offices, as a proposal.

Runs `pytauargus` (EUPL) in a process of its own, in a folder that goes away. It knows neither our
earlier releases nor that nobody is also a small number, so our own audit has the last word. Without
the library, or when it does not answer in time, there is no proposal.
"""

import csv
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.disclosure.frames import Array, Cell, Frame, Tree
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE

SECONDS = 60
STAND_IN = FEWEST_PEOPLE // 2  # the count that tells Tau-Argus that a leaf is sensitive
MOST_PEOPLE = 200_000
SAFE, EMPTY = "S", "E"


def propose(frame: Frame, counts: Array, sensitive: set[int]) -> set[Cell]:
    """Name the cells that Tau-Argus keeps back in the table of all levels; empty without it.

    `counts`: int64 (leaves,); `sensitive`: numbers of the leaves that may not be told.
    """
    rows = [STAND_IN if leaf in sensitive else int(n) for leaf, n in enumerate(counts)]
    if importlib.util.find_spec("pytauargus") is None or sum(rows) > MOST_PEOPLE:
        return set()
    question = {
        "rows": rows,
        "fewest": FEWEST_PEOPLE,
        "trees": [[list(t.leaves), _lines(t)] for t in _short(frame)],
    }
    with tempfile.TemporaryDirectory() as folder:
        try:
            answer = subprocess.run(
                [sys.executable, "-m", "wijkschakel.outcomes.disclosure.argus", folder],
                input=json.dumps(question), capture_output=True, text=True, timeout=SECONDS,
                check=False,
            )  # fmt: skip
        except (subprocess.TimeoutExpired, OSError):
            return set()
        result = Path(folder) / "hidden.json"
        if answer.returncode or not result.exists():
            return set()
        return {_long(frame, cell) for cell in json.loads(result.read_text())}


def _codes(tree: Tree) -> dict[str, str]:
    return {node: f"n{place:04d}" for place, node in enumerate(sorted(tree.parents))}


def _short(frame: Frame) -> list[Tree]:
    """Give the trees with short codes, that fit the files of Tau-Argus."""
    return [
        Tree(f"V{axis}", "Total", {codes[n]: codes.get(p, "Total") for n, p in t.parents.items()})
        for axis, t in enumerate(frame.trees)
        for codes in [_codes(t)]
    ]


def _long(frame: Frame, cell: list[str]) -> Cell:
    back = [{code: node for node, code in _codes(t).items()} for t in frame.trees]
    return tuple(
        names.get(code, tree.root)
        for names, code, tree in zip(back, cell, frame.trees, strict=True)
    )


def _lines(tree: Tree) -> list[str]:
    """Write a tree the way Tau-Argus reads it; nothing for a flat one."""
    if len(tree.levels) <= 2:
        return []

    def below(node: str, depth: int) -> list[str]:
        return [
            line
            for child in tree.children.get(node, ())
            for line in ("@" * depth + child, *below(child, depth + 1))
        ]

    return below(tree.root, 0)


def _answer(folder: str, question: dict[str, Any]) -> None:
    """Ask Tau-Argus, in the process of its own.

    Its solvers write what they did where they stand: they stand in the folder that goes away.
    """
    os.chdir(folder)
    from pytauargus import protect  # noqa: PLC0415  # slow import

    names = [f"V{axis}" for axis in range(len(question["trees"]))]
    files = {}
    for name, (_, lines) in zip(names, question["trees"], strict=True):
        if lines:
            path = Path(folder) / f"{name}.hrc"
            path.write_text("\n".join(lines) + "\n")
            files[name] = str(path)
    leaves = itertools.product(*(tree[0] for tree in question["trees"]))
    people = [leaf for leaf, n in zip(leaves, question["rows"], strict=True) for _ in range(n)]
    micro: dict[str, list[Any]] = {
        name: [leaf[axis] for leaf in people] for axis, name in enumerate(names)
    }
    found = protect(
        micro | {"N": [1] * len(people)}, names, "N", hrc=files or None, workdir=folder,
        safety_rules=f"FREQ({question['fewest']},50)", suppress="OPT(1)",
    )  # fmt: skip
    with Path(found.files["tab1"]).open(newline="") as file:
        table = list(csv.reader(file, delimiter=";"))
    places = len(names)  # codes, then response, shadow, cost, status
    hidden = [row[:places] for row in table if row[places + 3] not in (SAFE, EMPTY)]
    (Path(folder) / "hidden.json").write_text(json.dumps(hidden))


if __name__ == "__main__":
    _answer(sys.argv[1], json.load(sys.stdin))
