"""At the desk: from a published figure to a commission, reading bids, choosing with two people."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import outcomes
from tests.factories.activities import make_activity
from tests.factories.commissions import (
    DAY,
    make_award,
    make_bid,
    make_commission,
    make_delivery,
    make_figure,
)
from tests.factories.people import grant_role, make_membership, make_organisation, make_person
from tests.factories.places import make_region
from tests.factories.spending import make_spending
from wijkschakel.funding.models import Award, Commission, CommissionFigure
from wijkschakel.outcomes.models import PublishedTable

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(district):
    return make_region(district, name="Linderegio", slug="linde")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def closed(region, now):
    return make_commission(region, now=now, bids_until=now - DAY, ceiling_cents=150_000)


def publish(region, number=84):
    outcomes.publish_table(region, "taking-part", {("linde", "all"): 200})
    outcomes.publish_table(region, "need-join_in", {("linde", "all"): number})
    outcomes.publish_table(region, "asked", {("linde", "all"): 50, ("linde", "open"): None})
    counts = json.dumps({"counts": {"unserved_needs": 31}})
    outcomes.publish_body(region, "counts", "2026", "counts", counts)


def filled(**changes):
    today = timezone.localdate()
    return {
        "title": "Samen eten", "needed": "Elke week een tafel vol.", "heading": "join_in",
        "figures": ["need-join_in:all", "asked:open", "counts:unserved_needs"],
        "starts_on": (today + 60 * DAY).isoformat(), "ends_on": (today + 90 * DAY).isoformat(),
        "moments": "10", "places": "20", "ceiling": "4000", "weighs": ["near"],
        "until_day": (today + 20 * DAY).isoformat(), "until_clock": "12:00",
    } | changes  # fmt: skip


def text(response):
    return " ".join(response.content.decode().split())


def page(row):
    return reverse("desk:commission", args=[row.pk])


def test_a_figure_becomes_a_commission_that_everybody_reads(visit, client, noor, region):
    publish(region)
    new = reverse("desk:new_commission", args=["linde"]) + "?cijfer=need-join_in:all"
    browser = visit(noor)
    form = browser.get(new).context["form"]
    assert (form.initial["figures"], form.initial["heading"]) == (["need-join_in:all"], "join_in")
    answer = browser.post(new, filled())
    row = Commission.objects.get()
    assert answer.url == page(row)
    assert client.get(reverse("portal:commission", args=[row.pk])).status_code == 404
    browser.post(reverse("desk:open_commission", args=[row.pk]))
    told = text(client.get(reverse("portal:commission", args=[row.pk])))
    assert "84 mensen willen: Meedoen" in told
    assert "Wie nog wacht op hulp: te weinig om iets te zeggen" in told
    assert "Minstens 31 keer vond iemand nog niets" in told


def test_the_figure_stays_as_it_was_when_it_is_published_anew(visit, noor, region, client):
    publish(region)
    visit(noor).post(reverse("desk:new_commission", args=["linde"]), filled())
    table = PublishedTable.objects.get(topic="need-join_in")
    kept = CommissionFigure.objects.get(topic="need-join_in")
    assert (kept.digest, kept.released_on) == (table.digest, outcomes.AT.date())
    PublishedTable.objects.all().delete()
    publish(region, 120)
    kept.refresh_from_db()
    assert kept.number == 84
    assert "84 mensen willen" in text(visit(noor).get(page(Commission.objects.get())))


def test_a_figure_that_was_never_published_cannot_be_chosen(visit, noor, region):
    publish(region)
    form = filled(figures=["need-happy:all"])
    answer = visit(noor).post(reverse("desk:new_commission", args=["linde"]), form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["figures"])


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": ""}, ["title"]),
        ({"needed": " "}, ["needed"]),
        ({"heading": "geld"}, ["heading"]),
        ({"ends_on": "2020-01-01"}, ["ends_on"]),
        ({"until_day": "2200-01-01"}, ["until_day"]),
        ({"moments": "0"}, ["moments"]),
        ({"places": "veel"}, ["places"]),
        ({"ceiling": "-1"}, ["ceiling"]),
        ({"weighs": ["vriendschap"]}, ["weighs"]),
        ({"until_clock": "straks"}, ["until_clock"]),
    ],
)
def test_what_cannot_be_is_asked_again_with_what_was_typed(visit, noor, region, changes, wrong):
    publish(region)
    answer = visit(noor).post(reverse("desk:new_commission", args=["linde"]), filled(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, wrong)
    assert 'value="90"' in text(answer) or "tafel vol" in text(answer) or wrong == ["needed"]
    assert not Commission.objects.exists()


def test_changing_begins_with_what_stands_there(visit, noor, region, now, district):
    row = make_commission(region, now=now, state="draft", ceiling_cents=400_050)
    make_figure(row)
    there = reverse("desk:change_commission", args=[row.pk])
    form = visit(noor).get(there).context["form"]
    assert (form.initial["title"], str(form.initial["ceiling"])) == ("Samen eten", "4000.5")
    answer = visit(noor).post(there, filled(title="Koken", districts=[str(district.pk)]))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.title, row.districts, row.figures.count()) == ("Koken", [district], 1)


def test_before_it_closes_the_desk_shows_no_bid_and_not_how_many(visit, noor, bas, region, now):
    row = make_commission(region, now=now)
    make_bid(row, by_name="De Keuken", what="Stamppot voor honderd", price_cents=12_345)
    for person in (noor, bas):
        told = text(visit(person).get(page(row)))
        assert "De voorstellen zijn dicht" in told
        for secret in ("De Keuken", "Stamppot", "1.234", "1 voorstel"):
            assert secret not in told


def test_after_it_closed_bids_stand_side_by_side_by_name_with_sums(visit, noor, closed):
    make_bid(closed, by_name="Zon", price_cents=99_900, per="all", moments=3, places=10)
    make_bid(closed, by_name="Aarde", price_cents=10_000, per="moment", moments=10, places=20)
    answer = visit(noor).get(page(closed))
    assert [bid.by_name for bid, _part in answer.context["bids"]] == ["Aarde", "Zon"]
    told = text(answer)
    for sum_ in ("1.000", "5", "999", "333", "33,30"):
        assert f"€\xa0{sum_}<" in told or f"€ {sum_}<" in told


def propose(visit, by, row, *chosen, reason="Dicht bij huis.", **more):
    bids = list(row.bids.all())
    form = {"seen": ",".join(str(bid.pk) for bid in bids), "reason": reason} | more
    for bid in bids:
        form[f"reason_{bid.pk}"] = f"Over {bid.by_name}."
        if bid in chosen:
            form[f"chosen_{bid.pk}"] = "on"
    return visit(by).post(reverse("desk:propose_award", args=[row.pk]), form)


def test_one_proposes_another_confirms_and_everybody_reads_who_and_why(
    visit, client, noor, bas, closed
):
    kitchen = make_organisation(name="Keuken")
    make_membership(make_person(), kitchen)
    bid = make_bid(closed, organisation=kitchen)
    lost = make_bid(closed, by_name="Duurder", price_cents=88_800)
    assert propose(visit, noor, closed, bid).status_code == 302
    award = Award.objects.get()
    own = text(visit(noor).get(page(closed)))
    assert "Jij stelde dit voor." in own
    assert "Bevestig de keuze" not in own
    yes = reverse("desk:confirm_award", args=[closed.pk, award.pk])
    refused = visit(noor).post(yes)
    assert (refused.status_code, "Een tweede mens bevestigt." in text(refused)) == (422, True)
    assert "Bevestig de keuze" in text(visit(bas).get(page(closed)))
    assert visit(bas).post(yes).status_code == 302
    told = text(client.get(reverse("portal:commission", args=[closed.pk])))
    assert "Keuken" in told
    assert "Dicht bij huis." in told
    for secret in (lost.by_name, "8.880", f"Over {bid.by_name}.", f"Over {lost.by_name}."):
        assert secret not in told


def test_above_the_ceiling_the_page_asks_why_and_keeps_what_was_typed(visit, noor, closed):
    bid = make_bid(closed, price_cents=20_000)
    answer = propose(visit, noor, closed, bid)
    assert answer.status_code == 422
    assert "Samen kost dit meer dan het bedrag dat er is." in text(answer)
    assert "Dicht bij huis." in text(answer)
    assert propose(visit, noor, closed, bid, why_above="Twee wijken.").status_code == 302


def test_a_bid_that_went_while_one_typed_is_read_again(visit, noor, closed, now):
    bid, _other = make_bid(closed), make_bid(closed)
    seen = ",".join(str(one.pk) for one in closed.bids.all())
    bid.taken_back_at = now
    bid.save()
    form = {"seen": seen, "reason": "Niemand."}
    form |= {f"reason_{one.pk}": "Omdat." for one in closed.bids.all()}
    answer = visit(noor).post(reverse("desk:propose_award", args=[closed.pk]), form)
    assert (answer.status_code, "terwijl je keek" in text(answer)) == (422, True)
    assert not Award.objects.exists()


def test_who_belongs_to_a_bidder_sees_no_bid_and_chooses_not(visit, noor, closed):
    kitchen = make_organisation(name="Van Noor")
    make_membership(noor, kitchen)
    make_bid(closed, organisation=kitchen)
    make_bid(closed, by_name="Geheim BV")
    told = text(visit(noor).get(page(closed)))
    assert "Jouw organisatie deed zelf een voorstel" in told
    assert "Geheim BV" not in told
    answer = propose(visit, noor, closed)
    assert (answer.status_code, "Daarom kies jij niet mee." in text(answer)) == (422, True)


def test_sending_back_says_why_and_the_proposer_reads_it(visit, noor, bas, closed):
    award = make_award(closed, make_bid(closed), by=noor, now=closed.bids_until)
    back = reverse("desk:return_award", args=[closed.pk, award.pk])
    assert visit(bas).post(back, {"why": " "}).status_code == 422
    assert visit(bas).post(back, {"why": "Reken de prijs na."}).status_code == 302
    assert "Reken de prijs na." in text(visit(noor).get(page(closed)))


def test_a_coordinator_of_another_region_finds_nothing(visit, sam, elsewhere, closed, region):
    grant_role(sam, "coordinator", make_region(elsewhere))
    assert visit(sam).get(page(closed)).status_code == 404
    assert visit(sam).post(reverse("desk:propose_award", args=[closed.pk])).status_code == 404
    assert visit(sam).get(reverse("desk:new_commission", args=["linde"])).status_code == 404
    assert "Samen eten" not in text(visit(sam).get(reverse("desk:commissions")))


def test_a_choice_of_another_commission_is_not_confirmed_here(
    visit, noor, bas, closed, region, now
):
    other = make_commission(region, now=now, bids_until=now - DAY)
    award = make_award(other, by=noor)
    there = reverse("desk:confirm_award", args=[closed.pk, award.pk])
    assert visit(bas).post(there).status_code == 404


def test_what_was_spent_is_for_the_coordinator_there_and_not_for_who_pays(
    visit, noor, bas, closed, district
):
    bid = make_bid(closed)
    make_award(closed, bid, by=noor, second=bas)
    supper = make_activity(district=district, organisation=bid.organisation)
    make_delivery(bid, supper)
    make_spending(activity=supper, district=district, cents=4_321)
    assert "43,21" in text(visit(noor).get(page(closed)))
    assert "43,21" not in text(visit(bas).get(page(closed)))


def test_looking_back_ends_it_for_everybody_to_read(visit, client, noor, bas, closed):
    make_award(closed, make_bid(closed), by=noor, second=bas)
    there = reverse("desk:finish_commission", args=[closed.pk])
    assert visit(noor).post(there, {"review": ""}).status_code == 422
    assert visit(noor).post(there, {"review": "Elke week vol."}).status_code == 302
    assert "Elke week vol." in text(client.get(reverse("portal:commission", args=[closed.pk])))


def test_today_says_what_waits(visit, noor, bas, region, closed, now):
    told = text(visit(noor).get(reverse("desk:today")))
    assert "1 uitvraag is gesloten" in told
    make_award(closed, make_bid(closed), by=bas, now=now - DAY / 24)
    told = text(visit(noor).get(reverse("desk:today")))
    assert "1 uitvraag is gesloten" not in told
    assert "1 keuze wacht op een tweede mens" in told
    over = {"starts_on": (now - 90 * DAY).date(), "ends_on": (now - 2 * DAY).date()}
    make_commission(region, now=now, state="running", **over)
    assert "1 uitvraag is voorbij" in text(visit(noor).get(reverse("desk:today")))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_many_commissions_bids_and_activities_ask_no_more_questions(
    visit, noor, bas, region, now, closed, district, number, django_assert_max_num_queries
):  # fmt: skip
    for _ in range(number):
        make_figure(make_commission(region, now=now))
        bid = make_bid(closed)
    browser = visit(noor)
    browser.get(reverse("desk:commissions"))
    for address in (reverse("desk:commissions"), page(closed)):
        with django_assert_max_num_queries(10):
            assert browser.get(address).status_code == 200
    make_award(closed, bid, by=noor, second=bas)
    for _ in range(number):
        make_delivery(bid, make_activity(district=district))
    with django_assert_max_num_queries(10):
        assert len(browser.get(page(closed)).context["carried"]) == number


def test_an_empty_region_says_where_to_begin(visit, noor, region):
    assert "Begin bij wat mensen willen" in text(visit(noor).get(reverse("desk:commissions")))


def test_a_new_day_of_the_form_is_the_day_of_the_clock_on_the_wall(visit, noor, region):
    publish(region)
    visit(noor).post(reverse("desk:new_commission", args=["linde"]), filled())
    until = timezone.localtime(Commission.objects.get().bids_until)
    assert (until.date(), until.time()) == (timezone.localdate() + 20 * DAY, dt.time(12))
