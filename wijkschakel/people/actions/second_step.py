"""The second step: setting it up, proving it, and taking it away when a telephone is lost."""

import datetime as dt
import hmac

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.base import journal, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, rules
from wijkschakel.people.actions import notices
from wijkschakel.people.algorithms import recovery
from wijkschakel.people.models import Account, Person, RecoveryCode, SecondStep

KEYS_PAGE = "/mijn/sleutels/"


class StepIsOn(Refused):
    """There is an app already; it is taken away first."""

    def __init__(self) -> None:
        super().__init__(_("Er is al een app gekoppeld. Haal die eerst weg."))


class StepNotRight(Refused):
    """The code is wrong, too old, or was used before: the same sentence."""

    def __init__(self) -> None:
        super().__init__(_("Deze code is niet goed. Wacht op een nieuwe code en typ die."))


class TooManySteps(Refused):
    """Codes were tried too often for this account."""

    def __init__(self) -> None:
        super().__init__(
            _("Er zijn te veel codes geprobeerd. Wacht een kwartier. Er is niets veranderd.")
        )


class MayNotReset(Refused):
    """Somebody resets a second step that is not theirs to reset."""

    def __init__(self) -> None:
        super().__init__(_("Dit mag jij niet doen. Er is niets veranderd. Vraag de beheerder."))


def _count_try(account: Account, now: dt.datetime) -> None:
    """Count an attempt before it is judged, outside every transaction."""
    number = str(account.pk)
    limits = (
        ("step.quarter", rules.STEP_TRIES, rules.STEP_TRIES_WINDOW),
        ("step.day", rules.STEP_TRIES_A_DAY, dt.timedelta(days=1)),
    )
    for name, limit, window in limits:
        if not throttle.allow(name, number, limit=limit, window=window, now=now):
            raise TooManySteps


@transaction.atomic
def begin_step(*, account: Account, by: Person, now: dt.datetime) -> SecondStep:
    """Make a secret for an app; it counts from the first right code.

    :raises StepIsOn: there is an app already.
    """
    import pyotp  # slow import  # noqa: PLC0415

    if is_on(account):
        raise StepIsOn
    SecondStep.objects.filter(account=account).delete()
    step = SecondStep(account=account, secret=pyotp.random_base32(), made_at=now)
    step.save(force_insert=True)
    journal.record(action="begin_second_step", now=now, by=by, about=by, thing=step)
    return step


def confirm_step(*, account: Account, typed: str, by: Person, now: dt.datetime) -> list[str]:
    """Take the first code of a new app, and give the codes for on paper: shown once.

    :raises StepNotRight: the code is not right; nothing changed.
    :raises TooManySteps: tried too often.
    """
    _count_try(account, now)
    return _confirm(account, typed, by, now)


@transaction.atomic
def _confirm(account: Account, typed: str, by: Person, now: dt.datetime) -> list[str]:
    step = SecondStep.objects.filter(account=account, confirmed_at__isnull=True).first()
    if step is None or not _use_code(step, typed, now):
        raise StepNotRight
    SecondStep.objects.filter(pk=step.pk).update(confirmed_at=now)
    journal.record(action="confirm_second_step", now=now, by=by, about=by, thing=step)
    return _new_codes(account, now)


def _use_code(step: SecondStep, typed: str, now: dt.datetime) -> bool:
    """Compare a code of the app; each half minute counts once, also when two come together."""
    import pyotp  # slow import  # noqa: PLC0415

    app, half_minute = pyotp.TOTP(step.secret), int(now.timestamp()) // rules.STEP_SECONDS
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    nearby = range(half_minute - rules.STEP_DRIFT, half_minute + rules.STEP_DRIFT + 1)
    right = [at for at in nearby if constant_time_compare(app.generate_otp(at), digits)]
    unused = SecondStep.objects.filter(pk=step.pk, last_counter__lt=max(right, default=0))
    return bool(right and unused.update(last_counter=max(right), last_used_at=now))


def _hashes(code: str) -> list[str]:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    text = f"wijkschakel.recovery:{code}".encode()
    return [hmac.digest(secret.encode(), text, "sha256").hex() for secret in secrets]


def _new_codes(account: Account, now: dt.datetime) -> list[str]:
    """Replace the codes on paper; only hashes are kept."""
    account.recovery_codes.all().delete()
    codes = recovery.choose_codes(rules.RECOVERY_CODES)
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=_hashes(recovery.read_code(code))[0], made_at=now)
        for code in codes
    )
    return codes


@transaction.atomic
def renew_codes(*, account: Account, by: Person, now: dt.datetime) -> list[str]:
    """Give new codes for on paper; the old ones stop."""
    codes = _new_codes(account, now)
    journal.record(action="renew_recovery_codes", now=now, by=by, about=by, thing=account)
    return codes


def prove_step(*, account: Account, typed: str, by: Person, now: dt.datetime) -> None:
    """Take a code of the app, or one from paper.

    :raises StepNotRight: wrong, too old, or used before.
    :raises TooManySteps: tried too often; the right code does not help then.
    """
    _count_try(account, now)
    _prove(account, typed, by, now)


@transaction.atomic
def _prove(account: Account, typed: str, by: Person, now: dt.datetime) -> None:
    step = SecondStep.objects.filter(account=account, confirmed_at__isnull=False).first()
    if step is None:
        raise StepNotRight
    way = "app" if _use_code(step, typed, now) else "paper"
    if way == "paper":
        _use_paper(account, typed, by, now)
    journal.record(
        action="prove_second_step", now=now, by=by, about=by, thing=step, details={"way": way}
    )


def _use_paper(account: Account, typed: str, by: Person, now: dt.datetime) -> None:
    code = recovery.read_code(typed)
    unused = account.recovery_codes.filter(code_hash__in=_hashes(code), used_at__isnull=True)
    if len(code) != recovery.LENGTH or not unused.update(used_at=now):
        raise StepNotRight
    left = account.recovery_codes.filter(used_at__isnull=True).count()
    words = ngettext(
        "Er is ingelogd met een herstelcode. Je hebt er nog %(left)s.",
        "Er is ingelogd met een herstelcode. Je hebt er nog %(left)s.",
        left,
    )
    notices.give_notice(person=by, text=words % {"left": left}, by=None, now=now, link=KEYS_PAGE)


@transaction.atomic
def remove_step(*, account: Account, by: Person, now: dt.datetime) -> None:
    """Take the own app away, with its codes on paper."""
    SecondStep.objects.filter(account=account).delete()
    account.recovery_codes.all().delete()
    journal.record(action="remove_second_step", now=now, by=by, about=by, thing=account)


@transaction.atomic
def reset_step(*, person: Person, by: Person | None, now: dt.datetime) -> None:
    """Take away the app, the codes and the keys of devices of who lost them, and tell them so.

    All sessions end: who found the telephone is out as well. The person sets it up anew.

    :param by: None is who installs the system, from the command line.
    :raises MayNotReset: it is not theirs to reset.
    """
    if by is not None and not permissions.may_reset_second_step(by, person, now):
        raise MayNotReset
    account = Account.objects.filter(person=person).first()
    if account is None:
        raise MayNotReset
    SecondStep.objects.filter(account=account).delete()
    account.recovery_codes.all().delete()
    account.passkeys.all().delete()
    account.set_unusable_password()  # every session carries a hash of this
    account.save(update_fields=["password"])
    journal.record(action="reset_second_step", now=now, by=by, about=person, thing=account)
    words = _("Je tweede stap is weggehaald. Vroeg je dat niet? Bel dan meteen de coördinator.")
    notices.give_notice(person=person, text=words, by=by, now=now, link=KEYS_PAGE)


def has_any(account: Account) -> bool:
    """Say whether this account can prove a second step: with an app or with a passkey."""
    return is_on(account) or account.passkeys.exists()


def is_on(account: Account) -> bool:
    """Say whether an app is tied to this account."""
    return SecondStep.objects.filter(account=account, confirmed_at__isnull=False).exists()
