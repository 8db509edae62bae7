"""What is taken away is gone at the next request, also for who is signed in already."""

import pytest
from django.urls import reverse

from tests.factories.people import MOMENT
from wijkschakel.people.actions import roles
from wijkschakel.upkeep import privacy

pytestmark = pytest.mark.django_db


def test_a_role_that_ended_opens_no_page_at_the_next_request(visit, noor):
    page, visitor = reverse("desk:today"), visit(noor)
    assert visitor.get(page).status_code == 200
    roles.end_role(grant=noor.roles.get(), by=None, now=MOMENT)
    assert visitor.get(page).status_code == 404


def test_who_wiped_is_signed_out_in_every_browser(visit, fatma, settings, tmp_path):
    settings.VAR = tmp_path
    page, visitor, other_browser = reverse("account:mine"), visit(fatma), visit(fatma)
    assert [visitor.get(page).status_code, other_browser.get(page).status_code] == [200, 200]
    privacy.erase_person(person=fatma, by=fatma, now=MOMENT)
    for browser in (visitor, other_browser):
        answer = browser.get(page)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/inloggen/")
