"""Makes the figures of a region: from the database, through the one door, to published tables.

What is done, in order, for the year before and this year: read · write months · build the cube;
then, knowing which tables have nearly the same people, publish each table in the ledger; then the
claims and the counts of things; at last all tables are put in the database in one go. It may be
killed at every moment: the tables of the last good release stay, and the next time goes on from
the files.
"""

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from wijkschakel.base import clock as base_clock
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import work as works
from wijkschakel.outcomes.actions.work import Clock, Told, Work
from wijkschakel.outcomes.models import Build, PublishedTable
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.outcomes.rules.troubles import (
    LedgerBroken,
    MissingLibrary,
    OutcomeTrouble,
    require,
)
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

NEEDED = ("numpy", "scipy", "duckdb", "pyarrow")
PARTS = ("read", "write", "cube")
Tables = dict[tuple[str, str, str], tuple[str, int]]  # topic, period, name: body, release


class CannotPublish(Refused):
    """Something in the data or on the disk makes it impossible now."""


def silent(_: str) -> None:
    """Tell nobody."""


def publish_region(
    *,
    region: Region,
    by: Person | None,
    now: dt.datetime,
    told: Told = silent,
    ask_argus: bool = True,
    only_count: bool = False,
    clock: Clock | None = None,
) -> Build:
    """Make the figures of a region; give the row of the work.

    `clock` tells when it is done; without one that is when it began.
    `only_count` stops when the cubes are there; `ask_argus` False is faster the first time.

    :raises Refused: somebody else does it, or it cannot be done; what was published stays.
    """
    ended = clock or (lambda: now)
    spans = _spans(now)
    steps = [f"{part} {span.name}" for span in spans for part in PARTS]
    steps += [f"guard {span.name}" for span in spans]
    with works.only_one(region):
        work = works.begin(region, now, told, [*steps, "claims", "counts", "keep"])
        try:
            require(*NEEDED)
            _check_ledger(region)
            tables = _everything(work, region, spans, now, ask_argus, only_count)
            if not only_count:
                work.step("keep")
                keep_tables(region=region, tables=tables, by=by, now=now)
        except (OutcomeTrouble, OSError) as error:
            works.end(work, ended(), _trouble(error))
            raise CannotPublish(_trouble(error)) from error
        except BaseException:
            works.end(work, ended(), works.STOPPED)
            raise
        works.end(work, ended())
    return work.row


def _trouble(error: Exception) -> str:
    """Say what went wrong without a name of a file: of a full disk, that it is full."""
    return str(getattr(error, "strerror", None) or error)


def _spans(now: dt.datetime) -> list[Span]:
    this = periods.day_of(now).year
    return [periods.year(this - 1), periods.year(this)]


def _everything(
    work: Work,
    region: Region,
    spans: list[Span],
    now: dt.datetime,
    ask_argus: bool,
    only_count: bool,
) -> Tables:
    from wijkschakel.outcomes.actions import claiming, saying  # noqa: PLC0415  # slow import
    from wijkschakel.outcomes.disclosure import agreed  # noqa: PLC0415  # slow import
    from wijkschakel.outcomes.disclosure.gateway import Gateway  # noqa: PLC0415  # slow import

    folder = works.folder_of(region)
    forget_years(folder, keep=[span.name for span in spans])
    years = [saying.count(work, region, span, now, folder / span.name) for span in spans]
    if only_count:
        return {}
    tables: Tables = {}
    published = folder / "published"
    judged = claiming.read(region, now, folder)
    nears = saying.nearly_the_same(years, claiming.groups(judged), published)
    for span, counted in zip(spans, years, strict=True):
        work.step(f"guard {span.name}")
        told = agreed.read(published)
        fresh = [one.measure for one in counted.wanted if one.instead_of not in told]
        agreed.add(published, fresh)
        gate = Gateway(published, agreed.catalogue(published), ask_argus=ask_argus)
        tables |= saying.say(gate, counted, now, nears, work.told)
        tables |= saying.indicators(region, tables, [counted])
    work.step("claims")
    tables |= claiming.say(region, now, folder, judged, nears)
    work.step("counts")
    return tables | saying.counts(region, spans, now, folder)


def forget_years(folder: Path, keep: Iterable[str]) -> list[str]:
    """Take away the numbers of people of years that are counted no more; the ledger stays."""
    kept = set(keep)
    old = [each for each in folder.glob("[0-9]*") if each.is_dir() and each.name not in kept]
    for each in old:
        shutil.rmtree(each)
    return sorted(each.name for each in old)


def _check_ledger(region: Region) -> None:
    """Refuse to begin anew where something was published: the ledger must be there."""
    from wijkschakel.outcomes.disclosure.ledger import Ledger  # noqa: PLC0415  # slow import

    rows = PublishedTable.objects.filter(region=region).order_by("-release")
    last = rows.values_list("release", flat=True).first() or 0
    path = works.folder_of(region) / "published" / "ledger.jsonl"
    if len(Ledger(path).entries()) < last:
        raise LedgerBroken(
            "The record of what was published is gone, or older than the tables. "
            "Put the copy back; without it earlier releases cannot be guarded."
        )


@transaction.atomic
def keep_tables(
    *, region: Region, tables: Tables, by: Person | None, now: dt.datetime
) -> list[PublishedTable]:
    """Put the tables in the database, all or none; what did not change keeps its moment."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    known = {
        (row.topic, row.period, row.name): row
        for row in PublishedTable.objects.filter(region=region)
    }
    changed = []
    for key, (body, release) in sorted(tables.items()):
        digest = hashlib.sha256(body.encode()).hexdigest()
        row = known.get(key) or PublishedTable(region=region, topic=key[0], period=key[1],
                                               name=key[2])  # fmt: skip
        if row.digest != digest:
            row.body, row.digest, row.release, row.published_at = body, digest, release, now
            changed.append(row)
    fields = ["body", "digest", "release", "published_at"]
    PublishedTable.objects.bulk_create([row for row in changed if not row.pk], batch_size=500)
    PublishedTable.objects.bulk_update([row for row in changed if row.pk], fields, batch_size=500)
    if changed:
        journal.record(
            action="publish_figures", now=now, by=by, thing=region, details={"tables": len(changed)}
        )
    return changed


def publish_regions(now: dt.datetime) -> dict[str, int]:
    """Nightly: make the figures of every region; without the extra there are none."""
    done = failed = 0
    try:
        require(*NEEDED)
    except MissingLibrary:
        return {"regions_published": 0}
    for region in Region.objects.order_by("name"):
        try:
            publish_region(region=region, by=None, now=now, clock=base_clock.now)
            done += 1
        except Refused:
            failed += 1
    return {"regions_published": done, "regions_not_published": failed}
