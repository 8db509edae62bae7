"""Saving what was chosen in the agenda; news on paper at the desk."""

import pytest
from django.urls import reverse

from tests.factories.activities import make_search
from tests.factories.people import make_person
from tests.web.portal.test_looking import plan
from wijkschakel.activities.models import SavedSearch
from wijkschakel.base.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_from_the_agenda_to_a_saved_search_in_one_press(visit, fatma, district):
    browser = visit(fatma)
    agenda = browser.get(f"{reverse('portal:agenda')}?wat=bewegen&lopen=10").text
    assert 'name="keuze" value="?wat=bewegen&amp;lopen=10"' in agenda
    answer = browser.post(reverse("portal:save_search"), {"keuze": "?wat=bewegen&lopen=10"})
    assert answer.status_code == 302
    page = browser.get(reverse("portal:searches")).text
    assert "<h2>Bewegen, 10 minuten lopen</h2>" in page
    assert "op papier" in page


def test_who_did_not_choose_is_not_asked_to_save(visit, fatma, client, district):
    assert "save_search" not in visit(fatma).get(reverse("portal:agenda")).text
    page = client.get(f"{reverse('portal:agenda')}?wat=bewegen").text
    assert reverse("portal:save_search") not in page


def test_a_search_of_somebody_else_is_not_there(visit, fatma, jan):
    search = make_search(fatma)
    for name in ("change_search", "stop_search"):
        assert visit(jan).post(reverse(f"portal:{name}", args=[search.pk])).status_code == 404
    assert SavedSearch.objects.count() == 1


def test_pause_paper_and_stop_each_take_one_press(visit, fatma):
    fatma.email = "fatma@example.org"
    fatma.save()
    search = make_search(fatma)
    browser = visit(fatma)
    browser.post(reverse("portal:change_search", args=[search.pk]), {"pauze": "ja"})
    browser.post(reverse("portal:change_search", args=[search.pk]), {"hoe": "paper"})
    search.refresh_from_db()
    assert (search.is_paused, search.medium) == (True, "paper")
    browser.post(reverse("portal:stop_search", args=[search.pk]))
    assert SavedSearch.objects.count() == 0


def test_the_letter_on_paper_says_what_is_new_and_the_reading_is_noted(visit, noor, district):
    jan = make_person(given_name="Jan", district=district)
    session = plan(district, "Koor van de kade", theme="music", days=2)
    search = make_search(jan, medium="paper", news=[str(session.activity_id)])
    page = visit(noor).get(reverse("desk:news_letter_print", args=[search.pk])).text
    assert "Nieuw voor Jan" in page
    assert "Koor van de kade" in page
    read = JournalEntry.objects.filter(kind=JournalEntry.Kind.READ, about=jan.pk)
    assert read.count() == 1


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_asks_as_many_questions_whatever_was_saved(
    visit, fatma, django_assert_num_queries, rows
):
    for number in range(rows):
        make_search(fatma, query=f"?zoek={number}")
    browser = visit(fatma)
    browser.get(reverse("portal:searches"))
    with django_assert_num_queries(3):
        browser.get(reverse("portal:searches"))
