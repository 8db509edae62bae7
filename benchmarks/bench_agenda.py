"""500 sessions of 40 places and 2,000 people: what an agenda and one session cost."""

import http.client
import statistics

from benchmarks.installation import Installation, Server, ask, installation
from benchmarks.report import Line
from benchmarks.visit import first_visit

RUNS = 5
REQUESTS = 60
WARM_UP = 30


def cpu_per_request(server: Server, path: str, cookie: str = "", requests: int = REQUESTS) -> float:
    """Give the median over runs of the processor time one request takes, in milliseconds."""
    headers = {"Cookie": cookie} if cookie else {}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(min(WARM_UP, requests)):
        assert ask(connection, path, headers).status == 200, path
    runs = []
    for _ in range(RUNS):
        before = server.cpu_seconds()
        for _ in range(requests):
            ask(connection, path, headers)
        runs.append((server.cpu_seconds() - before) * 1000 / requests)
    connection.close()
    return statistics.median(runs)


def _pages(place: Installation, weeks: int) -> list[Line]:
    data = place.ask("fill_agenda", str(weeks))
    agenda, detail = data["agenda"], data["detail"]
    counts = place.ask("statements", agenda, detail)
    cookie = f"{place.ask('cookie_names')['session']}={data['cookie']}"
    with place.serve(workers=1, threads=4) as server:
        figures = {
            "agenda": cpu_per_request(server, agenda),
            "detail": cpu_per_request(server, detail),
            "mine": cpu_per_request(server, agenda, cookie),
            "all": cpu_per_request(server, f"{agenda}?wanneer=maand&toon=400"),
        }
        pss, rss = server.memory_mb()
        visit = first_visit(server, agenda)
    for file, size in sorted(visit.files.items(), key=lambda item: -item[1]):
        print(f"   {size / 1000:6.1f} kB  {file}")
    return [
        Line("agenda, CPU", figures["agenda"], "ms", 40, "163 ms"),
        Line("agenda, ingelogd, CPU", figures["mine"], "ms", 40),
        Line("agenda met 400 rijen, CPU", figures["all"], "ms"),
        Line("bijeenkomst, CPU", figures["detail"], "ms", 20, "55 ms"),
        Line("agenda, vragen aan de database", counts[agenda], "", 10, "6"),
        Line("bijeenkomst, vragen aan de database", counts[detail], "", 10),
        Line("eerste bezoek, alles samen", visit.total / 1000, "kB", 120, "226 kB"),
        Line("eerste bezoek, de pagina zelf", visit.page / 1000, "kB"),
        Line("geheugen van een werker (RSS)", rss, "MB", 150, "153 MB"),
        Line("geheugen van een werker (PSS)", pss, "MB"),
    ]


def measure() -> list[Line]:
    """Measure on SQLite, the sessions spread over four weeks."""
    with installation("SQLite") as place:
        return _pages(place, weeks=4)
