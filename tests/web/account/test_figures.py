"""Me in the figures: counted or not makes no other difference; two questions, if one likes."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.outcomes import make_study
from tests.factories.places import make_region
from tests.web.matrix import addresses, rows
from tests.web.sights import bare
from wijkschakel.base import clock
from wijkschakel.outcomes.models import Objection, StudyConsent
from wijkschakel.outcomes.rules.countable import ASKED_IN, GET_BY
from wijkschakel.paths.models import Measurement, Path
from wijkschakel.paths.rules import shipped

pytestmark = pytest.mark.django_db
MINE, QUESTIONS = "/mijn/cijfers/", "/mijn/cijfers/vragen/"
# What tells of the choice itself.
TELLING = {"account:my_figures", "account:take_along", "account:who_looked"}


def walk(browser):
    """Give every page without a part in its address that a resident may open."""
    plain = {one.name: one for one in addresses() if not one.pattern.pattern.converters}
    seen = {}
    for row in rows():
        if row.method == "GET" and row.cells["resident"] == "200" and row.url in plain:
            answer = browser.get(reverse(row.url))
            if answer["Content-Type"].startswith("text/html"):
                seen[row.url] = (answer.status_code, bare(answer.content.decode()))
    return seen


def test_who_is_not_counted_sees_and_gets_the_same_on_every_page(visit, fatma, monkeypatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)  # some pages show a clock
    browser = visit(fatma)
    browser.get(MINE)
    before = walk(browser)
    browser.post(reverse("account:choose_counting"), {"tel": "niet"})
    browser.get(MINE)  # the word of thanks is read
    after = walk(browser)
    assert len(before) > 40
    assert {name for name in before if before[name] != after[name]} <= TELLING
    assert before["account:my_figures"] != after["account:my_figures"]


def test_the_choice_works_both_ways_and_the_page_says_so(visit, fatma):
    browser, choose = visit(fatma), reverse("account:choose_counting")
    told = []
    for word in ("niet", "wel", "onzin"):
        text = browser.post(choose, {"tel": word}, follow=True).content.decode()
        told.append((Objection.objects.count(), "Nu: ik tel niet mee" in text))
    assert told == [(1, True), (0, False), (0, False)]
    assert "Wat al is gepubliceerd, blijft." in browser.get(MINE).content.decode()
    assert MINE in browser.get("/mijn/").content.decode()


def test_a_yes_to_a_study_is_given_and_taken_back(visit, fatma, sam, district):
    later = (clock.now() + dt.timedelta(days=99)).date()
    study = make_study(make_region(district), state="open", until_on=later)
    address = reverse("account:answer_study", args=[study.pk])
    assert "Je zei ja" in visit(fatma).post(address, {"zeg": "ja"}, follow=True).content.decode()
    visit(fatma).post(address, {"zeg": "nee"})
    assert StudyConsent.objects.get().withdrawn_at is not None
    elsewhere = visit(sam).post(address, {"zeg": "ja"})
    assert (elsewhere.status_code, StudyConsent.objects.filter(person=sam).count()) == (422, 0)


def answer(key, code, **changes):
    pack = shipped.instruments_shipped()[key]
    return {"vraag": key, "antwoord": code, "woorden": pack.wording_hash} | changes


def test_a_voluntary_answer_is_kept_encrypted_and_goes_when_it_is_taken_back(visit, fatma):
    browser = visit(fatma)
    for code in ("1", "2"):
        assert browser.post(QUESTIONS, answer("get-by", code)).status_code == 302
    browser.post(QUESTIONS, answer("knows-the-movement", "1"))
    kept = Measurement.objects.filter(pack="get-by").order_by("at")
    assert [row.answers for row in kept] == ['{"get-by": 1}', '{"get-by": 2}']
    assert 'value="2" checked' in browser.get(QUESTIONS).content.decode()
    browser.post(QUESTIONS, {"vraag": "get-by", "neem_terug": "1"})
    assert [row.pack for row in Measurement.objects.all()] == ["knows-the-movement"]


@pytest.mark.parametrize(
    "posted",
    [{}, answer("get-by", ""), answer("six-marks", "1"), answer("get-by", "9"),
     answer("get-by", "1", woorden="x")],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(visit, fatma, posted):
    page = visit(fatma).post(QUESTIONS, posted)
    assert (page.status_code, Measurement.objects.count()) == (422, 0)


def test_looking_at_the_questions_begins_no_path(visit, fatma):
    visit(fatma).get(QUESTIONS)
    assert Path.objects.count() == 0


def test_the_questions_are_asked_here_and_not_among_those_for_oneself(visit, fatma):
    page = visit(fatma).get(reverse("path:questions"))
    listed = {pack.id for name in ("shared", "others") for pack, _title, _at in page.context[name]}
    assert listed & {"get-by", "knows-the-movement"} == set()
    assert "perceived-health" in listed


def test_what_is_counted_from_answers_is_asked_in_a_pack_that_comes_along():
    packs = shipped.instruments_shipped()
    for pack, item in (*ASKED_IN.values(), GET_BY):
        assert item in {each.id for each in packs[pack].items}
