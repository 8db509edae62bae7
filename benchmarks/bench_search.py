"""Search: how well it finds, beside PostgreSQL's own Dutch, and how fast among 20,000 things."""

from benchmarks.installation import databases, installation
from benchmarks.report import Line
from benchmarks.search.names import FAQ, SHARED

BAR_MS = 50


def _quality(scores: dict[str, dict[str, float]], kind: str) -> list[Line]:
    lines = []
    for name, found in scores.items():
        if not name.startswith("ours"):
            continue
        part = name.removeprefix("ours: ")
        rival = scores.get(f"postgresql: {part}", {})
        for measure, told in (("mrr", "MRR"), ("recall5", "recall@5")):
            beside = f"{rival[measure]} (PostgreSQL)" if rival else ""
            what = f"search, {told}, {part}, {found['n']:.0f} questions ({kind})"
            lines.append(Line(what, found[measure], "%", rival=beside))
    return lines


def measure() -> list[Line]:
    """Fill the demonstration, ask our questions, then put 20,000 things and ask again."""
    if not (SHARED / FAQ).exists():
        print(f"OVERGESLAGEN: nl-faq, {FAQ} staat niet in {SHARED}", flush=True)
    lines = []
    for kind in databases():
        with installation(kind) as place:
            place.environment["WIJKSCHAKEL_SHARED_DATA"] = str(SHARED.resolve())
            place.manage("demo", "--verbosity", "0")
            lines += _quality(place.ask("search_quality"), kind)
            speed = place.ask("search_speed")
            lines += [
                Line(f"putting 20,000 things ({kind})", speed["filling"], "s"),
                Line(f"search in a region, p50 ({kind})", speed["p50"], "ms"),
                Line(f"search in a region, p95 ({kind})", speed["p95"], "ms", BAR_MS),
                Line(f"search in a district, p50 ({kind})", speed["district p50"], "ms"),
                Line(f"search in a district, p95 ({kind})", speed["district p95"], "ms", BAR_MS),
            ]
    return lines
