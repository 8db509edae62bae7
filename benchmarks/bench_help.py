"""P1 as a coordinator meets it: the page of a request with ten helpers and why, 20,000 offers."""

import os

from benchmarks.installation import databases, installation
from benchmarks.report import Line

OFFERS = os.environ.get("WIJKSCHAKEL_BENCH_OFFERS", "20000")


def measure() -> list[Line]:
    """Measure on each database; the processor time of Python, so on SQLite with the database."""
    lines = []
    for kind in databases():
        with installation(kind) as place:
            page = place.ask("help_page", OFFERS)
        lines += [
            Line(f"P1 tien beste, de hele pagina, CPU p50 ({kind})", page["p50"], "ms"),
            Line(f"P1 tien beste, de hele pagina, CPU p95 ({kind})", page["p95"], "ms", 30),
            Line(f"... p95 op de klok ({kind})", page["clock"], "ms"),
            Line(f"... vragen aan de database ({kind})", page["statements"], "", 10),
            Line(f"... voorstellen per vraag ({kind})", page["suggestions"], ""),
        ]
    return lines
