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
from django.utils import timezone

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.support.matching import cluster, region, synthetic, tables
from wijkschakel.support.matching.errors import MatchingTrouble
from wijkschakel.support.matching.region import RegionPlan
from wijkschakel.support.matching.synthetic import Region

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


Rejected = list[dict[str, object]]


def read_files(
    requests: Path, offers: Path, agreement: Path, on: dt.date
) -> tuple[Region, Rejected]:
    """Read one region; give the rows that were not used as well."""
    asked, offered = tables.read_requests(requests), tables.read_offers(offers)
    rejected: Rejected = [
        {"file": file.name, "row": number, "id": name, "reason": reason}
        for file, read in ((requests, asked), (offers, offered))
        for number, name, reason in read.rejected
    ]
    return Region(asked.things, offered.things, tables.read_agreements(agreement), on), rejected


def read_regions(options: dict[str, Any]) -> dict[str, tuple[Region, Rejected]]:
    """Read a region, or a folder of them, or make them up; by name."""
    on = options["on"] or timezone.localdate(clock.now())
    if count := options["made_up"]:
        seeds = range(options["seed"], options["seed"] + options["parts"])
        made = (synthetic.make_region(count, max(1, count * 2 // 5), seed, on) for seed in seeds)
        return {f"seed-{seed}": (town, []) for seed, town in zip(seeds, made, strict=True)}
    if options["regions"]:
        folders = sorted(each for each in options["regions"].iterdir() if each.is_dir())
        return {each.name: read_files(*_files(each), on) for each in folders}
    if not (options["requests"] and options["offers"] and options["agreement"]):
        raise CommandError("Name --requests, --offers and --agreement, or --made-up NUMBER.")
    return {"": read_files(options["requests"], options["offers"], options["agreement"], on)}


def _files(folder: Path) -> tuple[Path, Path, Path]:
    """Name the files of a region as `--write` writes them; Parquet when that is there."""
    requests, offers = (
        folder / f"{name}.parquet"
        if (folder / f"{name}.parquet").exists()
        else folder / f"{name}.csv"
        for name in ("requests", "offers")
    )
    return requests, offers, folder / "agreement.json"


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
        parser.add_argument(
            "--parts", type=int, default=1, help="regions made up", metavar="NUMBER"
        )
        parser.add_argument("--regions", type=Path, metavar="FOLDER", help="a folder per region")
        parser.add_argument(
            "--engine", choices=("here", "spark"), default="here",
            help="plan the regions here, or one Spark task each",
        )  # fmt: skip
        parser.add_argument("--master", metavar="ADDRESS", help="of Spark; else its own settings")
        parser.add_argument("--seed", type=int, default=1, help="of the made-up region")
        parser.add_argument("--write", type=Path, metavar="FOLDER", help="keep the region as files")
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="DAY", help="else today")
        parser.add_argument("--matches", type=Path, metavar="FILE", help="write the matches (CSV)")
        parser.add_argument("--proof", type=Path, metavar="FILE", help="write prices and gains")
        parser.add_argument(
            "--second-opinion", action="store_true", help="let OR-Tools solve it too, and compare"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, plan, report."""
        watch = Watch()
        if options["region"]:
            self.match_region(watch, options)
            return
        try:
            with watch.stage("read"):
                found = read_regions(options)
            if options["write"]:
                write_regions(options["write"], {name: town for name, (town, _) in found.items()})
            plans = self.plan(found, options, watch)
        except (MatchingTrouble, OSError) as error:
            raise CommandError(str(error)) from error
        told = {name: as_json(plan, watch, found[name][1]) for name, plan in plans.items()}
        if len(plans) == 1:
            self.keep(next(iter(plans.values())), options)
        if options["json"]:
            answer = told if len(told) > 1 else next(iter(told.values()), {})
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for name, plan in plans.items():
            self.say(name, plan, found[name][1])

    def plan(
        self, found: dict[str, tuple[Region, Rejected]], options: dict[str, Any], watch: Watch
    ) -> dict[str, RegionPlan]:
        """Plan all regions, here or on a cluster."""
        towns = {name: town for name, (town, _) in found.items()}
        second = options["second_opinion"]
        if options["engine"] == "spark":
            with watch.stage("spark"):
                return cluster.plan_on_spark(towns, options["master"], second)
        if len(towns) != 1:
            with watch.stage("plans"):
                return cluster.plan_here(towns, second)
        (name, town), *_ = towns.items()
        return {
            name: region.plan_region(
                town.requests, town.offers, town.agreements, town.on,
                stage=watch.stage, second_opinion=second,
            )
        }  # fmt: skip

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
        self.say(options["region"], plan, [])
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

    def say(self, name: str, plan: RegionPlan, rejected: Rejected) -> None:
        """Write the report for people."""
        self.stdout.write(
            f"{name}{': ' if name else ''}{plan.requests} requests, {plan.offers} offers, "
            f"{plan.edges} allowed pairs. "
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


def write_regions(folder: Path, towns: dict[str, Region]) -> None:
    """Keep regions as files that can be read again: one in the folder, more in folders in it."""
    for name, town in towns.items():
        place = folder if len(towns) == 1 else folder / name
        place.mkdir(parents=True, exist_ok=True)
        tables.write(place / "requests.csv", town.requests)
        tables.write(place / "offers.csv", town.offers)
        (place / "agreement.json").write_text(tables.as_json(town.agreements), encoding="utf-8")


def as_json(plan: RegionPlan, watch: Watch, rejected: Rejected) -> dict[str, object]:
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
