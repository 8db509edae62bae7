"""The pages of a path: sharing with a preview, the helper's hour, talks, paper, every answer."""

import datetime as dt
import html
import io
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.factories import activities, people, places
from tests.factories.paths import make_check_in, make_goal, make_step
from tests.web.desk.counting import questions
from wijkschakel.activities.actions import joining
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.paths.actions import following, paper, talking
from wijkschakel.paths.models import (
    Ambition,
    Booklet,
    CheckIn,
    Conversation,
    DiaryLine,
    Measurement,
    Moment,
    Need,
    Reminder,
    Share,
)
from wijkschakel.paths.queries import talking as talk_queries
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import Consent, Delegate
from wijkschakel.web.path import drawings
from wijkschakel.web.path import paper as making

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def goal(fatma, now):
    return make_goal(fatma, words="Naar de markt fietsen", now=now)


def text_of(response):
    """Give the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form_of_share(goal, anke, now, **changes):
    return {
        "goal": goal.pk, "parts": ["path_goal"], "receiver": f"p-{anke.pk}",
        "purpose": "path_support", "until_on": str(timezone.localdate(now) + 200 * DAY),
    } | changes  # fmt: skip


def test_a_goal_is_shared_after_a_preview_read_logged_supported_and_taken_back(
    visit, fatma, anke, noor, goal, now
):
    make_check_in(goal, 4, now=now, words="Alleen voor mij")
    me, nurse = visit(fatma), visit(anke)
    form = form_of_share(goal, anke, now)
    preview = text_of(me.post(reverse("path:new_share"), form))
    assert "Dit ziet Anke" in preview
    assert "Naar de markt fietsen" in preview
    assert "Alleen voor mij" not in preview
    assert Share.objects.count() == 0
    me.post(reverse("path:new_share"), form | {"doe": "ja"})
    share = Share.objects.get()
    read = reverse("path:read_share", args=[share.pk])
    seen = text_of(nurse.get(read))
    assert "Naar de markt fietsen" in seen
    assert "Alleen voor mij" not in seen
    assert visit(noor).get(read).status_code == 404
    looked = text_of(me.get(reverse("account:who_looked")))
    assert "Het stuk van je pad dat je deelde" in looked
    assert "Om je te steunen bij een doel" in looked
    nurse.post(read, {"words": "Ik ken een fietsles"})
    assert "Ik ken een fietsles" in text_of(me.get(reverse("path:goal", args=[goal.pk])))
    open_tab = read
    me.post(reverse("path:stop_share", args=[share.pk]))
    assert [nurse.get(open_tab).status_code, nurse.post(open_tab, {"words": "x"}).status_code] == [
        404,
        404,
    ]
    assert "Er is niets met je gedeeld" in text_of(nurse.get(reverse("path:shared")))
    assert Consent.objects.get().withdrawn_at is not None
    goal.refresh_from_db()
    assert goal.words == "Naar de markt fietsen"


def test_withdrawing_at_the_page_of_consents_closes_the_path_too(visit, fatma, anke, goal, now):
    visit(fatma).post(reverse("path:new_share"), form_of_share(goal, anke, now) | {"doe": "ja"})
    read = reverse("path:read_share", args=[Share.objects.get().pk])
    assert visit(anke).get(read).status_code == 200
    consent = Consent.objects.get()
    visit(fatma).post(reverse("account:withdraw_consent", args=[consent.pk]))
    assert visit(anke).get(read).status_code == 404


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_that_is_no_good_keeps_the_form(visit, fatma, anke, goal, now, days):
    until = str(timezone.localdate(now) + days * DAY)
    answer = visit(fatma).post(
        reverse("path:new_share"), form_of_share(goal, anke, now, until_on=until)
    )
    assert (answer.status_code, f'value="{until}"' in answer.content.decode()) == (422, True)


def test_the_same_pages_work_for_who_shares_nothing(visit, fatma, anke, goal, now):
    names = ("show", "timeline", "indicators", "questions", "talks", "moments", "take_along")
    addresses = [reverse(f"path:{name}") for name in names]
    alone = [visit(fatma).get(address).status_code for address in addresses]
    visit(fatma).post(reverse("path:new_share"), form_of_share(goal, anke, now) | {"doe": "ja"})
    shared = [visit(fatma).get(address).status_code for address in addresses]
    assert alone == shared == [200] * len(names)


def test_the_hour_that_runs_out_mid_form_keeps_what_was_typed_and_shows_nothing(
    visit, fatma, wil, goal, now
):
    hour = people.make_delegate(fatma, wil, now)
    Delegate.objects.filter(pk=hour.pk).update(starts_at=now - DAY / 24, ends_at=now + DAY / 48)
    page, helper = reverse("path:together", args=[fatma.pk]), visit(wil)
    assert "Naar de markt fietsen" in text_of(helper.get(page))
    assert JournalEntry.objects.filter(action="fill_in_path_together", about=fatma.pk).count() == 1
    helper.post(page, {"words": "Vaker zingen"})
    assert Need.objects.get(helped_by=wil.pk).words == "Vaker zingen"
    helper.post(page, {"doel": goal.pk, "mark": "6"})
    assert CheckIn.objects.get().mode == "together"
    Delegate.objects.filter(pk=hour.pk).update(ends_at=now - DAY / 1440)
    late = helper.post(page, {"words": "Lange zin die niet weg mag"})
    assert late.status_code == 422
    assert "Lange zin die niet weg mag" in late.content.decode()
    assert "Naar de markt fietsen" not in late.content.decode()
    assert [helper.get(page).status_code, Need.objects.count()] == [404, 2]


def test_a_conversation_is_asked_planned_held_and_the_result_stays_with_the_resident(
    visit, fatma, noor, district, now
):
    kees = people.make_person(given_name="Kees", district=district)
    people.grant_role(kees, "conversation_partner", district)
    today = timezone.localdate(now)
    training = {
        "person": kees.pk, "languages": ["nl", "tr"], "trained_on": str(today),
        "valid_until": str(today + 300 * DAY), "is_open": "on", "title": "Praten met een buur",
        "given_by": "Buurthuis", "lessons": ["borders"], "more": "EHBO",
    }  # fmt: skip
    desk = visit(noor)
    for wrong in ({"title": ""}, {"languages": []}, {"valid_until": str(today - DAY)}):
        assert desk.post(reverse("desk:partners"), training | wrong).status_code == 422
    assert desk.post(reverse("desk:partners"), training).status_code == 302
    me, partner = visit(fatma), visit(kees)
    until = date_format(today + 300 * DAY, "j F Y")
    own = text_of(partner.get(reverse("path:talks")))
    for told in (f"Je bent opgeleid tot en met {until}", "gegeven door Buurthuis", "EHBO",
                 "Grenzen en zorgen"):  # fmt: skip
        assert told in own
    assert f"Opgeleid tot en met {until}" in text_of(me.get(reverse("path:talks")))
    assert "Buurthuis" not in text_of(me.get(reverse("path:talks")))
    choice = re.search(
        r'name="partner" value="(\d+)"', me.get(reverse("path:talks")).content.decode()
    )
    me.post(
        reverse("path:talks"),
        {"partner": choice[1], "card": "happiness", "question": "Ik ben veel alleen"},
    )
    talk = Conversation.objects.get()
    page, change = (reverse(f"path:{name}", args=[talk.pk]) for name in ("talk", "change_talk"))
    assert "Ik ben veel alleen" in text_of(partner.get(page))
    asked = text_of(me.get(page))
    assert asked.index("Spreek een dag af") < asked.index("Wat eruit kwam")
    assert "geldige training" not in text_of(partner.get(reverse("path:talks")))
    partner.post(
        change,
        {"doe": "afspreken", "day": str(today + 3 * DAY), "clock": "14:00", "where": "Thuis"},
    )
    planned = text_of(me.get(page))
    assert planned.index("Wat eruit kwam") < planned.index("Een andere dag?")
    me.post(change, {"doe": "uitkomst", "words": "Ik bel mijn zus"})
    partner.post(change, {"doe": "notitie", "words": "Fijn gesprek"})
    mine, theirs = text_of(me.get(page)), text_of(partner.get(page))
    assert ("Ik bel mijn zus" in mine, "Ik bel mijn zus" in theirs) == (True, False)
    assert "Een andere dag?" not in mine
    assert "gaat niet door" not in mine
    assert ("Fijn gesprek" in mine, "Fijn gesprek" in theirs) == (True, True)
    assert visit(noor).get(page).status_code == 404
    assert me.post(change, {"doe": "notitie", "words": "Nee"}).status_code == 422
    one = people.make_person(given_name="Oud", district=district)
    people.grant_role(one, "conversation_partner", district)
    expired = talking.note_training(
        person=one, languages=["nl"], trained_on=today - 400 * DAY,
        valid_until=today - DAY, is_open=True, by=noor, now=now,
    )  # fmt: skip
    with pytest.raises(talking.NotReady):
        talking.ask_conversation(
            resident=fatma, partner=expired, card="happiness", question="", by=fatma, now=now
        )
    assert "Oud" not in text_of(me.get(reverse("path:talks")))


def test_every_form_of_the_path_does_what_it_says(visit, fatma, goal, anke, now):
    me = visit(fatma)
    step = make_step(goal, rhythm="weekly", now=now)

    def post(name, form, *args):
        return me.post(reverse(f"path:{name}", args=args), form).status_code

    changed = me.post(reverse("path:question", args=["six-marks"]), {"wording": "x", "a-body": "6"})
    # The questions changed meanwhile: the answer is on the page still, and not in the path.
    assert (changed.status_code, Measurement.objects.count()) == (422, 0)
    assert re.search(r'name="a-body"[^>]*value="6"[^>]*checked', changed.content.decode())
    page = me.get(reverse("path:question", args=["six-marks"])).content.decode()
    wording = re.search(r'name="wording" value="(\w+)"', page)[1]
    assert post("question", {"wording": wording, "a-body": "6"}, "six-marks") == 302
    assert json.loads(Measurement.objects.get().answers) == {"body": 6}
    assert post("indicators", {"words": "Uitgerust", "weight": "3"}) == 302
    own = goal.path.indicators.get()
    assert post("indicator", {"mark": "8"}, own.pk) == 302
    assert post("indicator", {"revision": "1", "words": "Fit", "weight": "1"}, own.pk) == 302
    assert post("indicator", {"revision": "1", "doe": "weg"}, own.pk) == 422
    assert post("indicator", {"revision": "2", "doe": "weg"}, own.pk) == 302
    own.refresh_from_db()
    assert (own.words, own.weight, own.retired_at is None) == ("Fit", 1, False)
    assert post("timeline", {"kind": "gave", "words": "Soep", "meant": "Iedereen lachte"}) == 302
    assert "Iedereen lachte" in text_of(me.get(reverse("path:timeline")))
    assert post("throw_away", {}, DiaryLine.objects.get().pk) == 302
    assert post("done", {}, step.pk) == 302
    assert post("end", {"worked": "nee", "learned": "Te snel", "doe": "klaar"}, step.pk) == 302
    assert "Ook dat is een uitkomst" in text_of(me.get(reverse("path:goal", args=[goal.pk])))
    assert post("remind", {"medium": "screen", "every": "7", "clock": "9"}, goal.pk) == 302
    assert post("remind", {"stop": Reminder.objects.get().pk}, goal.pk) == 302
    words = {"words": "Fietsen", "revision": "1", "a_little_better": "", "reached": ""}
    assert post("words", words, goal.pk) == 302
    answer = me.post(reverse("path:words", args=[goal.pk]), words | {"words": "Van de tablet"})
    assert answer.status_code == 422
    assert ("Van de tablet" in text_of(answer), "Fietsen" in text_of(answer)) == (True, True)
    assert post("new_moment", {"kind": "reindication", "myself": "Ik kook", "revision": "1"}) == 302
    moment = Moment.objects.get()
    assert post("invite", {"wie": anke.pk}, moment.pk) == 302
    read = reverse("path:read_share", args=[Share.objects.get().pk])
    assert "Ik kook" in text_of(visit(anke).get(read))
    assert post("move", {"doe": "reached", "uitkomst": "Gelukt!"}, goal.pk) == 302
    assert Ambition.objects.get().outcome == "Gelukt!"
    assert post("change", {"volg": "ja"}) == 302
    assert post("cards", {}, goal.pk) == 302
    assert goal.cards.count() == 6
    made = json.loads(me.get(reverse("path:fhir")).content)
    assert made["resourceType"] == "Bundle"


def test_the_booklet_is_made_by_the_worker_in_large_letters_and_kept_sealed(
    visit, fatma, goal, now
):
    import pikepdf  # noqa: PLC0415

    from wijkschakel.web.path import tasks  # noqa: PLC0415

    make_check_in(goal, 6, now=now)
    paper.make_cards(ambition=goal, number=1, by=fatma, now=now)
    made = paper.order_booklet(
        person=fatma, language="nl", hand_over=lambda number: None, by=fatma, now=now
    )
    tasks.make_booklet.func(str(made.pk))
    assert Booklet.objects.get().state == "ready"
    answer = visit(fatma).get(reverse("path:booklet"))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        with pdf.open_metadata() as about:
            assert (about["pdfuaid:part"], str(pdf.Root.Lang)) == ("1", "nl")
        assert pdf.Root.MarkInfo.Marked
    assert visit(people.make_person()).get(reverse("path:booklet")).status_code == 404


def test_a_reminder_on_paper_says_what_it_is_for_only_when_the_resident_chose_so(
    visit, fatma, goal, now
):
    me = visit(fatma)
    step = make_step(goal, words="Ik bel Ans", now=now)
    form = {"medium": "paper", "every": "7", "clock": "9"}
    address = reverse("path:remind", args=[goal.pk])
    cards = reverse("path:cards", args=[goal.pk])
    assert me.post(address, form | {"about": step.pk, "has_words": "on"}).url == cards
    me.post(address, form)
    made = paper.order_booklet(
        person=fatma, language="nl", hand_over=lambda number: None, by=fatma, now=now
    )
    slips = making.facts_of(made, now)["slips"]
    assert sorted(one.words for one in slips) == ["", "Ik bel Ans"]
    shown = text_of(me.get(cards)).split("voor thuis")[1]
    assert ("Ik bel Ans" in shown, "Naar de markt" in shown, "Waarvoor?" in shown) == (
        True, False, True,
    )  # fmt: skip
    # A letter never has them, whatever is ticked.
    me.post(address, form | {"medium": "mail", "about": step.pk, "has_words": "on"})
    assert Reminder.objects.filter(has_words=True).count() == 0


def asked(browser):
    """Count the questions of the page of a path."""
    return questions(lambda: browser.get(reverse("path:show")))


def test_the_desk_types_a_card_and_the_page_asks_as_much_for_one_year_as_for_ten(
    visit, fatma, noor, goal, now
):
    card = paper.make_cards(ambition=goal, number=1, by=fatma, now=now)[0]
    desk, address = visit(noor), reverse("desk:path_card")
    sent = desk.post(address, {"code": card.code.lower(), "mark": "9", "words": ""}, follow=True)
    assert "Naar de markt fietsen" not in sent.content.decode()
    assert CheckIn.objects.get().mode == "paper"
    assert desk.post(address, {"code": card.code, "mark": "9"}).status_code == 422
    make_step(goal, now=now, kind="ask")
    few = asked(visit(fatma))
    for week in range(120):
        make_check_in(goal, week % 11, now=now - week * 7 * DAY)
    for number in range(3):
        make_step(goal, words=f"Stap {number}", now=now, kind=("ask", "give", "activity")[number])
        make_goal(fatma, words=f"Doel {number}", now=now - DAY)
    following.pick_indicator(path=goal.path, words="Rust", by=fatma, now=now)
    assert joining.new_form_key() != ""
    many = asked(visit(fatma))
    assert (few == many, many <= 10) == (True, True), (few, many)


def test_anyone_reads_how_we_talk_and_what_we_never_ask(client):
    page = text_of(client.get(reverse("path:method")))
    for words in ("Gelukkig zijn", "Kracht", "welke ziekte je hebt", "eigen woorden", "EUPL-1.2"):
        assert words in page
    questions_of_cards = [one["nl"] for card in shipped.cards_shipped().values()
                          for one in card.questions]  # fmt: skip
    assert len(questions_of_cards) > 5
    assert [one for one in questions_of_cards if one not in html.unescape(page)] == []


def test_the_desk_counts_its_own_list_and_leaves_who_talked_to_the_figures(
    noor, visit, district, now
):
    region = places.make_region(district)
    one, two, three = (people.make_person(district=district) for _one in range(3))
    for person in (one, two, three):
        people.grant_role(person, "conversation_partner", district)
    talking.note_training(
        person=one, languages=["nl"], trained_on=timezone.localdate(now), is_open=True,
        valid_until=timezone.localdate(now) + 300 * DAY, by=noor, now=now,
    )  # fmt: skip
    partners = talk_queries.partners_in([district.pk])
    [counted] = talk_queries.pipeline([district], partners, now)
    assert counted == talk_queries.Pipeline(district.name, 2, 1)
    page = visit(noor).get(reverse("desk:partners")).content.decode()
    assert reverse("insight:moving", args=[region.slug]) in page
    assert "Sprak dit jaar" not in page


def test_what_could_come_next_is_offered_and_never_pushed(visit, fatma, goal, district, now):
    me, page = visit(fatma), reverse("path:goal", args=[goal.pk])
    soup = activities.make_activity(district=district, title="Samen soep")
    session = activities.make_session(activity=soup, starts_at=now + DAY)
    words = text_of(me.get(page))
    assert ("Vraag hulp van een professional" in words, "Help mee bij" in words) == (True, False)
    assert reverse("support:refer_myself") in me.get(page).content.decode()
    me.post(reverse("path:join", args=[goal.pk, session.pk]))
    assert "Help mee bij Samen soep" in text_of(me.get(page))
    me.post(reverse("path:move", args=[goal.pk]), {"doe": "resting"})
    assert "Wat kan er nog meer?" not in text_of(me.get(page))


def test_the_words_beside_the_six_marks_stay_on_the_drawing():
    assert drawings.two_lines("Looking forward") == ["Looking", "forward"]
    assert drawings.two_lines("Zin in de dag") == ["Zin in", "de dag"]
    assert drawings.two_lines("Meedoen") == ["Meedoen"]
