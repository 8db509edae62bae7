"""What the commands that import have in common: their words, their report."""

import json
import uuid
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.network import actions as network_actions
from wijkschakel.network.actions import undoing
from wijkschakel.network.actions.at_once import ImportReport
from wijkschakel.network.models import Import
from wijkschakel.network.readers.files import UnreadableFile
from wijkschakel.places import actions as place_actions

LATEST = "latest"
# Another name under which people know a format.
ALSO = {"rpde": "openactive"}


class ImportCommand(BaseCommand):
    """Import a file, or undo an import."""

    kind = ""
    counted: tuple[str, ...] = ()

    def work(self) -> Callable[..., ImportReport]:
        """Give the action."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        forms = list(network_actions.READERS[self.kind])  # type: ignore[index]
        forms += [name for name, form in ALSO.items() if form in forms]
        parser.add_argument("file", type=Path, nargs="?", help="a file, or a folder of .ics files")
        parser.add_argument("--format", choices=forms)
        parser.add_argument("--district", metavar="WK015006")
        parser.add_argument(
            "--source", default="", help="name of the source; else that of the file"
        )
        parser.add_argument("--language", default="nl", help="of texts that do not say it")
        parser.add_argument("--dry-run", action="store_true", help="report, but write nothing")
        parser.add_argument(
            "--undo", nargs="?", const=LATEST, metavar="ID",
            help="take this import out again; without ID the last one of this file",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import or undo, and report."""
        try:
            if options["undo"] and options["undo"] != LATEST:
                self.tell_undone(self.undo_one(options), options)
                return
            if not (options["file"] and options["format"] and options["district"]):
                raise CommandError("Give a file, --format and --district; or --undo ID.")
            district = place_actions.find_district(options["district"].strip().upper())
            if options["undo"]:
                source = network_actions.source_name(
                    ALSO.get(options["format"], options["format"]),
                    options["file"],
                    district,
                    options["source"],
                )
                gone = network_actions.undo_import(
                    source=source, by=None, now=clock.now(), dry_run=options["dry_run"]
                )
                self.tell_undone(gone, options)
                return
            report = self.work()(
                path=options["file"],
                form=ALSO.get(options["format"], options["format"]),
                district=district,
                name=options["source"],
                language=options["language"],
                dry_run=options["dry_run"],
                by=None,
                now=clock.now(),
            )
        except (Refused, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        self.tell(report, options)

    def undo_one(self, options: dict[str, Any]) -> Counter[str]:
        """Take one import out again, by its number."""
        try:
            number = uuid.UUID(options["undo"])
        except ValueError as error:
            raise CommandError("This is no number of an import.") from error
        run = Import.objects.filter(kind=self.kind, pk=number).first()
        if run is None:
            raise CommandError("There is no such import. The report of an import tells its ID.")
        return undoing.undo_run(run=run, by=None, now=clock.now(), dry_run=options["dry_run"])

    def tell_undone(self, gone: Counter[str], options: dict[str, Any]) -> None:
        """Write what was taken out."""
        if options["json"]:
            self.stdout.write(json.dumps(dict(gone)))
            return
        parts = [f"{gone[name]} {name}" for name in (*self.counted, "venues")]
        self.stdout.write(
            f"Taken out: {', '.join(parts)}. Put back as before: {gone['restored']}. "
            f"Kept because people use or changed it: {gone['kept']}."
        )

    def tell(self, report: ImportReport, options: dict[str, Any]) -> None:
        """Write the report, for machines or for people."""
        values = network_actions.as_json(report)
        if options["dry_run"]:
            values["import"] = None
        if options["json"]:
            self.stdout.write(json.dumps(values, ensure_ascii=False))
            return
        counts = ", ".join(f"{values[name]} {name}" for name in (*self.counted, "venues"))
        self.stdout.write(
            f"{counts}. New: {report.new}, changed: {report.changed}, "
            f"the same: {report.unchanged}, changed here and kept: {report.kept}, "
            f"here already: {report.merged}, rejected: {len(report.rejected)}."
        )
        self.tell_rejected(report)
        if options["dry_run"]:
            self.stdout.write("This was a trial. Nothing was written.")
        else:
            self.stdout.write(f"To undo: --undo {report.number}")

    def tell_rejected(self, report: ImportReport) -> None:
        """Write what was not taken over, and what was read otherwise."""
        reasons = Counter(item.reason for item in report.rejected)
        for reason, count in reasons.most_common():
            few = [
                item.title or item.source_id for item in report.rejected if item.reason == reason
            ][:5]
            more = ", … (--json gives all)" if count > 5 else ""
            self.stdout.write(f"Rejected, {count} times {reason}: {', '.join(few)}{more}")
        for note in report.notes:
            self.stdout.write(f"Note: {note}")
