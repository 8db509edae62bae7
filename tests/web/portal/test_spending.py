"""The pages on which is written down what was spent, and the page of the desk."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.activities import make_activity, make_lead
from tests.factories.initiatives import make_initiative
from tests.factories.people import (
    grant_role,
    make_account,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.spending import make_spending
from wijkschakel.activities.models import Spending

pytestmark = pytest.mark.django_db


@pytest.fixture
def wil():
    person = make_person(given_name="Wil")
    make_account(person=person)
    return person


@pytest.fixture
def walk(wil):
    return make_initiative(wil)


@pytest.fixture
def page(client, wil, walk):
    client.force_login(wil.account)
    return reverse("portal:spending", args=["initiatief", walk.pk])


def filled(**changes):
    return {
        "amount": "12,50", "on": timezone.localdate().isoformat(), "kind": "food",
        "what": "Koffie en koek", "where": "near",
    } | changes  # fmt: skip


def test_a_line_is_written_and_stands_on_the_page(client, page, walk):
    shop = make_organisation(name="Bakkerij Deeg", district=walk.district)
    answer = client.post(page, filled(party=str(shop.pk)))
    assert answer.status_code == 302
    row = Spending.objects.get()
    assert (row.cents, row.party, row.initiative) == (1_250, shop, walk)
    text = client.get(page).content.decode()
    assert "Bakkerij Deeg" in text
    assert "12,50" in text


def test_pay_asks_for_hours_and_people_and_coffee_keeps_neither(client, page):
    answer = client.post(page, filled(kind="pay", where="resident"))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"hours", "people"}
    client.post(page, filled(kind="pay", where="resident", hours="7,5", people="2"))
    client.post(page, filled(hours="veel", people="2"))
    assert [(row.minutes, row.people) for row in Spending.objects.order_by("entered_at")] == [
        (450, 2), (None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "0"),
        ("amount", "veel"),
        ("amount", "60000"),
        ("amount", ""),
        ("on", "2200-01-01"),
        ("on", "2001-01-01"),
        ("on", "gisteren"),
        ("what", ""),
        ("what", "x" * 121),
        ("kind", "goud"),
        ("where", ""),
    ],
)
def test_what_cannot_be_is_asked_again_and_nothing_is_written(client, page, field, value):
    answer = client.post(page, filled(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Spending.objects.exists()


def test_a_party_of_another_district_cannot_be_chosen(client, page):
    answer = client.post(page, filled(party=str(make_organisation().pk)))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["party"]


def test_putting_right_begins_with_what_stood_there_and_keeps_the_old_line(client, page, walk):
    wrong = make_spending(walk, cents=34_000, what="Een nul te veel")
    there = f"{page}?verbeter={wrong.pk}"
    assert client.get(there).context["form"].initial["what"] == "Een nul te veel"
    client.post(there, filled(amount="34"))
    assert client.post(there, filled(amount="35")).status_code == 302  # it is no line any more
    assert [row.cents for row in Spending.objects.filter(corrects=wrong)] == [3_400]
    text = client.get(page).content.decode()
    assert "<s>" in text
    assert "Een nul te veel" in text


def test_taking_back_asks_why(client, page, walk):
    row = make_spending(walk)
    there = reverse("portal:take_back_spending", args=["initiatief", walk.pk, row.pk])
    assert client.post(there, {"why": " "}).status_code == 422
    assert client.post(there, {"why": "Stond er dubbel"}).status_code == 302
    row.refresh_from_db()
    assert row.why == "Stond er dubbel"
    assert client.get(there).status_code == 404


def test_a_line_of_another_does_not_exist_here(client, page, walk):
    other = make_spending(make_initiative(make_person()))
    there = reverse("portal:take_back_spending", args=["initiatief", walk.pk, other.pk])
    assert client.post(there, {"why": "Zomaar"}).status_code == 404
    assert not client.get(f"{page}?verbeter={other.pk}").context["wrong"]
    of_other = reverse("portal:spending", args=["initiatief", other.initiative_id])
    assert client.get(of_other).status_code == 404


def test_who_leads_an_activity_finds_its_page_and_writes(client, wil, district):
    activity = make_activity(district=district, title="Samen wandelen")
    make_lead(activity, wil)
    client.force_login(wil.account)
    (page,) = set(re.findall(r"/uitgaven/[^\"]+", client.get("/organiseren/").content.decode()))
    assert "Samen wandelen" in client.get(page).content.decode()
    assert client.post(page, filled()).status_code == 302
    assert Spending.objects.get().activity == activity
    assert client.post(page, filled(amount="")).status_code == 422


def test_who_belongs_to_an_organisation_finds_its_page_and_writes(client, wil, walk):
    shop = make_organisation(name="Bakkerij Deeg", kind="business", district=walk.district)
    client.force_login(wil.account)
    address = reverse("portal:spending", args=["organisatie", shop.pk])
    assert address not in client.get(reverse("portal:business")).content.decode()
    assert client.get(address).status_code == 404
    make_membership(wil, shop)
    assert address in client.get(reverse("portal:business")).content.decode()
    assert client.post(address, filled()).status_code == 302
    row = Spending.objects.get()
    assert (row.organisation, row.is_formal, row.by_kind) == (shop, True, "business")


def test_a_coordinator_finds_who_spends_and_writes_for_them(client, walk):
    noor = make_person()
    account = make_account(person=noor)
    grant_role(noor, "coordinator", walk.district)
    client.force_login(account)
    make_spending(walk, on=timezone.localdate())
    make_spending(make_initiative(name="Elders"), on=timezone.localdate())
    desk = client.get(reverse("desk:spending"), {"wie": walk.name[:6]})
    text = desk.content.decode()
    address = reverse("portal:spending", args=["initiatief", walk.pk])
    assert text.count(address) == 2  # found, and in the sums
    assert "Elders" not in text
    assert client.post(address, filled()).status_code == 302
