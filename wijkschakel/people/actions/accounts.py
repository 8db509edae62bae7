"""Ways to sign in: opening an account, codes by e-mail, passkeys, signing out everywhere."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from wijkschakel.base import journal, outbox, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import rules
from wijkschakel.people.models import Account, Passkey, Person


class AddressTaken(Refused):
    """Somebody else signs in with this address."""

    def __init__(self) -> None:
        super().__init__(
            _("Met dit e-mailadres logt al iemand in. Er is niets veranderd. Kies een ander adres.")
        )


class TooManyCodes(Refused):
    """Codes were asked too often, for this address or from this place."""

    def __init__(self) -> None:
        super().__init__(
            _("Er zijn te veel codes gevraagd. Wacht een uur en probeer het dan weer.")
        )


class KnownPasskey(Refused):
    """This device has its key here already."""

    def __init__(self) -> None:
        super().__init__(_("Dit toestel staat er al bij. Je hoeft niets meer te doen."))


class Answer(StrEnum):
    """What came of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"


@dataclass(frozen=True)
class MailedCode:
    """What the browser's session keeps of a code: a keyed hash, never the code."""

    id: str
    digest: str
    until: dt.datetime


def clean_address(email: str) -> str:
    """Write an address the way accounts keep it: without spaces, in small letters."""
    return email.strip().lower()


def _digest(code_id: str, code: str) -> str:
    return salted_hmac(f"wijkschakel.code.{code_id}", code, algorithm="sha256").hexdigest()


def _allow_code(address: str, network: str, browser: str, now: dt.datetime) -> None:
    """Count a code that is asked, so that a stranger uses up a stranger's codes only.

    A browser that came in with this address before has codes of its own. All others share a
    number per place, and a number over all places, which bounds guessing from many places.
    """
    limits = (
        [("code.browser", f"{address} {browser}", rules.CODES_PER_ADDRESS)]
        if browser
        else [
            ("code.network", network, rules.CODES_PER_NETWORK),
            ("code.place", f"{address} {network}", rules.CODES_PER_ADDRESS),
            ("code.address", address, rules.CODES_PER_ADDRESS_EVERYWHERE),
        ]
    )
    for name, subject, limit in limits:
        if not throttle.allow(name, subject, limit=limit, window=rules.CODES_WINDOW, now=now):
            raise TooManyCodes


def mail_code(*, email: str, network: str, now: dt.datetime, browser: str = "") -> MailedCode:
    """Mail six digits to an address, known or not: the same work and the same letter for both.

    :param network: the internet address that asks; only a keyed hash of it is kept.
    :param browser: number of a browser that came in with this address before, else empty.
    :raises TooManyCodes: more than a person can need.
    """
    address = clean_address(email)
    _allow_code(address, network, browser, now)
    code_id = uuid.uuid4().hex
    code = "".join(secrets.choice("0123456789") for _digit in range(rules.CODE_DIGITS))
    with transaction.atomic():
        outbox.queue_mail(
            key=f"code:{code_id}",
            to=address,
            subject=_("%(code)s is je code voor Wijkschakel") % {"code": code},
            body=_letter(code),
            now=now,
        )
        journal.record(action="mail_code", now=now, by=None)
    return MailedCode(code_id, _digest(code_id, code), now + rules.CODE_LASTS)


def _letter(code: str) -> str:
    return "\n\n".join(
        [
            _("Je code is: %(code)s") % {"code": code},
            _("Vul deze code in op de pagina die nog open staat. De code werkt een kwartier."),
            _("Heb je geen code gevraagd? Dan hoef je niets te doen. Geef de code aan niemand."),
        ]
    )


def try_code(*, mailed: MailedCode, typed: str, now: dt.datetime) -> Answer:
    """Compare what was typed; three attempts per code, also when they come at the same time."""
    if now > mailed.until or not throttle.allow(
        "code.try", mailed.id, limit=rules.CODE_ATTEMPTS, window=rules.CODE_LASTS, now=now
    ):
        return Answer.SPENT
    if constant_time_compare(_digest(mailed.id, typed), mailed.digest):
        return Answer.RIGHT
    return Answer.WRONG


@transaction.atomic
def open_account(*, person: Person, email: str, by: Person, now: dt.datetime) -> Account:
    """Let a person sign in, with an address or (empty) with a paper card or passkey only.

    :raises AddressTaken: somebody else signs in with this address.
    """
    address = clean_address(email) or None
    try:
        with transaction.atomic():
            account, is_new = Account.objects.get_or_create(
                person=person, defaults={"email": address}
            )
            if is_new:
                account.set_unusable_password()
            elif address and not account.email:
                account.email = address
            account.save()
    except IntegrityError as error:
        raise AddressTaken from error
    journal.record(action="open_account", now=now, by=by, about=person, thing=account)
    return account


@transaction.atomic
def change_sign_in_address(
    *, account: Account, email: str, by: Person, now: dt.datetime
) -> Account:
    """Sign in with another address from now on; call it after the new address answered its code.

    :raises AddressTaken: somebody else signs in with this address.
    """
    account.email = clean_address(email)
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressTaken from error
    journal.record(
        action="change_sign_in_address", now=now, by=by, about=account.person, thing=account
    )
    return account


@transaction.atomic
def sign_out_everywhere(*, account: Account, by: Person, now: dt.datetime) -> None:
    """End all sessions of an account: each session carries a hash of what changes here."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    journal.record(
        action="sign_out_everywhere", now=now, by=by, about=account.person, thing=account
    )


@transaction.atomic
def note_sign_in(*, account: Account, way: str, now: dt.datetime) -> None:
    """Write in the journal that somebody came in, and how: code, card, passkey or demo."""
    person = account.person
    journal.record(
        action="sign_in", now=now, by=person, about=person, thing=account, details={"way": way}
    )


@transaction.atomic
def add_passkey(
    *,
    account: Account,
    credential_id: str,
    public_part: str,
    name: str,
    by: Person,
    now: dt.datetime,
) -> Passkey:
    """Keep the public part of a key that a device of this person made.

    :raises KnownPasskey: the key is kept already.
    """
    if Passkey.objects.filter(credential_id=credential_id).exists():
        raise KnownPasskey
    passkey = Passkey.objects.create(
        account=account,
        credential_id=credential_id,
        public_part=public_part,
        name=name[:60],
        made_at=now,
    )
    journal.record(action="add_passkey", now=now, by=by, about=by, thing=passkey)
    return passkey


@transaction.atomic
def use_passkey(*, passkey: Passkey, now: dt.datetime) -> None:
    """Note when a key was used last, so that its owner recognises it."""
    passkey.last_used_at = now
    passkey.save(update_fields=["last_used_at"])


@transaction.atomic
def remove_passkey(*, passkey: Passkey, by: Person, now: dt.datetime) -> None:
    """Forget a key; the device cannot sign in any more."""
    journal.record(action="remove_passkey", now=now, by=by, about=by, thing=passkey)
    passkey.delete()
