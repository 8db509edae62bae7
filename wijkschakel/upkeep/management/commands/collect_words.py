"""`wijkschakel collect_words`: put new words of the code in the English catalogue."""

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from wijkschakel.upkeep import catalogues

LANGUAGE = "en"


class Command(BaseCommand):
    """Bring the English catalogue up to date with the code."""

    help = (
        "Put new words of the code in the English catalogue, to be translated, and drop old ones."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        path = settings.LOCALE_PATHS[0] / LANGUAGE / "LC_MESSAGES" / "django.po"
        given = polib.pofile(str(path), encoding="utf-8")
        made = catalogues.collect(catalogues.extract(settings.PACKAGE, LANGUAGE), given)
        path.write_text(str(made).rstrip("\n") + "\n", encoding="utf-8")
        missing = len(made) - len(made.translated_entries())
        self.stdout.write(f"{len(made)} words, {missing} to translate in {path}")
