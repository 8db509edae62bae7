"""People: taking one's data along, wiping it, and how long it is kept."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from django.contrib.sessions.models import Session as BrowserSession
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from wijkschakel.people import permissions
from wijkschakel.people.models import (
    Account,
    CalendarLink,
    CarriedRecord,
    Consent,
    Delegate,
    EmergencyAccess,
    InvitationCode,
    Membership,
    Notice,
    PaperCard,
    Person,
    RoleGrant,
    SecondStep,
)

YEAR = dt.timedelta(days=365)
NOTICE_KEPT = dt.timedelta(days=90)
CARD_KEPT = dt.timedelta(days=30)
INVITATION_KEPT = dt.timedelta(days=30)
UNCONFIRMED_KEPT = dt.timedelta(days=1)

# What of a row goes along: the words, never hashes, keys or other people's numbers.
PERSON = ["given_name", "family_name", "phone", "email", "language", "birth_year"]
PERSON += ["likes", "brings", "is_guest", "joined_at"]
CONSENT = ("purpose", "basis", "items", "text_version", "given_at", "until_on", "withdrawn_at")
HELP = ("confirmed_how", "starts_at", "ends_at", "answer", "answered_how", "answered_at")
EMERGENCY = ("category", "reason", "opened_at", "told_at", "told_in_person_at", "postponed_reason")
CARD = ("made_at", "revoked_at", "blocked_at", "last_used_at")


def _plain(value: object) -> object:
    """Write moments, dates and rows the same way everywhere."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, models.Model) else value


def _row(row: models.Model, names: Iterable[str], **more: object) -> dict[str, object]:
    values = {name: getattr(row, name) for name in names} | more
    return {name: _plain(value) for name, value in values.items()}


def export(person: Person) -> dict[str, object]:
    """Give all we keep about a person in this room, in an order that does not change."""
    account = Account.objects.filter(person=person).first()
    return {
        "person": _row(
            person, PERSON, district=person.district, neighbourhood=person.neighbourhood
        ),
        "account": _account(account) if account else None,
        "memberships": [
            _row(row, ("title", "starts_on", "ends_on"), organisation=row.organisation)
            for row in _in_order(person.memberships.select_related("organisation"), "starts_on")
        ],
        "roles": [
            _row(
                row,
                ("role", "starts_on", "ends_on"),
                place=row.region or row.municipality or row.district,
                organisation=row.organisation,
            )
            for row in _in_order(
                person.roles.select_related("region", "municipality", "district", "organisation"),
                "starts_on",
            )
        ],
        **_trust(person),
        "notices": [
            _row(row, ("text", "made_at", "read_at"))
            for row in _in_order(person.notices, "made_at")
        ],
        "carried": [
            _row(row, ("digest", "confirmed_at"), content=json.loads(row.content))
            for row in _in_order(person.carried.filter(confirmed_at__isnull=False), "digest")
        ],
    }


def _account(account: Account) -> dict[str, object]:
    return _row(account, ("email", "created_at", "last_login")) | {
        "passkeys": [
            _row(key, ("name", "made_at", "last_used_at"))
            for key in _in_order(account.passkeys, "made_at")
        ],
        "identities": [
            _row(one, ("name", "issuer", "made_at", "last_used_at"))
            for one in _in_order(account.identities, "made_at")
        ],
        "second_step": [
            _row(step, ("last_used_at",), on_since=step.confirmed_at)
            for step in SecondStep.objects.filter(account=account)
        ],
        "recovery_codes": [
            _row(code, ("made_at", "used_at"))
            for code in _in_order(account.recovery_codes, "made_at")
        ],
    }


def _trust(person: Person) -> dict[str, object]:
    """Consents, helpers, cards, and the emergencies the person was told of."""
    consents = person.consents.select_related("to_person", "to_organisation")
    told = person.emergencies.filter(told_at__isnull=False).select_related("opened_by")
    return {
        "consents": [
            _row(row, CONSENT, receiver=row.receiver_name)
            for row in _in_order(consents, "given_at")
        ],
        "helpers": [
            _row(row, HELP, helper=row.helper)
            for row in _in_order(person.delegates.select_related("helper"), "starts_at")
        ],
        "helped": [_row(row, HELP) for row in _in_order(person.delegate_for, "starts_at")],
        "cards": [_row(row, CARD) for row in _in_order(person.cards, "made_at")],
        "calendar_links": [
            _row(row, ("made_at",)) for row in CalendarLink.objects.filter(person=person)
        ],
        "emergencies": [
            _row(row, EMERGENCY, by=row.opened_by) for row in _in_order(told, "opened_at")
        ],
    }


def _in_order(rows: models.Manager | models.QuerySet, field: str) -> models.QuerySet:
    return rows.order_by(field, "pk")


def addresses_of(person: Person) -> list[str]:
    """Give every address we wrote to: needed to find letters that know no person."""
    account = Account.objects.filter(person=person).first()
    return [address for address in (person.email, account.email if account else "") if address]


@transaction.atomic
def erase(person: Person, now: dt.datetime) -> None:
    """Wipe all that tells who this was; an empty row stays, so that counts stay equal."""
    account = Account.objects.filter(person=person).first()
    if account is not None:
        _end_browser_sessions(account, now)
        account.delete()
    Delegate.objects.filter(Q(person=person) | Q(helper=person)).delete()
    Consent.objects.filter(Q(person=person) | Q(to_person=person)).delete()
    Consent.objects.filter(helped_by=person.pk).update(helped_by=None)
    Delegate.objects.filter(answer_noted_by=person.pk).update(answer_noted_by=None)
    EmergencyAccess.objects.filter(told_in_person_by=person.pk).update(told_in_person_by=None)
    for rows in (person.memberships, person.roles, person.cards, person.notices, person.carried):
        rows.all().delete()
    CalendarLink.objects.filter(person=person).delete()
    EmergencyAccess.objects.filter(person=person).update(reason="", postponed_reason="")
    Person.objects.filter(pk=person.pk).update(**_empty(), erased_at=now)
    person.refresh_from_db()


def _empty() -> Mapping[str, object]:
    empty = dict.fromkeys(("given_name", "family_name", "phone", "email", "likes", "brings"), "")
    return empty | {
        "language": "nl",
        "birth_year": None,
        "district": None,
        "neighbourhood": None,
    }


def _end_browser_sessions(account: Account, now: dt.datetime) -> None:
    number = str(account.pk)
    for session in BrowserSession.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get("_auth_user_id") == number:
            session.delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away what was kept long enough."""
    day = timezone.localdate(now)
    old_consents = Consent.objects.exclude(permissions.live_consents(now)).filter(
        Q(withdrawn_at__lte=now - 5 * YEAR) | Q(until_on__lte=day - 5 * YEAR)
    )
    rows: dict[str, models.QuerySet] = {
        "notices": Notice.objects.filter(made_at__lte=now - NOTICE_KEPT),
        "roles": RoleGrant.objects.filter(ends_on__lte=day - YEAR),
        "memberships": Membership.objects.filter(ends_on__lte=day - YEAR),
        "helpers": Delegate.objects.filter(ends_at__lte=now - YEAR),
        "cards": PaperCard.objects.filter(revoked_at__lte=now - CARD_KEPT),
        "invitations": InvitationCode.objects.filter(ends_on__lte=day - INVITATION_KEPT),
        "consents": old_consents,
        "carried": CarriedRecord.objects.filter(
            confirmed_at__isnull=True, brought_at__lte=now - UNCONFIRMED_KEPT
        ),
        "emergencies": EmergencyAccess.objects.filter(opened_at__lte=now - 5 * YEAR),
        "second steps": SecondStep.objects.filter(
            confirmed_at__isnull=True, made_at__lte=now - dt.timedelta(days=1)
        ),
        "browser sessions": BrowserSession.objects.filter(expire_date__lte=now),
    }
    return {name: found.delete()[0] for name, found in rows.items()}
