"""Which organisations there are: an administrator finds them and makes a new one."""

import pytest

from tests.factories.people import grant_role, make_membership, make_organisation, make_person
from tests.web.desk.counting import questions
from wijkschakel.people.models import Organisation

pytestmark = pytest.mark.django_db
PAGE, NEW = "/werkplek/beheer/organisaties/", "/werkplek/beheer/organisaties/nieuw/"


@pytest.fixture
def ton(district):
    return grant_role(make_person(given_name="Ton"), "administrator", district).person


def text(response):
    return " ".join(response.content.decode().split())


def words(district, **changes):
    return {"name": "Buurthuis Zuid", "kind": "welfare", "district": str(district.pk)} | changes


def test_an_administrator_finds_the_organisations_of_the_own_district(
    visit, ton, district, elsewhere
):
    shop = make_organisation(name="Bakkerij Deeg", district=district)
    make_membership(make_person(given_name="Els"), shop)
    make_organisation(name="Bakkerij Ver", district=elsewhere)
    shown = text(visit(ton).get(f"{PAGE}?zoek=bakk"))
    for word, is_there in (("Bakkerij Deeg", True), ("1 mens hoort erbij", True),
                           (f"/organisaties/{shop.pk}/mensen/", True), ("Els", False),
                           ("Bakkerij Ver", False)):  # fmt: skip
        assert (word in shown) is is_there, word
    assert "Geen organisatie met deze naam" in text(visit(ton).get(f"{PAGE}?zoek=slager%00"))
    everywhere = grant_role(make_person(), "administrator").person
    assert "Bakkerij Ver" in text(visit(everywhere).get(PAGE))
    assert f'href="{PAGE}"' in text(visit(ton).get("/werkplek/beheer/rollen/"))


def test_a_new_organisation_is_made_and_next_one_says_who_belongs_to_it(visit, ton, district):
    assert 'value="Buurthuis"' in text(visit(ton).get(f"{NEW}?zoek=Buurthuis"))
    answer = visit(ton).post(NEW, words(district, website="buurthuis.example"))
    made = Organisation.objects.get()
    assert answer["Location"] == f"/organisaties/{made.pk}/mensen/"
    assert (made.kind, made.district, made.website) == (
        "welfare", district, "https://buurthuis.example",
    )  # fmt: skip
    assert "Hier hoort nog niemand bij" in text(visit(ton).get(answer["Location"]))


def test_what_cannot_be_is_said_and_kept(visit, ton, district, elsewhere):
    make_organisation(name="Buurthuis Zuid", district=elsewhere)
    for changes, sentence in (
        ({"name": "buurthuis zuid"}, "Buurthuis Zuid staat er al."),
        ({"name": "  "}, "Vul de naam in."),
        ({"name": "Elders", "district": str(elsewhere.pk)}, 'href="#id_district"'),
        ({"name": "Overal", "district": "geen"}, 'href="#id_district"'),
        ({"name": "Mail", "email": "x"}, "Dit mailadres klopt niet."),
    ):
        answer = visit(ton).post(NEW, words(district, description="Soep op dinsdag") | changes)
        shown = text(answer)
        assert (answer.status_code, sentence in shown, "Soep op dinsdag" in shown) == (
            422, True, True,
        ), sentence  # fmt: skip
    assert Organisation.objects.count() == 1


def test_no_coordinator_sees_it(visit, noor, district):
    for page in (PAGE, NEW):
        assert visit(noor).get(page).status_code == 404
    assert visit(noor).post(NEW, words(district)).status_code == 404
    assert Organisation.objects.count() == 0


def test_the_list_asks_as_much_of_the_database_whatever_there_is(visit, ton, district):
    browser = visit(ton)
    asked = []
    for more in (1, 2, 27):
        for _number in range(more):
            one = make_organisation(district=district)
            make_membership(make_person(), one)
        asked.append(questions(lambda: browser.get(PAGE)))
    assert asked == [asked[0]] * 3
    assert asked[0] <= 10
