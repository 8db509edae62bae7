"""`wijkschakel doctor`: what is wrong with this installation?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from wijkschakel.base import clock
from wijkschakel.upkeep import doctor


class Command(BaseCommand):
    """Look, tell, and give status 1 when something is wrong."""

    help = "Say in Dutch and English what is wrong with this installation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        findings = doctor.examine(clock.now())
        for finding in findings:
            self.stdout.write(f"[{finding.level}] {finding.dutch}")
            self.stdout.write(f"{'':{len(finding.level) + 2}} {finding.english}")
        wrong = sum(finding.level == doctor.Level.WRONG for finding in findings)
        if wrong:
            self.stdout.write(f"\n{wrong} x fout / wrong")
            sys.exit(1)
        self.stdout.write("\nNiets mis / nothing wrong")
