"""Lessons, trainings of professionals, and the questions that count only when one says so."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import people, places
from tests.web.desk.counting import questions
from tests.web.path.test_pages import text_of
from wijkschakel.base import clock
from wijkschakel.paths.actions import learning, talking
from wijkschakel.paths.models import ConversationPartner, Measurement
from wijkschakel.paths.rules import shipped

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_professional_who_was_trained_has_a_record_and_is_no_partner(visit, noor, anke):
    people.grant_role(anke, "professional", anke.district)
    today = timezone.localdate(clock.now())
    training = {
        "person": anke.pk, "title": "Gesprek op recept", "trained_on": str(today),
        "valid_until": str(today + 90 * DAY),
    }  # fmt: skip
    assert visit(noor).post(reverse("desk:partners"), training).status_code == 302
    own = text_of(visit(anke).get(reverse("path:talks")))
    assert ("Wat je leerde" in own, "Gesprek op recept" in own) == (True, True)
    assert ConversationPartner.objects.count() == 0


def test_lessons_are_read_by_anyone_and_ticked_off_for_oneself(client, visit, fatma):
    first, last = (reverse("path:lesson", args=[key]) for key in ("together", "everybody"))
    for page in (reverse("path:training"), reverse("path:training_print"), first, last):
        assert client.get(page).status_code == 200
    assert "Deze les deed ik" not in text_of(client.get(first))
    assert client.get(reverse("path:lesson", args=["no"])).status_code == 404
    me = visit(fatma)
    marked = me.post(reverse("path:mark_lesson", args=["together"]))
    assert marked["Location"] == reverse("path:lesson", args=["listening"])
    assert "Je hebt 1 van de 6 lessen gedaan" in text_of(me.get(reverse("path:training")))
    me.post(reverse("path:mark_lesson", args=["together"]), {"doe": "niet"})
    assert "lessen gedaan" not in text_of(me.get(reverse("path:training")))
    assert me.post(reverse("path:mark_lesson", args=["no"])).status_code == 404


def test_the_seven_count_only_when_that_is_ticked_and_it_can_be_taken_back(visit, fatma):
    me, page = visit(fatma), reverse("path:question", args=["seven-outcomes"])
    pack = shipped.instruments_shipped()["seven-outcomes"]
    assert 'name="tel" value="mee"' in me.get(page).content.decode()
    given = {"wording": pack.wording_hash, "a-own": "8"}
    for more, is_counted in (({}, False), ({"tel": "mee"}, True)):
        me.post(page, given | more)
        assert Measurement.objects.latest("at").is_counted is is_counted
    six = shipped.instruments_shipped()["six-marks"]
    me.post(reverse("path:question", args=["six-marks"]),
            {"wording": six.wording_hash, f"a-{six.items[0].id}": "5", "tel": "mee"})  # fmt: skip
    assert Measurement.objects.get(pack="six-marks").is_counted is False
    assert "Je antwoorden tellen mee" in text_of(me.get(page))
    me.post(page, {"tel": "niet"})
    assert not Measurement.objects.filter(is_counted=True).exists()
    assert Measurement.objects.filter(pack="seven-outcomes").count() == 2


@pytest.mark.parametrize("number", [1, 3, 30])
def test_who_was_trained_takes_ten_questions_at_most(visit, noor, district, elsewhere, number):
    people.grant_role(noor, "coordinator", elsewhere)
    now, today = clock.now(), timezone.localdate(clock.now())
    until = today + 300 * DAY
    for one in range(number):
        places.make_region(district, elsewhere)
        asked, trained = (people.make_person(district=district) for _person in range(2))
        for person in (asked, trained):
            people.grant_role(person, "conversation_partner", district)
        talking.note_training(person=trained, languages=["nl"], trained_on=today, by=noor,
                              valid_until=until, is_open=True, now=now)  # fmt: skip
        followed = learning.Followed(title=f"Training {one}", given_by="", lessons=[], more="")
        learning.note_course(person=trained, followed=followed, followed_on=today,
                             valid_until=until, by=noor, now=now)  # fmt: skip
    desk, page = visit(noor), reverse("desk:partners")
    assert f"Training {number - 1}" in text_of(desk.get(page))
    assert questions(lambda: desk.get(page)) <= 9
