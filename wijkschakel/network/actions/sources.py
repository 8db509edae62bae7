"""Following feeds of others: adding, pausing, and looking at them every night."""

import datetime as dt
import hashlib
import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.journal import Somebody
from wijkschakel.network import words
from wijkschakel.network.actions import fetches, imports, reading, vanishing
from wijkschakel.network.actions.imports import NotThisFormat, Wish
from wijkschakel.network.actions.reading import Found
from wijkschakel.network.fetching import Limits, NotChanged, NotFetched, fetch
from wijkschakel.network.models import Format, Import, Kind, Source
from wijkschakel.network.readers import openactive, openactive_events
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District

log = logging.getLogger(__name__)
FOLLOWED = {
    Kind.ACTIVITIES: (Format.ICS, Format.SCHEMAORG, Format.OPENACTIVE, Format.CSV),
    Kind.SERVICES: (Format.SCHEMAORG, Format.HSDS_JSON, Format.HSDS_CSV, Format.CSV),
    Kind.NEWS: (Format.RSS,),
}
LIMITS = Limits()


class AlreadyFollowed(Refused):
    """This feed is followed in this district."""

    def __init__(self) -> None:
        super().__init__(_("Deze bron volgen we hier al. Er is niets toegevoegd."))


class IsPaused(Refused):
    """A source that rests."""

    def __init__(self) -> None:
        super().__init__(_("Deze bron staat op pauze. Zet hem eerst weer aan."))


@dataclass(frozen=True)
class Read:
    """What a feed gave this time."""

    found: Found
    digest: str = ""
    etag: str = ""
    last_modified: str = ""
    state: dict[str, Any] | None = None
    problem: str = ""


@transaction.atomic
def follow_source(
    *, name: str, url: str, kind: str, form: str, district: District, by: Somebody | None,
    now: dt.datetime, organisation: Organisation | None = None, language: str = "nl",
) -> Source:  # fmt: skip
    """Follow a feed from now on; the night looks at it.

    :raises AlreadyFollowed: it is there. NotThisFormat: this cannot be followed.
    """
    if form not in FOLLOWED[Kind(kind)]:
        raise NotThisFormat
    source, is_new = Source.objects.get_or_create(
        district=district, kind=kind, url=url,
        defaults={"name": name[:120], "format": form, "organisation": organisation,
                  "language": language, "made_at": now},
    )  # fmt: skip
    if not is_new:
        raise AlreadyFollowed
    journal.record(action="follow_source", now=now, by=by, thing=source, details={"kind": kind})
    return source


@transaction.atomic
def pause_source(*, source: Source, is_paused: bool, by: Somebody, now: dt.datetime) -> Source:
    """Let a source rest, or look at it again; what came from it stays."""
    held = Source.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
    held.paused_at = now if is_paused else None
    held.save(update_fields=["paused_at"])
    journal.record(
        action="pause_source", now=now, by=by, thing=held, details={"is_paused": is_paused}
    )
    return held


def sync_sources(*, now: dt.datetime) -> dict[str, int]:
    """Look at every feed; one that fails does not hold up the others."""
    counts = {"sources": 0, "sources_failed": 0}
    for source in Source.objects.filter(paused_at__isnull=True).order_by("pk"):
        counts["sources"] += 1
        run = sync_source(source=source, by=None, now=now)
        counts["sources_failed"] += run is not None and run.state == Import.State.FAILED
    return counts


def sync_source(*, source: Source, by: Somebody | None, now: dt.datetime) -> Import | None:
    """Look at a feed and take over what is new; nothing when it is as it was.

    :raises IsPaused: the source rests.
    """
    if source.paused_at:
        raise IsPaused
    try:
        read = _read(source, now)
    except NotChanged:
        _note_good(source, None, now)
        return None
    except NotFetched as error:
        return _note_failure(source, fetches.sentence_of(error), by, now)
    except UnreadableFile as error:
        return _note_failure(source, words.sentence(str(error)), by, now)
    except Exception:
        log.exception("a source could not be read: %s", source.pk)
        return _note_failure(source, words.say("not_understood"), by, now)
    if not read.found.rows and not _is_harvest(source):
        return _note_failure(source, _("De bron is leeg. Wat we hadden, blijft staan."), by, now)
    return _take_over(source, read, by, now)


def _is_harvest(source: Source) -> bool:
    return source.format == Format.OPENACTIVE


def _read(source: Source, now: dt.datetime) -> Read:
    if _is_harvest(source):
        return _harvest(source, now)
    page = fetch(
        source.url, etag=source.etag, last_modified=source.last_modified, agent=_agent(),
        limits=LIMITS, allowed=settings.FETCH_HOSTS,
    )  # fmt: skip
    found = reading.read(source.kind, source.format, Carried(source.name, page.body), now)
    digest = hashlib.sha256(page.body).hexdigest()
    return Read(found, digest, page.etag[:300], page.last_modified[:300])


def _agent() -> str:
    return f"Wijkschakel (+{settings.BASE_URL})"


def _harvest(source: Source, now: dt.datetime) -> Read:
    def get_page(url: str) -> bytes:
        return fetch(url, agent=_agent(), limits=LIMITS, allowed=settings.FETCH_HOSTS).body

    state = openactive.State.from_json(source.state)
    harvest = openactive.harvest(get_page, source.url, state, now)
    if harvest.error is not None and not harvest.pages:
        raise harvest.error
    gathered = openactive_events.activities(harvest.state, now)
    gathered.rejected += harvest.rejected
    problem = words.sentence(harvest.problem) if harvest.problem else ""
    if harvest.error is not None:
        problem = fetches.sentence_of(harvest.error)
    return Read(
        reading.of_activities(gathered, Notes()), state=harvest.state.as_json(), problem=problem
    )


def _wish(source: Source) -> Wish:
    return Wish(
        source.kind, source.format, source.district, source.name, source.key, source.url,
        source.language, source,
    )  # fmt: skip


def _take_over(source: Source, read: Read, by: Somebody | None, now: dt.datetime) -> Import:
    run = imports.start_import(wish=_wish(source), by=by, now=now)
    run.digest = read.digest
    imports.keep_found(run=run, found=read.found, by=by, now=now)
    run = imports.do_import(run=run, by=by, now=now)
    if not read.problem:
        vanishing.note_missing(run=run, now=now)
    _note_good(source, read, now)
    return run


@transaction.atomic
def _note_good(source: Source, read: Read | None, now: dt.datetime) -> None:
    source.last_run_at = now
    if read is not None:
        source.etag, source.last_modified = read.etag, read.last_modified
        source.state = read.state if read.state is not None else {}
    if read is not None and read.problem:
        source.failures, source.problem = source.failures + 1, read.problem[:300]
    else:
        source.failures, source.problem, source.last_good_at = 0, "", now
    source.save()
    journal.record(action="sync_source", now=now, by=None, thing=source)


@transaction.atomic
def _note_failure(source: Source, sentence: str, by: Somebody | None, now: dt.datetime) -> Import:
    """Keep what there is; say what went wrong."""
    source.last_run_at = now
    source.failures, source.problem = source.failures + 1, sentence[:300]
    source.save(update_fields=["last_run_at", "failures", "problem"])
    run = Import.objects.create(
        kind=source.kind, format=source.format, district=source.district, feed=source,
        source=source.key, name=source.name, url=source.url, language=source.language,
        state=Import.State.FAILED, problem=sentence[:400], made_at=now,
    )  # fmt: skip
    journal.record(
        action="sync_source", now=now, by=by, thing=source, details={"failures": source.failures}
    )
    return run
