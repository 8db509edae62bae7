"""What was not found is kept without a person: no name, no number, no moment."""

import datetime as dt

import pytest
from django.db import connection

from tests.factories.activities import make_activity
from tests.factories.guides import make_need, make_unserved
from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district, make_neighbourhood
from wijkschakel.activities.actions import finding
from wijkschakel.base.models import JournalEntry
from wijkschakel.support.actions import needs
from wijkschakel.support.models import Need, NeedAnswer, UnservedNeed
from wijkschakel.support.rules import masking
from wijkschakel.upkeep import retention

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def keep(text, district=None, **changes):
    """Keep words that were not found."""
    values = {
        "text": text,
        "district": district or make_district(),
        "neighbourhood": None,
        "source": "guide",
        "by": None,
        "now": MOMENT,
    }
    return needs.keep_unserved(**values | changes)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zwemles voor volwassenen", "zwemles voor volwassenen"),
        ("bel 06 12 34 56 78 over zwemles", "bel … over zwemles"),
        ("bel +31612345678 over zwemles", "bel … over zwemles"),
        ("bel 06-12345678, over zwemles", "bel … over zwemles"),
        ("mail fatma.y@example.org over zwemles", "mail … over zwemles"),
        ("ik ben Gülsüm Öztürk en zoek zwemles", "ik ben … en zoek zwemles"),
        ("mijn naam is gulsum ozturk en ik zoek zwemles", "mijn naam is … en ik zoek zwemles"),
        ("mevrouw de vries zoekt zwemles", "mevrouw de … zoekt zwemles"),
        ("zwemles voor fatma", "zwemles voor …"),
        ("Fatma zoekt zwemles", "… zoekt zwemles"),
        ("zwemles in 7411 AA aan de Lindelaan 12a", "zwemles in … aan de …"),
        ("zwemles bij de Lindestraat", "zwemles bij de …"),
        ("bsn 123456782 zwemles", "bsn … zwemles"),
        ("rekening NL91 ABNA 0417 1643 00 zwemles", "rekening … zwemles"),
        ("geboren 12-03-1957 zwemles", "geboren … zwemles"),
        ("zie www.fatma.nl zwemles", "zie … zwemles"),
        ("zwemles voor 3 kinderen", "zwemles voor 3 kinderen"),
        ("mijn fiets is weg", "mijn fiets is weg"),
        ("ZWEMLES GRAAG", "ZWEMLES GRAAG"),
        ("\u202ezwemles\u202c", "zwemles"),
        ("zwemles\0\r\n<script>alert(1)</script>", "zwemles <script>alert(1)</script>"),
    ],
)
def test_words_are_kept_without_what_points_to_a_person(typed, kept):
    assert needs.masked(typed) == kept


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("Wie gaat mee naar de markt? Bel me op 06 12345678.", "Wie gaat mee naar de markt?"),
        ("Mail jan@example.org.\nIk zoek een klusser", "Ik zoek een klusser"),
        ("Bel 06 12345678", "Bel 06 12345678"),
    ],
)
def test_how_somebody_is_reached_is_no_wish(typed, wish):
    assert masking.wish_in(typed) == wish


def test_the_name_of_somebody_who_lives_here_is_taken_out_in_small_letters_too():
    assert needs.masked("zwemles met wibrandus") == "zwemles met wibrandus"
    make_person(given_name="Wibrandus", family_name="Yldz")
    assert needs.masked("zwemles met wibrandus of YLDZ") == "zwemles met … of …"


def test_a_word_that_is_in_use_here_for_something_else_stays():
    make_person(given_name="Roos")
    assert needs.masked("een tuin met een roos") == "een tuin met een …"
    finding.put_activities([make_activity(title="Een roos snoeien")], MOMENT)
    assert needs.masked("een tuin met een roos") == "een tuin met een roos"
    assert needs.masked("een tuin met Roos") == "een tuin met …"


def test_words_in_other_letters_are_not_kept_because_names_cannot_be_told():
    with pytest.raises(needs.NothingSaid):
        keep("اسمي فاطمة وأبحث عن السباحة")
    assert UnservedNeed.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "   ", "06 12345678", "Fatma", "ik ben Fatma", "?!", "…"])
def test_when_nothing_is_left_nothing_is_kept(typed):
    with pytest.raises(needs.NothingSaid):
        keep(typed)
    assert (UnservedNeed.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_ten_thousand_letters_leave_two_hundred():
    assert len(needs.masked("zwemles " * 1250)) <= 200


def test_nothing_of_who_asked_stands_in_the_row_or_in_the_journal():
    fatma = make_person(given_name="Fatma", phone="06 99 88 77 66", email="fatma@example.org")
    hood = make_neighbourhood()
    row = keep(
        "Fatma (06 99 88 77 66, fatma@example.org) zoekt zwemles",
        hood.district, neighbourhood=hood, by=fatma,
    )  # fmt: skip
    assert row.text == "… ( … ) zoekt zwemles" or "zwemles" in row.text
    names = {field.name for field in UnservedNeed._meta.get_fields()}
    assert names == {
        "id", "district", "neighbourhood", "text", "key", "source", "state", "count",
        "first_on", "last_on", "need",
    }  # fmt: skip
    line = JournalEntry.objects.get(action="keep_unserved_need")
    assert (line.by, line.about, line.object_id, line.details) == (None, None, "", {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM support_unservedneed")
        stored = str(cursor.fetchall())
    for trace in ("Fatma", "fatma", "99 88", "example", "zwemles", str(fatma.pk)):
        assert trace not in stored


def test_the_same_question_is_counted_whatever_the_order_and_the_endings():
    district = make_district()
    first = keep("zwemles voor vrouwen", district)
    again = keep("Vrouw zwemles", district, now=MOMENT + 3 * DAY)
    first.refresh_from_db()
    assert (again.pk, first.count, first.first_on, first.last_on) == (
        first.pk, 2, MOMENT.date(), (MOMENT + 3 * DAY).date(),
    )  # fmt: skip


def test_another_neighbourhood_or_district_is_another_row():
    hood = make_neighbourhood()
    keep("zwemles", hood.district)
    keep("zwemles", hood.district, neighbourhood=hood)
    keep("zwemles")
    assert UnservedNeed.objects.count() == 3


def test_at_night_nearly_the_same_questions_come_together():
    district = make_district()
    make_unserved(district, text="zwemles voor volwassen vrouwen", count=3)
    make_unserved(district, text="zwemles vrouwen", count=2)
    make_unserved(district, text="rijles")
    assert needs.group_unserved(MOMENT) == {"unserved merged": 1}
    assert sorted(UnservedNeed.objects.values_list("count", flat=True)) == [1, 5]
    assert needs.group_unserved(MOMENT) == {"unserved merged": 0}


def test_words_go_a_year_after_they_were_last_looked_for():
    make_unserved()
    retention.keep_no_longer(MOMENT + 364 * DAY)
    assert UnservedNeed.objects.count() == 1
    retention.keep_no_longer(MOMENT + 366 * DAY)
    assert UnservedNeed.objects.count() == 0


def note(noor, rows, **changes):
    """Make a need out of what was not found."""
    values = {
        "title": "Zwemmen voor vrouwen",
        "theme": "move",
        "district": rows[0].district,
        "neighbourhood": None,
        "source": "guide",
        "by": noor,
        "now": MOMENT,
        "unserved": rows,
    }
    return needs.note_need(**values | changes)


def test_a_need_counts_what_it_was_made_of(noor, district):
    rows = [make_unserved(district, count=3), make_unserved(district, text="zwembad", count=2)]
    need = note(noor, rows)
    assert need.count == 5
    assert set(UnservedNeed.objects.values_list("state", "need")) == {("noted", need.pk)}


def test_two_at_the_desk_do_not_count_it_twice(noor, district):
    rows = [make_unserved(district, count=3)]
    need = note(noor, rows)
    with pytest.raises(needs.AlreadyDone):
        note(noor, rows)
    with pytest.raises(needs.AlreadyDone):
        needs.add_to_need(need=need, unserved=rows, by=noor, now=MOMENT)
    with pytest.raises(needs.AlreadyDone):
        needs.dismiss_unserved(unserved=rows, by=noor, now=MOMENT)
    assert (Need.objects.count(), Need.objects.get().count) == (1, 3)


def test_what_was_put_aside_comes_back(noor, district):
    rows = [make_unserved(district)]
    needs.dismiss_unserved(unserved=rows, by=noor, now=MOMENT)
    assert UnservedNeed.objects.get().state == "dismissed"
    needs.undo_dismissal(unserved=rows, by=noor, now=MOMENT)
    assert UnservedNeed.objects.get().state == "open"


def test_an_activity_names_the_needs_it_is_there_for(wil, district):
    activity = make_activity(district=district)
    mine, other = make_need(district), make_need(district, title="Rijles")
    needs.cite_needs(activity=activity, needs=[mine, make_need()], by=wil, now=MOMENT)
    assert list(NeedAnswer.objects.values_list("need", flat=True)) == [mine.pk]
    needs.cite_needs(activity=activity, needs=[other], by=wil, now=MOMENT)
    assert list(NeedAnswer.objects.values_list("need", flat=True)) == [other.pk]


def test_an_activity_does_not_answer_everything(wil, district):
    every = [make_need(district, title=f"Behoefte {number}") for number in range(6)]
    with pytest.raises(needs.EnoughNeeds):
        needs.cite_needs(activity=make_activity(district=district), needs=every, by=wil, now=MOMENT)
    assert NeedAnswer.objects.count() == 0
