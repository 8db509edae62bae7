"""A resident finds something, joins, is seen, sees it back, takes it along and wipes it."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.client import visitor
from tests.factories.activities import make_activity, make_lead, make_session
from wijkschakel.activities.models import Session
from wijkschakel.base import clock
from wijkschakel.people.actions import cards
from wijkschakel.people.models import Person

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def walk(district, wil) -> Session:
    """Give a walk that began ten minutes ago, led by Wil."""
    activity = make_activity(district=district, title="Wandelen langs de Wilgenkade")
    make_lead(activity, wil)
    return make_session(activity=activity, starts_at=clock.now() - dt.timedelta(minutes=10))


def come_in_with_a_card(person: Person):
    """Sign in the way somebody without mail and telephone does."""
    card = cards.make_card(person=person, by=person, now=clock.now())
    browser = visitor()
    form = {"words": " ".join(card.words), "pin": card.pin}
    assert browser.post(reverse("account:sign_in_with_card"), form).status_code == 302
    return browser


def test_fatma_without_mail_goes_through_the_whole_loop(fatma, wil, district, walk):
    browser = come_in_with_a_card(fatma)
    # She finds it by another word than its own.
    agenda = browser.get(reverse("portal:agenda"), {"woorden": "wandeling", "wijk": district.code})
    address = reverse("portal:session", args=[walk.pk])
    assert address in text(agenda)
    # She joins.
    joined = browser.post(reverse("portal:join_session", args=[walk.pk]), follow=True)
    assert "Je doet mee" in text(joined)
    # Wil sees her name and marks that she is there.
    organiser = visitor(wil)
    assert "Fatma" in text(organiser.get(reverse("portal:who_comes", args=[walk.pk])))
    enrolment = walk.enrolments.get(person=fatma)
    mark = reverse("portal:mark", args=[walk.pk, enrolment.pk])
    assert organiser.post(mark, {"was_there": "ja"}).status_code == 302
    # She sees it in her week, and that Wil looked.
    week = {"week": f"{timezone.localdate(walk.starts_at):%G-W%V}"}
    assert walk.activity.title in text(browser.get(reverse("portal:my_week"), week))
    assert "Wil" in text(browser.get(reverse("account:who_looked")))
    # She takes everything along: what she joined and that she was there.
    taken = browser.post(reverse("account:take_along"), {"form": "json"})
    whole = json.dumps(json.loads(taken.content))
    assert walk.activity.title in whole
    # She wipes. Her name is gone, the number of people stays.
    form = {"is_sure": "on"}
    assert browser.post(reverse("account:wipe"), form).status_code == 302
    walk.refresh_from_db()
    fatma.refresh_from_db()
    assert (fatma.given_name, walk.taken) == ("", 1)
    assert "Fatma" not in text(organiser.get(reverse("portal:who_comes", args=[walk.pk])))
    assert browser.get(reverse("account:mine")).status_code == 302


def test_sam_from_elsewhere_sees_no_name_on_any_page_of_the_walk(fatma, wil, sam, walk):
    visitor(fatma).post(reverse("portal:join_session", args=[walk.pk]))
    browser = visitor(sam)
    seen = [
        browser.get(address)
        for address in (
            "/",
            reverse("portal:agenda"),
            reverse("portal:agenda_print"),
            reverse("portal:session", args=[walk.pk]),
            reverse("portal:session_calendar", args=[walk.pk]),
            reverse("portal:my_week"),
            reverse("portal:organise"),
        )
    ]
    assert [answer.status_code for answer in seen] == [200] * len(seen)
    assert [name for answer in seen for name in ("Fatma", "Wil<") if name in text(answer)] == []
    closed = [
        reverse("portal:who_comes", args=[walk.pk]),
        reverse("portal:who_comes_print", args=[walk.pk]),
        reverse("desk:today"),
    ]
    assert [browser.get(address).status_code for address in closed] == [404] * len(closed)
