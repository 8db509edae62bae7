"""A resident allows somebody to use data for a purpose, and takes that back."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, rules
from wijkschakel.people.models import Consent, Organisation, Person


class NotYourData(Refused):
    """Somebody decides about the data of another, without being a helper now."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit mag alleen de bewoner zelf. Er is niets veranderd. Help je? Begin opnieuw.")
        )


class TooMuchAsked(Refused):
    """The items do not belong to the purpose, or the time is too long."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit is meer dan nodig is voor dit doel. Er is niets gedeeld. Kies minder.")
        )


def _helper(person: Person, by: Person, now: dt.datetime) -> Person | None:
    """Give who helps, or None when the resident acts alone.

    :raises NotYourData: when `by` may not act for `person`.
    """
    if not permissions.may_act_for(person, by, now):
        raise NotYourData
    return None if by.pk == person.pk else by


def _last_day(
    purpose: str, items: list[str], until_on: dt.date | None, now: dt.datetime
) -> dt.date:
    """Give the last day of a consent that asks no more than its purpose needs.

    :raises TooMuchAsked: when it asks more.
    """
    first = timezone.localdate(now)
    last = first + rules.CONSENT_AT_MOST
    until = until_on or last
    if not items or rules.items_beyond(purpose, items) or not first <= until <= last:
        raise TooMuchAsked
    return until


@transaction.atomic
def give_consent(
    *,
    person: Person,
    purpose: str,
    items: list[str],
    text_version: str,
    by: Person,
    now: dt.datetime,
    to_person: Person | None = None,
    to_organisation: Organisation | None = None,
    until_on: dt.date | None = None,
    is_beside_others: bool = False,
) -> Consent:
    """Let one receiver use some items for one purpose, a year at most.

    :param is_beside_others: for one thing of several; else it replaces the last one.
    """
    helper = _helper(person, by, now)
    until = _last_day(purpose, items, until_on, now)
    if not is_beside_others:
        Consent.objects.filter(
            permissions.live_consents(now),
            person=person,
            purpose=purpose,
            to_person=to_person,
            to_organisation=to_organisation,
        ).update(withdrawn_at=now)
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        items=sorted(set(items)),
        to_person=to_person,
        to_organisation=to_organisation,
        text_version=text_version,
        helped_by=helper.pk if helper else None,
        given_at=now,
        until_on=until,
    )
    _record("give_consent", consent, by, now, {"items": consent.items})
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Person, now: dt.datetime) -> None:
    """Take a consent back: from the next request on nothing is shared. Twice is once."""
    _helper(consent.person, by, now)
    live = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now)
    if not Consent.objects.filter(live, pk=consent.pk).update(withdrawn_at=now):
        return
    consent.withdrawn_at = now
    _record("withdraw_consent", consent, by, now, {})


def _record(
    action: str, consent: Consent, by: Person, now: dt.datetime, details: dict[str, object]
) -> None:
    is_helped = by.pk != consent.person_id
    journal.record(
        action=action,
        now=now,
        by=by,
        on_behalf_of=consent.person if is_helped else None,
        about=consent.person,
        thing=consent,
        organisation=consent.to_organisation,
        why=consent.purpose,
        details=details,
    )
