"""What a region asks for everybody, and making a bid and carrying it out for organisations."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.activities import make_activity, make_session
from tests.factories.commissions import (
    DAY,
    make_award,
    make_bid,
    make_commission,
    make_delivery,
    make_figure,
)
from tests.factories.outcomes import publish_table
from tests.factories.people import grant_role, make_membership, make_organisation, make_person
from tests.factories.places import make_district, make_region
from tests.web.desk.counting import questions
from wijkschakel.funding.models import Bid, Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def region(district):
    return make_region(district, name="Linderegio", slug="linde")


@pytest.fixture
def asked(region, now):
    return make_commission(region, now=now)


@pytest.fixture
def kitchen(wil):
    organisation = make_organisation(name="De Keuken")
    make_membership(wil, organisation)
    return organisation


def filled(**changes):
    return {
        "what": "Wij koken elke week.", "moments": "10", "places": "20", "price": "150,50",
        "per": "moment", "where": "Buurthuis", "is_near": "on",
    } | changes  # fmt: skip


def text(response):
    return " ".join(response.content.decode().split())


def page(row):
    return reverse("portal:commission", args=[row.pk])


def form_of(row):
    return reverse("portal:bid", args=[row.pk])


def test_a_bid_is_made_changed_and_taken_back_by_who_belongs_there(visit, wil, asked, kitchen):
    browser = visit(wil)
    assert browser.post(form_of(asked), filled()).status_code == 302
    bid = Bid.objects.get()
    assert (bid.organisation, bid.price_cents, bid.total_cents) == (kitchen, 15_050, 150_500)
    there = f"{form_of(asked)}?namens={kitchen.pk}"
    assert str(browser.get(there).context["form"].initial["price"]) == "150.5"
    browser.post(form_of(asked), filled(price="140"))
    assert "1.400" in text(browser.get(page(asked)))
    browser.post(reverse("portal:take_back_bid", args=[asked.pk, bid.pk]))
    assert Bid.objects.get().taken_back_at is not None
    assert "Doe een voorstel" in text(browser.get(page(asked)))


def test_nobody_else_reads_a_bid_before_or_after(visit, client, jan, wil, asked, kitchen, now):
    make_bid(asked, organisation=kitchen, by_name="De Keuken", what="Stamppot", price_cents=12_345)
    for moment in (asked.bids_until, now - DAY):
        asked.bids_until = moment
        asked.save()
        for browser in (client, visit(jan)):
            told = text(browser.get(page(asked)))
            for secret in ("De Keuken", "Stamppot", "1.234"):
                assert secret not in told
    assert "1.234,50" in text(visit(wil).get(page(asked)))


def test_at_the_closing_minute_the_page_says_so_and_keeps_what_was_typed(
    visit, wil, asked, kitchen, now
):
    asked.bids_until = now
    asked.save()
    answer = visit(wil).post(form_of(asked), filled(what="Te laat gekookt"))
    assert answer.status_code == 422
    assert "Deze uitvraag sloot op" in text(answer)
    assert "Te laat gekookt" in text(answer)
    assert not Bid.objects.exists()
    assert "Verstuur het voorstel" not in text(visit(wil).get(form_of(asked)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", ""),
        ("moments", "0"),
        ("places", "veel"),
        ("price", "-3"),
        ("price", ""),
        ("per", "jaar"),
        ("where", ""),
    ],
)
def test_what_cannot_be_is_asked_again(visit, wil, asked, kitchen, field, value):
    answer = visit(wil).post(form_of(asked), filled(**{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Bid.objects.exists()


def test_who_belongs_to_no_organisation_reads_what_to_do(visit, jan, asked):
    assert "Een voorstel doe je voor een organisatie" in text(visit(jan).get(form_of(asked)))
    assert visit(jan).post(form_of(asked), filled()).status_code == 422
    assert not Bid.objects.exists()


def test_who_belongs_to_two_chooses_and_not_one_of_others(visit, wil, asked, kitchen):
    garden, stranger = make_organisation(), make_organisation()
    make_membership(wil, garden)
    answer = visit(wil).post(form_of(asked), filled(organisation=str(stranger.pk)))
    assert list(answer.context["form"].errors) == ["organisation"]
    visit(wil).post(form_of(asked), filled(organisation=str(garden.pk)))
    assert Bid.objects.get().organisation == garden


def test_a_bid_of_others_cannot_be_taken_back(visit, wil, asked, kitchen):
    bid = make_bid(asked)
    there = reverse("portal:take_back_bid", args=[asked.pk, bid.pk])
    assert visit(wil).post(there).status_code == 404


def test_who_was_not_chosen_reads_the_own_reason_and_nobody_else_does(
    visit, client, wil, noor, bas, asked, kitchen
):
    lost, other = make_bid(asked, organisation=kitchen), make_bid(asked, by_name="Zon")
    make_award(asked, other, by=noor, second=bas)
    told = text(visit(wil).get(page(asked)))
    assert "Niet gekozen." in told
    assert f"Over {lost.by_name}." in told
    assert f"Over {lost.by_name}." not in text(client.get(page(asked)))


def test_a_chosen_organisation_links_an_activity_and_everybody_reads_what_is_done(
    visit, client, wil, noor, bas, region, kitchen, district, now
):
    row = make_commission(
        region, now=now, bids_until=now - DAY, starts_on=(now - 9 * DAY).date(), moments=12
    )
    bid = make_bid(row, organisation=kitchen)
    make_award(row, bid, by=noor, second=bas)
    supper = make_activity(district=district, organisation=kitchen, title="Avondeten")
    elsewhere = make_activity(district=district, organisation=make_organisation())
    starts = now - 2 * DAY
    make_session(activity=supper, starts_at=starts, ends_at=starts + DAY / 24, capacity=18, taken=7)
    there = reverse("portal:carry_out", args=[row.pk, bid.pk])
    assert visit(wil).post(there, {"activity": str(elsewhere.pk)}).status_code == 422
    assert visit(wil).post(there, {"activity": str(supper.pk)}).status_code == 302
    told = client.get(page(row))
    assert (told.context["done"].moments, told.context["done"].places) == (1, 18)
    assert "1 van de 10 keer is gedaan" in text(told)
    assert "Avondeten" in text(told)
    delivery = Delivery.objects.get()
    visit(wil).post(reverse("portal:unlink_activity", args=[row.pk, bid.pk, delivery.pk]))
    assert not Delivery.objects.exists()


def test_when_nobody_was_chosen_the_question_stays(client, noor, bas, asked):
    make_award(asked, by=noor, second=bas)
    told = text(client.get(page(asked)))
    assert "Er is niemand gekozen. De vraag van mensen staat nog open." in told
    assert "Waarom is er niemand gekozen?" in told


def test_the_list_tells_open_running_and_earlier_apart(client, region, asked, now):
    make_commission(region, now=now, state="running", title="Loopt al")
    make_commission(region, now=now, state="not_awarded", title="Niemand")
    make_commission(region, now=now, state="draft", title="Nog geheim")
    answer = client.get(reverse("portal:commissions", args=["linde"]))
    shown = {name: [row.commission.title for row in answer.context[name]]
             for name in ("open", "running", "ended")}  # fmt: skip
    assert shown == {"open": ["Samen eten"], "running": ["Loopt al"], "ended": ["Niemand"]}
    assert "Nog geheim" not in text(answer)


def test_an_empty_list_says_what_to_do(client, region):
    assert "Hier is nog niets gevraagd" in text(
        client.get(reverse("portal:commissions", args=["linde"]))
    )


def test_the_page_of_wishes_tells_what_was_asked_on_each(visit, client, noor, asked, region):
    wishes = reverse("insight:demand", args=["linde"])
    told = client.get(wishes)
    assert [(title, len(rows)) for title, rows in told.context["asked_on_it"]] == [("Meedoen", 1)]
    assert "Maak hier een uitvraag van" not in text(told)
    assert "Maak hier een uitvraag van" in text(visit(noor).get(wishes))


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize("is_published", [True, False])
def test_the_page_of_wishes_with_all_in_it_takes_ten_questions_at_most(
    visit, noor, region, district, elsewhere, now, number, is_published
):
    make_region(elsewhere)
    maria = make_person(given_name="Maria")
    grant_role(maria, "coordinator", elsewhere)
    grant_role(maria, "funder", district)
    for _ in range(number):
        row = make_commission(region, now=now)
        row.asked_in.create(district=make_district())
        make_figure(row)
    if is_published:
        for topic in ("taking-part", "need-join_in", "asked", "goals"):
            publish_table(region, topic, {("linde", "all"): 84})
    for who in (noor, maria):
        browser, here = visit(who), reverse("insight:demand", args=["linde"])
        seen = browser.get(here).context
        assert (seen["may_ask"], seen["may_decide"]) == (who == noor, True)
        assert questions(lambda: browser.get(here)) <= 10, who.given_name  # noqa: B023


def test_the_page_for_who_has_a_shop_names_what_is_open(client, asked, region, now):
    make_commission(region, now=now, bids_until=now - DAY, title="Al gesloten")
    told = text(client.get(reverse("portal:business")))
    assert "Samen eten" in told
    assert "Al gesloten" not in told


@pytest.mark.parametrize("number", [1, 3, 30])
def test_many_rows_ask_no_more_questions(
    visit, wil, noor, bas, region, asked, kitchen, district, now, number,
    django_assert_max_num_queries,
):  # fmt: skip
    for _ in range(number):
        make_figure(make_commission(region, now=now))
    row = make_commission(region, now=now, bids_until=now - DAY)
    bid = make_bid(row, organisation=kitchen)
    for _ in range(number):
        make_bid(row)
        make_delivery(bid, make_activity(district=district, organisation=kitchen))
    make_award(row, bid, by=noor, second=bas)
    browser = visit(wil)
    browser.get(page(row))
    for address in (reverse("portal:commissions", args=["linde"]), page(row)):
        with django_assert_max_num_queries(10):
            assert browser.get(address).status_code == 200
