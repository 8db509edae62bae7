"""Brings activities of others in: calendars and events of schema.org."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.network import actions as network_actions
from wijkschakel.network.actions import ActivityReport
from wijkschakel.network.readers.files import UnreadableFile
from wijkschakel.places import actions as place_actions


class Command(BaseCommand):
    """Import a file, or undo the last import of it."""

    help = (
        "Bring activities in from an iCalendar file (or a folder of .ics files) or from a file "
        "with events of schema.org. Running it again brings them up to date. Reports every item "
        "that was rejected, and why. The counts tell what this source has brought in all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(network_actions.READERS))
        parser.add_argument("--district", required=True, metavar="WK015006")
        parser.add_argument(
            "--source", default="", help="name of the source; else that of the file"
        )
        parser.add_argument("--language", default="nl", help="of texts that do not say it")
        parser.add_argument("--dry-run", action="store_true", help="report, but write nothing")
        parser.add_argument("--undo", action="store_true", help="take the last import out again")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import or undo, and report."""
        try:
            district = place_actions.find_district(options["district"].strip().upper())
            if options["undo"]:
                self.undo(district, options)
                return
            report = network_actions.import_activities(
                path=options["file"],
                form=options["format"],
                district=district,
                name=options["source"],
                language=options["language"],
                dry_run=options["dry_run"],
                by=None,
                now=clock.now(),
            )
        except (Refused, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False))
        else:
            self.say(report, options["dry_run"])

    def undo(self, district: Any, options: dict[str, Any]) -> None:
        """Take the last import of this file out again."""
        source = network_actions.source_name(
            options["format"], options["file"], district, options["source"]
        )
        gone = network_actions.undo_import(
            source=source, by=None, now=clock.now(), dry_run=options["dry_run"]
        )
        if options["json"]:
            self.stdout.write(json.dumps(dict(gone)))
            return
        self.stdout.write(
            f"Taken out: {gone['activities']} activities, {gone['sessions']} sessions, "
            f"{gone['venues']} venues. Kept because somebody joined or leads: {gone['kept']}."
        )

    def say(self, report: ActivityReport, dry_run: bool) -> None:
        """Write the report for people."""
        self.stdout.write(
            f"{report.activities} activities, {report.sessions} sessions "
            f"({report.past_sessions} of them in the past), {report.venues} venues. "
            f"New: {report.new}, changed: {report.changed}, the same: {report.unchanged}, "
            f"cancelled: {report.cancelled}, rejected: {len(report.rejected)}."
        )
        reasons = Counter(item.reason for item in report.rejected)
        for reason, count in reasons.most_common():
            few = [
                item.title or item.source_id for item in report.rejected if item.reason == reason
            ][:5]
            more = ", … (--json gives all)" if count > 5 else ""
            self.stdout.write(f"Rejected, {count} times {reason}: {', '.join(few)}{more}")
        for note in report.notes:
            self.stdout.write(f"Note: {note}")
        if dry_run:
            self.stdout.write("This was a trial. Nothing was written.")


def as_json(report: ActivityReport) -> dict[str, Any]:
    """Give the report for machines."""
    return {
        "activities": report.activities,
        "sessions": report.sessions,
        "past_sessions": report.past_sessions,
        "venues": report.venues,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "cancelled": report.cancelled,
        "rejected": [
            {"id": r.source_id, "reason": r.reason, "title": r.title} for r in report.rejected
        ],
        "notes": report.notes,
    }
