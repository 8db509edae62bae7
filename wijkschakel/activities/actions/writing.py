"""A letter from who organises to who takes part. Nobody sees an address."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import letters_of_series as letters
from wijkschakel.activities.models import Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person

LETTERS_A_DAY = 5
WINDOW = dt.timedelta(days=1)
LONGEST = 3000


class NobodyToWriteTo(Refused):
    """Nobody is on the list, or nobody there reads mail."""

    def __init__(self) -> None:
        super().__init__(_("Niemand op de lijst leest mail. Er is niets verstuurd. Bel ze even."))


class EnoughLetters(Refused):
    """More letters in a day than people like."""

    def __init__(self) -> None:
        super().__init__(
            _("Je schreef vandaag al %(n)s keer. Er is niets verstuurd. Probeer het morgen.")
            % {"n": LETTERS_A_DAY}
        )


@transaction.atomic
def write_to_participants(
    *,
    session: Session,
    people: Iterable[Person],
    text: str,
    by: Person,
    now: dt.datetime,
    once: str,
) -> int:
    """Put a letter to each of these people in the outbox; say how many.

    :param session: the one it is written from.
    :param once: key of the form; the same form sent twice is one letter each.
    :raises NobodyToWriteTo.
    """
    written = sum(
        letters.pass_on(session, person, by, text, f"written:{once}:{person.pk.hex}", now)
        for person in people
        if person.pk != by.pk
    )
    if not written:
        raise NobodyToWriteTo
    journal.record(
        action="write_to_participants", now=now, by=by, thing=session, details={"letters": written}
    )
    return written
