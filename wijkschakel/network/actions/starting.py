"""How a page starts an import: small ones at once, large ones in a task with progress."""

import datetime as dt
from collections.abc import Mapping

from wijkschakel.base.journal import Somebody
from wijkschakel.network.actions import fetches, imports, sources, tasks
from wijkschakel.network.actions.imports import Wish
from wijkschakel.network.models import Import
from wijkschakel.network.readers.files import Carried
from wijkschakel.places.models import District

AT_ONCE = 200


def start(
    *, kind: str, form: str, district: District, name: str, url: str, upload: Carried | None,
    is_followed: bool, by: Somebody, now: dt.datetime,
) -> Import | None:  # fmt: skip
    """Begin with a file or an address; nothing when a followed feed has nothing.

    :raises FetchRefused: the address gave nothing. AlreadyFollowed: it is followed here.
    """
    if url and is_followed:
        source = sources.follow_source(
            name=name, url=url, kind=kind, form=form, district=district, by=by, now=now
        )
        return sources.sync_source(source=source, by=by, now=now)
    if url:
        upload = Carried(name, fetches.fetch_page(url).body)
    key = f"{form}:{district.code}:{url or name}"
    wish = Wish(kind, form, district, name, key, url)
    run = imports.start_import(wish=wish, upload=upload, by=by, now=now)
    return run if run.state == Import.State.COLUMNS else look(run=run, by=by, now=now)


def look(
    *, run: Import, by: Somebody, now: dt.datetime, chosen: Mapping[int, str] | None = None
) -> Import:
    """Read what was sent along; look at many rows in a task."""
    run = imports.read_rows(run=run, by=by, now=now, chosen=chosen)
    if run.state != Import.State.LOOKING:
        return run
    if run.total > AT_ONCE:
        tasks.preview.enqueue(str(run.pk), str(by.pk))
        return run
    return imports.preview_rows(run=run, by=by, now=now)


def take_over(*, run: Import, by: Somebody, now: dt.datetime) -> Import:
    """Take over what was looked at; many rows in a task.

    :raises NotReady: it was not looked at, or is done.
    """
    run = imports.begin_import(run=run, by=by, now=now)
    if run.total > AT_ONCE:
        tasks.take_over.enqueue(str(run.pk), str(by.pk))
        return run
    return imports.do_import(run=run, by=by, now=now)
