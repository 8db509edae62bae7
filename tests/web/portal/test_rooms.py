"""The page for shops, rooms to use, the key holder's page, and the desk that looks first."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.activities import make_activity, make_session
from tests.factories.commissions import make_commission
from tests.factories.initiatives import make_ask, make_initiative
from tests.factories.people import grant_role, make_membership, make_organisation
from tests.factories.places import make_region, make_venue
from tests.factories.rooms import make_booking, make_key, make_means, make_room, make_use
from tests.web.desk.counting import questions
from wijkschakel.activities.models import MeansOffer, OfferUse, Room, RoomBooking
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"portal:{name}", args=args)


def test_a_baker_offers_a_room_noor_says_yes_and_all_can_ask(visit, jan, noor, fatma, district):
    bakery = make_organisation(name="Bakkerij Deeg", kind="business")
    make_membership(jan, bakery)
    venue = make_venue(district=district, name="Deeg")
    words = {"name": "Achter de oven", "venue": venue.pk, "organisation": bakery.pk}
    words |= {"opens": "09:00", "closes": "21:00", "people": "8"}
    baker = visit(jan)
    assert baker.post(url("offer_room"), words).url == url("business")
    room = Room.objects.get()
    assert visit(fatma).get(url("room", room.pk)).status_code == 404
    desk = visit(noor)
    assert "Achter de oven" in desk.get(reverse("desk:offers")).text
    desk.post(reverse("desk:accept_offer", args=[room.pk]))
    day = (timezone.localtime(clock.now()).date() + timezone.timedelta(days=3)).isoformat()
    asked = {"day": day, "start": "10:00", "end": "11:00", "purpose": "Breien"}
    asks = visit(fatma)
    assert asks.post(url("ask_room", room.pk), asked).url == url("rooms")
    assert "Breien" in asks.get(url("rooms")).text
    booking = RoomBooking.objects.get()
    assert "Breien" in baker.get(url("room_keys", room.pk)).text
    assert JournalEntry.objects.filter(action="see_room_requests", about=fatma.pk).count() == 1
    baker.post(url("answer_booking", room.pk, booking.pk), {"mag": "ja"})
    booking.refresh_from_db()
    assert booking.state == "granted"


def test_somebody_without_the_key_does_not_see_who_asked(visit, wil, jan, fatma):
    room = make_room()
    make_key(room, wil)
    booking = make_booking(room, fatma)
    assert visit(jan).get(url("room_keys", room.pk)).status_code == 404
    where = url("answer_booking", room.pk, booking.pk)
    assert visit(jan).post(where, {"mag": "ja"}).status_code == 404
    assert "Fatma" not in visit(jan).get(url("room", room.pk)).text


def test_a_key_of_one_venue_opens_no_other(visit, wil, fatma):
    room, other = make_room(), make_room()
    make_key(room, wil)
    booking = make_booking(other, fatma)
    where = url("answer_booking", room.pk, booking.pk)
    assert visit(wil).post(where, {"mag": "ja"}).status_code == 404


def test_an_organisation_of_another_cannot_be_named(visit, jan, district):
    other = make_organisation()
    words = {"kind": "things", "title": "Stoelen", "organisation": other.pk}
    assert visit(jan).post(url("offer_means"), words).status_code == 422
    assert MeansOffer.objects.count() == 0


def test_means_are_seen_after_a_yes_and_taken_back_by_who_offered(
    visit, jan, noor, client, district
):
    offer = make_means(jan, district=district)
    where = f"{url('business')}?wijk={district.code}"
    assert "klapstoelen" not in client.get(where).text
    visit(noor).post(reverse("desk:accept_offer", args=[offer.pk]))
    assert "klapstoelen" in client.get(where).text
    visit(jan).post(url("end_offer", offer.pk))
    assert "klapstoelen" not in client.get(where).text


def test_a_coordinator_of_elsewhere_accepts_nothing(visit, sam, elsewhere, district):

    grant_role(sam, "coordinator", elsewhere)
    offer = make_means(district=district)
    where = reverse("desk:accept_offer", args=[offer.pk])
    assert visit(sam).post(where).status_code == 404


def test_a_form_keeps_what_was_typed(visit, fatma):
    room = make_room()
    words = {"day": "2020-01-01", "start": "12:00", "end": "11:00", "purpose": "Breien"}
    answer = visit(fatma).post(url("ask_room", room.pk), words)
    assert (answer.status_code, 'value="Breien"' in answer.text) == (422, True)
    assert "Het einde ligt voor het begin." in answer.text


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_lists_ask_as_many_questions_however_many_rooms(
    client, district, django_assert_max_num_queries, rows
):
    for _number in range(rows):
        room = make_room(venue=make_venue(district=district))
        make_means(district=district, state="open")
        make_booking(room)
    client.get(url("rooms"))
    for name in ("rooms", "business"):
        with django_assert_max_num_queries(7):
            client.get(f"{url(name)}?wijk={district.code}")


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_shop_with_all_on_its_page_asks_ten_questions_at_most(visit, jan, wil, district, rows):
    region, now = make_region(district), clock.now()
    for _number in range(rows):
        make_membership(jan, make_organisation(kind="business"))
        room = make_room(venue=make_venue(district=district), offered_by=jan)
        ask = make_ask(make_initiative(wil, district=district), kind="things")
        make_use(ask, make_means(jan, district=district, state="open"))
        make_means(district=district, state="open", organisation=make_organisation())
        make_commission(region, now=now)
        activity = make_activity(district=district, audience="workers", venue=room.venue)
        make_session(activity=activity, starts_at=now + timezone.timedelta(days=2))
    shop, here = visit(jan), f"{url('business')}?wijk={district.code}"
    seen = shop.get(here).context
    names = ("rows", "asked", "means", "asks", "uses", "my_rooms", "my_means", "mine")
    assert [bool(seen[name]) for name in (*names, "has_rooms")] == [True] * 9
    assert questions(lambda: shop.get(here)) == 10


def test_what_others_offer_is_the_newest_six_and_none_that_may_not_be_used(visit, jan, district):
    for number, state in enumerate(["open"] * 8 + ["waiting", "ended"]):
        offered_at = clock.now() + timezone.timedelta(hours=number)
        make_means(jan, district=district, state=state, title=f"{number}", offered_at=offered_at)
        make_means(district=district, state=state, title=f"{number}", offered_at=offered_at)
    make_means(jan, state="open", title="elders")
    make_room(offered_by=jan, name="elders")
    make_room(venue=make_venue(district=district), state="waiting")
    here = f"{url('business')}?wijk={district.code}"
    for browser, mine in ((visit(jan), 11), (visit(), 0)):
        seen = browser.get(here).context
        assert [one.title for one in seen["means"]] == ["7", "7", "6", "6", "5", "5"]
        assert (len(seen["my_means"]), len(seen["my_rooms"])) == (mine, min(mine, 1))
        assert not seen["has_rooms"]


def test_what_came_of_an_offer_is_counted_for_the_shop_and_the_desk(
    visit, jan, wil, noor, sam, district
):
    initiative = make_initiative(wil, district=district)
    ask = make_ask(initiative, kind="things", what="Stoelen voor het feest")
    chairs = make_means(jan, district=district, state="open")
    hands = make_means(jan, district=district, state="open", kind="hands")
    shop, owner = visit(jan), visit(wil)
    assert "Bied dit aan" in shop.get(url("business")).text
    assert visit(sam).post(url("offer_to_ask", ask.pk, chairs.pk)).status_code == 404
    assert shop.post(url("offer_to_ask", ask.pk, hands.pk)).status_code == 404  # no hands asked
    for _twice in range(2):
        shop.post(url("offer_to_ask", ask.pk, chairs.pk))
    use = OfferUse.objects.get()
    where = url("offered_to_initiative", initiative.pk)
    assert Notice.objects.get(person=wil).link == where
    assert visit(jan).get(where).status_code == 404
    assert chairs.title in owner.get(where).text
    answer = url("answer_offer", initiative.pk, use.pk)
    assert owner.post(answer, {"doe": "happened"}).status_code == 422  # nothing was agreed yet
    for state in ("taken", "happened"):
        assert owner.post(answer, {"doe": state}).status_code == 302
    ask.refresh_from_db()
    assert ask.state == "met"
    for page in (shop.get(url("business")).text, visit(noor).get(reverse("desk:offers")).text):
        found = re.findall(r"<dt>(Aangeboden|Afgesproken|Gebeurd)</dt><dd>(\d+)</dd>", page)
        assert found == [("Aangeboden", "1"), ("Afgesproken", "1"), ("Gebeurd", "1")]
    assert Notice.objects.filter(person=jan).count() == 2
