"""The web worker starts light."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.house import ROOT

SLOW = ["shapely", "numpy", "icalendar", "recurring_ical_events", "weasyprint", "psycopg"]
SLOW += ["openpyxl", "feedparser", "dateutil"]
SLOW += ["numba", "ortools", "scipy", "pyarrow", "duckdb", "ibis", "statsmodels", "pyspark"]
SLOW += ["polib", "hypothesis", "pytest", "segno", "wijkschakel.upkeep.demo.filling"]
PROGRAM = """
import json, sys
from wijkschakel.config.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
import wijkschakel.network.actions  # pages that bring something in know its doors
pages = open("/proc/self/statm").read().split()[1] if sys.platform == "linux" else 0
print(json.dumps({"modules": sorted(sys.modules), "megabytes": int(pages) * 4096 / 1e6}))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Start the pages in a process of their own, on SQLite, and look at it."""
    tmp_path = tmp_path_factory.mktemp("start")
    settings = {
        "WIJKSCHAKEL_VAR": str(tmp_path),
        "WIJKSCHAKEL_DATABASE": f"sqlite:///{tmp_path}/start.sqlite3",
    }
    (tmp_path / "static").mkdir(exist_ok=True)
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


@pytest.mark.once
def test_start_up_loads_nothing_slow(started):
    assert [name for name in SLOW if name in started["modules"]] == []


@pytest.mark.once
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_worker_is_small_when_it_starts(started):
    assert started["megabytes"] < 120
