"""`wijkschakel check_translations`: does every word have its translation?"""

import shutil
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wijkschakel.upkeep import catalogues

LANGUAGE = "en"


class Command(BaseCommand):
    """Compare the words in the code with the English catalogue."""

    help = "Say which words have no, a doubtful or a superfluous English translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if shutil.which("xgettext") is None:
            raise CommandError("xgettext is needed to find the words; install gettext")
        locale = settings.LOCALE_PATHS[0]
        catalogue = locale / LANGUAGE / "LC_MESSAGES" / "django.po"
        if not catalogue.exists():
            raise CommandError(f"{catalogue} is not there")
        given = polib.pofile(str(catalogue), encoding="utf-8")
        complaints = catalogues.compare(catalogues.extract(settings.PACKAGE, LANGUAGE), given)
        for complaint in complaints:
            self.stdout.write(complaint)
        if complaints:
            raise CommandError(f"{len(complaints)} words to look at in {catalogue}")
        self.stdout.write(f"{len(given)} words, all translated")
