"""What else waits at the desk: of every kind one row, and of another district nothing."""

import datetime as dt

import pytest

from tests.factories import activities, hours, paper, people, places, posts, services
from tests.web.desk.counting import questions
from wijkschakel.activities.models import MeansOffer, PostReport, ServiceSuggestion
from wijkschakel.base import clock
from wijkschakel.people.actions import roles
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import District
from wijkschakel.web.desk import waiting

pytestmark = pytest.mark.django_db
TEN = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def found(district):
    """Give what waits in a district."""
    return list(
        waiting.look(District.objects.filter(pk=district.pk).annotate(**waiting.counts(TEN)), TEN)
    )


def rows(district):
    """Give kinds with their urgency and how many days."""
    return [(task.kind, urgency) for urgency, task in found(district)]


def fill(district):
    """Let one of each kind wait."""
    writer = people.make_person(district=district)
    hour = hours.make_hour(district=district)
    moment = TEN + DAY
    hours.make_change(hour, day=moment.date())
    hours.make_appointment(hour, writer, starts_at=moment, state="cancelled")
    session = activities.make_session(
        activity=activities.make_activity(district=district), starts_at=TEN + 5 * DAY
    )
    activities.make_enrolment(
        session=session, person=writer, state="offered", offered_until=TEN + 9 * HOUR
    )
    post = posts.make_post(writer, state="waiting", published_at=None)
    PostReport.objects.create(post=post, made_at=TEN - DAY)
    paper.make_product(district=district, state="failed", ordered_at=TEN - HOUR)
    service = services.make_service(district=district, assured_on=None, created_at=TEN - 400 * DAY)
    services.make_suggestion(service, made_at=TEN - DAY)
    over = activities.make_session(activity=session.activity, starts_at=TEN - DAY)
    debate = posts.make_debate(over)
    posts.make_question(debate, state="waiting", asked_at=TEN - DAY)
    MeansOffer.objects.create(
        kind="things", title="Ladder", district=district, offered_at=TEN - DAY
    )


def test_every_kind_has_its_row_and_its_urgency(district):
    fill(district)
    assert rows(district) == [
        ("fell_out", 0),
        ("offered", 1),
        ("post", 1),
        ("report", 1),
        ("not_made", 1),
        ("suggestion", 1),
        ("question", 2),
        ("means", 2),
        ("stale", 2),
    ]


def test_what_waits_in_another_district_is_not_seen(district, elsewhere):
    fill(elsewhere)
    assert rows(district) == []


def test_a_reading_role_of_these_days_is_seen_with_who_got_it_on_the_page(visit, noor, district):
    tim, anke = people.make_person(), people.make_person(given_name="Anke", family_name="Visser")
    people.grant_role(tim, "administrator", district)
    now = clock.now()
    roles.grant_role(person=anke, role="professional", place=district, by=tim, now=now)
    roles.grant_role(person=anke, role="funder", place=district, by=tim, now=now)
    desk = visit(noor)
    assert "1 nieuwe rol in je wijk" in desk.get("/werkplek/").content.decode()
    page = desk.get("/werkplek/rollen/").content.decode()
    assert (page.count("Anke Visser</bdi>"), page.count("nieuw</span>")) == (2, 2)
    RoleGrant.objects.filter(person=anke).update(starts_on=now.date() - 8 * DAY)
    assert "nieuwe rol in je wijk" not in desk.get("/werkplek/").content.decode()


def test_a_role_around_the_districts_is_counted_once(visit, district, elsewhere):
    """Elsewhere lies in another municipality; the region holds both."""
    region = places.make_region(district, elsewhere)
    maria, tim, anke = (people.make_person(given_name=n) for n in ("Maria", "Tim", "Anke"))
    people.grant_role(maria, "coordinator", region)
    people.grant_role(tim, "administrator")
    now = clock.now()
    for place in (region, district.municipality, district, places.make_district()):
        roles.grant_role(person=anke, role="safeguarding", place=place, by=tim, now=now)
    desk = visit(maria)
    assert "3 nieuwe rollen in je wijk" in desk.get("/werkplek/").content.decode()
    assert desk.get("/werkplek/rollen/").content.decode().count("nieuw</span>") == 3
    there = District.objects.filter(pk=elsewhere.pk).annotate(**waiting.counts(now))
    assert [task.what for _urgency, task in waiting.look(there, now)] == ["1 nieuwe rol in je wijk"]


def test_what_is_solved_waits_no_longer(district):
    fill(district)
    ServiceSuggestion.objects.update(state="declined", decided_at=TEN)
    PostReport.objects.update(settled_at=TEN)
    MeansOffer.objects.update(state="open")
    kinds = [kind for kind, _urgency in rows(district)]
    assert [kind for kind in ("suggestion", "report", "means") if kind in kinds] == []


def test_an_appointment_that_was_cancelled_by_its_owner_is_no_task(district):
    hour = hours.make_hour(district=district)
    hours.make_appointment(hour, starts_at=TEN + DAY, state="cancelled")
    assert rows(district) == []


def test_every_row_leads_to_a_page_of_the_desk_that_opens(visit, noor, district):
    fill(district)
    browser = visit(noor)
    statuses = {task.href: browser.get(task.href).status_code for _urgency, task in found(district)}
    assert set(statuses.values()) == {200}


def test_one_question_whatever_waits(visit, noor, district, elsewhere):
    browser, counts = visit(noor), []
    for _round in range(3):
        fill(district)
        counts.append(questions(lambda: browser.get("/werkplek/")))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_a_row_counts_what_waits(visit, noor, district):
    for _round in range(3):
        fill(district)
    said = [task.what for _urgency, task in found(district)]
    assert "3 diensten zijn lang niet nagekeken" in said
    assert "3 voorstellen voor diensten" in said
