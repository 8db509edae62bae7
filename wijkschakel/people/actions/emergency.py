"""Breaking the glass: one object, one reason, three hours, and the resident is told."""

import datetime as dt

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.base import journal, outbox
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, queries, rules
from wijkschakel.people.actions import notices
from wijkschakel.people.models import EmergencyAccess, Person, RoleGrant


class NoEmergency(Refused):
    """The role, the place or the object does not allow it."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit kan hier niet met noodtoegang. Er is niets geopend. Bel bij gevaar 112.")
        )


class NoReason(Refused):
    """A reason is missing or too short."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf in een zin waarom dit nodig is. Er is niets geopend."))


class NoPostponement(Refused):
    """Telling the resident cannot be postponed so."""

    def __init__(self) -> None:
        super().__init__(
            _("Uitstel geeft een tweede persoon, voor hooguit 30 dagen. Er is niets veranderd.")
        )


def _belongs_to(thing: models.Model, person: Person) -> bool:
    return thing == person or getattr(thing, "person_id", None) == person.pk


@transaction.atomic
def break_glass(
    *,
    person: Person,
    thing: models.Model,
    reason: str,
    by: Person,
    now: dt.datetime,
    category: str = EmergencyAccess.Category.OTHER,
) -> EmergencyAccess:
    """Open one object of a resident for three hours, with a reason that stays on record."""
    kind = thing._meta.label_lower
    if not _belongs_to(thing, person) or not permissions.may_break_glass(by, person, kind, now):
        raise NoEmergency
    if not rules.is_reason(reason):
        raise NoReason
    access = EmergencyAccess(
        person=person,
        opened_by=by,
        object_kind=kind,
        object_id=str(thing.pk),
        district=person.district,
        category=category,
        reason=reason.strip(),
        opened_at=now,
        closes_at=now + rules.EMERGENCY_LASTS,
    )
    access.save(force_insert=True)
    journal.record(
        action="break_glass",
        now=now,
        by=by,
        about=person,
        thing=thing,
        role=RoleGrant.Role.SAFEGUARDING,
        why="emergency",
        is_emergency=True,
    )
    return access


@transaction.atomic
def postpone_telling(
    *, access: EmergencyAccess, until: dt.datetime, reason: str, by: Person, now: dt.datetime
) -> None:
    """Tell the resident later: a second person with the same role decides, with a reason."""
    latest = access.opened_at + rules.EMERGENCY_POSTPONED_AT_MOST
    is_second = by.pk != access.opened_by_id and permissions.may_break_glass(
        by, access.person, access.object_kind, now
    )
    if not is_second or access.told_at is not None or not now < until <= latest:
        raise NoPostponement
    if not rules.is_reason(reason):
        raise NoReason
    access.postponed_until, access.postponed_by = until, by
    access.postponed_reason = reason.strip()
    access.save(update_fields=["postponed_until", "postponed_by", "postponed_reason"])
    journal.record(
        action="postpone_telling",
        now=now,
        by=by,
        about=access.person,
        thing=access,
        role=RoleGrant.Role.SAFEGUARDING,
        is_emergency=True,
    )


def tell_residents(*, now: dt.datetime, next_round: dt.timedelta) -> int:
    """Tell everybody whose day would pass before the next round; count them."""
    untold = EmergencyAccess.objects.filter(told_at__isnull=True).select_related("person__account")
    told = 0
    for access in untold:
        if rules.must_tell_now(
            opened_at=access.opened_at,
            postponed_until=access.postponed_until,
            now=now,
            next_round=next_round,
        ):
            _tell(access, now)
            told += 1
    return told


class NotToBeTold(Refused):
    """Nobody has to say this to the resident."""

    def __init__(self) -> None:
        super().__init__(_("Dit hoef je niet te vertellen. Er is niets veranderd."))


@transaction.atomic
def note_told_in_person(*, access: EmergencyAccess, by: Person, now: dt.datetime) -> None:
    """Note that somebody said it to a resident who cannot read it here. Twice is once."""
    if access.told_at is None or by.pk == access.person_id:
        raise NotToBeTold
    waiting = EmergencyAccess.objects.filter(pk=access.pk, told_in_person_at__isnull=True)
    if waiting.update(told_in_person_at=now, told_in_person_by=by.pk):
        journal.record(
            action="note_told_in_person",
            now=now,
            by=by,
            about=access.person,
            thing=access,
            role=RoleGrant.Role.COORDINATOR,
            is_emergency=True,
        )


@transaction.atomic
def _tell(access: EmergencyAccess, now: dt.datetime) -> None:
    person = access.person
    with translation.override(queries.screen_language(person)):
        text = _("Iemand keek in nood in je gegevens. Je ziet hier wie, wanneer en waarom.")
        subject = _("Iemand keek in je gegevens")
        help_text = _("Heb je een vraag? Bel de coördinator van je wijk.")
    notices.give_notice(person=person, text=text, link="/mijn/wie-keek/", by=None, now=now)
    if address := queries.mail_address(person):
        outbox.queue_mail(
            key=f"emergency:{access.pk}",
            to=address,
            subject=subject,
            body=f"{text}\n\n{help_text}",
            person=person.pk,
            now=now,
        )
    access.told_at = now
    access.save(update_fields=["told_at"])
    journal.record(
        action="tell_of_emergency", now=now, by=None, about=person, thing=access, is_emergency=True
    )
