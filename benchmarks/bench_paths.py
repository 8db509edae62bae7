"""A path of ten years of weekly check-ins, and the reminders of a day for 100,000 residents."""

from benchmarks.installation import databases, installation
from benchmarks.report import Line


def measure() -> list[Line]:
    """Measure on each database."""
    lines = []
    for kind in databases():
        with installation(kind) as place:
            place.manage("demo", "--verbosity", "0")
            page = place.ask("path_page")
            due = place.ask("reminders_of_a_day")
        lines += [
            Line(f"my path, ten years, statements ({kind})", page["statements"], "", 10),
            Line(f"my path, ten years, p95 ({kind})", page["p95"], "ms", 150),
            Line(f"my path, ten years, CPU ({kind})", page["cpu"], "ms"),
            Line(f"my path, ten years, the page itself ({kind})", page["kB"], "kB", 100),
            Line(f"reminders of a day, 100,000 residents ({kind})", due["seconds"], "s", 60),
            Line(f"reminders of a day, CPU ({kind})", due["cpu"], "s"),
            Line(f"letters in the outbox ({kind})", due["letters"], "", 100_000, is_exact=True),
            Line(f"sent again a moment later ({kind})", due["again"], "", 0, is_exact=True),
        ]
    return lines
