"""Saying where an initiative changes something: with whom, and what of a movement it builds."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions.initiatives import lock
from wijkschakel.activities.models import Block, Initiative, Level
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person


class HalfPlaced(Refused):
    """A level without a block, or the other way round; or a word that is none."""

    def __init__(self) -> None:
        super().__init__(_("Kies allebei: bij wie, en wat het bouwt. Er is niets veranderd."))


@transaction.atomic
def place_initiative(
    *, initiative: Initiative, level: str, block: str, by: Person, now: dt.datetime
) -> bool:
    """Place an initiative, or take it back with two empty words; say whether it changed.

    :raises HalfPlaced: one of both is missing, or does not exist.
    """
    known = level in Level.values and block in Block.values
    if (level or block) and not known:
        raise HalfPlaced
    locked = lock(initiative)
    if (locked.level, locked.block) == (level, block):
        return False
    locked.level, locked.block, locked.changed_at = level, block, now
    locked.save(update_fields=["level", "block", "changed_at"])
    journal.record(
        action="place_initiative", now=now, by=by, thing=locked,
        details={"level": level, "block": block},
    )  # fmt: skip
    return True
