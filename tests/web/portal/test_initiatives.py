"""The pages of initiatives: two fields to begin, no names that were not given."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_session
from tests.factories.hours import make_hour
from tests.factories.initiatives import make_ask, make_initiative, make_label, make_party
from tests.factories.people import make_membership, make_organisation, make_person
from tests.factories.services import make_service
from tests.web.portal.pages import steady, swapped
from tests.web.portal.test_queries import MOST, queries_of
from wijkschakel.activities.models import Initiative, InitiativeParty
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Consent
from wijkschakel.web.portal import growth

pytestmark = pytest.mark.django_db


def page(visitor, name, *args, **query):
    return visitor.get(reverse(f"portal:{name}", args=args), query)


def text(answer):
    return answer.content.decode()


def test_two_fields_begin_something_and_who_begins_it_owns_it(visit, fatma):
    answer = visit(fatma).post(reverse("portal:start_initiative"), {"name": "Een ruilkast"})
    one = Initiative.objects.get()
    assert answer["Location"] == reverse("portal:initiative", args=[one.pk])
    assert (one.name, one.stage, one.district) == ("Een ruilkast", "question", fatma.district)
    assert one.parties.get().person == fatma
    assert "Fatma" not in text(page(visit(), "initiative", one.pk))


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "x" * 121])
def test_what_is_no_name_is_asked_again_and_the_rest_is_kept(visit, fatma, name):
    answer = visit(fatma).post(
        reverse("portal:start_initiative"), {"name": name, "summary": "Voor de hele straat"}
    )
    assert answer.status_code == 422
    assert "Voor de hele straat" in text(answer)
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Ø" * 120, "🏡" * 60, "a'b\"c&d"])
def test_any_name_is_shown_as_text(visit, fatma, name):
    visit(fatma).post(reverse("portal:start_initiative"), {"name": name})
    one = Initiative.objects.get()
    for answer in (page(visit(), "initiatives"), page(visit(), "initiative", one.pk)):
        assert answer.status_code == 200
        assert "<script>alert" not in text(answer)


@pytest.mark.parametrize(
    "query",
    [
        {"thema": "nothing"}, {"fase": "x"}, {"label": "' or 1=1"}, {"toon": "-1"},
        {"toon": "9" * 40}, {"toon": "²"}, {"zoek": "a" * 5000}, {"zoek": "\x00"}, {"wijk": "WK"},
        {"label": "x" * 999},
    ],
)  # fmt: skip
def test_a_strange_question_gives_a_page(visit, district, query):
    make_initiative(district=district)
    assert page(visit(), "initiatives", **query).status_code == 200


def test_the_list_is_narrowed_by_stage_theme_label_and_words(visit, jan, district):
    small = make_initiative(jan, district=district, name="Een vogelhuis", theme="green")
    large = make_initiative(
        jan, district=district, name="Samen op pad", stage="programme", theme="move"
    )
    make_label("Meedoen Oost", large)
    for query, shown in (
        ({}, {small, large}),
        ({"fase": "question"}, {small}),
        ({"thema": "move"}, {large}),
        ({"label": "meedoen-oost"}, {large}),
        ({"zoek": "vogelhuis"}, {small}),
        ({"zoek": "vogelhuis", "thema": "move"}, set()),
    ):
        said = text(page(visit(jan), "initiatives", **query))
        assert {one for one in (small, large) if one.name in said} == shown


def test_an_empty_district_asks_to_be_the_first(visit, jan):
    assert "Jij kunt de eerste zijn" in text(page(visit(jan), "initiatives"))


def test_a_part_of_the_list_makes_the_same_page(visit, jan, district):
    make_initiative(district=district, name="Een bankje")
    make_initiative(district=district, name="Samen op pad", stage="programme")
    browser, address = visit(jan), reverse("portal:initiatives")
    whole = text(browser.get(address))
    query = {"fase": "programme"}
    part = text(browser.get(address, query, headers={"HX-Request": "true"}))
    fresh = text(browser.get(address, query))
    before = swapped(whole, part, "initiatieven")
    assert "Een bankje" not in before
    assert swapped(fresh, part, "initiatieven") == steady(fresh)


def test_a_name_stands_on_the_page_only_when_its_owner_wants_that(visit, jan, wil):
    one = make_initiative(jan)
    make_party(one, person=wil, shows_name=True)
    make_party(one, person=make_person(given_name="Geheime Gerda"), role="supporter")
    said = text(page(visit(), "initiative", one.pk))
    assert ("Jan" in said, "Wil" in said, "Gerda" in said) == (False, True, False)
    row = one.parties.get(person=jan)
    address = reverse("portal:initiative_party", args=[one.pk, row.pk])
    visit(wil).post(address, {"doe": "naam", "toon": "ja"})
    assert "Jan" not in text(page(visit(), "initiative", one.pk))
    visit(jan).post(address, {"doe": "naam", "toon": "ja"})
    assert "Jan" in text(page(visit(), "initiative", one.pk))


def test_supporting_needs_a_yes_to_the_sentence(visit, jan, fatma):
    one = make_initiative(jan)
    address = reverse("portal:support_initiative", args=[one.pk])
    answer = visit(fatma).post(address, {"phone": "on"})
    assert answer.status_code == 422
    assert not one.parties.filter(person=fatma).exists()
    assert not Consent.objects.exists()
    visit(fatma).post(address, {"agrees": "on", "phone": "on"})
    assert one.parties.get(person=fatma).role == "supporter"
    assert Consent.objects.get(person=fatma, to_person=jan).items == ["phone"]


def test_owners_see_who_supports_and_that_look_is_in_the_journal(visit, jan, fatma):
    one = make_initiative(jan)
    make_party(one, person=fatma, role="supporter")
    assert "Fatma" in text(page(visit(jan), "manage_initiative", one.pk))
    line = JournalEntry.objects.get(action="read_supporters")
    assert (line.by, line.about) == (jan.pk, fatma.pk)


def test_who_only_supports_has_no_owners_page(visit, jan, fatma, sam):
    one = make_initiative(jan)
    row = make_party(one, person=fatma, role="supporter")
    for person in (fatma, sam):
        assert page(visit(person), "manage_initiative", one.pk).status_code == 404
        assert page(visit(person), "change_initiative", one.pk).status_code == 404
    for doe in ("stop", "eigenaar", "naam"):
        address = reverse("portal:initiative_party", args=[one.pk, row.pk])
        assert visit(sam).post(address, {"doe": doe}).status_code == 404
    assert one.parties.get(person=fatma).role == "supporter"


def test_a_party_of_another_initiative_is_not_touched(visit, jan, fatma):
    mine, other = make_initiative(jan), make_initiative(fatma)
    row = other.parties.get()
    address = reverse("portal:initiative_party", args=[mine.pk, row.pk])
    assert visit(jan).post(address, {"doe": "stop"}).status_code == 404
    assert other.parties.get() == row


def test_growing_shows_one_more_lamp(visit, jan):
    one = make_initiative(jan)
    assert [growth.house(stage).count("a-lit") for stage in Initiative.Stage] == [1, 2, 3, 4]
    address = reverse("portal:manage_initiative", args=[one.pk])
    assert visit(jan).post(address, {"doe": "groei", "groei-note": ""}).status_code == 422
    visit(jan).post(address, {"doe": "groei", "groei-note": "We zijn met zes."})
    assert "We zijn met zes." in text(page(visit(), "initiative", one.pk))


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"nodig-kind": "money", "nodig-what": "Hout", "nodig-amount": "50"}, 302),
        ({"nodig-kind": "money", "nodig-what": "Hout", "nodig-amount": "12,50"}, 302),
        ({"nodig-kind": "money", "nodig-what": "Hout"}, 422),
        ({"nodig-kind": "money", "nodig-what": "Hout", "nodig-amount": "-5"}, 422),
        ({"nodig-kind": "money", "nodig-what": "Hout", "nodig-amount": "NaN"}, 422),
        ({"nodig-kind": "money", "nodig-what": "Hout", "nodig-amount": "1e99"}, 422),
        ({"nodig-kind": "room", "nodig-what": "Een zaal", "nodig-amount": "7"}, 302),
        ({"nodig-kind": "kettle", "nodig-what": "Een ketel"}, 422),
        ({"nodig-kind": "room", "nodig-what": ""}, 422),
    ],
)
def test_a_need_is_a_room_some_money_a_helper_or_things(visit, jan, form, status):
    one = make_initiative(jan)
    address = reverse("portal:manage_initiative", args=[one.pk])
    assert visit(jan).post(address, {"doe": "nodig"} | form).status_code == status
    assert one.asks.count() == (status == 302)


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [("2026-01-01", "2026-03-01", 302), ("", "", 302), ("2026-03-01", "2026-01-01", 422),
     ("0001-01-01", "", 422), ("31-02-2026", "", 422)],
)  # fmt: skip
def test_a_phase_has_days_that_can_be(visit, jan, first, last, status):
    one = make_initiative(jan, stage="programme")
    form = {"doe": "fase", "fase-name": "Eerst", "fase-starts_on": first, "fase-ends_on": last}
    address = reverse("portal:manage_initiative", args=[one.pk])
    assert visit(jan).post(address, form).status_code == status
    assert one.phases.count() == (status == 302)


@pytest.mark.parametrize("doe", ["", "x", "geregeld", "__class__"])
def test_a_deed_we_do_not_know_changes_nothing(visit, jan, doe):
    one = make_initiative(jan)
    address = reverse("portal:manage_initiative", args=[one.pk])
    assert visit(jan).post(address, {"doe": doe}).status_code == 422
    assert visit(jan).post(address, {"geregeld": "x"}).status_code == 404


def test_going_on_together_offers_only_what_the_visitor_decides_about(visit, jan, district):
    one, mine = make_initiative(jan, district=district), make_initiative(jan, district=district)
    other = make_initiative(make_person(), district=district)
    address = reverse("portal:manage_initiative", args=[one.pk])
    form = {"doe": "samen", "samen-note": "Samen.", "samen-into": str(other.pk)}
    assert visit(jan).post(address, form).status_code == 422
    assert visit(jan).post(address, form | {"samen-into": str(mine.pk)}).status_code == 302
    one.refresh_from_db()
    assert one.successor == mine


def test_a_member_answers_for_the_organisation_that_was_asked(visit, jan, anke, sam):
    one, organisation = make_initiative(jan), make_organisation(name="Bakkerij Deeg")
    make_party(one, organisation=organisation, state=InitiativeParty.State.INVITED)
    assert "Bakkerij Deeg" not in text(page(visit(), "initiative", one.pk))
    address = reverse("portal:answer_invitation", args=[one.pk])
    assert visit(sam).post(address, {"antwoord": "ja"}).status_code == 404
    make_membership(anke, organisation)
    assert "Bakkerij Deeg is gevraagd" in text(page(visit(anke), "initiative", one.pk))
    visit(anke).post(address, {"antwoord": "ja"})
    assert "Bakkerij Deeg" in text(page(visit(), "initiative", one.pk))


def test_lineage_is_drawn_and_written(visit, jan, district):
    parent = make_initiative(jan, district=district, name="Samen op pad")
    child = make_initiative(jan, district=district, name="Met de hond", grown_from=parent)
    said = text(page(visit(), "initiative", child.pk))
    drawing = re.search(r'<svg class="ws-family".*?</svg>', said)
    assert drawing is not None
    assert "Samen op pad" in drawing[0]
    assert reverse("portal:initiative", args=[parent.pk]) in said
    assert "Met de hond" in text(page(visit(), "initiative", parent.pk))


@pytest.mark.parametrize("name", ["<b>" * 30, "a" * 120, "woord " * 20, "&amp;"])
def test_a_name_in_a_drawing_is_text(name):
    assert "<b>" not in growth.network([growth.Node("a", name)], [], [])
    assert all(len(line) <= growth.MOST_LETTERS for line in growth.wrap(name))


def test_a_label_shows_all_that_carries_it_and_nothing_hidden(visit, district):
    shown = make_activity(district=district, title="Zingen in het huis")
    hidden = make_activity(district=district, title="Nog niet klaar", state="draft")
    make_session(activity=shown, starts_at=clock.now() + dt.timedelta(days=1))
    service = make_service(district=district, name="Inloop De Linde", assured_on=clock.now().date())
    one = make_initiative(district=district, name="Samen vergeten")
    label = make_label("Meedoen in een dementievriendelijke wijk", shown, hidden, service, one)
    hour = make_hour(district=district, title="Vraag het Anke")
    label.uses.create(kind="hour", thing_id=hour.pk, since=clock.now())
    said = text(page(visit(), "label", label.slug))
    names = ("Zingen in het huis", "Inloop De Linde", "Samen vergeten", "Vraag het Anke")
    assert [name in said for name in names] == [True, True, True, True]
    assert "Nog niet klaar" not in said
    assert page(visit(), "label", "bestaat-niet").status_code == 404


def test_the_network_names_organisations_and_no_residents(visit, jan, district):
    one = make_initiative(jan, district=district, name="De lange tafel")
    make_party(one, organisation=make_organisation(name="Bakkerij Deeg"))
    make_party(one, organisation=make_organisation(name="Nog niet"), state="invited")
    make_party(one, person=make_person(given_name="Gerda"), role="supporter", shows_name=True)
    said = text(page(visit(), "network", wijk=district.code))
    names = ("De lange tafel", "Bakkerij Deeg", "Nog niet", "Gerda", "Jan")
    assert [name in said for name in names] == [True, True, False, False, False]


def test_the_pages_ask_the_database_as_often_for_many_rows_as_for_one(visit, jan, district):
    one = make_initiative(jan, district=district, stage="programme")
    label, made = make_label("Meedoen", one), 0
    pages = {"initiatives": [], "network": [], "label": [label.slug]}
    pages |= {f"{what}initiative": [one.pk] for what in ("", "manage_", "change_")}
    asked = {name: [] for name in pages}
    for wanted in (1, 3, 40):
        for number in range(made, wanted):
            other = make_initiative(district=district, grown_from=one)
            make_party(other, organisation=make_organisation())
            make_party(one, organisation=make_organisation())
            make_party(one, person=make_person(), role="supporter")
            make_ask(one)
            one.phases.create(number=number + 1, name="Fase")
            activity = make_activity(district=district, initiative=one)
            make_session(activity=activity, starts_at=clock.now() + dt.timedelta(days=1))
            label.uses.create(kind="activity", thing_id=activity.pk, since=clock.now())
            label.uses.create(kind="initiative", thing_id=other.pk, since=clock.now())
            make_label("", one)
        made = wanted
        for name, args in pages.items():
            asked[name].append(queries_of(visit(jan), reverse(f"portal:{name}", args=args)))
    for name, rounds in asked.items():
        assert {len(queries) for queries in rounds} == {len(rounds[0])}, name
        assert sum("SAVEPOINT" not in query for query in rounds[0]) <= MOST, name
