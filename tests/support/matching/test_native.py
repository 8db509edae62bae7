"""Compiled code is that of the sources as they are, and runs without numba's hidden switch."""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.matching.test_live import change
from tests.support.matching.worlds import random_problem
from wijkschakel.support.matching import moves, native
from wijkschakel.support.matching.live import LivePlan

pytestmark = pytest.mark.once
PLAN = ("graph", "moves", "near", "paths")
ROOT = Path(__file__).parents[3]
CALLED = "from support.matching.native import bare\n\n@bare\ndef called(x):\n    return x + {}\n"
CALLER = (
    "from support.matching.native import bare, compiled\nfrom support.matching.called import called"
    "\n\n@compiled\ndef caller(x):\n    return 10 * called(x)\n"
)
WITHOUT_THE_SWITCH = """
from numba.core.options import DefaultOptions
del DefaultOptions._nrt
from support.matching.caller import caller
from support.matching.native import _UNCOUNTED
print(caller(1), _UNCOUNTED)
"""


def run(code, folder, **more):
    """Run code in a process of its own; give what it printed."""
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), **more}
    done = subprocess.run(
        [sys.executable, "-c", code], env=told, cwd=folder, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def engine(tmp_path):
    """Give the folder of a small engine."""
    folder = tmp_path / "support" / "matching"
    folder.mkdir(parents=True)
    shutil.copy(native.__file__, folder)
    (folder / "caller.py").write_text(CALLER)
    (folder / "called.py").write_text(CALLED.format(1))
    return folder


def test_a_change_in_a_called_file_is_noticed(engine, tmp_path):
    code = "from support.matching.caller import caller; print(caller(1), caller.stats.cache_hits)"
    # Compiled, and as it was kept. Python itself knows a file by its second and its length.
    for more, answers in ((1, ["20"]), (15, ["160", "160"])):
        (engine / "called.py").write_text(CALLED.format(more))
        assert [run(code, tmp_path).split()[0] for _ in answers] == answers
    kept = list((engine / "__pycache__").glob("wijkschakel-*"))
    assert len(kept) == 1
    assert list(kept[0].rglob("*.nbc"))


def test_what_is_compiled_here_is_kept_in_the_folder_of_the_sources():
    folder = native.cache_folder(native.ENGINE, Path(native.config.CACHE_DIR).parent)
    assert str(folder) == native.config.CACHE_DIR
    assert moves.insert_all._cache.cache_path.startswith(str(folder))


def test_no_function_is_compiled_for_more_than_one_type_of_number():
    chance = random.Random(1)
    plan = LivePlan(random_problem(chance, 20, 10))
    for _ in range(200):
        change(plan, chance)
    kept = Path(native.config.CACHE_DIR).rglob("*.nbc")
    times = Counter(path.name.split("-")[0] for path in kept)
    of_the_plan = {name: times[name] for name in times if name.split(".")[0] in PLAN}
    assert len(of_the_plan) > 30
    assert set(of_the_plan.values()) == {1}


def test_only_one_module_imports_numba():
    starts = ("from numba", "import numba")
    importing = [
        path.name
        for path in (ROOT / "wijkschakel").rglob("*.py")
        if any(line.startswith(starts) for line in path.read_text().splitlines())
    ]
    assert importing == ["native.py"]


def test_without_the_hidden_switch_the_same_code_is_compiled(engine, tmp_path):
    assert run(WITHOUT_THE_SWITCH, tmp_path) == "20 {}"
