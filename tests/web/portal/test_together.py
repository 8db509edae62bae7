"""Circles, more languages, news and parts of a programme, where there is something to do."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.initiatives import make_ask, make_initiative, make_party
from tests.factories.places import make_neighbourhood, make_venue
from tests.factories.posts import make_post
from tests.factories.rooms import make_means, make_room
from tests.factories.series import make_member, make_series
from tests.web.portal.test_queries import MOST, queries_of
from wijkschakel.activities.actions import circles as circle_actions
from wijkschakel.activities.models import ActivityTranslation, CircleMessage, Initiative, Post
from wijkschakel.activities.privacy import circles as circle_privacy
from wijkschakel.activities.queries import circles, coverage
from wijkschakel.base import clock, search
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Notice
from wijkschakel.support.models import Need, NeedAnswer
from wijkschakel.support.queries import bundles

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


@pytest.fixture
def walk(district, wil, fatma):
    """Wil leads, Fatma comes tomorrow, Jan is in the whole series."""
    activity = make_activity(district=district, title="Wandelen")
    make_lead(activity, wil)
    session = make_session(activity=activity, starts_at=clock.now() + DAY)
    make_enrolment(session=session, person=fatma)
    return activity


def test_who_takes_part_writes_and_reads_and_nobody_else(visit, walk, wil, fatma, jan, noor, sam):
    make_member(series=make_series(activity=walk), person=jan)
    page = url("circle", walk.pk)
    words = {"text": "Ik neem <b>thee</b> mee."}
    for _twice in range(2):
        assert visit(fatma).post(page, words).status_code == 302
    message = CircleMessage.objects.get()
    for person in (wil, jan):
        assert "Ik neem &lt;b&gt;thee&lt;/b&gt; mee." in visit(person).get(page).text
    for person in (noor, sam):
        assert visit(person).get(page).status_code == 404
        assert visit(person).post(page, words).status_code == 404
    assert visit().get(page).status_code == 302
    told = Notice.objects.filter(link=page).values_list("person__given_name", flat=True)
    assert sorted(told) == sorted([jan.given_name, wil.given_name])
    visit(wil).post(page, {"text": "Fijn!"})
    assert Notice.objects.filter(link=page, person=jan).count() == 1
    take_back = url("take_back_message", walk.pk, message.pk)
    assert visit(jan).post(take_back).status_code == 404
    assert visit(wil).post(take_back).status_code == 302
    assert [one.text for one in circles.messages_of(walk)] == ["Fijn!"]


def test_a_circle_ends_for_who_left_and_forgets_after_half_a_year(walk, fatma, jan, wil):
    now = clock.now()
    member = make_member(series=make_series(activity=walk), person=jan)
    circle_actions.write_to_circle(activity=walk, text="Tot morgen", by=jan, now=now)
    member.left_at = now
    member.save()
    assert not circles.is_in_circle(jan, walk, now)
    with pytest.raises(Refused):
        circle_actions.write_to_circle(activity=walk, text="Nog iets", by=jan, now=now)
    assert circle_privacy.export(jan)["circle_messages"][0]["text"] == "Tot morgen"
    assert circle_privacy.retention(now + 182 * DAY) == {"circle messages": 0}
    assert circle_privacy.retention(now + 184 * DAY) == {"circle messages": 1}


def test_thirty_messages_a_day_is_enough_and_the_text_stays(visit, walk, fatma, monkeypatch):
    monkeypatch.setattr(circle_actions, "MESSAGES_A_DAY", 1)
    visit(fatma).post(url("circle", walk.pk), {"text": "Een"})
    answer = visit(fatma).post(url("circle", walk.pk), {"text": "Twee"})
    assert (answer.status_code, ">Twee</textarea>" in answer.text.replace("\n", "")) == (422, True)
    assert CircleMessage.objects.count() == 1


def test_an_activity_is_read_and_found_in_the_language_of_the_reader(visit, walk, wil, fatma):
    words = {"language": "ar", "title": "المشي معا", "summary": "كل ثلاثاء", "description": ""}
    assert visit(wil).post(url("tell_activity", walk.pk), words).status_code == 302
    page = url("session", walk.sessions.get().pk)
    assert '<h1 dir="auto">Wandelen</h1>' in visit().get(page).text
    arabic = '<h1 dir="rtl" lang="ar">المشي معا</h1>'
    assert arabic in visit().get(page, {"taal": "ar"}).text
    fatma.language = "ar"
    fatma.save()
    assert arabic in visit(fatma).get(page).text
    found = search.find("المشي", kinds=("activity",), now=clock.now())
    assert [hit.thing_id for hit in found] == [walk.pk]
    assert (
        visit(wil).post(url("tell_activity", walk.pk), words | {"language": "nl"}).status_code
        == 422
    )
    visit(wil).post(url("drop_telling", walk.pk), {"taal": "ar"})
    assert not ActivityTranslation.objects.exists()
    assert list(search.find("المشي", kinds=("activity",), now=clock.now())) == []


def test_a_programme_has_news_and_initiatives_of_its_own(visit, jan, noor, fatma, district):
    programme = make_initiative(jan, district=district, stage="programme", name="In beweging")
    part = make_initiative(jan, district=district, name="Ruilkast")
    care = url("manage_initiative", part.pk)
    visit(jan).post(care, {"doe": "hoort", "hoort-programme": str(programme.pk)})
    assert Initiative.objects.get(pk=part.pk).programme == programme
    assert "Ruilkast" in visit().get(url("initiative", programme.pk)).text
    write = f"{url('write_post')}?initiatief={programme.pk}"
    news = {"kind": "news", "title": "We zijn begonnen", "body": "Kom ook."}
    assert visit(fatma).get(write).status_code == 404
    assert visit(fatma).post(write, news).status_code == 404
    visit(jan).post(write, news)
    post = Post.objects.get()
    assert (post.initiative, post.state, post.district) == (programme, "waiting", district)
    visit(noor).post(reverse("desk:place_post", args=[post.pk]))
    make_post(fatma, title="Iets anders")
    about = {"initiatief": str(programme.pk)}
    for page in ("posts", "posts_feed"):
        said = visit().get(url(page), about).text
        assert ("We zijn begonnen" in said, "Iets anders" in said) == (True, False)
    assert "We zijn begonnen" in visit().get(url("initiative", programme.pk)).text
    for wrong in ("x", "00000000-0000-0000-0000-000000000000"):
        assert visit().get(url("posts"), {"initiatief": wrong}).status_code == 404


def test_a_programme_stands_under_no_other(visit, jan, district):
    one, two = (make_initiative(jan, district=district, stage="programme") for _ in range(2))
    answer = visit(jan).post(
        url("manage_initiative", one.pk), {"doe": "hoort", "hoort-programme": str(two.pk)}
    )
    assert answer.status_code == 422
    assert Initiative.objects.get(pk=one.pk).programme is None


def test_a_map_shows_in_which_neighbourhoods_there_is_nothing_yet(visit, jan, district):
    now = clock.now()
    here, _beside, far = (
        make_neighbourhood(district=district, name=name, latitude=52.25, longitude=east)
        for name, east in (("Hier", 6.15), ("Naast", 6.155), ("Ver", 6.35))
    )
    venue = make_venue(district=district, neighbourhood=here, latitude=52.25, longitude=6.15)
    programme = make_initiative(jan, district=district, stage="programme")
    part = make_initiative(jan, district=district, programme=programme)
    activity = make_activity(district=district, venue=venue, theme="move", initiative=part)
    make_session(activity=activity, starts_at=now + DAY)
    make_session(activity=activity, starts_at=now + 40 * DAY)

    def seen(**wish):
        rows = coverage.coverage_of(district, now, **wish)
        return [(row.neighbourhood.name, row.here, row.near, row.is_gap) for row in rows]

    all_of_it = [("Hier", 1, 0, False), ("Naast", 0, 1, False), ("Ver", 0, 0, True)]
    assert seen() == seen(theme="move") == seen(initiative=programme) == all_of_it
    assert [row[3] for row in seen(theme="eat")] == [True, True, True]
    Need.objects.create(
        title="Samen eten", theme="eat", district=district, neighbourhood=far, made_at=now,
        changed_at=now,
    )  # fmt: skip
    page = url("coverage", district.code)
    assert "In 2 van de 3 buurten is iets te doen" in visit().get(page).text
    assert "Samen eten" in visit().get(page).text
    narrowed = visit().get(page, {"thema": "eat"})
    assert "In 0 van de 3" in narrowed.text
    # The look of the page has the same name in the frame; a choice must not change it.
    assert narrowed.context["theme"] == visit().get(page).context["theme"]
    assert "In 2 van de 3" in visit().get(page, {"initiatief": str(programme.pk)}).text
    assert len(queries_of(visit(), page)) <= MOST
    table = visit().get(reverse("api:coverage_csv"), {"wijk": district.code}).content.decode()
    assert table.splitlines()[1].split(",")[2:] == ["Hier", "Bewegen", "1", "0"]


def test_what_neighbours_asked_is_bundled_with_what_answers_it(visit, district):
    now = clock.now()
    hood = make_neighbourhood(district=district)
    walk, meal = (
        make_activity(district=district, title=title, theme=theme)
        for title, theme in (("Ommetje", "move"), ("De lange tafel", "eat"))
    )
    make_session(activity=meal, starts_at=now + DAY)
    needs = [
        Need.objects.create(
            title=title, theme=theme, district=district, neighbourhood=hood, count=count,
            made_at=now, changed_at=now,
        )
        for title, theme, count in (("Lopen", "move", 9), ("Eten", "eat", 5), ("Zang", "music", 1))
    ]  # fmt: skip
    NeedAnswer.objects.create(need=needs[0], activity=walk, made_at=now)
    found = bundles.bundles_of(hood, now)
    assert [(one.need, one.activities, one.likely, one.is_empty) for one in found] == [
        (needs[0], [walk], [], False),
        (needs[1], [], [meal], False),
        (needs[2], [], [], True),
    ]
    said = visit().get(url("neighbourhood", hood.code)).text
    assert all(word in said for word in ("Ommetje", "De lange tafel", "Dat is er nog niet."))


def test_what_a_shop_offers_meets_what_an_initiative_needs(visit, jan, fatma, district):
    one = make_initiative(jan, district=district)
    make_ask(one, kind="things", what="Veertig stoelen")
    make_ask(one, kind="room", what="Een zaaltje")
    make_means(fatma, district=district, title="Klapstoelen", state="open")
    make_room(venue=make_venue(district=district), name="Achterkamer", state="open")
    shop = visit(fatma).get(url("business")).text
    assert shop.index("Veertig stoelen") < shop.index("Een zaaltje")
    assert "Past bij wat jij aanbiedt" in shop
    care = visit(jan).get(url("manage_initiative", one.pk), {"doe": "aanbod"}).text
    assert ("Klapstoelen" in care, "Achterkamer" in care) == (True, True)


def test_who_wants_it_stands_among_who_takes_part(visit, wil, jan, district):
    activity = make_activity(district=district, title="Koffie")
    make_lead(activity, wil, shows_name=True)
    one = make_initiative(district=district)
    make_party(one, person=jan)
    said = visit().get(url("network"), {"wijk": district.code}).text
    assert (wil.given_name in said, jan.given_name in said) == (True, False)


def test_what_was_found_is_narrowed_to_neighbours_or_organisations(visit, district):
    for title, is_formal in (("Wandelen met buren", False), ("Wandelen met zorg", True)):
        activity = make_activity(district=district, title=title, is_formal=is_formal)
        make_session(activity=activity, starts_at=clock.now() + DAY)
    for side, shown in (
        ("", (True, True)),
        ("informeel", (True, False)),
        ("formeel", (False, True)),
    ):
        said = visit().get(url("search"), {"vraag": "wandelen", "wie": side}).text
        assert ("met buren" in said, "met zorg" in said) == shown
