"""Brings municipalities, districts, neighbourhoods and their figures in."""

import json
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.network import actions as network_actions
from wijkschakel.network.actions import AreaReport
from wijkschakel.network.readers import live
from wijkschakel.network.readers.areas import clean_selection
from wijkschakel.network.readers.files import MEGABYTE, Limits, UnreadableFile


class Command(BaseCommand):
    """Read boundaries and figures, join them on their codes, and say what did not join."""

    help = (
        "Bring areas in: boundaries (GeoJSON, TopoJSON) and figures (CSV of CBS, RIVM, StatLine, "
        "also .gz). Reports every code that did not join, and why. Running it again changes "
        "nothing. The counts tell what the installation holds, after this run, of the "
        "municipalities in the selection (or in the files)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("--boundaries", action="append", nargs="+", default=[], type=Path)
        parser.add_argument("--figures", action="append", nargs="+", default=[], type=Path)
        parser.add_argument(
            "--municipality", action="append", nargs="+", default=[], metavar="GM0150"
        )
        parser.add_argument("--year", type=int, help="year of the division of the codes")
        parser.add_argument(
            "--source", action="append", default=[], choices=["pdok", "cbs"],
            help="get boundaries from PDOK, figures from CBS; needs --year and --municipality",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="report, but write nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON")
        parser.add_argument(
            "--all-columns", action="store_true", help="also keep figures without a known meaning"
        )
        parser.add_argument(
            "--max-megabytes", type=int, default=settings.IMPORT_MAX_MEGABYTES,
            help="largest text that is read",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report."""
        boundaries = [path for group in options["boundaries"] for path in group]
        figures = [path for group in options["figures"] for path in group]
        if not boundaries and not figures and not options["source"]:
            raise CommandError("Nothing to read. Give --boundaries FILE, --figures FILE or both.")
        try:
            with TemporaryDirectory() as folder:
                self.get_live(Path(folder), options, boundaries, figures)
                report = self.bring_in(boundaries, figures, options)
        except UnreadableFile as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False))
        else:
            self.say(report, options["dry_run"])

    def get_live(
        self, folder: Path, options: dict[str, Any], boundaries: list[Path], figures: list[Path]
    ) -> None:
        """Get what the services have, into files."""
        year, chosen = options["year"], selection(options)
        if options["source"] and not (year and chosen):
            raise CommandError("A live source needs --year and --municipality.")
        if "pdok" in options["source"]:
            pdok = live.Service(live.PDOK, settings.FETCH_HOSTS)
            boundaries += live.fetch_boundaries(pdok, year, folder, self.tell)
        if "cbs" in options["source"]:
            cbs = live.Service(live.CBS, settings.FETCH_HOSTS)
            figures += live.fetch_figures(cbs, year, chosen, folder, self.tell)

    def bring_in(
        self, boundaries: list[Path], figures: list[Path], options: dict[str, Any]
    ) -> AreaReport:
        """Import."""
        return network_actions.import_areas(
            boundaries=boundaries,
            figures=figures,
            municipalities=selection(options),
            year=options["year"],
            limits=Limits(file_bytes=options["max_megabytes"] * MEGABYTE),
            all_columns=options["all_columns"],
            dry_run=options["dry_run"],
            tell=self.tell,
            by=None,
            now=clock.now(),
        )

    def tell(self, text: str) -> None:
        """Show that something is going on."""
        self.stderr.write(f"… {text}")

    def say(self, report: AreaReport, dry_run: bool) -> None:
        """Write the report for people."""
        self.stdout.write(
            f"Division {report.division_year}: {report.municipalities} municipalities, "
            f"{report.districts} districts, {report.neighbourhoods} neighbourhoods, "
            f"{report.figures} figures ({report.withheld} more are not published)."
        )
        reasons: dict[str, list[str]] = {}
        for code, reason in report.unmatched:
            reasons.setdefault(reason, []).append(code)
        for reason, codes in sorted(reasons.items(), key=lambda pair: -len(pair[1])):
            few = ", ".join(codes[:8]) + (", … (--json gives all)" if len(codes) > 8 else "")
            self.stdout.write(f"{len(codes)} times {reason}: {few}")
        for file, columns in report.skipped_columns.items():
            titles = ", ".join(title or "(no title)" for title, _reason in columns[:8])
            more = ", …" if len(columns) > 8 else ""
            self.stdout.write(f"{file}: {len(columns)} columns not used: {titles}{more}")
        for note in report.notes:
            self.stdout.write(f"Note: {note}")
        if dry_run:
            self.stdout.write("This was a trial. Nothing was written.")


def selection(options: dict[str, Any]) -> set[str]:
    """Give the municipalities that are asked for."""
    return clean_selection(word for group in options["municipality"] for word in group)


def as_json(report: AreaReport) -> dict[str, Any]:
    """Give the report for machines."""
    return {
        "municipalities": report.municipalities,
        "districts": report.districts,
        "neighbourhoods": report.neighbourhoods,
        "figures": report.figures,
        "unmatched": [{"code": code, "reason": reason} for code, reason in report.unmatched],
        "withheld": report.withheld,
        "division_year": report.division_year,
        "notes": list(report.notes),
        "skipped_columns": [
            {"file": file, "column": title, "reason": reason}
            for file, columns in report.skipped_columns.items()
            for title, reason in columns
        ],
    }
