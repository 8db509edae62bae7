"""Signing in at an own organisation: tying who somebody is there to who they are here."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions
from wijkschakel.people.actions import accounts, notices
from wijkschakel.people.models import Account, ExternalIdentity, Person


class NotStaff(Refused):
    """Only who holds a role here signs in at an organisation."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze manier is voor mensen met een rol in de wijk. Log in met een code per mail.")
        )


class IdentityTaken(Refused):
    """This login belongs to another account."""

    def __init__(self) -> None:
        super().__init__(_("Deze login hoort al bij iemand anders. Er is niets veranderd."))


def find_account(issuer: str, subject: str) -> Account | None:
    """Give the account that belongs to who somebody is at an organisation, when it may sign in."""
    found = ExternalIdentity.objects.filter(issuer=issuer, subject=subject)
    identity = found.select_related("account__person").first()
    if identity is None or not identity.account.is_active or identity.account.person is None:
        return None
    return identity.account


def is_known(issuer: str, subject: str) -> bool:
    """Say whether this login is tied to an account, also one that may not sign in."""
    return ExternalIdentity.objects.filter(issuer=issuer, subject=subject).exists()


def find_staff(email: str, now: dt.datetime) -> Account | None:
    """Give the account of somebody with a role here who signs in with this address."""
    found = Account.objects.select_related("person").filter(
        email=accounts.clean_address(email), is_active=True, person__isnull=False
    )
    account = found.first()
    if account is None or account.person is None or not permissions.is_staff(account.person, now):
        return None
    return account


@transaction.atomic
def tie_identity(
    *, account: Account, issuer: str, subject: str, name: str, by: Person, now: dt.datetime
) -> ExternalIdentity:
    """Let somebody with a role sign in at an organisation from now on. It gives no role.

    :raises NotStaff: the person holds no role here.
    :raises IdentityTaken: it belongs to another account.
    """
    if not permissions.is_staff(by, now):
        raise NotStaff
    try:
        with transaction.atomic():
            identity, is_new = ExternalIdentity.objects.get_or_create(
                issuer=issuer,
                subject=subject,
                defaults={"account": account, "name": name[:80], "made_at": now},
            )
    except IntegrityError as error:
        raise IdentityTaken from error
    if identity.account_id != account.pk:
        raise IdentityTaken
    if is_new:
        journal.record(action="tie_identity", now=now, by=by, about=by, thing=identity)
        words = _("Je kunt nu inloggen via %(name)s.") % {"name": name}
        notices.give_notice(person=by, text=words, by=None, now=now, link="/mijn/sleutels/")
    return identity


@transaction.atomic
def use_identity(*, issuer: str, subject: str, now: dt.datetime) -> None:
    """Note when it was used last, so that its owner recognises it."""
    ExternalIdentity.objects.filter(issuer=issuer, subject=subject).update(last_used_at=now)


@transaction.atomic
def untie_identity(*, identity: ExternalIdentity, by: Person, now: dt.datetime) -> None:
    """Forget who somebody is at an organisation; signing in there stops."""
    journal.record(action="untie_identity", now=now, by=by, about=by, thing=identity)
    identity.delete()
