"""`wijkschakel compile_translations`: .po to .mo, without gettext."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from wijkschakel.upkeep import catalogues


class Command(BaseCommand):
    """Compile the catalogues."""

    help = "Compile the translation catalogues without gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        for folder in settings.LOCALE_PATHS:
            catalogues.compile_all(folder)
