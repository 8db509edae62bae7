"""The work of making figures, as everybody can see it: which step, how far, what went wrong."""

import datetime as dt
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.models import Build
from wijkschakel.places.models import Region

Told = Callable[[str], None]
Clock = Callable[[], dt.datetime]
FOLDER = "outcomes"
STOPPED = "stopped halfway"


class AlreadyBusy(Refused):
    """Somebody else makes the figures of this region now."""

    def __init__(self) -> None:
        super().__init__(
            _("De cijfers van deze regio worden nu al gemaakt. Er is niets veranderd. Kijk straks.")
        )


def folder_of(region: Region) -> Path:
    """Give where the files of a region are: months, cubes, the ledger."""
    found: Path = settings.VAR / FOLDER / region.slug
    return found


@dataclass
class Work:
    """One time of making figures, with its row."""

    row: Build
    told: Told
    steps: list[str] = field(default_factory=list)  # every step there will be, in order

    def step(self, code: str) -> None:
        """Say what is done now."""
        at = self.steps.index(code) if code in self.steps else len(self.steps)
        done = min(99, round(100 * at / max(1, len(self.steps))))
        self.row.step, self.row.done = code, done
        self.row.save(update_fields=["step", "done"])
        self.told(f"{done} % {code}")


@contextmanager
def only_one(region: Region) -> Iterator[None]:
    """Keep others from making the same figures.

    :raises AlreadyBusy: somebody does.
    """
    folder = folder_of(region)
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / "busy.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyBusy from error
        yield
    finally:
        os.close(file)


def begin(region: Region, now: dt.datetime, told: Told, steps: list[str]) -> Work:
    """Begin; what was killed before is told as not finished."""
    stale = Build.objects.filter(region=region, state=Build.State.RUNNING)
    stale.update(state=Build.State.FAILED, trouble=STOPPED, ended_at=now)
    return Work(Build.objects.create(region=region, started_at=now), told, steps)


def end(work: Work, now: dt.datetime, trouble: str = "") -> None:
    """Say that it is done, or what went wrong; a trouble names no person."""
    row = work.row
    row.state = Build.State.FAILED if trouble else Build.State.DONE
    row.trouble, row.ended_at = trouble[:300], now
    row.done = row.done if trouble else 100
    row.save(update_fields=["state", "trouble", "ended_at", "done"])
