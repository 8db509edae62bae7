"""Plain rules of the service map: hours as people write them, numbers, what is asked first."""

import pytest

from wijkschakel.activities.rules import services as rules


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9-12", "9:00-12:00"),
        ("13.30 tot 17:00, 9-12", "9:00-12:00, 13:30-17:00"),
        ("9 uur - 12 uur en 13 - 14", "9:00-12:00, 13:00-14:00"),
        ("22-24", "22:00-23:59"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, said):
    assert rules.write_spans(rules.read_spans(text)) == said


@pytest.mark.parametrize(
    "text", ["12-9", "9-9", "25-26", "9:75-10", "ochtend", "9-12, 11-13", "=9-10", "1-2,3-4" * 9]
)
def test_what_is_no_hour_is_refused(text):
    with pytest.raises(rules.NotATime):
        rules.read_spans(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("088 000 12 34", "+31880001234"),
        ("06-12345678", "+31612345678"),
        ("+32 2 555 12 12", "+3225551212"),
        ("113", "113"),
        ("14 030", "14030"),
        ("0800-0113", "+318000113"),
    ],
)
def test_a_number_is_kept_so_that_it_can_be_called(text, number):
    assert rules.read_phone(text) == number


@pytest.mark.parametrize("text", ["", "bel ons", "12", "06 123", "1" * 30])
def test_what_nobody_can_call_is_refused(text):
    with pytest.raises(rules.NotAPhone):
        rules.read_phone(text)


def test_nothing_asked_first_means_one_walks_in():
    def asked(**changes):
        said = {"price_cents": 0, "by_appointment": False, "documents": "", "needs_referral": False}
        return list(rules.thresholds(**said | changes))

    assert asked() == []
    assert asked(price_cents=None) == ["money"]
    assert asked(by_appointment=True, documents="Je pas.", needs_referral=None) == [
        "appointment", "documents", "referral",
    ]  # fmt: skip
