"""Spark, with two executors in processes of their own, gives the integers of DuckDB."""

import shutil

import pytest

from tests.outcomes import cubes
from wijkschakel.outcomes.cube import building, manifest, reading

pytestmark = pytest.mark.once
TWO_EXECUTORS = "local-cluster[2,1,512]"


@pytest.mark.filterwarnings("ignore")  # of Spark about itself
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17")
def test_spark_gives_the_same_integers(tmp_path):
    pytest.importorskip("pyspark", reason="the extra `cluster` is not installed")
    cubes.region(tmp_path, count=600, people=90, weeks=6)
    building.build_on_spark(tmp_path, TWO_EXECUTORS)
    found = manifest.read(tmp_path / "cube")
    theirs = reading.cells(tmp_path).to_pylist()
    building.build(tmp_path)
    assert (found.engine, manifest.read(tmp_path / "cube").engine) == ("spark", "duckdb")
    assert theirs == reading.cells(tmp_path).to_pylist() == cubes.rival(tmp_path).to_pylist()
