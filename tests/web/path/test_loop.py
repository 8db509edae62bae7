"""From "ik wil weer onder de mensen" to a first step, on a phone, in at most six screens."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories import activities
from tests.factories.helping import make_offer, make_request
from tests.factories.paths import make_goal, make_step
from wijkschakel.base import clock
from wijkschakel.paths.models import Ambition, CheckIn, Need, Path, Step

pytestmark = pytest.mark.django_db


def heading(response):
    """Give the words of the h1."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def test_a_wish_becomes_a_step_in_the_neighbourhood_in_five_screens(visit, fatma, district):
    session = activities.make_session(
        activity=activities.make_activity(district=district, theme="talk", title="Koffie"),
        starts_at=clock.now() + dt.timedelta(days=2),
    )
    me, screens = visit(fatma), []

    def see(response):
        screens.append(heading(response))
        return response

    see(me.get(reverse("path:show")))
    see(me.post(reverse("path:note_need"), {"words": "Ik wil weer onder de mensen"}, follow=True))
    need = Need.objects.get()
    see(
        me.post(reverse("path:need", args=[need.pk]), {"reached": "Ik ken twee buren"}, follow=True)
    )
    goal = Ambition.objects.get()
    step_page = me.get(reverse("path:step", args=[goal.pk])).content.decode()
    join = reverse("path:join", args=[goal.pk, session.pk])
    assert f'action="{join}"' in step_page
    see(me.post(join, follow=True))
    assert screens == [
        "Wat zou je graag willen?",
        "Ik wil weer onder de mensen",
        "Welke kleine stap zet je?",
        "“Ik wil weer onder de mensen”",
    ]
    step = Step.objects.get()
    assert (step.words, step.kind, step.enrolment.session) == ("Koffie", "activity", session)
    assert me.post(join, follow=True).status_code == 200
    assert Step.objects.count() == 1
    me.post(reverse("path:check_in", args=[goal.pk]), {"mark": "4", "words": "Spannend"})
    made = CheckIn.objects.get()
    assert (made.content, made.mode) == ('{"mark": 4, "words": "Spannend"}', "self")
    page = me.get(reverse("path:show")).content.decode()
    assert "cijfer 4" in page
    assert "Spannend" in page


def chain_of(browser):
    """Give the words of my steps on my path."""
    page = browser.get(reverse("path:show")).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.split('class="ws-path"')[1]).split())


def test_a_step_that_is_done_on_another_page_counts_there(visit, fatma, district, noor):
    now = clock.now()
    session = activities.make_session(
        activity=activities.make_activity(district=district, title="Samen soep"),
        starts_at=now + dt.timedelta(days=2),
    )
    goal, me = make_goal(fatma, now=now), visit(fatma)
    page = me.get(reverse("path:step", args=[goal.pk])).content.decode()
    plan = reverse("path:plan", args=[goal.pk])
    for wish in ("ask", "give", session.pk):
        assert f'name="wat" value="{wish}"' in page
    assert me.post(plan, {"wat": "ask"}).url == reverse("support:ask")
    assert me.post(plan, {"wat": "give"}).url == reverse("support:new_offer")
    there = me.post(plan, {"wat": session.pk}).url
    assert me.post(plan, {"wat": "iets"}).status_code == 404
    assert "Van plan" in chain_of(me)
    assert "Deze stap is gezet" not in chain_of(me)
    me.post(reverse("portal:join_session", args=[session.pk]), {"once": "x"})
    make_request(fatma, now=now + dt.timedelta(minutes=1))
    make_offer(fatma, now=now + dt.timedelta(minutes=1))
    assert there == reverse("portal:session", args=[session.pk])
    assert [chain_of(me).count(word) for word in ("Deze stap is gezet", "Van plan")] == [3, 0]
    assert Step.objects.count() == 3
    assert "Samen soep" not in visit(noor).get(reverse("path:show")).content.decode()


def test_whether_being_there_counts_by_itself_is_the_residents_own_choice(visit, fatma):
    goal, me = make_goal(fatma, now=clock.now()), visit(fatma)
    assert 'name="volg"' not in me.get(reverse("path:show")).content.decode()
    make_step(goal, now=clock.now(), kind="activity")
    for choice, follows in (("ja", True), ("nee", False)):
        assert f'name="volg" value="{choice}"' in me.get(reverse("path:show")).content.decode()
        me.post(reverse("path:change"), {"volg": choice})
        assert Path.objects.get().follows_attendance is follows
