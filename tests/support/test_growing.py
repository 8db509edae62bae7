"""A request or a need becomes the start of an initiative, with a yes and no copied word."""

import pytest

from tests.factories import helping as make
from tests.factories.guides import make_need
from tests.factories.people import MOMENT
from wijkschakel.activities.models import Initiative, InitiativeParty
from wijkschakel.people.models import Notice
from wijkschakel.support.actions import growing, requests
from wijkschakel.support.models import HelpRequest

SECRET = "Sinds mijn operatie durf ik niet alleen."


@pytest.fixture
def asked(fatma):
    """Fatma asks, with words that are nobody's business."""
    return make.make_request(fatma, words=SECRET)


def begin(asked, by, **changes):
    values = {"name": "Samen naar de markt", "summary": "", "shows_origin": False}
    return growing.begin_with_request(request=asked, by=by, now=MOMENT, **values | changes)


def test_who_asked_begins_with_words_of_her_own_and_the_request_stays(visit, asked, fatma, jan):
    page = f"/hulp/vraag/{asked.pk}/beginnen/"
    assert SECRET in visit(fatma).get(page).text
    assert visit(fatma).post(page, {"name": "\u200b"}).status_code == 422
    visit(fatma).post(page, {"name": "Samen naar de markt", "shows_origin": "on"})
    begun = Initiative.objects.get()
    assert InitiativeParty.objects.get().person == fatma
    public = visit(jan).get(f"/initiatief/{begun.pk}/").text
    assert "Begonnen met een vraag om hulp" in public
    assert SECRET not in public
    assert fatma.given_name not in public
    fresh = HelpRequest.objects.get()
    assert (fresh.state, fresh.initiative) == ("open", begun)
    assert "Samen naar de markt" in visit(fatma).get(f"/hulp/vraag/{asked.pk}/").text
    with pytest.raises(growing.AlreadyBegun):
        begin(asked, fatma)


def test_where_it_came_from_stands_there_only_when_she_says_so(visit, asked, fatma, jan):
    begun = begin(asked, fatma)
    assert "vraag om hulp" not in visit(jan).get(f"/initiatief/{begun.pk}/").text


def test_nobody_else_begins_with_her_request(visit, asked, jan, noor):
    for person in (jan, noor):
        with pytest.raises(requests.NotForYou):
            begin(asked, person)
        assert visit(person).get(f"/hulp/vraag/{asked.pk}/beginnen/").status_code == 404
    assert not Initiative.objects.exists()


def test_what_the_desk_proposes_waits_for_her_yes(visit, asked, fatma, noor):
    desk = f"/werkplek/hulpvragen/{asked.pk}/beginnen/"
    assert visit(noor).post(desk, {"name": "Marktgroep"}).status_code == 302
    assert not Initiative.objects.exists()

    own = f"/hulp/vraag/{asked.pk}/beginnen/"
    assert Notice.objects.get(person=fatma).link == own
    assert 'value="Marktgroep"' in visit(fatma).get(own).text
    visit(fatma).post(own, {"doe": "nee"})
    assert HelpRequest.objects.get().idea == ""
    assert not Initiative.objects.exists()


def test_who_sits_at_the_desk_says_yes_there_and_owns_it(visit, asked, fatma, noor, sam):
    desk = f"/werkplek/hulpvragen/{asked.pk}/beginnen/"
    words = {"name": "Marktgroep", "agreed": "on"}
    assert visit(sam).post(desk, words).status_code == 404
    assert visit(noor).post(desk, words).status_code == 302
    assert InitiativeParty.objects.get().person == fatma
    assert Notice.objects.filter(person=fatma).count() == 1


def test_what_neighbours_look_for_becomes_an_initiative_with_its_need(visit, district, jan, noor):
    need = make_need(district, title="Een plek om te repareren")
    start = "/initiatieven/begin/"
    jan.district = district
    jan.save()
    assert need.title in visit(jan).get(start).text
    visit(jan).post(start, {"behoefte": str(need.pk), "name": "Repaircafé"})
    begun = Initiative.objects.get()
    public = visit(jan).get(f"/initiatief/{begun.pk}/").text
    assert "Begonnen met wat buren zoeken" in public
    assert need.title in public
    assert "Repaircafé" in visit(noor).get("/werkplek/behoeften/").text
    # What is no number, or no need, is as if it was not there.
    assert visit(jan).get(f"{start}?behoefte=geen").status_code == 200
