"""Signing in with a key that a device keeps."""

import pytest

from tests.factories.people import make_account
from tests.web.account.device import Device, Flag
from wijkschakel.people.models import Account, Passkey

pytestmark = pytest.mark.django_db
ASK, SHOW = "/inloggen/sleutel/vraag/", "/inloggen/sleutel/"
ASK_NEW, ADD = "/mijn/sleutels/vraag/", "/mijn/sleutels/nieuw/"


@pytest.fixture
def device(visit, jan):
    """Jan's telephone, with a key in it."""
    made = Device()
    browser = visit(jan)
    browser.post(ADD, {"credential": made.make(browser.post(ASK_NEW).json())})
    return made


def come_in(browser, device, **values):
    options = browser.post(ASK).json()
    return browser.post(SHOW, {"credential": device.show(options)} | values)


def person_of(browser):
    number = browser.session.get("_auth_user_id")
    return number and Account.objects.get(pk=number).person


def test_a_key_of_the_telephone_lets_its_owner_in(client, device, jan):
    before = client.session.session_key
    assert come_in(client, device, next="/agenda/")["Location"] == "/agenda/"
    assert person_of(client) == jan
    assert client.session.session_key != before
    assert Passkey.objects.get().last_used_at is not None


def test_the_question_names_nobody(client, device):
    assert client.post(ASK).json()["publicKey"].get("allowCredentials", []) == []


def test_an_answer_works_once(client, device, visit):
    options = client.post(ASK).json()
    answer = device.show(options)
    assert client.post(SHOW, {"credential": answer}).status_code == 302
    client.post("/uitloggen/")
    assert client.post(SHOW, {"credential": answer}).status_code == 422
    assert visit().post(SHOW, {"credential": answer}).status_code == 422


def test_an_answer_to_another_question_is_refused(client, device, visit):
    stolen = device.show(visit().post(ASK).json())
    client.post(ASK)
    assert client.post(SHOW, {"credential": stolen}).status_code == 422
    assert person_of(client) is None


@pytest.mark.parametrize("origin", ["https://evil.example", "https://testserver.evil.example"])
def test_an_answer_given_to_another_site_is_refused(client, device, origin):
    options = client.post(ASK).json()
    assert client.post(SHOW, {"credential": device.show(options, origin)}).status_code == 422


def test_a_device_that_did_not_check_its_owner_is_refused(client, device):
    options = client.post(ASK).json()
    answer = device.show(options, flags=Flag.UP)
    assert client.post(SHOW, {"credential": answer}).status_code == 422


def test_a_copy_of_the_number_with_another_key_is_refused(client, device):
    copy = Device()
    copy.number = device.number
    assert come_in(client, copy).status_code == 422


def test_an_unknown_and_a_removed_key_get_the_same_answer(client, device):
    unknown = come_in(client, Device())
    Passkey.objects.all().delete()
    removed = come_in(client, device)
    assert (unknown.status_code, unknown.context["refusal"]) == (
        removed.status_code,
        removed.context["refusal"],
    )
    assert unknown.status_code == 422


def test_a_key_of_a_closed_account_is_refused(client, device):
    Account.objects.update(is_active=False)
    assert come_in(client, device).status_code == 422


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "1", '{"id": 5}', '{"id": "a"}', "x"])
def test_nonsense_is_refused(client, device, answer):
    client.post(ASK)
    assert client.post(SHOW, {"credential": answer}).status_code == 422


def test_a_key_cannot_be_added_twice_or_with_an_old_answer(visit, device, jan):
    browser = visit(jan)
    answer = device.make(browser.post(ASK_NEW).json())
    browser.post(ADD, {"credential": answer})
    browser.post(ADD, {"credential": answer})
    assert Passkey.objects.count() == 1


def test_somebody_elses_key_cannot_be_removed(visit, device, sam):
    key = Passkey.objects.get()
    assert visit(sam).post(f"/mijn/sleutels/{key.pk}/weg/").status_code == 404
    assert Passkey.objects.count() == 1


def test_the_owner_removes_a_key(visit, device, jan, client):
    key = Passkey.objects.get()
    visit(jan).post(f"/mijn/sleutels/{key.pk}/weg/")
    assert come_in(client, device).status_code == 422


def test_one_place_may_not_try_forever(client):
    make_account()
    answers = [come_in(client, Device()).status_code for _try in range(31)]
    assert set(answers) == {422}
