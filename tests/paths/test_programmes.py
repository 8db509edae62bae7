"""A programme in a path: its questions at the start and the end, and its parts in one bundle."""

import datetime as dt
import re

import pytest

from tests.factories.activities import make_enrolment
from tests.factories.initiatives import make_ask
from tests.factories.paths import make_goal
from tests.factories.people import MOMENT, make_delegate
from tests.factories.programmes import adopt
from wijkschakel.activities.models import Enrolment, SeriesEnrolment
from wijkschakel.base import clock
from wijkschakel.paths.actions import following, owning
from wijkschakel.paths.models import Ambition, Measurement, Path
from wijkschakel.paths.queries import programmes
from wijkschakel.paths.rules import programmes as rules
from wijkschakel.paths.rules import shipped

DAY = dt.timedelta(days=1)
PAGE, PASS = "/mijn-pad/vragen/", "/mijn-pad/vragen/niet-nu/"


@pytest.mark.parametrize(
    ("day", "moment"),
    [(-1, ""), (0, "p_start"), (21, "p_start"), (22, ""), (56, "p_end"), (98, "p_end"), (99, "")],
)
def test_questions_are_offered_around_the_first_and_the_last_day(day, moment):
    first = dt.date(2026, 3, 2)
    assert rules.open_on(first, first + 70 * DAY, first + day * DAY) == moment


@pytest.mark.parametrize("length", [0, 1, 5, 20, 22, 36])
def test_of_a_short_programme_the_moments_never_meet(length):
    first = dt.date(2026, 3, 2)
    found = rules.windows(first, first + length * DAY)
    assert found["p_start"][1] < found["p_end"][0] <= found["p_end"][1]


@pytest.fixture
def programme(district, noor):
    """Ten weeks that begin today."""
    return adopt(district=district, by=noor, now=clock.now() - 7 * DAY)


def take_part(programme, person):
    session = programme.activities.order_by("pk").first().sessions.order_by("starts_at").first()
    return make_enrolment(session=session, person=person)


def test_who_takes_part_is_offered_the_shared_questions_and_may_pass_by(
    visit, programme, fatma, jan
):
    take_part(programme, fatma)
    page = visit(fatma).get(PAGE).text
    assert f"Aan het begin van {programme.name}" in page
    assert programme.name not in visit(jan).get(PAGE).text
    one = programmes.offered_to(fatma, None, clock.now())[0]
    make_goal(fatma, now=clock.now())
    assert PAGE in visit(fatma).get("/mijn-pad/").text
    visit(jan).post(PASS, {"wat": one.key})
    assert not Path.objects.filter(person=jan).exists()
    visit(fatma).post(PASS, {"wat": one.key})
    assert programme.name not in visit(fatma).get(PAGE).text
    path = programmes.path_with_offers(fatma, clock.now())
    assert (path.at_start, programmes.is_offered(path, [])) == (programme.pk, False)


def test_at_the_end_the_questions_of_the_end_are_offered(district, noor, fatma):
    programme = adopt(district=district, by=noor, now=MOMENT)
    take_part(programme, fatma)
    last = programme.phases.order_by("-number").first().ends_on
    for days, moments in ((-20, []), (-3, ["p_end"]), (28, ["p_end"]), (29, [])):
        then = MOMENT.replace(year=last.year, month=last.month, day=last.day) + days * DAY
        assert [one.moment for one in programmes.offered_to(fatma, None, then)] == moments


def test_answers_belong_to_the_moment_of_the_programme_and_not_to_that_of_the_path(
    visit, programme, fatma, jan
):
    take_part(programme, fatma)
    pack = programmes.offered_to(fatma, None, clock.now())[0].packs[0]
    form = {"wording": pack.wording_hash, "programma": str(programme.pk)}
    form |= {f"a-{item.id}": str(item.codes[0]) for item in pack.items}
    for person in (fatma, jan):  # Jan takes no part: his answers are of no programme
        visit(person).post(f"/mijn-pad/vragen/{pack.id}/", form)
    rows = Measurement.objects.order_by("programme").values_list("path__person", "moment")
    assert set(rows.filter(programme=programme)) == {(fatma.pk, "p_start")}
    assert set(rows.filter(programme=None)) == {(jan.pk, "start")}


def test_the_organiser_hears_that_it_was_offered_and_nothing_of_who_answered(
    visit, district, noor, fatma
):
    programme = adopt(district=district, by=noor, now=MOMENT)
    phases = list(programme.phases.all())

    def told_on(moment):
        return programmes.told_of(programme.adoption, phases, moment)

    assert told_on(MOMENT) == []
    [told] = told_on(MOMENT + 10 * DAY)
    first = programme.phases.get(number=1).starts_on
    assert (told.moment, told.begin, told.end) == ("p_start", first, first + 21 * DAY)
    assert len(told_on(MOMENT + 90 * DAY)) == 2
    page = f"/werkplek/programma/{programme.pk}/"
    pack = shipped.instruments_shipped()["six-marks"]
    before = visit(noor).get(page).text
    path = owning.begin_path(person=fatma, by=fatma, now=MOMENT)
    following.measure(
        path=path, pack=pack, asked_hash=pack.wording_hash, answers={"body": 5}, by=fatma,
        moment="p_start", programme=programme.pk, now=MOMENT,
    )  # fmt: skip
    assert without_token(visit(noor).get(page).text) == without_token(before)


def without_token(page):
    return re.sub(r'value="\w{64}"', "", page)


def bundle_of(programme):
    return f"/mijn-pad/programma/{programme.pk}/"


def sent(programme, **changes):
    parts = [str(one.pk) for one in programme.activities.all()]
    return {"doe": parts, "words": "Fitter worden met anderen", "heading": "healthy"} | changes


def test_a_bundle_is_joined_in_one_go_and_kept_under_a_goal(visit, programme, fatma, jan):
    ask = make_ask(programme, what="Iemand met een thermoskan")
    page = visit(fatma)
    assert ask.what in page.get(bundle_of(programme)).text
    for wrong in ({"doe": []}, {"words": " "}):
        assert page.post(bundle_of(programme), sent(programme, **wrong)).status_code == 422
    assert not Ambition.objects.exists()
    assert not Enrolment.objects.exists()
    answer = page.post(bundle_of(programme), sent(programme, geef=str(ask.pk)), follow=True)
    goal = Ambition.objects.get()
    assert goal.programme == programme
    parts = programme.activities.count()
    assert SeriesEnrolment.objects.filter(person=fatma).count() == parts
    assert goal.steps.count() == parts + 1
    assert programme.name in answer.text
    # Once more under the same goal: nothing twice.
    page.post(bundle_of(programme), sent(programme, goal=str(goal.pk)))
    assert (Ambition.objects.count(), goal.steps.count()) == (1, parts + 1)
    assert visit(jan).get(f"/mijn-pad/doel/{goal.pk}/").status_code == 404


def test_a_helper_does_it_along_and_sees_no_goals(visit, programme, fatma, wil, jan):
    page = bundle_of(programme)
    visit(fatma).post(page, sent(programme, words="kanarie-zqv"))
    make_delegate(fatma, wil, clock.now())
    mine = f"?voor={fatma.pk}"
    assert "kanarie-zqv" not in visit(wil).get(page + mine).text
    assert visit(jan).get(page + mine).status_code == 404
    form = sent(programme, words="Samen", voor=str(fatma.pk))
    assert visit(wil).post(page, form).status_code == 302
    assert Ambition.objects.filter(path__person=fatma).count() == 2
    assert not Ambition.objects.filter(path__person=wil).exists()
