"""The second step of who sees data of others, and every way round it."""

import datetime as dt
import re
from urllib.parse import quote

import pyotp
import pytest
from django.test.utils import override_settings

from tests.factories.people import grant_role, make_account, make_passkey
from tests.web.account.device import Device
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import second_step
from wijkschakel.people.models import Passkey, Person, RecoveryCode, RoleGrant, SecondStep

pytestmark = pytest.mark.django_db
STEP, MINE, BEGIN = "/inloggen/tweede-stap/", "/mijn/tweede-stap/", "/mijn/tweede-stap/begin/"
DESK, COUNTER = "/werkplek/", "/werkplek/balie/"
NOW = dt.datetime(2026, 11, 21, 12, 0, 10, tzinfo=dt.UTC)
HALF_MINUTE = dt.timedelta(seconds=30)
Role = RoleGrant.Role


@pytest.fixture(autouse=True)
def _demanded(settings, monkeypatch):
    settings.SECOND_STEP = True
    at(monkeypatch, NOW)


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def account(noor):
    return make_account(person=noor, email="noor@example.org")


def tie(account, now=NOW - dt.timedelta(days=1)):
    """Tie an app, and give it with its codes on paper."""
    step = second_step.begin_step(account=account, by=account.person, now=now)
    app = pyotp.TOTP(step.secret)
    typed = app.at(now)
    codes = second_step.confirm_step(account=account, typed=typed, by=account.person, now=now)
    return app, codes


@pytest.fixture
def app(account):
    return tie(account)[0]


def asked_for_step(answer, back):
    return (answer.status_code, answer["Location"]) == (302, f"{STEP}?next={quote(back)}")


def prove(browser, app, now=NOW, **values):
    return browser.post(STEP, {"code": app.at(now)} | values)


def test_a_code_opens_the_desk_and_leads_back(visit, noor, app):
    browser = visit(noor)
    before = browser.session.session_key
    assert asked_for_step(browser.get(COUNTER), COUNTER)
    assert prove(browser, app, next=COUNTER)["Location"] == COUNTER
    assert browser.get(COUNTER).status_code == 200
    assert browser.session.session_key != before
    assert JournalEntry.objects.get(action="prove_second_step").details == {"way": "app"}


def test_without_the_setting_nothing_is_asked(visit, noor, settings):
    settings.SECOND_STEP = False
    assert visit(noor).get(DESK).status_code == 200


def test_residents_organisers_and_funders_are_asked_nothing(visit, fatma, wil, bas):
    assert [visit(one).get("/mijn/").status_code for one in (fatma, wil, bas)] == [200] * 3
    assert [visit(one).get(MINE).status_code for one in (fatma, wil, bas)] == [404] * 3
    assert [visit(one).get(STEP).status_code for one in (fatma, wil, bas)] == [404] * 3


STAFF = ["coordinator", "professional", "safeguarding", "researcher", "administrator"]


@pytest.mark.parametrize("role", [*STAFF, "conversation_partner"])
def test_every_role_that_sees_others_is_asked(visit, jan, district, role):
    grant_role(jan, role, district)
    assert asked_for_step(visit(jan).get("/mijn/"), "/mijn/")


@pytest.mark.parametrize("page", [DESK, COUNTER, "/werkplek/rollen/", "/mijn/", "/mijn/meenemen/"])
def test_no_page_opens_by_its_address(visit, noor, app, page):
    assert asked_for_step(visit(noor).get(page), page)


def test_htmx_is_led_to_the_step_as_well(visit, noor, app):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{COUNTER}"}
    answer = visit(noor).get(COUNTER, headers=headers)
    assert answer["HX-Redirect"] == f"{STEP}?next={COUNTER}"
    assert answer.content == b""


def test_a_form_that_is_sent_changes_nothing_before_the_step(visit, noor, app):
    number = Person.objects.count()
    answer = visit(noor).post("/werkplek/balie/nieuw/", {"given_name": "Amina"})
    assert answer["Location"].startswith(STEP)
    assert Person.objects.count() == number


def test_what_was_typed_stands_there_after_the_step(visit, noor, app, district):
    browser = visit(noor, headers={"referer": f"http://testserver{COUNTER}"})
    form = {"given_name": "Amina", "phone": "06 1234", "district": str(district.pk)}
    form |= {"language": "nl", "neighbourhood": ""}
    assert asked_for_step(browser.post("/werkplek/balie/nieuw/", form), COUNTER)
    prove(browser, app, next=COUNTER)
    page = browser.get(COUNTER).content.decode()
    assert 'value="Amina"' in page
    assert 'value="06 1234"' in page
    assert "Wat je typte, staat er weer" in page


def test_a_public_page_shows_a_sleeping_role_no_more_than_anybody(visit, noor, app):
    answer = visit(noor).get("/agenda/")
    assert answer.wsgi_request.roles == []
    assert [grant.role for grant in answer.wsgi_request.held_roles] == ["coordinator"]


def test_a_session_from_before_the_role_proves_nothing(visit, jan, district):
    browser = visit(jan)
    assert browser.get("/mijn/").status_code == 200
    grant_role(jan, Role.COORDINATOR, district)
    assert asked_for_step(browser.get(DESK), DESK)
    assert asked_for_step(browser.get("/mijn/"), "/mijn/")


def test_a_role_that_begins_tomorrow_asks_tomorrow(visit, jan, district, monkeypatch):
    grant_role(jan, Role.COORDINATOR, district, starts_on=dt.date(2026, 11, 22))
    browser = visit(jan)
    assert browser.get("/mijn/").status_code == 200
    at(monkeypatch, NOW + dt.timedelta(days=1))
    assert asked_for_step(browser.get("/mijn/"), "/mijn/")


def test_the_step_of_one_session_is_not_that_of_another(visit, noor, app):
    first, second = visit(noor), visit(noor)
    prove(first, app)
    assert asked_for_step(second.get(DESK), DESK)


def test_the_step_is_forgotten_after_signing_out(visit, noor, app):
    browser = visit(noor)
    prove(browser, app)
    browser.post("/uitloggen/")
    browser.force_login(noor.account, "wijkschakel.web.common.signin.AccountBackend")
    assert asked_for_step(browser.get(DESK), DESK)


def test_the_step_of_somebody_else_in_this_browser_does_not_count(visit, noor, anke, app):
    browser = visit(noor)
    prove(browser, app)
    session = browser.session
    other = make_account(person=anke)
    session["_auth_user_id"] = str(other.pk)
    session["_auth_user_hash"] = other.get_session_auth_hash()
    session.save()
    assert asked_for_step(browser.get("/mijn/"), "/mijn/")


def test_the_step_lasts_a_working_day(visit, noor, app, monkeypatch):
    browser = visit(noor)
    prove(browser, app)
    at(monkeypatch, NOW + dt.timedelta(hours=12))
    assert asked_for_step(browser.get(DESK), DESK)
    at(monkeypatch, NOW - dt.timedelta(minutes=1))
    assert asked_for_step(browser.get(DESK), DESK)


def test_a_code_works_once_in_every_session(visit, noor, app):
    first, second = visit(noor), visit(noor)
    assert prove(first, app).status_code == 302
    assert prove(second, app).status_code == 422
    assert asked_for_step(second.get(DESK), DESK)


def test_the_code_that_tied_the_app_does_not_work_again(visit, noor, account):
    app, _codes = tie(account, NOW)
    assert prove(visit(noor), app).status_code == 422


@pytest.mark.parametrize(("away", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_a_clock_may_differ_half_a_minute(visit, noor, app, away, status):
    assert prove(visit(noor), app, NOW + away * HALF_MINUTE).status_code == status


def test_an_older_code_does_not_work_after_a_newer_one(visit, noor, app):
    browser = visit(noor)
    prove(browser, app)
    browser.post("/uitloggen/")
    assert prove(visit(noor), app, NOW - HALF_MINUTE).status_code == 422


def test_guessing_ends_after_five_and_the_right_code_does_not_help(visit, noor, app, monkeypatch):
    browser = visit(noor)
    wrong = f"{(int(app.at(NOW)) + 1) % 10**6:06}"
    assert [browser.post(STEP, {"code": wrong}).status_code for _try in range(5)] == [422] * 5
    answer = prove(browser, app)
    assert "te veel codes" in answer.content.decode()
    at(monkeypatch, NOW + dt.timedelta(minutes=16))
    assert prove(browser, app, NOW + dt.timedelta(minutes=16)).status_code == 302


def test_guessing_in_many_sessions_is_counted_together(visit, noor, app):
    for _session in range(5):
        visit(noor).post(STEP, {"code": "xxxxx-xxxxx"})
    assert prove(visit(noor), app).status_code == 422


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "ⅷ", "a" * 41, "000 000"])
def test_nonsense_opens_nothing(visit, noor, app, typed):
    browser = visit(noor)
    assert browser.post(STEP, {"code": typed}).status_code == 422
    assert asked_for_step(browser.get(DESK), DESK)


def test_digits_of_another_script_are_digits(visit, noor, app):
    typed = app.at(NOW).translate({ord("0") + n: 0x660 + n for n in range(10)})
    assert visit(noor).post(STEP, {"code": typed}).status_code == 302


def test_a_code_on_paper_works_once_and_is_told(visit, noor, account):
    _app, codes = tie(account)
    typed = f" {codes[0].upper().replace('-', ' ')}"
    assert visit(noor).post(STEP, {"code": typed}).status_code == 302
    assert visit(noor).post(STEP, {"code": codes[0]}).status_code == 422
    assert noor.notices.get().text == "Er is ingelogd met een herstelcode. Je hebt er nog 9."
    assert JournalEntry.objects.get(action="prove_second_step").details == {"way": "paper"}


def test_codes_on_paper_are_ten_and_not_kept(account):
    _app, codes = tie(account)
    assert len({*codes}) == 10
    kept = " ".join(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []


def test_a_code_of_somebody_else_opens_nothing(visit, noor, account, anke):
    _app, codes = tie(make_account(person=anke))
    tie(account)
    assert visit(noor).post(STEP, {"code": codes[0]}).status_code == 422


def test_codes_on_paper_hold_when_the_secret_changes(visit, noor, account, settings):
    _app, codes = tie(account)
    old = settings.SECRET_KEY
    with override_settings(SECRET_KEY="x" * 50, SECRET_KEY_FALLBACKS=[old]):
        assert visit(noor).post(STEP, {"code": codes[0]}).status_code == 302
    with override_settings(SECRET_KEY="x" * 50, SECRET_KEY_FALLBACKS=[]):
        assert visit(noor).post(STEP, {"code": codes[1]}).status_code == 422


def test_who_has_nothing_yet_is_led_to_tie_an_app_and_then_on(visit, noor, account):
    browser = visit(noor)
    assert browser.get(DESK, follow=True).redirect_chain[-1][0] == MINE
    browser.post(BEGIN)
    page = browser.get(MINE).content.decode()
    secret = SecondStep.objects.get().secret
    assert secret in page
    assert 'class="ws-square"' in page
    assert browser.post(MINE, {"code": "000000"}).status_code == 422
    answer = browser.post(MINE, {"code": pyotp.TOTP(secret).at(NOW)})
    assert len(re.findall(r"<li translate=\"no\">", answer.content.decode())) == 10
    assert f'href="{DESK}"' in answer.content.decode()
    assert answer["Cache-Control"].count("no-store") == 1
    assert browser.get(DESK).status_code == 200


def test_the_secret_is_encrypted_and_never_shown_again(visit, noor, account, app):
    browser = visit(noor)
    prove(browser, app)
    assert app.secret not in browser.get(MINE).content.decode()
    assert app.secret not in str(SecondStep.objects.values_list("secret").get())


@pytest.mark.parametrize("address", [BEGIN, "/mijn/tweede-stap/codes/", "/mijn/tweede-stap/weg/"])
def test_half_signed_in_nobody_replaces_the_app_or_its_codes(visit, noor, app, address):
    before = (SecondStep.objects.get().secret, set(RecoveryCode.objects.values_list("code_hash")))
    assert visit(noor).post(address)["Location"].startswith(STEP)
    after = (SecondStep.objects.get().secret, set(RecoveryCode.objects.values_list("code_hash")))
    assert after == before


def test_half_signed_in_nobody_sees_a_secret_that_waits(visit, noor, account):
    make_passkey(account)
    second_step.begin_step(account=account, by=noor, now=NOW)
    secret = SecondStep.objects.get().secret
    browser = visit(noor)
    for answer in (browser.get(MINE), browser.post(MINE, {"code": "1"})):
        assert answer["Location"] == STEP
        assert secret not in answer.content.decode()


def test_half_signed_in_nobody_adds_a_key_of_a_device(visit, noor, app):
    browser, device = visit(noor), Device()
    assert browser.post("/mijn/sleutels/vraag/").status_code == 404
    options = {"publicKey": {"challenge": "x", "rp": {"id": "testserver"}, "user": {"id": b"x"}}}
    browser.post("/mijn/sleutels/nieuw/", {"credential": device.make(options)})
    assert Passkey.objects.count() == 0


def test_a_key_of_a_device_counts_as_both(client, visit, noor, account, settings):
    settings.SECOND_STEP = False
    device, browser = Device(), visit(noor)
    made = device.make(browser.post("/mijn/sleutels/vraag/").json())
    browser.post("/mijn/sleutels/nieuw/", {"credential": made})
    settings.SECOND_STEP = True
    assert asked_for_step(visit(noor).get(DESK), DESK)
    options = client.post("/inloggen/sleutel/vraag/").json()
    client.post("/inloggen/sleutel/", {"credential": device.show(options)})
    assert client.get(DESK).status_code == 200


def test_the_first_key_of_who_has_nothing_yet_is_the_second_step(visit, noor, account):
    browser, device = visit(noor), Device()
    browser.get(DESK, follow=True)
    made = device.make(browser.post("/mijn/sleutels/vraag/").json())
    answer = browser.post("/mijn/sleutels/nieuw/", {"credential": made})
    assert answer["Location"] == DESK
    assert browser.get(DESK).status_code == 200


def test_a_proven_session_replaces_codes_and_app(visit, noor, account):
    app, codes = tie(account)
    browser = visit(noor)
    prove(browser, app)
    assert browser.post("/mijn/tweede-stap/codes/").status_code == 200
    assert visit(noor).post(STEP, {"code": codes[0]}).status_code == 422
    browser.post("/mijn/tweede-stap/weg/")
    assert (SecondStep.objects.count(), RecoveryCode.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "/\\evil"])
def test_nobody_is_sent_to_another_site(visit, noor, app, address):
    assert prove(visit(noor), app, next=address)["Location"] == "/"
