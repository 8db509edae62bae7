"""Needs at the desk: what was not found becomes a need, is counted or put aside."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_session
from tests.factories.guides import make_need, make_unserved
from tests.factories.people import grant_role
from tests.factories.places import make_neighbourhood, make_venue
from tests.factories.services import make_service
from tests.web.desk.counting import questions
from wijkschakel.base import clock, visits
from wijkschakel.people.models import RoleGrant
from wijkschakel.support.models import Need, NeedAnswer, UnservedNeed
from wijkschakel.support.queries import needs as queries

pytestmark = pytest.mark.django_db
SORT = "/werkplek/behoeften/niet-gevonden/"
FACTS = {"title": "Zwemmen", "theme": "move", "source": "guide", "doe": "nieuw"}


@pytest.fixture
def desk(visit, noor):
    """Give the coordinator's browser."""
    return visit(noor)


def test_several_rows_become_one_need(desk, district):
    rows = [make_unserved(district, count=3), make_unserved(district, text="zwembad")]
    form = FACTS | {"rij": [str(row.pk) for row in rows], "district": str(district.pk)}
    assert desk.post(SORT, form).status_code == 302
    need = Need.objects.get()
    assert (need.title, need.count, need.district) == ("Zwemmen", 4, district)


def test_rows_count_with_a_need_that_is_known(desk, district):
    need, row = make_need(district, count=5), make_unserved(district, count=2)
    form = {"rij": str(row.pk), "doe": "bij", "behoefte": str(need.pk)}
    assert desk.post(SORT, form).status_code == 302
    assert Need.objects.get().count == 7


def test_what_is_put_aside_can_be_taken_back(desk, district):
    row = make_unserved(district)
    desk.post(SORT, {"rij": str(row.pk), "doe": "weg"})
    assert UnservedNeed.objects.get().state == "dismissed"
    page = desk.get("/werkplek/behoeften/").content.decode()
    assert f'name="rij" value="{row.pk}"' in page
    assert desk.post("/werkplek/behoeften/terug/", {"rij": str(row.pk)}).status_code == 302
    assert UnservedNeed.objects.get().state == "open"


@pytest.mark.parametrize(
    "form",
    [
        {"doe": "nieuw"},
        {"rij": "geen-nummer", "doe": "weg"},
        {"rij": "own", "doe": "nieuw", "title": ""},
        {"rij": "own", "doe": "nieuw", "title": "x" * 10_000, "theme": "move", "source": "guide"},
        {"rij": "own", "doe": "bij", "behoefte": "geen-nummer"},
        {"rij": "elsewhere", "doe": "weg"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(desk, district, elsewhere, form):
    rows = {"own": make_unserved(district), "elsewhere": make_unserved(elsewhere)}
    if form.get("rij") in rows:
        form = form | {"rij": str(rows[form["rij"]].pk)}
    assert desk.post(SORT, form).status_code == 422
    assert set(UnservedNeed.objects.values_list("state", flat=True)) == {"open"}
    assert Need.objects.count() == 0


def test_words_of_another_district_are_not_shown(desk, district, elsewhere):
    make_unserved(district, text="zwemles")
    make_unserved(elsewhere, text="rijles voor Sam")
    page = desk.get("/werkplek/behoeften/").content.decode()
    assert ("zwemles" in page, "rijles" in page) == (True, False)


def test_a_need_heard_at_a_round_table_is_noted(desk, district):
    form = {"title": "Rijles", "theme": "learn", "source": "table", "district": str(district.pk)}
    assert desk.post("/werkplek/behoeften/", form).status_code == 302
    assert list(Need.objects.values_list("title", "source")) == [("Rijles", "table")]
    need = Need.objects.get()
    desk.post(reverse("desk:change_need", args=[need.pk]), {"staat": "klaar"})
    assert Need.objects.get().state == "closed"


def test_where_much_is_asked_and_nothing_comes_there_is_too_little(district):
    now, hood = clock.now(), make_neighbourhood(district=district, name="Bakkersbuurt")
    make_need(district, neighbourhood=hood, theme="move", count=9)
    venue = make_venue(district=district, neighbourhood=hood)
    empty = make_activity(district=district, venue=venue, theme="music", capacity=20)
    make_session(activity=empty, starts_at=now - dt.timedelta(days=3), capacity=20, taken=2)
    full = make_activity(district=district, venue=venue, theme="eat", capacity=20)
    make_session(activity=full, starts_at=now - dt.timedelta(days=3), capacity=20, taken=19)
    rows = queries.balance([district.pk], queries.needs_of([district.pk]), now)
    found = [(row.neighbourhood, row.theme, row.verdict) for row in rows]
    assert found == [
        ("Bakkersbuurt", "move", "short"),
        ("Bakkersbuurt", "music", "much"),
        ("Bakkersbuurt", "eat", "even"),
    ]


def test_a_need_says_by_name_what_answers_it_and_counts_as_answered(desk, district):
    need, bare = make_need(district, count=5), make_need(district, title="Rijles", theme="learn")
    for one in (
        {"activity": make_activity(district=district, title="Baantjes zwemmen")},
        {"service": make_service(district=district, name="Het zwembad")},
    ):
        NeedAnswer.objects.create(need=need, made_at=clock.now(), **one)
    heard = queries.needs_of([district.pk])
    assert heard == [(need, ["Baantjes zwemmen", "Het zwembad"]), (bare, [])]
    rows = queries.balance([district.pk], heard, clock.now())
    assert {row.theme: (row.asked, row.unanswered) for row in rows} == {
        "move": (5, 0), "learn": (bare.count, bare.count),
    }  # fmt: skip
    assert "Baantjes zwemmen</span>, <span" in desk.get("/werkplek/behoeften/").content.decode()


def fill(district, number):
    """Let there be so much of everything that the page shows."""
    now = clock.now()
    for one in range(number):
        hood = make_neighbourhood(district=district)
        venue = make_venue(district=district, neighbourhood=hood)
        make_unserved(district, text=f"zwemles {'a' * (one + 1)}", neighbourhood=hood)
        need = make_need(district, title=f"Nummer {one}", neighbourhood=hood)
        for theme, days in (("move", 3), ("music", -3)):
            activity = make_activity(district=district, venue=venue, theme=theme, capacity=20)
            starts = now + dt.timedelta(days=days)
            make_session(activity=activity, starts_at=starts, capacity=20, taken=2)
            make_session(activity=make_activity(district=district), starts_at=starts)
            NeedAnswer.objects.create(need=need, activity=activity, made_at=now)
        NeedAnswer.objects.create(need=need, service=make_service(district=district), made_at=now)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_asks_ten_questions_at_most(desk, district, elsewhere, noor, number):
    grant_role(noor, RoleGrant.Role.COORDINATOR, elsewhere)
    fill(district, number)
    aside = make_unserved(elsewhere)
    desk.get("/werkplek/behoeften/")
    visits.counter.write(clock.now())
    assert questions(lambda: desk.get("/werkplek/behoeften/")) <= 9
    desk.post(SORT, {"rij": str(aside.pk), "doe": "weg"})
    assert questions(lambda: desk.get("/werkplek/behoeften/")) <= 10
