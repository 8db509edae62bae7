"""The weekly agenda on paper, with sixty sessions; the rival is Chromium that prints it."""

from benchmarks.installation import installation
from benchmarks.report import Line

SESSIONS = 60


def measure() -> list[Line]:
    """Measure as the worker makes it: the first time with loading, and then the next."""
    with installation("SQLite") as place:
        place.ask("fill_week", str(SESSIONS))
        found = place.ask("weekly_agenda")
    rival = f"{found['browser']:.1f} s" if "browser" in found else ""
    return [
        Line("weekagenda als PDF, de eerste keer", found["first"], "s", 5),
        Line("weekagenda als PDF, daarna", found["next"], "s", 5, rival),
        Line("weekagenda, bladen", found["pages"], ""),
    ]
