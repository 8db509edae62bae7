"""How moments, amounts and distances are said."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from wijkschakel.web.common import words

NOW = datetime(2026, 11, 24, 12, 20, tzinfo=UTC)  # Tuesday 13:20 in Amsterdam


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 24, 13, 0, tzinfo=UTC), "vandaag 14:00"),
        (datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "morgen 9:30"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "morgen 0:30"),
        (datetime(2026, 12, 1, 13, 0, tzinfo=UTC), "di 1 dec 14:00"),
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), "ma 23 nov 14:00"),
        (datetime(2027, 1, 5, 13, 0, tzinfo=UTC), "di 5 jan 2027 14:00"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment, said):
    assert words.when(moment, NOW) == said


def test_a_moment_without_now_is_said_with_its_date():
    assert words.when(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "wo 1 jul 14:00"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 11, 24), "vandaag"),
        (date(2026, 11, 25), "morgen"),
        (date(2026, 11, 26), "donderdag 26 november"),
        (date(2027, 1, 5), "dinsdag 5 januari 2027"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "morgen"),
    ],
)
def test_a_day_is_said_in_words(value, said):
    assert words.day(value, NOW) == said


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (None, ""),
        (0, "gratis"),
        (400, "€\u00a04"),
        (250, "€\u00a02,50"),
        (5, "€\u00a00,05"),
        (1200000, "€\u00a012.000"),
        (125050, "€\u00a01.250,50"),
    ],
)
def test_an_amount_is_said_the_dutch_way(cents, said):
    assert words.money(cents) == said


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("088 000 12 34", "tel:+31880001234"),
        ("+31 6 1234 5678", "tel:+31612345678"),
        ("0031 20-123 45 67", "tel:+31201234567"),
        ("112", "tel:112"),
    ],
)
def test_a_telephone_number_can_be_tapped(number, address):
    assert words.phone_uri(number) == address


@pytest.mark.parametrize(
    ("kept", "said"),
    [("+31880001237", "088 000 1237"), ("+4930123456", "+49 30 123456"), ("088 000 12 34",) * 2,
     ("+zestien", "+zestien")],
)  # fmt: skip
def test_a_telephone_number_is_written_as_people_read_it(kept, said):
    assert words.phone_link(kept).endswith(f'">{said}</a>')


def test_a_telephone_number_from_a_setting_is_escaped():
    assert "<b>" not in words.phone_link("<b>088</b>")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minuut"),
        (45, "45 minuten"),
        (60, "1 uur"),
        (90, "1,5 uur"),
        (120, "2 uur"),
        (75, "1 uur en 15 minuten"),
    ],
)
def test_a_duration_is_said_shortly(minutes, said):
    assert words.duration(minutes) == said


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (None, ""),
        (0, "1 min lopen"),
        (450, "6 min lopen"),
        (451, "7 min lopen"),
        (5200, "5 km"),
    ],
)
def test_a_distance_is_said_in_minutes_on_foot(metres, said):
    assert words.walk_minutes(metres) == said


@pytest.mark.parametrize(
    ("taken", "capacity", "queue", "said"),
    [
        (9, 12, 0, "Nog 3 plekken"),
        (11, 12, 0, "Nog 1 plek"),
        (12, 12, 0, "Vol"),
        (12, 12, 1, "Vol, 1 wacht"),
        (13, 12, 2, "Vol, 2 wachten"),
    ],
)
def test_the_room_that_is_left_is_said_in_words(taken, capacity, queue, said):
    assert words.room(taken, capacity, queue) == said


@pytest.mark.parametrize(
    ("start", "state", "inside"),
    [
        (datetime(2026, 11, 24, 13, 0, tzinfo=UTC), "", "<span>vandaag</span><b>14:00</b>"),
        (datetime(2026, 11, 26, 8, 30, tzinfo=UTC), "", "<span>do</span><b>9:30</b>"),
        (datetime(2026, 12, 4, 13, 0, tzinfo=UTC), "", "<span>4 dec</span><b>14:00</b>"),
        (datetime(2026, 11, 20, 13, 0, tzinfo=UTC), "full", "<span>20 nov</span><b>14:00</b>"),
    ],
)
def test_a_gable_tells_the_moment(start, state, inside):
    drawn = words.tile(start, NOW, state)
    assert drawn.split(">", 1)[1] == inside + "</time>"
    assert ("ws-tile--full" in drawn) is (state == "full")


def test_a_lit_gable_tells_until_when():
    end = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    assert "<b>nu</b><span>tot 16:00</span>" in words.tile(NOW, NOW, "now big", end)


def test_the_hour_of_the_street_is_that_of_the_visit():
    assert words.month_and_hour(NOW) == (11, 13)
    assert words.month_and_hour(None) == (6, 12)


def test_a_day_of_the_week_knows_whether_it_is_past():
    assert words.day_state(date(2026, 11, 23), NOW) == " ws-day--past"
    assert words.day_state(date(2026, 11, 24), NOW) == " ws-day--today"
    assert words.day_state(date(2026, 11, 25), NOW) == ""
    assert "<b>25</b>" in words.day_name(date(2026, 11, 25), NOW)


def test_markdown_of_a_resident_can_do_no_harm():
    shown = words.markdown("**Dag** <script>alert(1)</script>")
    assert "<strong>Dag</strong>" in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 24, 13, 0, tzinfo=UTC), "vandaag 14:00"),
        (datetime(2026, 11, 25, 3, 44, tzinfo=UTC), "morgen"),
        (datetime(2026, 12, 7, 3, 44, tzinfo=UTC), "maandag 7 december"),
    ],
)
def test_until_when_is_a_day_and_on_the_day_itself_the_hour(moment, said):
    assert words.until(moment, NOW) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("één keer", "Eén keer"), ("jan", "Jan"), ("écht", "Écht"), ("<b>", "&lt;b&gt;"), ("", "")],
)
def test_a_capital_takes_the_first_accent_of_one(text, said):
    assert Template("{{ text|capfirst }}").render(Context({"text": text})) == said
