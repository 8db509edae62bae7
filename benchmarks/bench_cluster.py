"""Regions on a Spark cluster of two executors on this machine, beside one after another here."""

import importlib.util
import time

from benchmarks.report import Line
from wijkschakel.support.matching import cluster, synthetic

REGIONS, REQUESTS = 4, 5_000
MASTER = "local-cluster[2,1,2048]"


def measure() -> list[Line]:
    """Plan the same regions both ways; the numbers must be the same."""
    if importlib.util.find_spec("pyspark") is None:
        print("Overgeslagen: pyspark is er niet (pip install 'wijkschakel[cluster]').")
        return []
    towns = {
        f"regio {seed}": synthetic.make_region(REQUESTS, REQUESTS * 2 // 5, seed)
        for seed in range(REGIONS)
    }
    spent, plans = [], []
    for work in (cluster.plan_here, lambda towns: cluster.plan_on_spark(towns, MASTER)):
        began = time.monotonic()
        plans.append(work(towns))
        spent.append(time.monotonic() - began)
    differ = sum(plans[0][name] != plans[1][name] for name in towns)
    beside = f"een voor een hier: {spent[0]:.1f} s"
    return [
        Line("Spark: plannen die verschillen", differ, "", 0, is_exact=True),
        Line(
            f"Spark: {REGIONS} gebieden van {REQUESTS} vragen, op de klok",
            spent[1],
            "s",
            None,
            beside,
        ),
    ]
