"""What the task worker does for imports: long ones, so that a page need not wait."""

import uuid
from dataclasses import dataclass

from django_tasks import task

from wijkschakel.base import clock
from wijkschakel.network.actions import imports
from wijkschakel.network.models import Import


@dataclass
class Number:
    """Who asked for it, by number."""

    pk: uuid.UUID


def _by(number: str) -> Number | None:
    return Number(uuid.UUID(number)) if number else None


@task()
def preview(number: str, by: str) -> None:
    """Look at what waits in an import."""
    run = Import.objects.filter(pk=number, state=Import.State.LOOKING).first()
    if run is not None:
        imports.preview_rows(run=run, by=_by(by), now=clock.now())


@task()
def take_over(number: str, by: str) -> None:
    """Take over what was looked at and confirmed; goes on where it stopped."""
    run = Import.objects.filter(pk=number, state=Import.State.WORKING).first()
    if run is not None:
        imports.do_import(run=run, by=_by(by), now=clock.now())
