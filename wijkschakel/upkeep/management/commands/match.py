"""Makes the plan of a region from plain files: who helps whom, with its proof. No database."""

import datetime as dt
import json
import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.support.matching import region, synthetic, tables
from wijkschakel.support.matching.errors import MatchingTrouble
from wijkschakel.support.matching.region import RegionPlan

KILOBYTE = 1024 if sys.platform != "darwin" else 1


@dataclass
class Watch:
    """Processor time and the most memory so far, per stage."""

    stages: list[dict[str, object]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage."""
        began = time.process_time()
        yield
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
        seconds = round(time.process_time() - began, 3)
        self.stages.append({"stage": name, "cpu_seconds": seconds, "most_memory_mb": most >> 20})


def read_region(options: dict[str, Any]) -> tuple[synthetic.Region, list[dict[str, object]]]:
    """Read the files, or make a region; give the rows that were not used as well."""
    on = options["on"] or clock.now().date()
    if options["made_up"]:
        count = options["made_up"]
        return synthetic.make_region(count, max(1, count * 2 // 5), options["seed"], on), []
    if not (options["requests"] and options["offers"] and options["agreement"]):
        raise CommandError("Name --requests, --offers and --agreement, or --made-up NUMBER.")
    requests = tables.read_requests(options["requests"])
    offers = tables.read_offers(options["offers"])
    rejected = [
        {"file": file.name, "row": number, "id": name, "reason": reason}
        for file, read in ((options["requests"], requests), (options["offers"], offers))
        for number, name, reason in read.rejected
    ]
    agreements = tables.read_agreements(options["agreement"])
    return synthetic.Region(requests.things, offers.things, agreements, on), rejected


class Command(BaseCommand):
    """Match requests with offers."""

    help = (
        "Make the plan that is worth most for requests and offers in plain files (CSV or "
        "Parquet; the columns stand in docs/beheer/koppelen.md), prove it, and show what first "
        "come, first served would give. Uses no database and keeps nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("--region", metavar="NAME", help="a region in the database")
        parser.add_argument("--dry-run", action="store_true", help="with --region: keep nothing")
        parser.add_argument("--requests", type=Path, metavar="FILE")
        parser.add_argument("--offers", type=Path, metavar="FILE")
        parser.add_argument("--agreement", type=Path, metavar="FILE", help="JSON")
        parser.add_argument("--made-up", type=int, metavar="NUMBER", help="requests made up")
        parser.add_argument("--seed", type=int, default=1, help="of the made-up region")
        parser.add_argument("--write", type=Path, metavar="FOLDER", help="keep the region as files")
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DAY", help="else today")
        parser.add_argument("--matches", type=Path, metavar="FILE", help="write the matches (CSV)")
        parser.add_argument("--proof", type=Path, metavar="FILE", help="write prices and gains")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, plan, report."""
        watch = Watch()
        if options["region"]:
            self.match_region(watch, options)
            return
        try:
            with watch.stage("read"):
                found, rejected = read_region(options)
            if options["write"]:
                write_region(options["write"], found)
            plan = region.plan_region(
                found.requests, found.offers, found.agreements, found.on, stage=watch.stage
            )
        except (MatchingTrouble, OSError) as error:
            raise CommandError(str(error)) from error
        self.keep(plan, options)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan, watch, rejected), ensure_ascii=False))
        else:
            self.say(plan, rejected)

    def match_region(self, watch: Watch, options: dict[str, Any]) -> None:
        """Plan a region in the database and keep it as proposals; `--dry-run` keeps nothing."""
        from wijkschakel.upkeep import planning  # noqa: PLC0415  # needs the database

        try:
            plan, kept = planning.plan(options["region"], not options["dry_run"], watch.stage)
        except (MatchingTrouble, Refused) as error:
            raise CommandError(str(error)) from error
        self.keep(plan, options)
        if options["json"]:
            report = as_json(plan, watch, []) | {"kept": kept}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.say(plan, [])
        self.stdout.write(f"Kept as {kept} proposals." if not options["dry_run"] else "Not kept.")

    def keep(self, plan: RegionPlan, options: dict[str, Any]) -> None:
        """Write the matches and the proof where they were asked."""
        if options["matches"]:
            lines = [f"{m.request},{m.offer},{m.score}" for m in plan.matches]
            text = "\n".join(["request,offer,score", *lines])
            options["matches"].write_text(text + "\n", encoding="utf-8")
        if options["proof"]:
            proof = {"value": plan.value, "prices": plan.prices, "gains": plan.gains}
            options["proof"].write_text(json.dumps(proof), encoding="utf-8")

    def say(self, plan: RegionPlan, rejected: list[dict[str, object]]) -> None:
        """Write the report for people."""
        self.stdout.write(
            f"{plan.requests} requests, {plan.offers} offers, {plan.edges} allowed pairs. "
            f"Matched: {plan.matched} (first come, first served: {plan.first_come['served']}). "
            f"Worth {plan.value}, proven the best: no plan exceeds {plan.bound}."
        )
        self.stdout.write(
            f"Nobody may help: {plan.without_helper} (without a place: {plan.without_place}, "
            f"without a time: {plan.without_time})."
        )
        for row in rejected[:20]:
            self.stdout.write(f"Not used: {row['file']} row {row['row']}: {row['reason']}.")
        if len(rejected) > 20:
            self.stdout.write(f"... and {len(rejected) - 20} rows more; --json gives all.")


def write_region(folder: Path, found: synthetic.Region) -> None:
    """Keep a region as files that can be read again."""
    folder.mkdir(parents=True, exist_ok=True)
    tables.write(folder / "requests.csv", found.requests)
    tables.write(folder / "offers.csv", found.offers)
    (folder / "agreement.json").write_text(tables.as_json(found.agreements), encoding="utf-8")


def as_json(plan: RegionPlan, watch: Watch, rejected: list[dict[str, object]]) -> dict[str, object]:
    """Give the report for machines."""
    return {
        "requests": plan.requests,
        "offers": plan.offers,
        "edges": plan.edges,
        "matched": plan.matched,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "weights": asdict(plan.weights),
        "figures": plan.figures,
        "first_come_first_served": plan.first_come,
        "without_helper": plan.without_helper,
        "without_place": plan.without_place,
        "without_time": plan.without_time,
        "stages": watch.stages,
        "rejected": rejected,
    }
