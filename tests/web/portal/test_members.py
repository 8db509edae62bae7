"""Who belongs to an organisation, on its page: giving, ending, and who may not see it."""

import datetime as dt

import pytest

from tests.factories.people import (
    grant_role,
    make_account,
    make_membership,
    make_organisation,
    make_person,
)
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.web.portal import members

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def shop(district):
    return make_organisation(name="Bakkerij Deeg", district=district)


@pytest.fixture
def els(shop, district):
    return make_membership(make_person(given_name="Els", district=district), shop).person


@pytest.fixture
def ria():
    return make_account(person=make_person(given_name="Ria"), email="ria@example.org").person


@pytest.fixture
def ton(district):
    return grant_role(make_person(given_name="Ton"), "administrator", district).person


def text(response):
    return " ".join(response.content.decode().split())


def page(one, more=""):
    return f"/organisaties/{one.pk}/mensen/{more}"


def words(**changes):
    return {"email": "ria@example.org", "starts_on": str(clock.now().date())} | changes


def test_a_member_lets_a_colleague_belong_and_she_speaks_for_it_the_next_request(
    visit, shop, els, ria
):
    own = f"/organisaties/{shop.pk}/"
    assert f'href="{page(shop)}"' in text(visit(els).get(own))
    assert f'href="{page(shop)}"' not in text(visit(ria).get(own))
    assert "1 mens hoort hierbij" in text(visit(els).get(page(shop)))
    answer = visit(els).post(page(shop, "erbij/"), words(title="bakker"))
    assert answer["Location"] == page(shop)
    shown = text(visit(ria).get(page(shop)))
    assert ("2 mensen horen hierbij" in shown, "bakker" in shown) == (True, True)
    assert visit(ria).get(own + "netwerken/").status_code == 200
    row = ria.memberships.get()
    assert visit(els).post(page(shop, f"{row.pk}/stop/"))["Location"] == page(shop)
    for address in (page(shop), own + "netwerken/"):
        assert visit(ria).get(address).status_code == 404


def test_who_leaves_does_so_alone_and_goes_to_what_anybody_sees(visit, shop, els):
    shown = text(visit(els).get(page(shop)))
    assert "Stopt de laatste? Dan spreekt niemand meer voor de organisatie." in shown
    row = els.memberships.get()
    answer = visit(els).post(page(shop, f"{row.pk}/stop/"))
    assert answer["Location"] == f"/organisaties/{shop.pk}/"
    assert visit(els).get(page(shop)).status_code == 404


def test_who_comes_later_sees_oneself_alone_and_may_say_no(visit, shop, els, ria):
    later = clock.now().date() + 3 * DAY
    visit(els).post(page(shop, "erbij/"), words(starts_on=str(later)))
    shown = text(visit(ria).get(page(shop)))
    assert ("Je hoort er straks bij" in shown, "Els" in shown, "erbij/" in shown) == (
        True, False, False,
    )  # fmt: skip
    assert visit(ria).post(page(shop, "erbij/"), words()).status_code == 404
    other = els.memberships.get()
    assert visit(ria).post(page(shop, f"{other.pk}/stop/")).status_code == 404
    visit(ria).post(page(shop, f"{ria.memberships.get().pk}/stop/"))
    assert (ria.memberships.count(), els.memberships.get().ends_on) == (0, None)


def test_to_everybody_else_it_is_not_there(
    visit, client, shop, els, ria, noor, anke, sam, district
):
    yesterday = clock.now().date() - DAY
    former = make_membership(make_person(given_name="Oud"), shop, ends_on=yesterday).person
    elsewhere = make_membership(make_person(), make_organisation(district=district)).person
    far = grant_role(sam, "administrator", sam.district).person
    stop = page(shop, f"{els.memberships.get().pk}/stop/")
    for who in (noor, anke, former, elsewhere, far, ria):
        assert visit(who).get(page(shop)).status_code == 404
        assert visit(who).post(page(shop, "erbij/"), words()).status_code == 404
        assert visit(who).post(stop).status_code == 404
    assert client.get(page(shop)).status_code == 302
    assert (ria.memberships.count(), els.memberships.get().ends_on) == (0, None)


def test_a_row_of_another_organisation_is_not_ended_here(visit, shop, els):
    row = make_membership(make_person(), make_organisation())
    assert visit(els).post(page(shop, f"{row.pk}/stop/")).status_code == 404


def test_what_cannot_be_is_said_and_what_was_typed_stays(visit, shop, els, ria, ton):
    make_account(person=ton, email="ton@example.org")
    today = clock.now().date()
    for who, changes, sentence in (
        (els, {"email": "niemand@example.org"}, "Niemand logt in met dit adres."),
        (els, {"email": ""}, "Vul het mailadres in."),
        (els, {"starts_on": str(today - DAY)}, "Die dag is voorbij. Kies vandaag of later."),
        (els, {"ends_on": str(today - DAY)}, "Die dag is voorbij. Kies een latere dag"),
        (els, {"starts_on": str(today + 3 * DAY), "ends_on": str(today)}, "De einddatum ligt"),
        (ton, {"email": "ton@example.org"}, "Dit zeg je niet van jezelf"),
    ):
        typed = words(title="aan de oven") | changes
        answer = visit(who).post(page(shop, "erbij/"), typed)
        shown = text(answer)
        assert (answer.status_code, sentence in shown) == (422, True), sentence
        for word in filter(None, typed.values()):
            assert f'value="{word}"' in shown, word
    visit(els).post(page(shop, "erbij/"), words())
    again = visit(els).post(page(shop, "erbij/"), words(title="nog een keer"))
    assert (again.status_code, "Ria hoort er al bij" in text(again)) == (422, True)
    assert visit(els).post(page(shop, "erbij/"), words()).status_code == 302
    assert (ria.memberships.count(), ria.notices.count()) == (1, 1)


def test_a_member_does_not_find_out_who_signs_in_here_by_trying(visit, shop, els, ton, monkeypatch):
    monkeypatch.setattr(members, "TRIES", 2)
    for who, third in ((els, "te veel adressen"), (ton, "Niemand logt in met dit adres.")):
        for number in range(3):
            typed = words(email=f"niemand{number}@example.org")
            answer = text(visit(who).post(page(shop, "erbij/"), typed))
        assert third in answer


def test_reading_who_belongs_is_noted(visit, shop, els, ton):
    visit(ton).get(page(shop))
    entry = JournalEntry.objects.get(action="see_members")
    assert (entry.by, entry.about, entry.why) == (ton.pk, els.pk, "membership")
    seen = text(visit(els).get("/mijn/wie-keek/"))
    assert "Je naam, en bij welke organisatie je hoort" in seen


@pytest.mark.parametrize("who", ["els", "ton"])
def test_the_page_asks_as_much_of_the_database_whatever_there_is(who, visit, shop, els, ton):
    browser = visit({"els": els, "ton": ton}[who])
    browser.get("/")
    asked = []
    for more in (0, 2, 27):
        for _number in range(more):
            make_membership(make_person(), shop)
        asked.append(questions(lambda: browser.get(page(shop))))
    assert asked == [asked[0]] * 3
    assert asked[0] <= 10
