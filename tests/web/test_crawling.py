"""Who follows every link sees what is broken, and where it stood."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.crawling import Crawl
from tests.web.matrix import known
from wijkschakel.people.models import Person
from wijkschakel.web.common.access import public

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HERE, NOBODY = "/toegankelijk/", UUID(int=7)


def crawled(monkeypatch, page, **more):
    """Crawl from a page of these words; give what is wrong."""
    views = {"home:accessibility": lambda request: HttpResponse(page), **more}
    for name, view in views.items():
        monkeypatch.setattr(known()[name].pattern, "callback", public(view))
    crawl = Crawl(per_shape=1, enough=1)
    crawl.walk(Client(raise_request_exception=False), "sam", HERE)
    return crawl.wrong


def test_a_link_to_what_is_not_there_is_named_with_its_page(monkeypatch):
    page = f'<a class="x" href="/initiatief/{NOBODY}/">x</a>'
    assert crawled(monkeypatch, page)[0] == (
        f"sam: {HERE} leads to /initiatief/{NOBODY}/, which answers 404"
    )


@pytest.mark.parametrize(
    "tag",
    ['<a href="/weg/">x</a>', '<img alt="" src="/weg/">', '<form action="/weg/">',
     '<div data-hx-get="/weg/">'],
)  # fmt: skip
def test_whatever_leads_to_no_address_is_named(monkeypatch, tag):
    assert crawled(monkeypatch, tag) == [f"sam: {HERE} leads to /weg/, which is no address"]


def test_a_page_that_breaks_is_named_with_where_it_stood(monkeypatch):
    def breaks(request):
        raise ZeroDivisionError

    wrong = crawled(monkeypatch, '<a href="/privacy/">x</a>', **{"home:privacy": breaks})
    assert wrong[0] == f"sam: {HERE} leads to /privacy/, which answers 500"


def test_code_of_a_template_that_is_left_on_a_page_is_named(monkeypatch):
    assert crawled(monkeypatch, "<p>{{ name }}</p>") == [f"sam: {HERE} shows {{{{"]


def test_a_page_that_asks_the_database_too_often_is_named(monkeypatch):
    asked = [10]

    def page(request):
        for _ in range(asked[0]):
            Person.objects.exists()
        return HttpResponse("x")

    assert crawled(monkeypatch, "", **{"home:accessibility": page}) == []
    asked[0] += 1
    assert crawled(monkeypatch, "", **{"home:accessibility": page}) == [
        f"sam: {HERE} asks the database 11 times"
    ]


def test_what_others_serve_and_what_is_posted_is_not_followed(monkeypatch):
    page = """<a href="https://example.org/weg/">x</a><a href="mailto:a@example.org">x</a>
    <a href="#top">x</a><form method="post" action="/uitloggen/"></form>"""
    assert crawled(monkeypatch, page) == []
