"""At the desk seven equal questions become one table, and who was asked decides."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import arrangements as make
from tests.factories import helping, people
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.support.arranging import together
from wijkschakel.support.models import Arrangement, ArrangementInvite
from wijkschakel.support.queries import arrangements as queries
from wijkschakel.web.common import words

LIST = "/werkplek/samen/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def town(district, noor):
    """Seven people ask to eat together, near De Kachel."""
    venue = make.place(district)
    return venue, make.ask_for_meals(district, 7, now=clock.now())


def plan_of(district):
    """Give the plan that is best now."""
    return queries.group_of(together.themes()["meal"], [district.pk]).best.token


def form_of(venue, requests, **changes):
    """Fill in what is asked; everybody is ticked."""
    parts = [one.parts.get().pk for one in requests]
    values = {
        "m0-on": "2099-06-03", "m0-clock": "17:30", "m0-rhythm": "weekly", "m0-euros": "42,50",
        "m0-wie": [str(part) for part in parts],
    }  # fmt: skip
    return values | changes


def test_the_group_is_on_the_list_and_its_page_says_one_table_is_enough(
    visit, noor, district, town, django_assert_max_num_queries
):
    visitor = visit(noor)
    assert "Samen eten" in visitor.get(LIST).content.decode()
    with django_assert_max_num_queries(10):
        page = visitor.get(f"{LIST}meal/").content.decode()
    assert "7 vragen over eten. Eén tafel is genoeg." in page
    assert page.count("Vrager ") == 7
    readings = JournalEntry.objects.filter(action="see_who_could_come_together")
    assert readings.values("about").distinct().count() == 7


def test_asking_sends_everybody_ticked_the_question_and_shows_only_counts(
    visit, noor, district, town
):
    venue, requests = town
    visitor = visit(noor)
    form = form_of(venue, requests[:5], plan=plan_of(district), sleutel="")
    answer = visitor.post(f"{LIST}meal/vragen/", form, follow=True)
    arrangement = Arrangement.objects.get()
    assert (arrangement.cost_cents, arrangement.invites.count()) == (4_250, 5)
    make.say(requests[0], True, clock.now())
    make.say(requests[1], False, clock.now())
    page = visitor.get(f"{LIST}gevraagd/{arrangement.pk}/").content.decode()
    assert "1 van de 5 zegt ja" in page
    assert "1 van 5 zegt ja" in page  # beside the bar, which counts yeses and no places
    assert [n for n in range(7) if f"Vrager {n}" in page] == []
    assert answer.status_code == 200


def test_what_was_typed_stays_when_a_day_is_wrong_and_nobody_is_asked(visit, noor, district, town):
    venue, requests = town
    form = form_of(venue, requests[:5], plan=plan_of(district)) | {"m0-on": "gisteren"}
    answer = visit(noor).post(f"{LIST}meal/vragen/", form)
    assert answer.status_code == 422
    assert "42,50" in answer.content.decode()
    assert ArrangementInvite.objects.count() == 0


def test_a_plan_that_is_no_longer_there_asks_nobody(visit, noor, district, town):
    venue, requests = town
    plan = plan_of(district)
    make.ask_together(requests[:5], venue, noor, clock.now())
    answer = visit(noor).post(f"{LIST}meal/vragen/", form_of(venue, requests, plan=plan))
    assert (answer.status_code, ArrangementInvite.objects.count()) == (302, 5)


def test_who_was_asked_says_yes_and_sees_it_go_on(visit, noor, district, town):
    venue, requests = town
    make.ask_together(requests, venue, noor, clock.now())
    for one in requests[:3]:
        make.say(one, True, clock.now())
    invite = make.invite_of(requests[3])
    visitor = visit(requests[3].person)
    page = visitor.get(f"/hulp/samen/{invite.pk}/").content.decode()
    assert "Eet je mee?" in page
    assert [n for n in range(7) if n != 3 and f"Vrager {n}" in page] == []
    after = visitor.post(f"/hulp/samen/{invite.pk}/ja/", follow=True).content.decode()
    assert "Het gaat door, jouw plek is er" in after
    assert ("Fijn! Het gaat door." in after, "Je hoort het als" in after) == (True, False)
    assert ("Zo gaat het verder" in page, "Zo gaat het verder" in after) == (True, False)
    until = words.until(invite.arrangement.answer_until, clock.now())
    assert (f"tot {until}" in page, ":" in until) == (True, False)
    late = visitor.post(f"/hulp/samen/{invite.pk}/nee/")
    assert late.status_code == 422


def test_the_desk_says_who_may_do_what_and_sees_what_was_seen(visit, noor, sam, district, town):
    venue, requests = town
    made = make.ask_together(requests, venue, noor, clock.now())
    jan = people.make_person(given_name="Jan", district=district)
    helping.make_offer(jan, "meal", helper="volunteer", now=clock.now())
    helping.make_check(jan, "vog", until_on=clock.now().date() + dt.timedelta(days=90))
    path = f"{LIST}gevraagd/{made.pk}/"
    visitor = visit(noor)
    page = visitor.get(path).text
    assert questions(lambda: visitor.get(path)) <= 10
    assert ("Jan" in page, page.count("VOG: verklaring over gedrag, tot en met")) == (True, 3)
    words = {"helpers": ["student"], "check_kind": "vog", "person": str(jan.pk)}
    refused = visitor.post(f"{path}wie/host/", words)
    assert (refused.status_code, "hoort niet bij wie dit mag doen" in refused.text) == (422, True)
    assert visitor.post(f"{path}wie/host/", words | {"helpers": ["volunteer"]})["Location"] == path
    assert "Mag: een vrijwilliger. VOG" in visitor.get(path).text
    asked = visit(requests[0].person).get(f"/hulp/samen/{make.invite_of(requests[0]).pk}/").text
    assert ("Een vrijwilliger. VOG" in asked, "Jan" in asked) == (True, False)
    for browser, task, status in ((visitor, "koken", 404), (visit(sam), "host", 404)):
        assert browser.post(f"{path}wie/{task}/", words).status_code == status


def test_what_goes_on_shows_what_it_saved_and_leads_to_the_activity(visit, noor, town):
    venue, requests = town
    made = make.ask_together(requests, venue, noor, clock.now())
    for one in requests[:5]:
        make.say(one, True, clock.now())
    made.refresh_from_db()
    page = visit(noor).get(f"{LIST}gevraagd/{made.pk}/").text
    assert "5 vragen zijn samen opgelost" in page
    assert f'href="{reverse("portal:activity", args=[made.activity.pk])}"' in page
