"""The clockwork: letters every minute, the night's work once a night, signs of life."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from wijkschakel.network.actions import publishing
from wijkschakel.upkeep import tasks

log = logging.getLogger("wijkschakel.tick")
NIGHT_STARTS = dt.time(3, 0)
NIGHT_ENDS = dt.time(6, 0)
SIGN_OF_LIFE_MINUTES = 5


def is_night_work_due(now: dt.datetime, last: str) -> bool:
    """Say whether the night's work must be done: once a night, at three or soon after."""
    local = timezone.localtime(now)
    return NIGHT_STARTS <= local.time() < NIGHT_ENDS and last != local.date().isoformat()


def read_mark(file: Path) -> str:
    """Read which night or hour was done last; empty when none was."""
    try:
        return file.read_text().strip()
    except OSError:
        return ""


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
    attempt("deliver_mail", lambda: call_command("deliver_mail", verbosity=0))
    attempt("publish", lambda: publishing.publish_marked(now=now))
    if now.minute % SIGN_OF_LIFE_MINUTES == 0:
        attempt("sign of life", tasks.sign_of_life.enqueue)
    hour, hour_file = f"{now:%Y-%m-%dT%H}", settings.VAR / "hourly.last"
    if read_mark(hour_file) != hour and attempt("hourly", do_hour_work):
        hour_file.write_text(hour)
    night_file = settings.VAR / "nightly.last"
    if is_night_work_due(now, read_mark(night_file)) and attempt("nightly", do_night_work):
        night_file.write_text(timezone.localtime(now).date().isoformat())
    (settings.VAR / "tick.alive").touch()


def do_hour_work() -> None:
    """Tell residents what they must hear within the day."""
    call_command("nightly", hourly=True, verbosity=0)


def do_night_work() -> None:
    """Throw away what was kept long enough, old tasks too."""
    call_command("nightly", verbosity=0)
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)


def run(clock: Callable[[], dt.datetime], stopping: threading.Event) -> None:
    """Tick now and at the start of every minute, until asked to stop."""
    attempt("sign of life", tasks.sign_of_life.enqueue)
    while not stopping.is_set():
        attempt("tick", lambda: tick(clock()))
        stopping.wait(60 - clock().second)
