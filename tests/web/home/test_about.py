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


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("lek@example.org", "mailto:lek@example.org"),
        ("https://example.org/lek", "https://example.org/lek"),
        ("", "tel:+31880001234"),
    ],
)
def test_who_finds_a_hole_reads_whom_to_tell(client, settings, contact, line):
    settings.SECURITY_CONTACT, settings.BASE_URL = contact, "https://buurt.example.org"
    answer = client.get("/.well-known/security.txt")
    words = dict(one.split(": ", 1) for one in answer.content.decode().splitlines())
    until = dt.datetime.fromisoformat(words.pop("Expires"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert dt.timedelta(days=170) < until - clock.now() < dt.timedelta(days=365)
    assert words == {
        "Contact": line,
        "Preferred-Languages": "nl, en",
        "Canonical": "https://buurt.example.org/.well-known/security.txt",
    }


def test_search_engines_are_asked_to_leave_pages_of_persons_alone(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /mijn", "Disallow: /werkplek/", "Disallow: /deelname/"} < set(lines)


def test_every_answer_carries_what_a_browser_must_refuse(client):
    policy = "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'"
    policy += "; frame-ancestors 'none'; form-action 'self'"
    for page in ("/", "/niets/", "/robots.txt"):
        headers = client.get(page).headers
        assert set(headers["Content-Security-Policy"].split("; ")) == set(policy.split("; "))
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
