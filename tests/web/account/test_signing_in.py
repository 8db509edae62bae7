"""Coming in with a code by e-mail."""

import datetime as dt
import re
import time

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import make_account, make_person
from wijkschakel.base import clock
from wijkschakel.base.models import OutgoingMail
from wijkschakel.people.models import Account, Person
from wijkschakel.upkeep.demo.people import BY_KEY, CARD_PIN, CARD_WORDS
from wijkschakel.web.common import signin

pytestmark = pytest.mark.django_db
ASK, ENTER, NAME = "/inloggen/code/", "/inloggen/code/invullen/", "/inloggen/naam/"


@pytest.fixture
def account(jan):
    return make_account(person=jan, email="jan@example.org")


def mailed_code():
    mail = OutgoingMail.objects.order_by("-created_at", "-pk").first()
    found = re.findall(r"\b\d{6}\b", mail.body)
    assert len(found) == 1
    return found[0]


def another(code):
    return str((int(code) + 1) % 10**6).zfill(6)


def ask(client, email="jan@example.org", **values):
    return client.post(ASK, {"email": email} | values)


def enter(client, code):
    return client.post(ENTER, {"code": code})


def signed_in_as(client):
    number = client.session.get("_auth_user_id")
    return number and Account.objects.get(pk=number).person


def test_a_code_lets_somebody_in(client, account, jan):
    assert ask(client)["Location"] == ENTER
    assert enter(client, mailed_code())["Location"] == "/"
    assert signed_in_as(client) == jan


def test_a_code_may_be_typed_with_a_space_and_the_address_with_capitals(client, account, jan):
    ask(client, " JAN@Example.ORG ")
    code = mailed_code()
    enter(client, f"{code[:3]} {code[3:]}")
    assert signed_in_as(client) == jan


def test_a_newcomer_types_address_code_and_name_and_is_in(client):
    ask(client, "amina@example.org")
    assert Account.objects.count() == 0
    assert enter(client, mailed_code())["Location"] == NAME
    assert Account.objects.count() == 0
    assert client.post(NAME, {"given_name": "Amina"})["Location"] == "/meedoen/"
    assert signed_in_as(client).given_name == "Amina"
    assert Account.objects.get().email == "amina@example.org"


def test_a_newcomer_comes_where_they_were_going(client):
    ask(client, "amina@example.org", next="/agenda/?dag=morgen")
    enter(client, mailed_code())
    assert client.post(NAME, {"given_name": "Amina"})["Location"] == "/agenda/?dag=morgen"


def test_a_name_sent_twice_makes_one_person(client):
    ask(client, "amina@example.org")
    enter(client, mailed_code())
    client.post(NAME, {"given_name": "Amina"})
    client.post(NAME, {"given_name": "Amina"})
    assert Person.objects.filter(given_name="Amina").count() == 1


def test_known_and_unknown_addresses_get_the_same_answer(client, account):
    answers = []
    for email in ("jan@example.org", "abc@example.org"):
        first = ask(client, email)
        page = client.get(ENTER).content.decode().replace(email, "EMAIL")
        page = re.sub(r'value="\w{64}"', "", page)
        answers.append((first.status_code, first["Location"], page))
    assert answers[0] == answers[1]
    letters = {re.sub(r"\d{6}", "CODE", mail.body) for mail in OutgoingMail.objects.all()}
    assert len(letters) == 1


def test_known_and_unknown_addresses_take_the_same_work(client, account):
    work = []
    for email in ("warm@example.org", "jan@example.org", "abc@example.org"):
        with CaptureQueriesContext(connection) as asked:
            ask(client, email)
        work.append([re.sub(r"'[^']*'", "?", query["sql"]).split(" ")[0] for query in asked])
    assert work[1] == work[2]


def test_known_and_unknown_addresses_take_about_the_same_time(client, account):
    seconds = {"jan@example.org": [], "abc@example.org": []}
    for _round in range(5):
        for email, measured in seconds.items():
            start = time.perf_counter()
            ask(client, email)
            measured.append(time.perf_counter() - start)
    known, unknown = (min(measured) for measured in seconds.values())  # the least disturbed
    assert abs(known - unknown) < 0.05


def test_three_wrong_codes_end_it_and_the_right_one_does_not_help(client, account):
    ask(client)
    code = mailed_code()
    assert [enter(client, another(code)).status_code for _try in range(3)] == [422, 422, 422]
    assert enter(client, code).status_code == 422
    assert signed_in_as(client) is None


def test_guessing_in_many_sessions_is_stopped_by_the_number_of_codes(account, visit):
    guesses = 0
    for _round in range(20):
        browser = visit()
        if ask(browser).status_code != 302:
            continue
        wrong = another(mailed_code())
        guesses += sum("niet goed" in enter(browser, wrong).content.decode() for _try in range(5))
    assert guesses == 15


def from_place(browser, number):
    browser.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
    return browser


def test_a_stranger_who_uses_up_codes_does_not_keep_the_owner_out(account, visit):
    stranger = [ask(from_place(visit(), 1)).status_code for _time in range(6)]
    assert stranger == [302] * 5 + [422]
    owner = from_place(visit(), 2)
    assert ask(owner).status_code == 302
    assert enter(owner, mailed_code())["Location"] == "/"


def test_many_places_together_guess_no_more_than_a_bounded_number_of_times(account, visit):
    asked = [ask(from_place(visit(), n // 5)).status_code for n in range(40)]
    assert asked == [302] * 30 + [422] * 10


def test_a_browser_that_came_in_before_still_gets_a_code_during_such_an_attack(account, visit):
    mine = from_place(visit(), 99)
    ask(mine)
    enter(mine, mailed_code())
    mine.post("/uitloggen/")
    for number in range(40):
        ask(from_place(visit(), number // 5))
    assert ask(from_place(visit(), 99)).status_code == 422
    assert [ask(mine).status_code for _time in range(6)] == [302] * 5 + [422]
    assert enter(mine, mailed_code())["Location"] == "/"


def test_a_known_browser_is_known_by_its_own_address_only_and_holds_none(account, visit):
    mine = visit()
    ask(mine)
    enter(mine, mailed_code())
    kept = mine.cookies["ws_known"]
    assert ("jan" in kept.value, bool(kept["httponly"])) == (False, True)
    mine.post("/uitloggen/")
    others = [ask(mine, "wil@example.org").status_code for _time in range(6)]
    assert others == [302] * 5 + [422]
    mine.cookies["ws_known"] = kept.value[:-3] + "abc"
    assert [ask(mine).status_code for _time in range(5)] == [302] * 4 + [422]


def test_one_place_cannot_mail_the_whole_street(visit):
    answers = [ask(visit(), f"bewoner{number}@example.org").status_code for number in range(61)]
    assert answers == [302] * 60 + [422]


def test_a_code_is_worth_nothing_after_a_quarter_of_an_hour(client, account, monkeypatch):
    ask(client)
    code = mailed_code()
    later = clock.now() + dt.timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert enter(client, code).status_code == 422
    assert signed_in_as(client) is None


def test_a_code_works_in_the_browser_that_asked_for_it_only(client, account, visit):
    ask(client)
    thief = visit()
    ask(thief, "thief@example.org")
    code = OutgoingMail.objects.get(
        pk=next(mail.pk for mail in OutgoingMail.objects.all() if mail.to == "jan@example.org")
    )
    enter(thief, re.search(r"\d{6}", code.body)[0])
    assert signed_in_as(thief) is None


def test_the_session_does_not_hold_the_code(client, account):
    ask(client)
    assert mailed_code() not in str(dict(client.session))


def test_the_session_key_changes_and_nothing_of_the_way_in_stays(client, account):
    ask(client)
    before = client.session.session_key
    enter(client, mailed_code())
    assert client.session.session_key != before
    assert [key for key in client.session.keys() if key.startswith("signin.")] == []  # noqa: SIM118


def test_a_newcomers_session_key_changes_twice(client):
    ask(client, "amina@example.org")
    first = client.session.session_key
    enter(client, mailed_code())
    second = client.session.session_key
    client.post(NAME, {"given_name": "Amina"})
    assert len({first, second, client.session.session_key}) == 3


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(client, account, address):
    page = client.get("/inloggen/", {"next": address})
    assert page.context["next"] == ""
    ask(client, next=address)
    assert enter(client, mailed_code())["Location"] == "/"


def test_a_closed_account_gets_a_clear_page_and_no_session(client, account):
    Account.objects.update(is_active=False)
    ask(client)
    response = enter(client, mailed_code())
    assert response.status_code == 403
    assert signed_in_as(client) is None


def test_every_form_asks_for_its_token(account):
    strict = Client(enforce_csrf_checks=True)
    for address in (ASK, ENTER, NAME, "/inloggen/kaart/", "/uitloggen/", "/taal/"):
        assert strict.post(address, {"email": "jan@example.org"}).status_code == 403
    assert OutgoingMail.objects.count() == 0


def test_a_name_of_501_letters_is_refused_and_kept_in_the_field(client):
    ask(client, "amina@example.org")
    enter(client, mailed_code())
    response = client.post(NAME, {"given_name": "B" * 501})
    assert response.status_code == 422
    assert "B" * 501 in response.content.decode()


def test_a_language_we_do_not_have_changes_nothing(visit, jan):
    browser = visit(jan)
    browser.post("/taal/", {"language": "xx", "next": "//evil.example"})
    jan.refresh_from_db()
    assert jan.language == "nl"
    assert "ws_language" not in browser.cookies


def test_in_real_life_nobody_chooses_who_to_be(client, settings):
    make_person()
    assert settings.DEMO is False
    assert client.post("/inloggen/als/fatma/").status_code == 404
    assert "Kies wie je bent" not in client.get("/inloggen/").content.decode()


def test_in_the_demonstration_one_click_is_enough(client, settings):
    settings.DEMO = True
    person = make_person(given_name="Fatma")
    make_account(pk=BY_KEY["fatma"].account_id, person=person, email=None)
    assert "Kies wie je bent" in client.get("/inloggen/").content.decode()
    assert client.get("/inloggen/als/fatma/").status_code == 405
    assert client.post("/inloggen/als/fatma/", {"next": "/agenda/"})["Location"] == "/agenda/"
    assert signed_in_as(client) == person
    assert client.post("/inloggen/als/nobody/").status_code == 404


@pytest.mark.parametrize("is_demo", [False, True])
def test_only_the_demonstration_shows_a_card_that_everybody_may_try(client, settings, is_demo):
    settings.DEMO = is_demo
    for address in ("/inloggen/", "/inloggen/kaart/"):
        page = client.get(address).content.decode()
        assert (" ".join(CARD_WORDS) in page, CARD_PIN in page) == (is_demo, is_demo)


@pytest.mark.parametrize("is_demo", [False, True])
def test_only_the_demonstration_shows_the_code_on_the_page(client, settings, is_demo):
    settings.DEMO = is_demo
    ask(client)
    assert (mailed_code() in client.get(ENTER).content.decode()) is is_demo


def test_a_role_that_ended_holds_no_longer_on_the_next_request(visit, noor):
    browser = visit(noor)
    assert browser.get("/werkplek/").status_code == 200
    noor.roles.update(ends_on=clock.now().date() - dt.timedelta(days=1))
    assert browser.get("/werkplek/").status_code == 404


def test_a_code_sent_twice_at_once_still_ends_well(client, account, jan):
    ask(client)
    code = mailed_code()
    assert enter(client, code).status_code == 302
    assert enter(client, code)["Location"] == "/"
    assert signed_in_as(client) == jan


def test_a_session_that_comes_to_nothing_is_short_and_one_that_is_signed_in_is_not(client, account):
    ask(client)
    assert client.session.get_expiry_age() == 30 * 60
    enter(client, mailed_code())
    assert client.session.get_expiry_age() == django_settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize(
    ("proxies", "passed_on", "counted"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "<script>", "unknown"),
        (1, "", "127.0.0.1"),
    ],
)
def test_a_visitor_cannot_choose_the_address_that_is_counted(
    settings, rf, proxies, passed_on, counted
):
    settings.PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": passed_on})
    assert signin.network_of(request) == counted
