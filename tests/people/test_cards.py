"""Paper cards: six words and a PIN."""

import datetime as dt
import hashlib
import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories.people import MOMENT, make_account, make_person
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import cards
from wijkschakel.people.algorithms import cards as paper
from wijkschakel.people.models import Account, PaperCard

pytestmark = pytest.mark.django_db


def come_in(words, pin, network="192.0.2.1", now=MOMENT):
    return cards.sign_in_with_card(typed_words=words, typed_pin=pin, network=network, now=now)


def wrong(pin):
    return str((int(pin) + 1) % 10**5).zfill(5)


@pytest.fixture
def card(fatma, noor):
    return cards.make_card(person=fatma, by=noor, now=MOMENT)


def test_six_words_are_worth_at_least_62_bits():
    words = paper.card_words()
    assert len(words) == len(set(words))
    assert paper.WORDS_ON_A_CARD * math.log2(len(words)) >= 62


def test_words_are_plain_letters_and_never_one_letter_apart():
    words = paper.card_words()
    assert [word for word in words if not (word.isascii() and word.islower())] == []
    assert [word for word in words if not 4 <= len(word) <= 8] == []
    holes = set()
    for word in words:
        mine = {word[:place] + "?" + word[place + 1 :] for place in range(len(word))}
        assert not mine & holes, word
        holes |= mine


def test_a_card_lets_its_holder_in_and_makes_an_account_without_an_address(card, fatma):
    account = come_in(" ".join(card.words), card.pin)
    assert account == fatma.account
    assert account.email is None


def test_words_may_be_typed_with_capitals_commas_dashes_and_a_pin_with_spaces(card):
    typed = ", ".join(card.words).upper().replace(",", " -")
    assert come_in(typed, " ".join(card.pin)).person_id == card.card.person_id


def test_digits_of_another_script_are_digits(card):
    arabic = card.pin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert come_in(" ".join(card.words), arabic).person_id == card.card.person_id


def test_neither_words_nor_pin_stand_in_the_database(card):
    row = PaperCard.objects.filter(pk=card.card.pk).values().get()
    # As text: the name of a type in here would hold the word "zone".
    stored = " ".join(map(str, row.values()))
    assert [word for word in [*card.words, card.pin] if word in stored] == []


def test_unknown_words_wrong_pin_and_no_pin_get_the_same_sentence(card):
    sentences = set()
    for words, pin in (
        ("appel brug dans egel fiets goud", card.pin),
        (" ".join(card.words), wrong(card.pin)),
        (" ".join(card.words), ""),
        ("", ""),
        (" ".join(reversed(card.words)), card.pin),
    ):
        with pytest.raises(cards.CardNotRight) as refusal:
            come_in(words, pin)
        sentences.add(refusal.value.sentence)
    assert len(sentences) == 1


def test_five_wrong_pins_block_the_card_and_the_right_pin_does_not_help_any_more(card):
    words = " ".join(card.words)
    for _attempt in range(4):
        with pytest.raises(cards.CardNotRight):
            come_in(words, wrong(card.pin))
    with pytest.raises(cards.CardBlocked):
        come_in(words, wrong(card.pin))
    with pytest.raises(cards.CardBlocked) as refusal:
        come_in(words, card.pin)
    assert "Bel ons" in refusal.value.sentence
    assert JournalEntry.objects.filter(action="block_card", about=card.card.person_id).count() == 1


def test_the_right_pin_makes_the_count_start_again(card):
    words = " ".join(card.words)
    for _round in range(3):
        for _attempt in range(4):
            with pytest.raises(cards.CardNotRight):
                come_in(words, wrong(card.pin))
        come_in(words, card.pin)


def test_one_place_on_the_network_may_not_try_forever_but_others_may(card):
    for _attempt in range(30):
        with pytest.raises(cards.CardNotRight):
            come_in("appel brug dans egel fiets goud", "12345")
    with pytest.raises(cards.TooManyTries):
        come_in(" ".join(card.words), card.pin)
    assert come_in(" ".join(card.words), card.pin, network="192.0.2.9")
    assert come_in(" ".join(card.words), card.pin, now=MOMENT + dt.timedelta(minutes=16))


def test_a_revoked_card_and_a_replaced_card_do_not_work(card, fatma, noor):
    newer = cards.make_card(person=fatma, by=noor, now=MOMENT)
    with pytest.raises(cards.CardNotRight):
        come_in(" ".join(card.words), card.pin)
    cards.revoke_card(card=newer.card, by=fatma, now=MOMENT)
    with pytest.raises(cards.CardNotRight):
        come_in(" ".join(newer.words), newer.pin)


def test_a_card_of_a_closed_account_does_not_work(card, fatma):
    Account.objects.filter(person=fatma).update(is_active=False)
    with pytest.raises(cards.CardNotRight):
        come_in(" ".join(card.words), card.pin)


def test_a_card_does_not_take_the_address_of_who_has_one(noor):
    account = make_account(email="jan@example.org")
    cards.make_card(person=account.person, by=noor, now=MOMENT)
    account.refresh_from_db()
    assert account.email == "jan@example.org"


def test_a_card_that_is_used_outlives_the_secret_it_was_made_with(card, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of more than enough letters to be one"
    assert come_in(" ".join(card.words), card.pin).person_id == card.card.person_id
    settings.SECRET_KEY_FALLBACKS = []
    assert come_in(" ".join(card.words), card.pin).person_id == card.card.person_id


def test_a_card_of_an_older_secret_that_was_not_used_since_must_be_made_anew(card, settings):
    settings.SECRET_KEY = "another secret of more than enough letters to be one"
    with pytest.raises(cards.CardNotRight):
        come_in(" ".join(card.words), card.pin)


def test_a_pin_is_never_one_digit_repeated_or_a_plain_row():
    pins = {paper.choose_pin() for _draw in range(3000)}
    assert pins.isdisjoint({"00000", "11111", "12345", "98765", "54321"})


@pytest.mark.django_db(transaction=True)
def test_guessing_at_the_same_moment_gives_no_more_than_five_attempts():
    person = make_person()
    card = cards.make_card(person=person, by=person, now=MOMENT)
    words = " ".join(card.words)

    def guess(number):
        try:
            come_in(words, wrong(card.pin), network=f"192.0.2.{number}")
        except (cards.CardNotRight, cards.CardBlocked) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(24)))
    assert answers.count("CardNotRight") <= 5
    with pytest.raises(cards.CardBlocked):
        come_in(words, card.pin)


@pytest.fixture
def real_hash(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]


def test_unknown_words_cost_as_much_work_as_a_wrong_pin(real_hash, card, monkeypatch):
    calls = []
    scrypt = hashlib.scrypt
    monkeypatch.setattr(
        hashlib, "scrypt", lambda *args, **more: calls.append(1) or scrypt(*args, **more)
    )
    work = []
    for words, pin in (
        ("appel brug dans egel fiets goud", "12345"),
        (" ".join(card.words), wrong(card.pin)),
    ):
        calls.clear()
        with pytest.raises(cards.CardNotRight):
            come_in(words, pin)
        work.append(len(calls))
    assert work == [1, 1]
