"""The guide as people walk it: back, own words, an old version, strange addresses."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.activities import make_activity, make_lead, make_session
from tests.factories.guides import leaf, make_guide, make_need, make_tree, question
from tests.factories.places import make_neighbourhood
from tests.factories.services import make_service
from wijkschakel.base import clock, visits
from wijkschakel.base.models import Attempts, JournalEntry
from wijkschakel.support.actions import guides
from wijkschakel.support.models import GuideTally, UnservedNeed
from wijkschakel.support.queries import guides as queries
from wijkschakel.support.rules import tree
from wijkschakel.support.rules.tree import Target, TargetKind
from wijkschakel.web.common.place import COOKIE

pytestmark = pytest.mark.django_db
MOST = 10
WALK = make_tree(
    question("start", "mensen", "taal", text="Waar kunnen we bij helpen?"),
    question("mensen", "koffie", "taal", text="Wat zou je fijn vinden?"),
    leaf("koffie", "Koffie drinken", words=("eenzaam",)),
    leaf("taal", "Nederlands leren", targets=(Target(TargetKind.SERVICES, "learning"),)),
)


@pytest.fixture
def version(district):
    """Give a guide that is online in Lindewijk."""
    return make_guide(district, whole=WALK, now=clock.now())


@pytest.fixture
def here(client, district):
    """Give a visitor who chose Lindewijk."""
    client.cookies[COOKIE] = district.code
    return client


def text_of(response):
    """Give the page."""
    return response.content.decode()


def links(page):
    """Give where the answers lead."""
    return re.findall(r'class="ws-answer" href="([^"]+)"', page)


def test_a_walk_asks_one_question_at_a_time_and_ends_in_somebody(here, version, district):
    page = text_of(here.get("/vraagwijzer/"))
    assert "Waar kunnen we bij helpen?" in page
    page = text_of(here.get(links(page)[0].replace("&amp;", "&")))
    assert ("Wat zou je fijn vinden?" in page, "Stap 2 van hooguit 3" in page) == (True, True)
    page = text_of(here.get(links(page)[0].replace("&amp;", "&")))
    assert (
        "Koffie drinken" in page,
        f"tel:+31{district.contact_phone[1:].replace(' ', '')}" in page,
    ) == (
        True,
        True,
    )
    back = re.search(r'class="ws-back" href="([^"]+)"', page)
    assert back[1] == f"/vraagwijzer/{version.pk}/mensen/?via=start"


def test_every_screen_of_the_guide_that_comes_along_opens_and_has_none_of_these(here, district):
    version = make_guide(district, now=clock.now())
    for key in queries.tree_of(version).nodes:
        page = text_of(here.get(f"/vraagwijzer/{version.pk}/{key}/"))
        assert f"/vraagwijzer/{version.pk}/{key}/geen-van-deze/" in page, key
        assert "tel:" in page


def test_at_the_end_stands_what_there_is_now(here, version, district):
    session = make_session(
        activity=make_activity(title="Praattafel", theme="talk", district=district),
        starts_at=clock.now() + dt.timedelta(days=1),
    )
    make_service(name="Taalhuis", kind="learning", district=district, assured_on=clock.now().date(),
                 created_at=clock.now())  # fmt: skip
    assert f"/bijeenkomst/{session.pk}/" in text_of(here.get(f"/vraagwijzer/{version.pk}/koffie/"))
    assert "Taalhuis" in text_of(here.get(f"/vraagwijzer/{version.pk}/taal/"))
    assert "Taalhuis" in text_of(here.get(f"/vraagwijzer/{version.pk}/taal/print/"))


def test_a_version_that_was_replaced_says_so_and_goes_on(here, version, noor):
    draft = guides.start_draft(guide=version.guide, by=noor, now=clock.now())
    draft = guides.remove_node(draft=draft, key="mensen", by=noor, now=clock.now())
    start = question("start", "taal", "koffie", text="Een nieuwe vraag?")
    seen = tree.digest(queries.tree_of(draft).first)
    draft = guides.save_node(draft=draft, node=start, seen=seen, by=noor, now=clock.now())
    guides.publish_version(
        draft=draft, revision=draft.revision, live=None, by=noor, now=clock.now()
    )
    response = here.get(f"/vraagwijzer/{version.pk}/mensen/?via=start")
    page = text_of(response)
    assert response.status_code == 200
    assert ("net vernieuwd" in page, "Wat zou je fijn vinden?" in page) == (True, True)
    assert f"/vraagwijzer/{version.pk}/koffie/" in links(page)[0]
    assert "Een nieuwe vraag?" in text_of(here.get("/vraagwijzer/"))


@pytest.mark.parametrize(
    "end", ["start/", "start/geen-van-deze/", "koffie/print/", "koffie/geholpen/"]
)
def test_a_version_in_the_making_or_a_forged_one_is_not_there(here, version, noor, end):
    draft = guides.start_draft(guide=version.guide, by=noor, now=clock.now())
    for number in (draft.pk, uuid.uuid4()):
        address = f"/vraagwijzer/{number}/{end}"
        asked = here.post(address) if "geholpen" in end else here.get(address)
        assert asked.status_code == 404


@pytest.mark.parametrize(
    "address", ["weg/", "start/print/", "%2e%2e/", "start%00/", "-/", "START/"]
)
def test_a_screen_that_is_none_is_not_there(here, version, address):
    assert here.get(f"/vraagwijzer/{version.pk}/{address}").status_code == 404


@pytest.mark.parametrize(
    "via", ["weg", "start.weg", "mensen", "x" * 10_000, "<script>", "start.start", "%00", "‮start"]
)
def test_a_way_that_was_made_up_is_replaced_by_a_real_one(here, version, via):
    page = text_of(here.get(f"/vraagwijzer/{version.pk}/koffie/", {"via": via}))
    assert f'class="ws-back" href="/vraagwijzer/{version.pk}/mensen/?via=start"' in page
    assert "<script>" not in page


def test_scripts_and_other_directions_in_a_guide_stay_text(here, district):
    bad = make_tree(
        question("start", "a", "b", text="<script>alert(1)</script> \u202eom"),
        leaf("a", "قهوة"),
        leaf("b", '"><img src=x onerror=alert(1)>'),
    )
    version = make_guide(district, whole=bad, now=clock.now())
    page = text_of(here.get("/vraagwijzer/"))
    assert "<script>alert" not in page
    assert "<img src=x" not in text_of(here.get(f"/vraagwijzer/{version.pk}/b/"))


def test_without_a_guide_own_words_and_a_person_are_left(here, district):
    response = here.get("/vraagwijzer/")
    assert (response.status_code, 'name="vraag"' in text_of(response)) == (200, True)


def test_a_district_without_a_guide_gets_the_one_for_all(here, district):
    version = make_guide(whole=WALK, for_all=True, now=clock.now())
    assert links(text_of(here.get("/vraagwijzer/")))[0].startswith(f"/vraagwijzer/{version.pk}/")


def ask(visitor, words, **more):
    """Ask in own words."""
    return visitor.post("/vraagwijzer/vraag/", {"vraag": words} | more)


def test_own_words_lead_to_the_end_that_fits(here, version):
    page = text_of(ask(here, "ik ben eenzaam"))
    assert links(page) == [f"/vraagwijzer/{version.pk}/koffie/"]
    assert UnservedNeed.objects.count() == 0


def test_what_is_not_found_is_kept_without_who_asked(visit, version, fatma, district):
    hood = make_neighbourhood(district=district)
    fatma.neighbourhood = hood
    fatma.save()
    response = ask(visit(fatma), "Fatma Yildiz (06 12345678) zoekt bijenkorven")
    row = UnservedNeed.objects.get()
    assert (response.status_code, row.neighbourhood, row.district) == (200, hood, district)
    assert ("Fatma" in row.text, "1234" in row.text, "bijenkorven" in row.text) == (
        False, False, True,
    )  # fmt: skip
    assert not JournalEntry.objects.filter(by=fatma.pk).exists()
    assert "zonder jouw naam" in text_of(response)
    assert "tel:" in text_of(response)


def test_who_did_not_find_it_among_what_was_found_can_say_so(here, version):
    ask(here, "eenzaam", niets="ja", bron="zoeken")
    assert list(UnservedNeed.objects.values_list("source", "count")) == [("search", 1)]


@pytest.mark.parametrize("words", ["", "   ", "\0", "a" * 10_000])
def test_nothing_or_far_too_much_is_asked_again_with_what_was_typed(here, version, words):
    response = ask(here, words)
    assert response.status_code == 422
    assert UnservedNeed.objects.count() == 0
    if words.strip("\0 "):
        assert "a" * 1200 in text_of(response)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eabc", "قهوة", "'; DROP--"])
def test_strange_words_are_answered(here, version, words):
    response = ask(here, words)
    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)


def test_a_flood_is_answered_but_not_kept(here, version):
    for number in range(25):
        letter = chr(97 + number)
        assert ask(here, f"bijenkorf{letter * 3}").status_code == 200
    assert UnservedNeed.objects.count() == 20
    assert all(len(key) == 64 for key in Attempts.objects.values_list("key", flat=True))


def test_whether_it_helped_is_counted_and_nothing_else(visit, version, fatma):
    address = f"/vraagwijzer/{version.pk}/koffie/geholpen/"
    browser = visit(fatma)
    assert browser.post(address, {"antwoord": "ja"}).status_code == 302
    no = browser.post(address, {"antwoord": "nee"})
    assert no["Location"] == f"/vraagwijzer/{version.pk}/koffie/geen-van-deze/"
    tally = GuideTally.objects.get()
    assert (tally.node, tally.helped, tally.not_helped) == ("koffie", 1, 1)
    assert not JournalEntry.objects.filter(by=fatma.pk).exists()


def test_the_words_stand_in_no_address(here, version):
    page = text_of(here.get("/vraagwijzer/"))
    form = re.search(r'<form class="ws-card[^>]*action="/vraagwijzer/vraag/"[^>]*>', page)
    assert 'method="post"' in form[0]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_screen_asks_the_database_little_however_much_there_is(here, version, district, rows):
    now = clock.now()
    for number in range(rows):
        make_session(
            activity=make_activity(theme="talk", district=district),
            starts_at=now + dt.timedelta(hours=number + 1),
        )
        make_service(kind="learning", district=district, created_at=now, assured_on=now.date())
    visits.counter.write(now)
    for page in ("", "{}/mensen/", "{}/koffie/", "{}/taal/", "{}/taal/print/"):
        with CaptureQueriesContext(connection) as asked:
            assert here.get(f"/vraagwijzer/{page.format(version.pk)}").status_code == 200
        assert len(asked) <= MOST, page


def test_an_activity_says_that_neighbours_asked_for_it(visit, here, wil, district):
    session = make_session(activity=make_activity(district=district))
    make_lead(session.activity, wil)
    need = make_need(district, title="Zwemmen voor vrouwen")
    address = f"/activiteit/{session.activity_id}/behoefte/"
    assert "Zwemmen voor vrouwen" in text_of(visit(wil).get(address))
    assert visit(wil).post(address, {"behoefte": [str(need.pk), "x"]}).status_code == 302
    page = text_of(here.get(f"/bijeenkomst/{session.pk}/"))
    assert ("omdat buren erom vroegen" in page, "Zwemmen voor vrouwen" in page) == (True, True)


def test_more_needs_than_five_are_refused_and_the_choice_is_kept(visit, wil, district):
    activity = make_activity(district=district)
    make_lead(activity, wil)
    every = [str(make_need(district, title=f"Nummer {n}").pk) for n in range(6)]
    response = visit(wil).post(f"/activiteit/{activity.pk}/behoefte/", {"behoefte": every})
    assert (response.status_code, text_of(response).count(" checked")) == (422, 6)
