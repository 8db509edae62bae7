"""Makes people for tests."""

import datetime as dt
import itertools
import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData

from wijkschakel.people.models import (
    Account,
    CarriedRecord,
    Consent,
    Delegate,
    EmergencyAccess,
    ExternalIdentity,
    Membership,
    NetworkMember,
    Notice,
    Organisation,
    PaperCard,
    Passkey,
    Person,
    RoleGrant,
)
from wijkschakel.upkeep import carrying, privacy

MOMENT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
_number = itertools.count(1)


def make_person(**changes: Any) -> Person:
    """Make a resident without an account, without e-mail and telephone."""
    values = {"given_name": f"Fatma {next(_number)}", "joined_at": MOMENT}
    return Person.objects.create(**values | changes)


def make_account(**changes: Any) -> Account:
    """Make an account, of a person of its own unless told otherwise."""
    person = changes.pop("person", None) or make_person()
    values = {"person": person, "email": f"person{next(_number)}@example.org"}
    return Account.objects.create(**values | changes)


def make_organisation(**changes: Any) -> Organisation:
    """Make a welfare organisation."""
    values = {"name": f"Stichting Samen {next(_number)}", "kind": Organisation.Kind.WELFARE}
    return Organisation.objects.create(**values | changes)


def make_membership(person: Person, organisation: Organisation, **changes: Any) -> Membership:
    """Make somebody a member of an organisation since the start of the year."""
    values = {"person": person, "organisation": organisation, "starts_on": dt.date(2026, 1, 1)}
    return Membership.objects.create(**values | changes)


def make_network(**changes: Any) -> Organisation:
    """Make a network."""
    return make_organisation(**{"kind": Organisation.Kind.NETWORK} | changes)


def make_member(network: Organisation, organisation: Organisation, **changes: Any) -> NetworkMember:
    """Let an organisation belong to a network since the start of the year."""
    values = {
        "network_yes_at": MOMENT, "organisation_yes_at": MOMENT, "starts_on": dt.date(2026, 1, 1),
    }  # fmt: skip
    return NetworkMember.objects.create(
        network=network, organisation=organisation, **values | changes
    )


def grant_role(person: Person, role: str, place: Any = None, **changes: Any) -> RoleGrant:
    """Give a role in a region, municipality or district; without a place it holds everywhere."""
    scope = {type(place).__name__.lower(): place} if place else {}
    values = {"person": person, "role": role, "starts_on": dt.date(2026, 1, 1)}
    return RoleGrant.objects.create(**values | scope | changes)


def make_consent(person: Person, **changes: Any) -> Consent:
    """Make a consent to see a telephone number, for somebody of their own unless told otherwise."""
    if not {"to_person", "to_organisation"} & set(changes):
        changes["to_person"] = make_person()
    values = {
        "person": person,
        "purpose": "contact",
        "items": ["phone"],
        "text_version": "2026-1",
        "given_at": MOMENT,
    }
    return Consent.objects.create(**values | changes)


def make_card(person: Person, **changes: Any) -> PaperCard:
    """Make a paper card that nobody knows the words of."""
    values = {
        "person": person,
        "words_index": f"{next(_number):064}",
        "pin_hash": "!",
        "made_at": MOMENT,
    }
    return PaperCard.objects.create(**values | changes)


def make_passkey(account: Account, **changes: Any) -> Passkey:
    """Make a key of a telephone that does not exist."""
    number = f"key{next(_number)}".encode()
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(bytes(16), number, public)
    values = {
        "account": account,
        "credential_id": websafe_encode(number),
        "public_part": websafe_encode(bytes(made)),
        "name": "Android",
        "made_at": MOMENT,
    }
    return Passkey.objects.create(**values | changes)


def make_identity(account: Account, **changes: Any) -> ExternalIdentity:
    """Let an account sign in at an organisation that does not exist."""
    values = {
        "account": account,
        "issuer": "https://inloggen.example.org",
        "subject": f"subject-{next(_number)}",
        "name": "Gemeente Lindedam",
        "made_at": MOMENT,
    }
    return ExternalIdentity.objects.create(**values | changes)


def make_delegate(person: Person, helper: Person, now: dt.datetime, **changes: Any) -> Delegate:
    """Let somebody help a resident since ten minutes, for fifty more."""
    minute = dt.timedelta(minutes=1)
    values = {
        "person": person,
        "helper": helper,
        "confirmed_how": "pin",
        "starts_at": now - 10 * minute,
        "ends_at": now + 50 * minute,
    }
    return Delegate.objects.create(**values | changes)


def make_carried(person: Person, **changes: Any) -> CarriedRecord:
    """Keep what somebody brought from elsewhere: one walk, not confirmed yet."""
    part = {
        "format": "wijkschakel-carried-1",
        "person": str(uuid.uuid4()),
        "rooms": {
            "people": dict.fromkeys(carrying.PERSON) | {"district": "Elders", "likes": "thee"},
            "activities": {
                "enrolments": [
                    dict.fromkeys(carrying.ENROLMENT)
                    | {"activity": "Wandelen", "starts_at": MOMENT.isoformat(), "was_there": True}
                ],
                "leads": [],
            },
        },
        "earlier": [],
    }
    values = {
        "person": person,
        "origin": part["person"],
        "digest": privacy.digest_of(part),
        "content": privacy.canonical(part).decode(),
        "brought_at": MOMENT,
    }
    record = CarriedRecord(**values | changes)
    record.save(force_insert=True)
    return record


def make_notice(person: Person, **changes: Any) -> Notice:
    """Leave a word for somebody."""
    values = {"person": person, "text": "Er is weer een plek vrij.", "made_at": MOMENT}
    return Notice.objects.create(**values | changes)


def make_emergency(
    person: Person, opened_by: Person, now: dt.datetime, **changes: Any
) -> EmergencyAccess:
    """Let somebody look at a resident since ten minutes, with a reason."""
    opened_at = now - dt.timedelta(minutes=10)
    values = {
        "person": person,
        "opened_by": opened_by,
        "object_kind": "people.person",
        "object_id": str(person.pk),
        "reason": "De buren horen al twee dagen niets.",
        "opened_at": opened_at,
        "closes_at": opened_at + dt.timedelta(hours=3),
    }
    access = EmergencyAccess(**values | changes)
    access.save(force_insert=True)
    return access
