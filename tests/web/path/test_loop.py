"""From "ik wil weer onder de mensen" to a first step, on a phone, in at most six screens."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories import activities
from wijkschakel.base import clock
from wijkschakel.paths.models import Ambition, CheckIn, Need, Step

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
