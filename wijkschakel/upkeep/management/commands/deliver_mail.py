"""`wijkschakel deliver_mail`: hand the letters that wait to the mail server."""

from typing import Any

from django.core.management.base import BaseCommand

from wijkschakel.base import clock, delivery


class Command(BaseCommand):
    """Deliver what waits."""

    help = "Hand the letters that wait to the mail server, once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        taken = delivery.deliver_outbox(clock=clock.now)
        if options["verbosity"]:
            self.stdout.write(f"{taken} brieven verstuurd")
