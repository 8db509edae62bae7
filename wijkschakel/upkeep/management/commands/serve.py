"""`wijkschakel serve`: pages, task worker and clockwork in one go."""

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connections

from wijkschakel.base.errors import Refused
from wijkschakel.upkeep import preparing, serving
from wijkschakel.upkeep.demo import people

SIGN_IN = "/inloggen/"
ENGLISH = {
    "": "resident",
    "fatma": "resident without e-mail, with a paper card",
    "jan": "neighbour who helps",
    "organiser": "resident who organises",
    "coordinator": "coordinator of a district",
    "professional": "district nurse",
    "conversation_partner": "conversation partner",
    "safeguarding": "safeguarding officer",
    "funder": "funder: figures, never names",
    "researcher": "researcher",
    "administrator": "administrator: roles, no reading along",
    "sam": "outsider from another district",
}


class Command(BaseCommand):
    """Prepare, start, say where, and stop everything at Ctrl-C."""

    help = "Serve the pages, with the task worker and the clockwork."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("--demo", action="store_true", help="with the demonstration town")
        parser.add_argument(
            "--no-worker", action="store_true", help="pages only; worker and tick run elsewhere"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        started = float(os.environ.get("WIJKSCHAKEL_STARTED") or time.time())
        if options["demo"] and not settings.DEMO:
            raise CommandError("wijkschakel serve --demo")
        try:
            plan = serving.read_plan(
                os.environ, demo=settings.DEMO, with_worker=not options["no_worker"]
            )
            with serving.take_lock(settings.VAR, plan):
                serving.refuse_a_taken_port(plan)
                self.prepare(plan)
                connections.close_all()
                serving.serve(plan, self.say, lambda: self.welcome(plan, started))
        except KeyboardInterrupt:
            self.say("Gestopt. / Stopped.")
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        except OperationalError as error:
            raise CommandError(
                "De database antwoordt niet. Kijk met: wijkschakel doctor\n"
                "The database does not answer. Look with: wijkschakel doctor"
            ) from error

    def prepare(self, plan: serving.Plan) -> None:
        """Make tables, static files and the demonstration ready."""
        preparing.bring_tables_up_to_date(self.say)
        preparing.gather_static_files(self.say)
        if plan.demo:
            preparing.fill_demonstration(self.say)
        preparing.register_definitions()

    def say(self, text: str) -> None:
        """Print at once, also into a file or a pipe; when nobody reads any more, go on."""
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def welcome(self, plan: serving.Plan, started: float) -> None:
        """Say where it is, and as whom to sign in."""
        seconds = time.time() - started
        self.say(f"\nWijkschakel staat klaar na {seconds:.0f} s / is ready: {plan.address}\n")
        if plan.demo:
            self.introduce(plan)
        self.say("Stoppen / stop: Ctrl-C")

    def introduce(self, plan: serving.Plan) -> None:
        """Name the people of the demonstration, in Dutch and in English."""
        self.say(
            f"Log in als een van deze mensen / sign in as one of them: {plan.address}{SIGN_IN}"
        )
        for person in people.CAST:
            role = ENGLISH.get(person.role or person.key, ENGLISH[""])
            self.say(f"  {person.given_name:<6} {person.sentence} / {role}")
        self.say("")
