"""The pages of lessons: writing one, telling what came of it, reading and using it."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse

from tests.factories.initiatives import make_initiative
from tests.factories.lessons import CAME, make_lesson, make_party, make_use
from tests.factories.people import make_membership, make_organisation
from tests.factories.places import make_region
from tests.web.portal.test_queries import MOST, queries_of
from wijkschakel.base import clock
from wijkschakel.learning.models import Lesson, LessonUse

pytestmark = pytest.mark.django_db
EXPERIMENT = {
    "title": "Eten op de stoep", "tries": "Een tafel buiten.", "expects": "Dat buren aanschuiven.",
    "until_on": (clock.now() + dt.timedelta(days=30)).date().isoformat(), "level": "resident",
    "block": "learning", "principles": ["working_together"], "language": "nl",
}  # fmt: skip
FAILED = {"outcome": "failed", "came_of_it": "Niemand kwam."}


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def to(name, lesson, *more):
    return reverse(f"learn:{name}", args=[lesson.pk, *more])


@pytest.fixture
def site(visit, wil):
    return visit(wil)


def test_wil_writes_looks_places_and_tells_that_it_failed(site, visit, fatma):
    answer = site.post(reverse("learn:write_lesson"), EXPERIMENT)
    lesson = Lesson.objects.get()
    assert answer["Location"] == to("lesson", lesson)
    assert "Zo ziet het eruit. Alleen jullie zien dit nog." in text_of(site.get(answer["Location"]))
    assert visit(fatma).get(to("lesson", lesson)).status_code == 404
    site.post(to("publish_lesson", lesson))
    page = text_of(visit(fatma).get(to("lesson", lesson)))
    assert "Een bewoner van Lindewijk" in page
    assert "Wil" not in page.replace("Wil je", "")
    site.post(to("tell_outcome", lesson), FAILED)
    page = text_of(visit(fatma).get(to("lesson", lesson)))
    assert '<h2 id="kwam">Het werkte niet</h2>' in page
    assert "Een proef die niet lukt, is net zo veel waard." in page
    assert "Gewijzigd op" in page


def test_what_is_missing_is_said_and_what_was_typed_stays(site):
    answer = site.post(reverse("learn:write_lesson"), EXPERIMENT | {"expects": "", "level": "x"})
    page = text_of(answer)
    assert (answer.status_code, Lesson.objects.count()) == (422, 0)
    assert "Wat verwacht je ervan? Schrijf wat je verwacht." in page
    assert 'value="Eten op de stoep"' in page
    far = site.post(reverse("learn:write_lesson"), EXPERIMENT | {"until_on": "0206-05-03"})
    assert "Deze dag is ver weg. Kijk naar het jaar." in text_of(far)


def test_who_organises_nothing_reads_how_to_begin_and_writes_nothing(visit, fatma):
    page = visit(fatma)
    assert "Begin eerst iets in de wijk" in text_of(page.get(reverse("learn:write_lesson")))
    assert page.post(reverse("learn:write_lesson"), EXPERIMENT).status_code == 404
    assert Lesson.objects.count() == 0


def test_a_lesson_begun_at_an_initiative_is_about_it_and_stands_on_its_page(site, wil, district):
    one = make_initiative(wil, district=district)
    form = text_of(site.get(f"{reverse('learn:write_lesson')}?initiatief={one.pk}"))
    assert f'<option value="{one.pk}" selected>' in form
    site.post(reverse("learn:write_lesson"), EXPERIMENT | {"initiative": str(one.pk)})
    lesson = Lesson.objects.get()
    assert lesson.initiative == one
    page = reverse("portal:initiative", args=[one.pk])
    assert to("lesson", lesson) not in text_of(site.get(page))
    site.post(to("publish_lesson", lesson))
    assert to("lesson", lesson) in text_of(site.get(page))
    part = make_lesson(initiative=make_initiative(programme=one))
    other = make_lesson()
    listed = text_of(site.get(f"{reverse('learn:lessons')}?initiatief={one.pk}"))
    shown = [to("lesson", row) in listed for row in (lesson, part, other)]
    assert shown == [True, True, False]


def test_a_withdrawn_lesson_says_why_and_nothing_else(site, visit, client, wil, noor):
    lesson = make_lesson(wil, district=noor.district)
    assert visit(noor).post(to("withdraw_lesson", lesson)).status_code == 422
    visit(noor).post(to("withdraw_lesson", lesson), {"why": "Stond er <b>dubbel.</b>"})
    page = text_of(client.get(to("lesson", lesson)))
    assert "Stond er &lt;b&gt;dubbel.&lt;/b&gt;" in page
    assert "tafel buiten" not in page
    assert '<meta name="robots" content="noindex">' in page
    assert site.post(to("publish_lesson", lesson)).status_code == 404
    assert site.get(to("change_lesson", lesson)).status_code == 404


def test_somebody_says_we_use_this_too_and_takes_it_back(visit, client, jan):
    lesson, kachel = make_lesson(), make_organisation(name="De Kachel")
    page = visit(jan)
    assert "Wij gebruiken dit ook" not in text_of(page.get(to("lesson", lesson)))
    assert page.post(to("use_lesson", lesson), {"party": str(kachel.pk)}).status_code == 404
    make_membership(jan, kachel)
    other = make_organisation()
    assert page.post(to("use_lesson", lesson), {"party": str(other.pk)}).status_code == 422
    page.post(to("use_lesson", lesson), {"party": str(kachel.pk), "words": "Op dinsdag."})
    read = text_of(client.get(to("lesson", lesson)))
    assert "1 partij gebruikt dit ook" in read
    assert "De Kachel</a>: <span dir=\"auto\">Op dinsdag.</span>" in read  # fmt: skip
    use = LessonUse.objects.get()
    page.post(to("take_back_use", lesson, use.pk))
    assert "Nog niemand gebruikt dit ook" in text_of(client.get(to("lesson", lesson)))


def test_the_list_is_narrowed_by_words_and_choices_and_says_when_nothing_fits(client, district):
    region = make_region(district, slug="hazelrode")
    failed = make_lesson(title="Vroeg wandelen", district=district, **CAME)
    going = make_lesson(title="Taal in de keuken", block="data", principles=["ict"])
    links = {failed: to("lesson", failed), going: to("lesson", going)}

    def found(query):
        page = text_of(client.get(f"{reverse('learn:lessons')}?{query}"))
        return [one for one, link in links.items() if link in page]

    assert found("") == [failed, going]
    for query in ("uitkomst=failed", "zoek=wandelen", f"wijk={district.code}", "bouwsteen=learning",
                  f"regio={region.slug}", "principe=working_together"):  # fmt: skip
        assert found(query) == [failed]
    assert found("uitkomst=trying") == [going]
    assert found("niveau=raar&uitkomst=") == [failed, going]
    page = text_of(client.get(f"{reverse('learn:lessons')}?zoek=kikkerdril"))
    assert "Zo een les is er nog niet" in page
    Lesson.objects.all().delete()
    assert "Hier is nog niets opgeschreven" in text_of(client.get(reverse("learn:lessons")))


def test_what_waits_stands_in_ones_own_list_and_at_the_desk(site, visit, wil, noor):
    past = (clock.now() - dt.timedelta(days=2)).date()
    lesson = make_lesson(wil, district=wil.district, until_on=past)
    assert "Vertel wat eruit kwam" in text_of(site.get(reverse("learn:lessons")))
    desk = text_of(visit(noor).get(reverse("desk:today")))
    assert "1 proef wacht: wat kwam eruit?" in desk
    assert to("lesson", lesson) in desk
    site.post(to("tell_outcome", lesson), FAILED)
    assert "proef wacht" not in text_of(visit(noor).get(reverse("desk:today")))


def test_machines_read_what_people_read_and_nobody_by_name(client, wil, district):
    kade = make_organisation(name="De Kade")
    lesson = make_lesson(wil, district=district, principles=["ict"], **CAME)
    make_lesson(wil, organisation=kade)
    gone = make_lesson(state="withdrawn", withdrawn_at=clock.now(), why_withdrawn="Dubbel.")
    draft = make_lesson(wil, state="draft")
    raw = client.get(reverse("api:lessons")).content.decode()
    feed = json.loads(raw)
    told = {item["@id"].split("/")[-2]: item for item in feed["dataFeedElement"]}
    assert str(lesson.pk) in told
    assert not {str(gone.pk), str(draft.pk)} & set(told)
    item = told[str(lesson.pk)]
    assert (item["@type"], item["author"]["name"]) == ("LearningResource", "Bewoners van Lindewijk")
    assert item["creativeWorkStatus"] == "Het werkte niet"
    assert "Nieuwe ICT" in item["about"]
    assert {one["author"]["name"] for one in told.values()} == {"Bewoners van Lindewijk", "De Kade"}
    table = client.get(f"{reverse('api:lessons_csv')}?wijk={district.code}").content.decode()
    assert table.count(str(lesson.pk)) == 2  # number and address
    assert "Een bewoner van Lindewijk" in table
    assert "De Kade" not in table
    for text in (raw, table):
        assert str(wil.pk) not in text
    page = text_of(client.get(to("lesson", lesson)))
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(block[1])["@type"] == "LearningResource"


@pytest.mark.parametrize("name", ["lessons", "lesson"])
def test_the_pages_ask_the_database_as_often_for_many_rows_as_for_one(name, visit, wil, district):
    make_region(district)
    one, asked, made = make_lesson(wil, district=district), [], 0
    make_membership(wil, make_organisation())
    address = to(name, one) if name == "lesson" else f"{reverse('learn:lessons')}?zoek=tafel"
    for wanted in (1, 3, 40):
        for _number in range(made, wanted):
            other = make_lesson(wil, district=district, initiative=make_initiative())
            make_use(other, organisation=make_organisation())
            make_use(one, initiative=make_initiative(wil, district=district))
            make_use(one, organisation=make_organisation())
            make_party(one, make_organisation())
        made = wanted
        asked.append(queries_of(visit(wil), address))
    assert {len(queries) for queries in asked} == {len(asked[0])}
    assert sum("SAVEPOINT" not in query for query in asked[0]) <= MOST
