"""Without a screen: check-in cards with a code, and the booklet the task worker makes."""

import base64
import datetime as dt
import secrets
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import rules
from wijkschakel.paths.actions import following, owning
from wijkschakel.paths.models import Ambition, Booklet, CheckIn, CheckInCard, Mode
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant

MOST_CARDS = 12
DESK = frozenset({RoleGrant.Role.COORDINATOR, RoleGrant.Role.PROFESSIONAL})


class UnknownCard(Refused):
    """No card with this code, or it was used."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze code ken ik niet, of het kaartje is al gebruikt. Er is niets bewaard. "
              "Kijk of je elke letter goed typte.")
        )  # fmt: skip


@transaction.atomic
def make_cards(
    *, ambition: Ambition, number: int, by: Person, now: dt.datetime
) -> list[CheckInCard]:
    """Make cards for a goal; earlier ones that were not used stop."""
    owning.helper_of(ambition.path.person, by, now)
    ambition.cards.filter(used_at__isnull=True).delete()
    until = timezone.localdate(now) + rules.CARD_LASTS
    cards = [
        CheckInCard(ambition=ambition, code=_choose_code(), made_at=now, until_on=until)
        for _place in range(min(MOST_CARDS, max(1, number)))
    ]
    CheckInCard.objects.bulk_create(cards)
    owning.note("make_cards", ambition.path, ambition, by, now, {"number": len(cards)})
    return cards


def _choose_code() -> str:
    while True:
        letters = [secrets.choice(rules.CODE_LETTERS) for _letter in range(rules.CODE_LENGTH)]
        code = "".join(letters)
        if not CheckInCard.objects.filter(code=code).exists():
            return code


@transaction.atomic
def use_card(*, code: str, mark: int | None, words: str, by: Person, now: dt.datetime) -> CheckIn:
    """Type in what stands on a card. The desk learns nothing of the goal, nor whose it is.

    :raises UnknownCard: not there, used, too old, or of another district.
    """
    rows = CheckInCard.objects.select_for_update(of=("self",), no_key=True)
    card = rows.select_related("ambition__path__person__district").filter(
        code=rules.read_code(code), used_at__isnull=True, until_on__gte=timezone.localdate(now)
    ).first()  # fmt: skip
    if card is None or not _may_type(card, by, now):
        raise UnknownCard
    helper = None if by.pk == card.ambition.path.person_id else by
    made = following.write_check_in(
        card.ambition, mark, words, "", Mode.PAPER, helper, by, now, None
    )
    card.used_at = now
    card.save(update_fields=["used_at"])
    return made


def _may_type(card: CheckInCard, by: Person, now: dt.datetime) -> bool:
    person = card.ambition.path.person
    if by.pk == person.pk:
        return True
    return person.district is not None and people_permissions.holds(by, DESK, person.district, now)


@transaction.atomic
def order_booklet(
    *, person: Person, language: str, hand_over: Callable[[str], object], by: Person,
    now: dt.datetime,
) -> Booklet:  # fmt: skip
    """Ask for the booklet; one at a time."""
    if by.pk != person.pk:
        raise owning.NotYourPath
    Booklet.objects.filter(person=person).delete()
    made = Booklet(person=person, language=language, ordered_at=now)
    made.save(force_insert=True)
    journal.record(action="order_booklet", now=now, by=by, about=person, thing=made)
    hand_over(str(made.pk))
    return made


@transaction.atomic
def finish_booklet(*, booklet: Booklet, pdf: bytes, now: dt.datetime) -> None:
    """Keep the PDF, encrypted like the words in it; empty: it did not work."""
    booklet.pdf = base64.b64encode(pdf).decode()
    booklet.state = Booklet.State.READY if pdf else Booklet.State.FAILED
    booklet.save(update_fields=["pdf", "state"])
    journal.record(action="finish_booklet", now=now, by=None, thing=booklet)
