"""Bringing a file along in a browser: look first, then say yes, and away again."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.people import MOMENT, make_carried
from wijkschakel.people.models import CarriedRecord
from wijkschakel.upkeep import privacy
from wijkschakel.web.common import uploads

pytestmark = pytest.mark.django_db
PAGE = "/mijn/meebrengen/"
SCRIPT = "<script>alert(1)</script>"


def make_file(**told):
    person = {"given_name": "Fatma", "district": "Elders", "likes": "zingen"} | told
    rooms = {
        "people": {"person": person, "roles": [{"role": "administrator"}]},
        "activities": {
            "enrolments": [
                {"activity": f"Koor {SCRIPT}", "starts_at": MOMENT.isoformat(), "was_there": True}
            ],
            "leads": [],
        },
    }
    return privacy.Export(person=str(uuid.uuid4()), rooms=rooms).as_json()


def send(browser, raw, page=PAGE):
    return browser.post(page, {"file": SimpleUploadedFile("wijkschakel.json", raw)})


def test_first_look_then_yes_then_it_is_there_and_then_it_is_away(visit, fatma):
    browser = visit(fatma)
    preview = send(browser, make_file())["Location"]
    page = browser.get(preview).content.decode()
    assert ("Koor &lt;script&gt;" in page, SCRIPT in page) == (True, False)
    assert ("wat je leuk vindt" in page, "je rollen" in page) == (True, True)
    fatma.refresh_from_db()
    assert fatma.likes == ""
    assert browser.post(preview)["Location"] == PAGE
    fatma.refresh_from_db()
    assert (fatma.likes, fatma.roles.count()) == ("zingen", 0)
    assert "Meegebracht uit Elders" in browser.get(PAGE).content.decode()
    browser.post(f"{preview}weg/")
    fatma.refresh_from_db()
    assert (fatma.likes, CarriedRecord.objects.count()) == ("", 0)


def test_the_same_file_again_says_that_it_is_there(visit, fatma):
    browser, raw = visit(fatma), make_file()
    browser.post(send(browser, raw)["Location"])
    page = browser.get(send(browser, raw)["Location"], follow=True).content.decode()
    assert "Dit bestand is er al" in page
    assert CarriedRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "niet van Wijkschakel"),
        (b"\xff\xfenaam;telefoon", "niet van Wijkschakel"),
        (b'{"rooms": ' + b"[" * 50_000, "niet van Wijkschakel"),
        (make_file(given_name="Samira"), "een andere naam"),
        (make_file().replace(b"zingen", b"fluiten"), "iets veranderd"),
        (make_file().replace(b"person-1", b"person-2"), "andere versie"),
        (b" " * (2 * 1024 * 1024 + 1), "te groot"),
        (b" " * (uploads.MOST_BYTES + 1), "te groot"),
    ],
)
def test_a_bad_file_gets_a_sentence_of_its_own_and_nothing_is_kept(visit, fatma, raw, sentence):
    response = send(visit(fatma), raw)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert CarriedRecord.objects.count() == 0


def test_a_form_without_a_file_asks_for_one(visit, fatma):
    response = visit(fatma).post(PAGE)
    assert (response.status_code, "Kies eerst je bestand" in response.content.decode()) == (
        422,
        True,
    )


def test_what_somebody_else_brought_does_not_exist(visit, fatma, jan):
    record = make_carried(fatma)
    browser = visit(jan)
    for way, path in ((browser.get, ""), (browser.post, ""), (browser.post, "weg/")):
        assert way(f"{PAGE}{record.pk}/{path}").status_code == 404
    assert CarriedRecord.objects.get().confirmed_at is None


def test_at_the_desk_it_comes_in_without_being_read(visit, noor, fatma):
    browser, page = visit(noor), f"/werkplek/bewoner/{fatma.pk}/meebrengen/"
    preview = send(browser, make_file(), page)["Location"]
    shown = browser.get(preview).content.decode()
    assert ("Koor" in shown, "zingen" in shown, "1 keer meedoen" in shown) == (False, False, True)
    browser.post(preview, {"answer": "yes"})
    assert CarriedRecord.objects.get(person=fatma).confirmed_at is not None
    assert json.loads(CarriedRecord.objects.get().content)["person"] != str(fatma.pk)


def test_at_the_desk_no_is_no(visit, noor, fatma):
    browser, page = visit(noor), f"/werkplek/bewoner/{fatma.pk}/meebrengen/"
    browser.post(send(browser, make_file(), page)["Location"], {"answer": "no"})
    assert CarriedRecord.objects.count() == 0


def test_many_rows_ask_no_more_questions(visit, fatma, django_assert_max_num_queries):
    for _number in range(20):
        make_carried(fatma, confirmed_at=MOMENT)
    browser = visit(fatma)
    with django_assert_max_num_queries(10):
        browser.get(PAGE)
