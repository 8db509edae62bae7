"""What this is, what it does with data, for whom it works."""

import datetime as dt

import pytest
from django.urls import reverse

from wijkschakel.base import clock
from wijkschakel.base.models import Visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["about", "privacy", "accessibility"])
def test_the_page_opens_for_everybody(client, page):
    assert client.get(reverse(f"home:{page}")).status_code == 200


def test_about_counts_the_last_thirty_days_and_no_more(client):
    today = clock.now().date()
    Visit.objects.create(day=today, page="home:today", count=4)
    Visit.objects.create(day=today - dt.timedelta(days=3), page="portal:agenda", count=3)
    Visit.objects.create(day=today - dt.timedelta(days=31), page="portal:agenda", count=500)
    assert client.get(reverse("home:about")).context["visits"] == 7
