"""Not being counted: one person's own choice, on and off, without a reason."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.models import Objection
from wijkschakel.people.models import Person


class OnlyYourself(Refused):
    """Nobody chooses this for somebody else."""

    def __init__(self) -> None:
        super().__init__(_("Dit kiest ieder voor zichzelf. Er is niets veranderd."))


@transaction.atomic
def object_to_counting(*, person: Person, by: Person, now: dt.datetime) -> None:
    """Leave my answers and visits out of figures, from the next release on."""
    _only(person, by)
    if Objection.objects.filter(person=person).exists():
        return
    made = Objection(person=person, made_at=now)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # pressed twice at once
        return
    journal.record(action="object_to_counting", now=now, by=by, about=person, thing=made)


@transaction.atomic
def take_back_objection(*, person: Person, by: Person, now: dt.datetime) -> None:
    """Let my answers and visits count again, from the next release on."""
    _only(person, by)
    made = Objection.objects.select_for_update(no_key=True).filter(person=person).first()
    if made is not None:
        journal.record(action="take_back_objection", now=now, by=by, about=person, thing=made)
        made.delete()


def _only(person: Person, by: Person) -> None:
    if by.pk != person.pk:
        raise OnlyYourself
