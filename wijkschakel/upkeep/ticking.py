"""The clockwork: letters every minute, the night's work once a night, signs of life."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import close_old_connections
from django.utils import timezone

from wijkschakel.upkeep import tasks

log = logging.getLogger("wijkschakel.tick")
NIGHT_STARTS = dt.time(3, 0)
NIGHT_ENDS = dt.time(6, 0)
SIGN_OF_LIFE_MINUTES = 5


def is_night_work_due(now: dt.datetime, last: dt.date | None) -> bool:
    """Say whether the night's work must be done: once a night, at three or soon after."""
    local = timezone.localtime(now)
    return NIGHT_STARTS <= local.time() < NIGHT_ENDS and last != local.date()


def read_day(file: Path) -> dt.date | None:
    """Read the day of the last night's work; None when there was none."""
    try:
        return dt.date.fromisoformat(file.read_text().strip())
    except (OSError, ValueError):
        return None


def attempt(name: str, work: Callable[[], object]) -> bool:
    """Do one piece of work; what fails is written down and does not stop the clock."""
    try:
        work()
    except Exception:
        log.exception("%s did not work; it is tried again", name)
        return False
    finally:
        close_old_connections()
    return True


def tick(now: dt.datetime) -> None:
    """Do what this minute asks for."""
    var = settings.VAR
    commands = get_commands()
    if "deliver_mail" in commands:
        attempt("deliver_mail", lambda: call_command("deliver_mail", verbosity=0))
    if now.minute % SIGN_OF_LIFE_MINUTES == 0:
        attempt("sign of life", tasks.sign_of_life.enqueue)
    night = var / "nightly.last"
    if "nightly" in commands and is_night_work_due(now, read_day(night)):
        if attempt("nightly", lambda: call_command("nightly", verbosity=0)):
            night.write_text(timezone.localtime(now).date().isoformat())
        attempt(
            "old tasks",
            lambda: call_command("prune_db_task_results", min_age_days=14, verbosity=0),
        )
    (var / "tick.alive").touch()


def run(clock: Callable[[], dt.datetime], stopping: threading.Event) -> None:
    """Tick now and at the start of every minute, until asked to stop."""
    attempt("sign of life", tasks.sign_of_life.enqueue)
    while not stopping.is_set():
        attempt("tick", lambda: tick(clock()))
        stopping.wait(60 - clock().second)
