"""The plans of many regions: one after another here, or one Spark task each on a cluster.

A task does what `region.plan_region` does and nothing else, in whole numbers, so that every
machine finds the same. Each machine needs wijkschakel with the extra `cluster`, and Java.
"""

import os
import shutil
import sys
from collections.abc import Mapping

from wijkschakel.support.matching.errors import MatchingTrouble, MissingLibrary, require
from wijkschakel.support.matching.region import RegionPlan, plan_region
from wijkschakel.support.matching.synthetic import Region

EXTRA = "wijkschakel[cluster]"
WHO = "Planning on a Spark cluster"
ALONE = "local"  # masters that start with this run on this machine


def plan_here(regions: Mapping[str, Region], second_opinion: bool = False) -> dict[str, RegionPlan]:
    """Plan region after region; raise MatchingTrouble with the name of the region."""
    rows = ((name, regions[name], second_opinion) for name in sorted(regions))
    return _gathered([_plan(row) for row in rows])


def plan_on_spark(
    regions: Mapping[str, Region], master: str | None = None, second_opinion: bool = False
) -> dict[str, RegionPlan]:
    """Plan each region in a task of its own; without `master` the settings of Spark decide."""
    require("pyspark", who=WHO, extra=EXTRA)
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise MissingLibrary(f"{WHO} needs Java 17 or newer, not found here. Install it.")
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415  # slow import

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkConf().setAppName("wijkschakel match").set("spark.ui.enabled", "false")
    if master:
        settings.setMaster(master)
    if (master or "").startswith(ALONE):
        settings.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
    spark = SparkContext(conf=settings)
    try:
        rows = [(name, regions[name], second_opinion) for name in sorted(regions)]
        return _gathered(spark.parallelize(rows, max(1, len(rows))).map(_plan).collect())
    finally:
        spark.stop()


def _plan(row: tuple[str, Region, bool]) -> tuple[str, RegionPlan | str]:
    """Plan one region; give a sentence when that is not possible, so that it travels well."""
    name, town, second_opinion = row
    try:
        return name, plan_region(
            town.requests, town.offers, town.agreements, town.on, second_opinion=second_opinion
        )
    except MatchingTrouble as error:
        return name, str(error)


def _gathered(rows: list[tuple[str, RegionPlan | str]]) -> dict[str, RegionPlan]:
    found = {}
    for name, plan in rows:
        if isinstance(plan, str):
            raise MatchingTrouble(f"{name}: {plan}")
        found[name] = plan
    return found
