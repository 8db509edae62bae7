"""20,000 public things: a page of a feed, the agenda as a calendar, the night that publishes."""

from benchmarks.bench_agenda import cpu_per_request
from benchmarks.installation import databases, installation
from benchmarks.report import Line

ITEMS = 20_000
REQUESTS = 5
FEED = "/open-data/openactive/scheduled-sessions/"


def measure() -> list[Line]:
    """Measure on each database."""
    lines: list[Line] = []
    for name in databases():
        with installation(name) as place:
            place.environment["WIJKSCHAKEL_API_PER_MINUTE"] = "1000000"
            made = place.ask("fill_feeds", str(ITEMS))
            with place.serve(workers=1, threads=4) as server:
                first = cpu_per_request(server, FEED, requests=REQUESTS)
                middle = cpu_per_request(
                    server, f"{FEED}?afterChangeNumber={made['middle']}", requests=REQUESTS
                )
                calendar = cpu_per_request(server, "/agenda/agenda.ics", requests=REQUESTS)
        lines += [
            Line(f"RPDE, eerste 500 van {ITEMS}, CPU, {name}", first, "ms", 100),
            Line(f"RPDE, 500 uit het midden, CPU, {name}", middle, "ms", 100),
            Line(f"agenda.ics, 2000 bijeenkomsten, CPU, {name}", calendar, "ms"),
            Line(f"alles publiceren, {name}", made["first"], "s"),
            Line(f"nog eens, zonder verandering, {name}", made["again"], "s"),
        ]
    return lines
