"""P6: arrangements for many requests at once, and how far they are below Lagrange's bound."""

import os
import time

from benchmarks.report import Line
from wijkschakel.support.arranging import planning, synthetic

SIZES = {5_000: 1.0, 20_000: 3.0}  # requests -> percent below the bound
CHOSEN = os.environ.get("WIJKSCHAKEL_BENCH_ARRANGE", "5000,20000")
SECONDS = float(os.environ.get("WIJKSCHAKEL_BENCH_PART_SECONDS", "1"))


def measure() -> list[Line]:
    """Measure each size, at once and after a long search."""
    planning.arrange(*synthetic.make(200), seconds_per_part=0)
    lines = []
    for size in map(int, CHOSEN.split(",")):
        town = synthetic.make(size)
        for seconds, name in ((0.0, "meteen"), (SECONDS, "lang gezocht")):
            began = time.process_time()
            plan = planning.arrange(*town, seconds_per_part=seconds)
            spent = time.process_time() - began
            bar = SIZES.get(size) if seconds else None
            lines.append(
                Line(f"P6 {size} vragen, {name}: onder de grens", 100 * plan.gap, "%", bar)
            )
            lines.append(Line(f"P6 {size} vragen, {name}, CPU", spent, "s"))
    return lines
