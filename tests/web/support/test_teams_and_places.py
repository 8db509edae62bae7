"""Who does which part of a request, and activities with room, over http."""

import datetime as dt

import pytest

from tests.factories import activities as make_things
from tests.factories import helping as make
from tests.web.support.test_helping import leaks, page, town  # noqa: F401
from wijkschakel.activities.models import Activity, Lead, Session
from wijkschakel.base.models import JournalEntry
from wijkschakel.paths.actions import learning
from wijkschakel.paths.rules import courses
from wijkschakel.people.models import RoleGrant
from wijkschakel.support.actions import offers, requests, teams
from wijkschakel.support.models import HelpOffer, HelpPart, Match
from wijkschakel.support.queries import engine

TEAM = [("along", ()), ("letters", ())]
DAY = dt.timedelta(days=1)


def part_of(request, position=0):
    """Give a part, joined as the engine wants it."""
    return HelpPart.objects.select_related(
        "request__person", "request__district", "request__neighbourhood"
    ).get(request=request, position=position)


def failed(part, now):
    """Say which rules stand in the way."""
    return engine.suggestions(part, now).suggestions.failed


def test_fatma_says_who_does_which_part_and_the_engine_keeps_to_it(town, visit):  # noqa: F811
    asked = make.make_request(town.fatma, parts=TEAM, now=town.now)
    fatma, first = visit(town.fatma), asked.parts.get(position=0)
    shown = page(fatma.get(f"/hulp/vraag/{asked.pk}/"))
    assert shown.count("Kies wie dit deel mag doen") == 2
    path = f"/hulp/vraag/{asked.pk}/deel/{first.pk}/wie/"
    assert fatma.post(path, {"helpers": ["koning"]}).status_code == 422
    assert fatma.post(path, {"helpers": ["student", "volunteer"]}).status_code == 302
    assert "Dit doet: een student, een vrijwilliger" in page(fatma.get(f"/hulp/vraag/{asked.pk}/"))
    assert failed(part_of(asked), town.now) == {"helper": 1}
    assert failed(part_of(asked, 1), town.now) == {}
    line = JournalEntry.objects.get(action="say_who_does")
    assert line.details == {"kind": "along", "helpers": ["student", "volunteer"]}
    assert visit(town.jan).post(path, {}).status_code == 404


def test_one_question_of_one_part_has_no_form_for_a_team(town, visit):  # noqa: F811
    asked = make.make_request(town.fatma, now=town.now)
    assert "Kies wie dit deel" not in page(visit(town.fatma).get(f"/hulp/vraag/{asked.pk}/"))


def test_a_coordinator_chooses_only_among_whom_the_resident_wants(town, visit):  # noqa: F811
    helpers = ["neighbour", "student"]
    asked = make.make_request(town.fatma, parts=TEAM, helpers=helpers, now=town.now)
    noor, part = visit(town.noor), asked.parts.get(position=1)
    shown = page(noor.get(f"/werkplek/hulpvragen/{asked.pk}/"))
    assert (shown.count('value="student"'), shown.count('value="professional"')) == (2, 0)
    path = f"/werkplek/hulpvragen/deel/{part.pk}/wie/"
    refused = noor.post(path, {"helpers": ["professional"]})
    assert (refused.status_code, "Kies uit die lijst" in page(refused)) == (422, True)
    assert noor.post(path, {"helpers": ["student"]}).status_code == 302
    part.refresh_from_db()
    assert part.helpers == ["student"]


def test_a_part_that_somebody_is_asked_for_does_not_change(town):  # noqa: F811
    asked = make.make_request(town.fatma, parts=TEAM, now=town.now)
    make.make_match(asked, town.offer, now=town.now)
    with pytest.raises(teams.PartTaken):
        teams.say_who_does(part=part_of(asked), helpers=["student"], by=town.fatma, now=town.now)
    with pytest.raises(requests.NotForYou):
        teams.say_who_does(part=part_of(asked, 1), helpers=[], by=town.jan, now=town.now)
    assert Match.objects.get().state == Match.State.SUGGESTED


def test_changing_the_question_keeps_who_does_what_as_far_as_wanted(town):  # noqa: F811
    asked = make.make_request(town.fatma, parts=TEAM, now=town.now)
    both = ["student", "volunteer"]
    teams.say_who_does(part=part_of(asked), helpers=both, by=town.fatma, now=town.now)
    again = requests.Asked(words="Anders.", parts=TEAM, helpers=["student", "neighbour"])
    requests.change_request(request=asked, asked=again, by=town.fatma, now=town.now)
    assert [part_of(asked, place).helpers for place in (0, 1)] == [["student"], []]


@pytest.fixture
def walk(town):  # noqa: F811
    """Jan leads a walk on two mornings, with one day called off."""
    activity = make_things.make_activity(district=town.district, title="Wandelen", spoken=["nl"])
    make_things.make_lead(activity, town.jan)
    monday = town.now.replace(hour=9) + dt.timedelta(days=7 - town.now.weekday())
    make_things.make_session(activity=activity, starts_at=monday)
    make_things.make_session(
        activity=activity, starts_at=monday + DAY, state=Session.State.CANCELLED
    )
    return activity


def places(activity, town, **changes):  # noqa: F811
    """Let Jan offer places."""
    offered = offers.Offered(**{"kinds": ["along"], "most": 8} | changes)
    return offers.offer_help(
        person=town.jan, offered=offered, by=town.jan, now=town.now, activity=activity
    )


def test_jan_offers_places_of_his_walk_in_one_short_form(town, visit, walk):  # noqa: F811
    jan, path = visit(town.jan), f"/hulp/aanbod/activiteit/{walk.pk}/"
    assert path in page(jan.get(f"/activiteit/{walk.pk}/wijzig/"))
    assert "Maandagochtend" in page(jan.get(path))
    assert jan.post(path, {"first": "along", "most": "31"}).status_code == 422
    said = {"first": "along", "kinds": ["along", "company"], "most": "8", "words": ""}
    assert jan.post(path, said | {"kinds": ["along"]}).status_code == 302
    made = HelpOffer.objects.get(activity=walk)
    assert (made.helper, made.most, made.times, made.languages) == ("activity", 8, 1, ["nl"])
    assert "Wandelen" in page(jan.get("/hulp/aanbod/"))
    assert jan.get(f"/hulp/aanbod/{made.pk}/wijzig/")["Location"] == path
    assert jan.post(path, said | {"kinds": [], "most": "3"}).status_code == 302
    made.refresh_from_db()
    assert (made.most, made.helper, HelpOffer.objects.filter(activity=walk).count()) == (
        3, "activity", 1,
    )  # fmt: skip


def test_fatma_sees_which_activity_fits_and_not_who_leads_it(town, visit, walk):  # noqa: F811
    places(walk, town)
    offers.end_offer(offer=town.offer, by=town.jan, now=town.now)
    asked = make.make_request(town.fatma, is_direct=True, now=town.now)
    fatma = visit(town.fatma)
    seen = fatma.get(f"/hulp/vraag/{asked.pk}/")
    assert leaks(seen, "Wandelen", "Jan", "Postma") == ["Wandelen"]
    token = page(seen).split('name="wie" value="')[1].split('"')[0]
    chosen = fatma.post(f"/hulp/vraag/{asked.pk}/kies/", {"wie": token})
    assert leaks(fatma.get(chosen["Location"]), "Wandelen", "Postma") == ["Wandelen"]
    assert "Een plek bij" in page(visit(town.jan).get(chosen["Location"]))


def test_only_an_organiser_offers_and_one_of_them_at_a_time(town, visit, walk):  # noqa: F811
    noor = visit(town.noor)
    assert "Plek voor wie iets vraagt" not in page(noor.get(f"/activiteit/{walk.pk}/wijzig/"))
    assert noor.get(f"/hulp/aanbod/activiteit/{walk.pk}/").status_code == 404
    offered = offers.Offered(kinds=["along"])
    with pytest.raises(offers.NotYourActivity):
        offers.offer_help(
            person=town.fatma, offered=offered, by=town.fatma, now=town.now, activity=walk
        )
    places(walk, town)
    make_things.make_lead(walk, town.fatma, role=Lead.Role.CO_ORGANISER)
    with pytest.raises(offers.ActivityOffered):
        offers.offer_help(
            person=town.fatma, offered=offered, by=town.fatma, now=town.now, activity=walk
        )
    shown = page(visit(town.fatma).get(f"/hulp/aanbod/activiteit/{walk.pk}/"))
    assert ("Dit staat al aan" in shown, "<form" in shown) == (True, False)


def test_an_activity_without_days_or_without_its_leader_is_not_proposed(town, walk):  # noqa: F811
    offer = places(walk, town)
    offers.end_offer(offer=town.offer, by=town.jan, now=town.now)
    asked = make.make_request(town.fatma, now=town.now)
    assert len(engine.suggestions(part_of(asked), town.now).suggestions.best) == 1
    Session.objects.filter(activity=walk).update(state=Session.State.CANCELLED)
    assert offers.follow_activities(town.now) == {"offers_of_activities_moved": 1}
    assert failed(part_of(asked), town.now) == {"times": 1}
    Session.objects.filter(activity=walk).update(state=Session.State.PLANNED)
    offers.follow_activities(town.now)
    offer.refresh_from_db()
    assert offer.times == 0b1001
    Lead.objects.filter(activity=walk).delete()
    assert engine.suggestions(part_of(asked), town.now).handful == 0


def test_offers_of_activities_do_not_count_as_offers_of_oneself(town, walk):  # noqa: F811
    for _more in range(offers.MOST_OFFERS - 1):
        make.make_offer(town.jan, "walking", now=town.now)
    assert places(walk, town).activity == walk
    with pytest.raises(offers.EnoughOffered):
        make.make_offer(town.jan, "walking", now=town.now)
    assert Activity.objects.get() == walk
    assert RoleGrant.objects.filter(person=town.jan).count() == 0


def test_jan_lets_the_coordinator_know_that_he_did_all_lessons(town, visit):  # noqa: F811
    jan, noor = visit(town.jan), visit(town.noor)
    asked = make.make_request(town.fatma, now=town.now)
    shown = f"/werkplek/hulpvragen/{asked.pk}/"
    assert "Je deed alle lessen" not in page(jan.get("/hulp/aanbod/"))
    assert jan.post("/hulp/aanbod/opleiding/").status_code == 422
    for lesson in courses.talking().lessons:
        learning.mark_lesson(
            person=town.jan, lesson=lesson.id, is_done=True, by=town.jan, now=town.now
        )
    assert "Mag de coördinator bij je naam zien" in page(jan.get("/hulp/aanbod/"))
    assert "opgeleid" not in page(noor.get(shown))
    assert jan.post("/hulp/aanbod/opleiding/").status_code == 302
    assert "De coördinator ziet bij je naam" in page(jan.get("/hulp/aanbod/"))
    assert "opgeleid: gespreksvoerder" in page(noor.get(shown))
    assert "dat vertelt Jan zelf" in page(noor.get(f"/werkplek/helpers/{town.jan.pk}/"))
    assert "opgeleid" not in page(visit(town.fatma).get(f"/hulp/vraag/{asked.pk}/"))
    assert failed(part_of(asked), town.now) == {}
    town.version.terms.update(checks=["conversation"])
    assert failed(part_of(asked), town.now) == {}
    assert jan.post("/hulp/aanbod/opleiding/", {"doe": "niet"}).status_code == 302
    assert failed(part_of(asked), town.now) == {"checks": 1}
    assert "opgeleid" not in page(noor.get(shown))
