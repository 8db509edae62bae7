"""Paper cards: making one, signing in with one, taking one back."""

import datetime as dt
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import rules
from wijkschakel.people.actions import accounts
from wijkschakel.people.algorithms import cards as paper
from wijkschakel.people.models import Account, PaperCard, Person


class CardNotRight(Refused):
    """Words and PIN do not belong together, or the card does not exist: the same sentence."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze woorden en pincode horen niet bij elkaar. Kijk op je kaart en probeer opnieuw.")
        )


class CardBlocked(Refused):
    """The PIN was wrong too often."""

    def __init__(self) -> None:
        super().__init__(
            _("De pincode was vijf keer niet goed. Je kaart werkt nu niet meer. Je gegevens zijn "
              "veilig. Bel ons of kom langs, dan krijg je een nieuwe kaart.")
        )  # fmt: skip


class TooManyTries(Refused):
    """Too many tries from one place."""

    def __init__(self) -> None:
        super().__init__(_("Er is te vaak geprobeerd in te loggen. Wacht een kwartier."))


@dataclass(frozen=True)
class NewCard:
    """A card with its words and PIN: known now, to print, and never again."""

    card: PaperCard
    words: list[str]
    pin: str


def _keyed(purpose: str, text: str, secret: str) -> str:
    return hmac.digest(secret.encode(), f"{purpose}:{text}".encode(), "sha256").hex()


def _index(words: list[str], secret: str) -> str:
    return _keyed("wijkschakel.card.words", " ".join(words), secret)


def _peppered(pin: str, secret: str) -> str:
    return _keyed("wijkschakel.card.pin", pin, secret)


def hash_pin(pin: str, salt: str | None = None) -> str:
    """Write a PIN so that a copy of the database alone does not give it away.

    :param salt: by lot; the demonstration gives one, so that it comes out the same every time.
    """
    return make_password(_peppered(pin, settings.SECRET_KEY), salt)


def index_of(words: list[str]) -> str:
    """Write six words so that they can be found again, and not read."""
    return _index(words, settings.SECRET_KEY)


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


@transaction.atomic
def make_card(*, person: Person, by: Person, now: dt.datetime) -> NewCard:
    """Make a paper card, and an account without an address when the person has none.

    A new card replaces the old ones: a lost card stops working.
    """
    if not Account.objects.filter(person=person).exists():
        accounts.open_account(person=person, email="", by=by, now=now)
    _usable(person.cards).update(revoked_at=now)
    words, pin = paper.choose_words(), paper.choose_pin()
    card = PaperCard.objects.create(
        person=person,
        words_index=_index(words, settings.SECRET_KEY),
        pin_hash=hash_pin(pin),
        made_at=now,
        made_by=by.pk,
    )
    journal.record(action="make_card", now=now, by=by, about=person, thing=card)
    return NewCard(card, words, pin)


@transaction.atomic
def revoke_card(*, card: PaperCard, by: Person, now: dt.datetime) -> None:
    """Take a card back: it does not work any more."""
    if card.revoked_at is None:
        card.revoked_at = now
        card.save(update_fields=["revoked_at"])
        journal.record(action="revoke_card", now=now, by=by, about=card.person, thing=card)


def _usable(cards: models.Manager[PaperCard]) -> models.QuerySet[PaperCard]:
    return cards.filter(revoked_at__isnull=True)


def find_by_words(words: list[str]) -> PaperCard | None:
    """Find the card with these words in this order, by keyed hash."""
    indexes = [_index(words, secret) for secret in _secrets()]
    return _usable(PaperCard.objects).filter(words_index__in=indexes).first()


def _pin_is_right(card: PaperCard | None, pin: str) -> bool:
    """Compare a PIN; without a card the same work is done for nothing."""
    if card is None:
        hash_pin(pin)
        return False
    return any(check_password(_peppered(pin, secret), card.pin_hash) for secret in _secrets())


def check_pin(*, card: PaperCard | None, pin: str, now: dt.datetime) -> bool:
    """Compare a PIN with a card and count the attempt first, so that racing does not help.

    This writes outside one transaction on purpose: an attempt counts whatever happens next.

    :raises CardBlocked: five attempts were wrong.
    """
    mine = PaperCard.objects.filter(pk=card.pk) if card else PaperCard.objects.none()
    open_card = mine.filter(blocked_at__isnull=True)
    attempt = open_card.filter(failed_attempts__lt=rules.CARD_ATTEMPTS)
    if card and not attempt.update(failed_attempts=models.F("failed_attempts") + 1):
        raise CardBlocked
    if card and _pin_is_right(card, pin):
        open_card.update(failed_attempts=0, last_used_at=now)
        return True
    if card is None:
        _pin_is_right(None, pin)
        return False
    if open_card.filter(failed_attempts__gte=rules.CARD_ATTEMPTS).exists():
        _block(card, now)
        raise CardBlocked
    return False


@transaction.atomic
def _block(card: PaperCard, now: dt.datetime) -> None:
    if PaperCard.objects.filter(pk=card.pk, blocked_at__isnull=True).update(blocked_at=now):
        journal.record(action="block_card", now=now, by=None, about=card.person, thing=card)


def count_try(*, network: str, now: dt.datetime) -> None:
    """Count one try from this place on the network.

    :raises TooManyTries: it tries too often.
    """
    if not throttle.allow(
        "card.network", network, limit=rules.CARD_TRIES, window=rules.CARD_TRIES_WINDOW, now=now
    ):
        raise TooManyTries


def sign_in_with_card(
    *, typed_words: str, typed_pin: str, network: str, now: dt.datetime
) -> Account:
    """Give the account of whoever holds this card and knows its PIN.

    :raises CardNotRight: always the same sentence and about the same time.
    :raises CardBlocked: five attempts were wrong.
    :raises TooManyTries: this place on the network tries too often.
    """
    count_try(network=network, now=now)
    words, pin = paper.read_words(typed_words), paper.read_pin(typed_pin)
    card = find_by_words(words)
    if not check_pin(card=card, pin=pin, now=now) or card is None:
        raise CardNotRight
    account = Account.objects.filter(person=card.person_id, is_active=True).first()
    if account is None:
        raise CardNotRight
    _rewrite(card, words, pin)
    return account


def _rewrite(card: PaperCard, words: list[str], pin: str) -> None:
    """Write a card anew that was made with an older secret, so that the older one may go."""
    index = _index(words, settings.SECRET_KEY)
    if card.words_index != index:
        PaperCard.objects.filter(pk=card.pk).update(words_index=index, pin_hash=hash_pin(pin))
