"""The one expression of Ibis gives the integers of our own counting, on DuckDB and on Spark."""

import shutil

import pytest

from tests.outcomes import cubes
from wijkschakel.outcomes.cube import building, clustering, manifest, reading, refreshing
from wijkschakel.outcomes.rules.troubles import BadInput

pytestmark = pytest.mark.once
TWO_EXECUTORS = "local-cluster[2,1,1024]"


@pytest.mark.filterwarnings("ignore")  # of Ibis about DuckDB
def test_the_expression_on_duckdb_gives_the_same_integers(tmp_path):
    ibis = pytest.importorskip("ibis")
    cubes.region(tmp_path, count=600, people=90, weeks=6)
    clustering.build_with(ibis.duckdb.connect(), "ibis", tmp_path)
    theirs = reading.cells(tmp_path).to_pylist()
    with pytest.raises(BadInput, match="as a whole"):  # it keeps no people to go on with
        refreshing.refresh(tmp_path)
    building.build(tmp_path)
    assert theirs == reading.cells(tmp_path).to_pylist()


@pytest.mark.filterwarnings("ignore")  # of Spark about itself
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17")
def test_spark_gives_the_same_integers(tmp_path):
    pytest.importorskip("pyspark", reason="the extra `cluster` is not installed")
    cubes.region(tmp_path, count=600, people=90, weeks=6)
    clustering.build_on_spark(tmp_path, TWO_EXECUTORS)
    found = manifest.read(tmp_path / "cube")
    theirs = reading.cells(tmp_path).to_pylist()
    building.build(tmp_path)
    assert (found.engine, manifest.read(tmp_path / "cube").engine) == ("spark", "duckdb")
    assert theirs == reading.cells(tmp_path).to_pylist() == cubes.rival(tmp_path).to_pylist()
