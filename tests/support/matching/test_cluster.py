"""Regions planned one after another, or on two machines of a Spark cluster: the same numbers."""

import importlib.util
import pickle
import shutil

import pytest

from tests.support.matching.worlds import AGREEMENT, ON, offer, request
from wijkschakel.support.matching import cluster, region, synthetic
from wijkschakel.support.matching.errors import MatchingTrouble, MissingLibrary
from wijkschakel.support.matching.synthetic import Region

pytestmark = pytest.mark.once
HAS_SPARK = importlib.util.find_spec("pyspark") and shutil.which("java")
TOWNS = {f"town {seed}": synthetic.make_region(60, 24, seed) for seed in (3, 1)}


def test_regions_are_planned_one_after_another_by_name():
    plans = cluster.plan_here(TOWNS, second_opinion=True)
    assert list(plans) == ["town 1", "town 3"]
    for name, town in TOWNS.items():
        alone = region.plan_region(town.requests, town.offers, town.agreements, town.on)
        assert (plans[name], plans[name].gap) == (alone, 0)


def test_what_a_task_takes_and_gives_travels():
    row = ("town 1", TOWNS["town 1"], False)
    name, plan = pickle.loads(pickle.dumps(cluster._plan(pickle.loads(pickle.dumps(row)))))  # noqa: S301
    assert (name, plan) == ("town 1", cluster.plan_here(TOWNS)["town 1"])


def test_a_region_that_cannot_be_planned_is_named():
    bad = Region([request(wait_days=-1)], [offer()], [AGREEMENT], ON)
    with pytest.raises(MatchingTrouble, match=r"^east: r: wait_days is -1"):
        cluster.plan_here({"east": bad, **TOWNS})


def test_without_spark_the_sentence_says_what_to_install(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "pyspark" else find(name)
    )
    with pytest.raises(MissingLibrary, match=r"cluster needs pyspark.*'wijkschakel\[cluster\]'"):
        cluster.plan_on_spark(TOWNS)


@pytest.mark.skipif(not HAS_SPARK, reason="the extra `cluster` or Java is not installed")
def test_two_executors_find_the_same_whole_numbers():
    found = cluster.plan_on_spark(TOWNS, "local-cluster[2,1,1024]")
    assert found == cluster.plan_here(TOWNS)
