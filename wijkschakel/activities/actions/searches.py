"""Saving a search, and telling who saved it what is new: by mail, or on paper at the desk."""

import datetime as dt
import json
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.activities import queries
from wijkschakel.activities.models import SavedSearch, Session
from wijkschakel.activities.queries import Wish
from wijkschakel.base import journal, outbox
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Neighbourhood

MOST = 10
TOLD_AT_ONCE = 8
# One letter a day is enough for anybody.
APART = dt.timedelta(hours=20)


class NothingChosen(Refused):
    """A search for everything would bring a letter every day."""

    def __init__(self) -> None:
        super().__init__(_("Kies eerst wat je zoekt. Bijvoorbeeld: wandelen, of vlak bij."))


class EnoughSearches(Refused):
    """More than anybody reads."""

    def __init__(self) -> None:
        super().__init__(
            _("Je hebt al %(n)s zoekvragen bewaard. Stop er eerst een. Er is niets veranderd.")
            % {"n": MOST}
        )


class NoAddress(Refused):
    """There is no address to write to."""

    def __init__(self) -> None:
        super().__init__(_("We kennen geen e-mailadres van je. Kies papier, of vul een adres in."))


@transaction.atomic
def save_search(
    *,
    person: Person,
    wish: Wish,
    walk: int | None,
    query: str,
    district: District | None,
    near: Neighbourhood | None,
    medium: str,
    by: Person,
    now: dt.datetime,
) -> SavedSearch:
    """Keep what somebody looks for; what is there already is not told again.

    :param walk: minutes of walking from `near`, or None.
    :param query: the end of the agenda's address that shows the same.
    :raises NothingChosen, EnoughSearches, NoAddress: nothing was kept.
    """
    if not query.strip("?"):
        raise NothingChosen
    Person.objects.select_for_update().get(pk=person.pk)
    if same := _same(person, query, district):
        return same
    _check_medium(person, medium)
    wanted = {"wish": queries.kept_wish(wish), "walk": walk, "query": query}
    search = SavedSearch(
        person=person,
        district=district,
        from_neighbourhood=near,
        wanted=json.dumps(wanted, sort_keys=True),
        medium=medium,
        since=now,
    )
    search.known = [str(number) for number in queries.fitting(search, now)]
    search.save(force_insert=True)
    journal.record(action="save_search", now=now, by=by, about=person, thing=search)
    return search


def _same(person: Person, query: str, district: District | None) -> SavedSearch | None:
    mine = list(SavedSearch.objects.filter(person=person).select_related("district"))
    for row in mine:
        if json.loads(row.wanted)["query"] == query and row.district == district:
            return row
    if len(mine) >= MOST:
        raise EnoughSearches
    return None


def _check_medium(person: Person, medium: str) -> None:
    if medium == SavedSearch.Medium.MAIL and not people_queries.mail_address(person):
        raise NoAddress


@transaction.atomic
def change_search(
    *, search: SavedSearch, is_paused: bool, medium: str, by: Person, now: dt.datetime
) -> None:
    """Pause it or go on, and choose how to be told.

    :raises NoAddress: there is no address to write to.
    """
    _check_medium(search.person, medium)
    search.is_paused, search.medium = is_paused, medium
    search.save(update_fields=["is_paused", "medium"])
    journal.record(action="change_search", now=now, by=by, about=search.person, thing=search)


@transaction.atomic
def stop_search(*, search: SavedSearch, by: Person, now: dt.datetime) -> None:
    """Throw it away."""
    journal.record(action="stop_search", now=now, by=by, about=search.person, thing=search)
    search.delete()


@transaction.atomic
def hand_over_paper(*, search: SavedSearch, by: Person, now: dt.datetime) -> None:
    """Note that the news was given on paper."""
    search.news = []
    search.save(update_fields=["news"])
    journal.record(action="hand_over_paper", now=now, by=by, about=search.person, thing=search)


def tell_what_is_new(now: dt.datetime) -> dict[str, int]:
    """Look once for everybody, every night; a second time the same day tells nothing."""
    rows = SavedSearch.objects.filter(is_paused=False, person__erased_at__isnull=True)
    told = 0
    for number in list(rows.order_by("pk").values_list("pk", flat=True)):
        told += _tell(number, now)
    return {"searches": told}


@transaction.atomic
def _tell(number: uuid.UUID, now: dt.datetime) -> int:
    locked = SavedSearch.objects.select_for_update(of=("self",))
    related = locked.select_related("person", "district", "from_neighbourhood")
    search = related.filter(pk=number).first()
    if search is None or (search.told_at and search.told_at > now - APART):
        return 0
    known = set(search.known)
    new = [str(found) for found in queries.fitting(search, now) if str(found) not in known]
    if not new:
        return 0
    search.known = [*search.known, *new]
    search.told_at = now
    address = people_queries.mail_address(search.person)
    if search.medium == SavedSearch.Medium.MAIL and address:
        _write(search, address, new, now)
    else:
        search.news = [*search.news, *new]
    search.save(update_fields=["known", "told_at", "news"])
    return 1


def _write(search: SavedSearch, address: str, new: list[str], now: dt.datetime) -> None:
    sessions = queries.next_sessions(new[:TOLD_AT_ONCE], now)
    person = search.person
    with translation.override(people_queries.screen_language(person)):
        lines = [_("Dag %(name)s,") % {"name": person.given_name}, _("Dit is nieuw voor jou:")]
        lines += [_line(sessions[number]) for number in new[:TOLD_AT_ONCE] if number in sessions]
        if len(new) > TOLD_AT_ONCE:
            agenda = f"{settings.BASE_URL}/agenda/{json.loads(search.wanted)['query']}"
            lines.append(_("En er is meer:") + f"\n{agenda}")
        stop = _("Wil je dit niet meer? Stop het hier:")
        lines += [f"{stop}\n{settings.BASE_URL}/zoekvragen/", _("Groet van de buurt")]
        outbox.queue_mail(
            key=f"search:{search.pk}:{now:%Y-%m-%d}",
            to=address,
            subject=_("Er is iets nieuws in de buurt dat bij je past"),
            body="\n\n".join(lines),
            now=now,
            person=person.pk,
        )


def _line(session: Session) -> str:
    moment = formats.date_format(timezone.localtime(session.starts_at), "l j F, H:i")
    venue = session.activity.venue
    where = f", {venue.name}" if venue else ""
    link = f"{settings.BASE_URL}/bijeenkomst/{session.pk}/"
    return f"{session.activity.title}\n{moment}{where}\n{link}"
