"""`wijkschakel rotate_keys`: seal every encrypted text again with the first key."""

import base64
import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkschakel.base import clock
from wijkschakel.base.fields import KEY_BYTES
from wijkschakel.upkeep import keys


class Command(BaseCommand):
    """Seal again."""

    help = "Seal every encrypted text again with the first key of WIJKSCHAKEL_FIELD_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument(
            "--new-key", action="store_true", help="only print a new key, to put in front"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["new_key"]:
            secret = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
            self.stdout.write(f"k{clock.now():%Y%m%d}:{secret}")
            return
        done = keys.rotate()
        self.stdout.write(f"{done.resealed} teksten opnieuw versleuteld.")
        if done.unreadable:
            raise CommandError(
                f"{len(done.unreadable)} teksten zijn met geen sleutel te lezen, zoals "
                f"{done.unreadable[0]}. Haal nog geen oude sleutel weg. Zet de sleutel terug "
                "waarmee ze zijn gemaakt en begin opnieuw."
            )
        self.stdout.write("Alles heeft de nieuwe sleutel. De oude mag weg.")
