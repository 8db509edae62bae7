"""Taking my data along, wiping it, and signing in with another address."""

import json
import re

import pytest

from tests.factories.people import make_account, make_consent
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import Account, Person
from wijkschakel.upkeep import privacy

pytestmark = pytest.mark.django_db


def test_the_file_for_a_computer_holds_mine_and_nobody_elses(visit, fatma, jan):
    jan.phone = "088 000 99 99"
    jan.save()
    fatma.likes = "zingen in een koor"
    fatma.save()
    response = visit(fatma).post("/mijn/meenemen/", {"form": "json"})
    assert response["Content-Disposition"] == 'attachment; filename="wijkschakel.json"'
    export = privacy.read_export(response.content)
    assert export.rooms["people"]["person"]["likes"] == "zingen in een koor"
    assert "088 000 99 99" not in response.content.decode()
    assert json.loads(response.content)["digest"] == export.digest


def test_the_page_to_read_says_it_in_words_and_shows_html_as_text(visit, fatma, anke):
    fatma.brings = "<script>alert(1)</script>"
    fatma.save()
    make_consent(fatma, to_person=anke)
    page = visit(fatma).post("/mijn/meenemen/", {"form": "html"}).content.decode()
    wanted = ["Voornaam", "Fatma", "je telefoonnummer", "je bellen of schrijven", "&lt;script&gt;"]
    assert [words for words in wanted if words not in page] == []
    assert "<script" not in page


def test_taking_along_is_written_in_the_journal(visit, fatma):
    visit(fatma).post("/mijn/meenemen/", {"form": "json"})
    assert JournalEntry.objects.get(action="export_person").about == fatma.pk


def test_looking_at_the_page_takes_nothing_along(visit, fatma):
    visit(fatma).get("/mijn/meenemen/")
    assert JournalEntry.objects.filter(action="export_person").count() == 0


@pytest.fixture
def _own_files(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.mark.usefixtures("_own_files")
def test_wiping_asks_once_then_takes_everything_and_signs_out(visit, fatma):
    fatma.phone = "088 000 12 51"
    fatma.save()
    browser = visit(fatma)
    other = visit(fatma)
    assert browser.post("/mijn/wissen/").status_code == 422
    assert Person.objects.get(pk=fatma.pk).given_name == "Fatma"
    answer = browser.post("/mijn/wissen/", {"is_sure": "on"})
    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/gewist/", '"cache"')
    assert browser.get("/gewist/").status_code == 200
    gone = Person.objects.get(pk=fatma.pk)
    assert (gone.given_name, gone.phone, gone.erased_at is None) == ("", "", False)
    assert browser.get("/mijn/").status_code == 302
    assert other.get("/mijn/").status_code == 302


@pytest.mark.usefixtures("_own_files")
def test_wiping_twice_is_wiping_once(visit, fatma):
    browser = visit(fatma)
    browser.post("/mijn/wissen/", {"is_sure": "on"})
    assert browser.post("/mijn/wissen/", {"is_sure": "on"}).status_code == 302
    assert JournalEntry.objects.filter(action="erase_person").count() == 1


def code_to(address):
    letters = [mail for mail in OutgoingMail.objects.order_by("created_at") if mail.to == address]
    return re.search(r"\d{6}", letters[-1].body)[0]


def test_another_address_works_after_its_code_and_not_before(visit, jan):
    make_account(person=jan, email="jan@example.org")
    browser = visit(jan)
    browser.post("/mijn/inlogadres/", {"email": "Nieuw@example.org"})
    assert Account.objects.get().email == "jan@example.org"
    browser.post("/mijn/inlogadres/code/", {"code": code_to("nieuw@example.org")})
    assert Account.objects.get().email == "nieuw@example.org"


def test_an_address_of_somebody_else_is_not_taken(visit, jan):
    make_account(person=jan, email="jan@example.org")
    make_account(email="wil@example.org")
    browser = visit(jan)
    known = browser.post("/mijn/inlogadres/", {"email": "wil@example.org"})
    unknown = browser.post("/mijn/inlogadres/", {"email": "abc@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    browser.post("/mijn/inlogadres/", {"email": "wil@example.org"})
    response = browser.post("/mijn/inlogadres/code/", {"code": code_to("wil@example.org")})
    assert response.status_code == 422
    assert Account.objects.get(person=jan).email == "jan@example.org"


def test_a_code_of_signing_in_does_not_change_an_address(visit, jan):
    make_account(person=jan, email="jan@example.org")
    browser = visit(jan)
    browser.post("/mijn/inlogadres/", {"email": "nieuw@example.org"})
    wrong = str((int(code_to("nieuw@example.org")) + 1) % 10**6).zfill(6)
    answers = [
        browser.post("/mijn/inlogadres/code/", {"code": wrong}).status_code for _try in range(3)
    ]
    right = browser.post("/mijn/inlogadres/code/", {"code": code_to("nieuw@example.org")})
    assert [*answers, right.status_code] == [422] * 4
    assert Account.objects.get().email == "jan@example.org"
