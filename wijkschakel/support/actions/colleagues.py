"""Standing in who is who, and asking one another without the name of a resident."""

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Initiative
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.actions import needs
from wijkschakel.support.actions import referral_letters as letters
from wijkschakel.support.models import ColleagueQuestion, DirectoryEntry
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.rules import masking

State = ColleagueQuestion.State
FIELDS = ("function", "about", "where", "phone", "email", "advises_groups", "organisation")
MOST_OPEN = 20
PIECE = 160


class NotListed(Refused):
    """Only who works here stands in who is who, and only who stands there is asked."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze collega staat niet (meer) in wie is wie. Je vraag is niet verstuurd.")
        )


class EnoughOpen(Refused):
    """Somebody asked a lot that is not answered yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Er staan al veel vragen van je open. Deze is niet verstuurd. Wacht op antwoord.")
        )


class AlreadyAnswered(Refused):
    """An answer was given before."""

    def __init__(self) -> None:
        super().__init__(_("Op deze vraag is al geantwoord. Er is niets veranderd."))


class MayPointToSomebody(Refused):
    """The words may hold a name or a number of somebody."""

    def __init__(self) -> None:
        super().__init__(
            _("Hier lijkt een naam, nummer of adres in te staan. Er is nog niets verstuurd. "
              "Haal het weg. Gaat het over niemand? Zet dan het vinkje.")
        )  # fmt: skip


def may_point_to_somebody(text: str) -> bool:
    """Say whether a text seems to hold a name, a number or an address of somebody.

    It is read in pieces, as what masks reads no more than two hundred letters.
    """
    plain = text.replace(masking.GAP, " ")
    sentences = re.split(r"(?<=[.!?])\s+|\n", plain)
    pieces = [part for one in sentences for part in _pieces(one)]
    return any(masking.GAP in needs.masked(piece) for piece in pieces)


def _pieces(sentence: str) -> list[str]:
    found, rest = [], sentence.strip()
    while len(rest) > PIECE:
        cut = rest.rfind(" ", 0, PIECE)
        cut = cut if cut > 0 else PIECE
        found.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


@transaction.atomic
def list_oneself(*, person: Person, by: Person, now: dt.datetime, **fields: object) -> None:
    """Stand in who is who, or change how one stands there; only oneself.

    :param fields: see FIELDS.
    """
    if by.pk != person.pk or not permissions.is_worker(person, now):
        raise NotListed
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"no fields of who is who: {sorted(unknown)}")
    entry, _made = DirectoryEntry.objects.update_or_create(
        person=person, defaults={**fields, "is_listed": True, "changed_at": now}
    )
    journal.record(action="list_oneself", now=now, by=by, about=person, thing=entry)


@transaction.atomic
def unlist_oneself(*, person: Person, by: Person, now: dt.datetime) -> None:
    """Take oneself out of who is who. Twice is once."""
    if by.pk != person.pk:
        raise NotListed
    if DirectoryEntry.objects.filter(person=person).delete()[0]:
        journal.record(action="unlist_oneself", now=now, by=by, about=person)


def _check_asking(
    entry: DirectoryEntry, by: Person, initiative: Initiative | None, now: dt.datetime
) -> None:
    listed = DirectoryEntry.objects.filter(pk=entry.pk, is_listed=True)
    if initiative is not None:
        listed = listed.filter(advises_groups=True)
    may_ask = permissions.may_refer(by, initiative, now)
    if not listed.exists() or not permissions.is_worker(entry.person, now) or not may_ask:
        raise NotListed
    mine = ColleagueQuestion.objects.filter(from_person=by)
    if mine.filter(state=State.OPEN).count() >= MOST_OPEN:
        raise EnoughOpen


@transaction.atomic
def ask_colleague(
    *,
    entry: DirectoryEntry,
    text: str,
    by: Person,
    now: dt.datetime,
    is_about_nobody: bool = False,
    from_organisation: Organisation | None = None,
    from_initiative: Initiative | None = None,
) -> ColleagueQuestion:
    """Ask somebody in who is who; a group asks without saying who of the group.

    :param is_about_nobody: the asker read the warning and says that nobody is in it.
    :raises NotListed, EnoughOpen, MayPointToSomebody.
    """
    if not is_about_nobody and may_point_to_somebody(text):
        raise MayPointToSomebody
    _check_asking(entry, by, from_initiative, now)
    person = entry.person
    question = ColleagueQuestion(
        from_person=by,
        from_organisation=from_organisation,
        from_initiative=from_initiative,
        to_person=person,
        to_organisation=entry.organisation,
        text=text.strip(),
        is_first=not _known_to_each_other(by, person),
        asked_at=now,
    )
    question.save(force_insert=True)
    said = letters.GROUP_QUESTION if from_initiative else letters.QUESTION
    letters.tell(person, said, _link(question), f"question:{question.pk}", now)
    journal.record(action="ask_colleague", now=now, by=by, about=person, thing=question)
    return question


def _link(question: ColleagueQuestion) -> str:
    return f"/hulp/wie-is-wie/vraag/{question.pk}/"


def _known_to_each_other(some: Person, other: Person) -> bool:
    pairs = ColleagueQuestion.objects.filter(from_person__in=[some, other])
    return pairs.filter(to_person__in=[some, other]).exists()


@transaction.atomic
def answer_colleague(
    *,
    question: ColleagueQuestion,
    answer: str,
    by: Person,
    now: dt.datetime,
    is_about_nobody: bool = False,
) -> ColleagueQuestion:
    """Answer, once; who asked is told.

    :raises AlreadyAnswered, MayPointToSomebody.
    """
    if not is_about_nobody and may_point_to_somebody(answer):
        raise MayPointToSomebody
    rows = ColleagueQuestion.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("from_person").get(pk=question.pk)
    if fresh.state != State.OPEN or fresh.to_person_id != by.pk:
        raise AlreadyAnswered
    fresh.answer, fresh.state, fresh.answered_at = answer.strip(), State.ANSWERED, now
    fresh.save(update_fields=["answer", "state", "answered_at"])
    if fresh.from_person is not None:
        letters.tell(fresh.from_person, letters.ANSWER, _link(fresh), f"answer:{fresh.pk}", now)
    journal.record(action="answer_colleague", now=now, by=by, about=by, thing=fresh)
    return fresh
