"""Runs the measurements that were asked for, or all."""

import signal
import sys

from benchmarks import (
    bench_agenda,
    bench_arranging,
    bench_cluster,
    bench_feeds,
    bench_help,
    bench_insight,
    bench_kill,
    bench_matching,
    bench_outcomes,
    bench_paper,
    bench_paths,
    bench_race,
    bench_region,
    bench_search,
    bench_series,
)
from benchmarks.report import Line, show

BENCHES = {
    "matching": bench_matching.measure,
    "arranging": bench_arranging.measure,
    "cluster": bench_cluster.measure,
    "agenda": bench_agenda.measure,
    "feeds": bench_feeds.measure,
    "insight": bench_insight.measure,
    "help": bench_help.measure,
    "kill": bench_kill.measure,
    "outcomes": bench_outcomes.measure,
    "paper": bench_paper.measure,
    "paths": bench_paths.measure,
    "race": bench_race.measure,
    "region": bench_region.measure,
    "search": bench_search.measure,
    "series": bench_series.measure,
}


def main(names: list[str]) -> int:
    """Measure and show the lines side by side; 1 when a bar was not reached."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        print(f"Onbekend: {', '.join(sorted(unknown))}. Kies uit {', '.join(BENCHES)}.")
        return 2
    lines: list[Line] = []
    for name in names or list(BENCHES):
        print(f"== {name}", flush=True)
        lines += BENCHES[name]()
    show(lines)
    return int(any(not line.is_reached for line in lines))


# Being asked to stop is an exit too: servers, folders and databases are taken away.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
sys.exit(main(sys.argv[1:]))
