"""Coming in by the own organisation, which may be away, slow, or lie."""

import datetime as dt
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.factories.people import make_account, make_identity
from tests.web.account.organisation import CLIENT, SECRET, Organisation, knows, unsigned
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import Account, ExternalIdentity, RoleGrant
from wijkschakel.web.account import organisations

pytestmark = pytest.mark.django_db
GO, BACK = "/inloggen/organisatie/gemeente/", "/inloggen/organisatie/gemeente/terug/"
TIE = "/inloggen/koppelen/"


@pytest.fixture(name="_there", scope="module")
def _made():
    made = Organisation()
    OAuth2Session("x").close()  # a slow import, once
    yield made
    made.close()


@pytest.fixture
def there(_there, settings):
    """Give the organisation, honest again, and known in the settings."""
    _there.__dict__.update(
        lies={}, left_out=set(), discovery={}, breaks="", forged_token=None, signing_key=None,
        asked=[], codes={}, alg="RS256",
        person={"sub": "noor-there", "email": "noor@example.org", "email_verified": True},
    )  # fmt: skip
    knows(settings, _there)
    return _there


@pytest.fixture
def account(noor):
    return make_account(person=noor, email="noor@example.org")


@pytest.fixture
def tied(account, there):
    return make_identity(account, issuer=there.issuer, subject="noor-there")


def go(client, there, **values):
    """Press the button, sign in there, and come back."""
    answer = client.post(GO, values)
    assert answer.status_code == 302, answer.context["refusal"]
    return client.get(BACK, there.sign_in(answer["Location"]))


def mailed_code():
    mail = OutgoingMail.objects.order_by("-created_at", "-pk").first()
    return re.findall(r"\b\d{6}\b", mail.body)[0]


def person_of(client):
    number = client.session.get("_auth_user_id")
    return number and Account.objects.get(pk=number).person


def refusal(answer):
    assert answer.status_code == 422
    return answer.context["refusal"]


NOT_RIGHT = "Het antwoord van Gemeente Lindedam klopt niet. Je bent niet ingelogd. Begin opnieuw."
AWAY = "Gemeente Lindedam antwoordt nu niet. Probeer het straks, of kies een andere manier."
UNKNOWN = (
    "Gemeente Lindedam kent je, maar wij nog niet. Vraag de beheerder om een rol. "
    "Of log in met een code per mail."
)


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_who_is_tied_comes_in_and_goes_on(client, there, tied, noor, alg):
    there.alg = alg
    client.get("/inloggen/")
    before = client.session.session_key
    assert go(client, there, next="/agenda/")["Location"] == "/agenda/"
    assert person_of(client) == noor
    assert client.session.session_key != before
    tied.refresh_from_db()
    assert tied.last_used_at is not None
    line = JournalEntry.objects.get(action="sign_in")
    assert line.details == {"way": "organisation"}


def test_the_first_time_a_code_by_mail_ties_the_login(client, there, account, noor):
    assert go(client, there)["Location"] == TIE
    assert person_of(client) is None
    assert ExternalIdentity.objects.count() == 0
    assert client.post(TIE, {"code": "000000"}).status_code == 422
    assert client.post(TIE, {"code": mailed_code()})["Location"] == "/"
    assert person_of(client) == noor
    assert ExternalIdentity.objects.get().account == account
    assert noor.notices.get().text == "Je kunt nu inloggen via Gemeente Lindedam."
    client.post("/uitloggen/")
    assert go(client, there)["Location"] == "/"


def test_without_the_code_by_mail_a_lying_organisation_gets_nothing(client, there, account):
    go(client, there)
    for _try in range(4):
        client.post(TIE, {"code": "999999" if mailed_code() != "999999" else "888888"})
    assert client.post(TIE, {"code": mailed_code()}).status_code == 422
    assert (person_of(client), ExternalIdentity.objects.count()) == (None, 0)


def test_somebody_we_do_not_know_gets_a_sentence_and_no_account(client, there):
    assert refusal(go(client, there)) == UNKNOWN
    assert (Account.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_a_resident_without_a_role_is_not_known_this_way(client, there, jan):
    make_account(person=jan, email="noor@example.org")
    assert refusal(go(client, there)) == UNKNOWN


def test_it_gives_no_role(client, there, tied, noor):
    RoleGrant.objects.all().delete()
    there.person |= {"roles": ["administrator"], "groups": ["administrator"]}
    go(client, there)
    assert person_of(client) == noor
    assert RoleGrant.objects.count() == 0


@pytest.mark.parametrize("verified", [False, "true", None, 1])
def test_an_address_that_is_not_proven_is_not_believed(client, there, account, verified):
    there.person["email_verified"] = verified
    assert refusal(go(client, there)) == UNKNOWN


def test_a_setting_may_trust_the_addresses_of_one_domain(client, there, account, settings):
    knows(settings, there, trusts_email=True)
    del there.person["email_verified"]
    assert go(client, there)["Location"] == TIE
    knows(settings, there, trusts_email=True, domains=["lindedam.nl"])
    assert refusal(go(client, there)) == UNKNOWN


def test_a_closed_account_stays_closed(client, there, tied):
    Account.objects.update(is_active=False)
    assert go(client, there).status_code == 403
    assert person_of(client) is None


HOUR = 3600
LIES = {
    "wrong issuer": {"iss": "https://evil.example"},
    "other audience": {"aud": "another-site"},
    "for us and another, made for the other": {"aud": [CLIENT, "x"], "azp": "x"},
    "for us and another": {"aud": [CLIENT, "x"]},
    "wrong nonce": {"nonce": "another"},
    "expired": {"exp": int(time.time()) - HOUR},
    "from the future": {"iat": int(time.time()) + HOUR},
    "no number": {"sub": ""},
    "a number that is none": {"sub": 5},
    "a number without end": {"sub": "x" * 256},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed(client, there, tied, lie):
    there.lies = LIES[lie]
    assert refusal(go(client, there)) == NOT_RIGHT
    assert person_of(client) is None


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "nonce", "sub"])
def test_what_is_left_out_is_not_believed(client, there, tied, name):
    there.left_out = {name}
    assert refusal(go(client, there)) == NOT_RIGHT


def claims_of(client, there):
    nonce = client.session["signin.organisation"]["nonce"]
    now = int(time.time())
    return {"iss": there.issuer, "aud": CLIENT, "sub": "noor-there", "nonce": nonce,
            "iat": now, "exp": now + 300}  # fmt: skip


def test_a_token_without_a_signature_is_not_believed(client, there, tied):
    back = there.sign_in(client.post(GO)["Location"])
    there.forged_token = unsigned(claims_of(client, there))
    assert refusal(client.get(BACK, back)) == NOT_RIGHT


def test_a_token_signed_with_another_key_is_not_believed(client, there, tied):
    there.signing_key = RSAKey.generate_key(2048, {"kid": "rsa"})
    assert refusal(go(client, there)) == NOT_RIGHT


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_signed_with_what_everybody_knows_is_not_believed(client, there, tied):
    back = there.sign_in(client.post(GO)["Location"])
    known = OctKey.import_key(SECRET)
    claims = claims_of(client, there)
    there.forged_token = jwt.encode({"alg": "HS256"}, claims, known, algorithms=["HS256"])
    assert refusal(client.get(BACK, back)) == NOT_RIGHT


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a.b.c.d.e", 5])
def test_nonsense_is_not_believed(client, there, tied, token):
    back = there.sign_in(client.post(GO)["Location"])
    there.forged_token = token
    assert refusal(client.get(BACK, back)) == NOT_RIGHT


def test_an_answer_counts_once(client, there, tied):
    back = there.sign_in(client.post(GO)["Location"])
    assert client.get(BACK, back).status_code == 302
    client.post("/uitloggen/")
    assert refusal(client.get(BACK, back)) == NOT_RIGHT


def test_an_answer_to_another_question_is_not_believed(client, there, tied, visit):
    stolen = there.sign_in(visit().post(GO)["Location"])
    client.post(GO)
    assert refusal(client.get(BACK, stolen)) == NOT_RIGHT


@pytest.mark.parametrize("state", ["", "x", "é"])
def test_an_answer_without_the_state_of_the_question_is_not_believed(client, there, tied, state):
    back = there.sign_in(client.post(GO)["Location"])
    assert refusal(client.get(BACK, back | {"state": state})) == NOT_RIGHT


def test_an_answer_in_another_browser_is_not_believed(client, there, tied, visit):
    back = there.sign_in(client.post(GO)["Location"])
    assert refusal(visit().get(BACK, back)) == NOT_RIGHT


def test_a_code_of_another_browser_is_refused_by_its_proof(client, there, tied, visit):
    stolen = there.sign_in(visit().post(GO)["Location"])["code"]
    own = there.sign_in(client.post(GO)["Location"])
    assert refusal(client.get(BACK, own | {"code": stolen})) == NOT_RIGHT


def test_an_answer_after_ten_minutes_is_too_late(client, there, tied, monkeypatch):
    back = there.sign_in(client.post(GO)["Location"])
    later = clock.now() + dt.timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert refusal(client.get(BACK, back)) == NOT_RIGHT


def test_an_answer_that_names_another_sender_is_not_believed(client, there, tied):
    back = there.sign_in(client.post(GO)["Location"])
    assert refusal(client.get(BACK, back | {"iss": "https://evil.example"})) == NOT_RIGHT


def test_who_turns_back_reads_what_to_do(client, there, tied):
    back = there.sign_in(client.post(GO)["Location"])
    answer = client.get(BACK, {"state": back["state"], "error": "access_denied"})
    assert refusal(answer) == (
        "Je bent niet ingelogd bij Gemeente Lindedam. Probeer het nog eens, of kies iets anders."
    )


@pytest.mark.parametrize("how", ["fault", "no json", "endless", "elsewhere", "drip", "silent"])
@pytest.mark.parametrize("place", ["about", "token"])
def test_an_organisation_that_is_ill_costs_little_time(
    client, there, tied, place, how, monkeypatch
):
    monkeypatch.setattr(organisations, "SECONDS_AT_MOST", 0.6)
    start = time.monotonic()
    if place == "about":
        there.breaks = f"about: {how}"
        assert refusal(client.post(GO)) == AWAY
    else:
        back = there.sign_in(client.post(GO)["Location"])
        there.breaks = f"token: {how}"
        assert refusal(client.get(BACK, back)) == AWAY
    assert time.monotonic() - start < 15
    assert person_of(client) is None


ABOUT = [
    {"issuer": "https://evil.example"},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": "http://evil.example/in"},
    {"token_endpoint": ""},
    {"jwks_uri": ["x"]},
]


@pytest.mark.parametrize("about", ABOUT)
def test_an_organisation_that_calls_itself_otherwise_is_not_believed(client, there, about):
    there.discovery = about
    assert refusal(client.post(GO)) == NOT_RIGHT


def test_nothing_is_asked_before_the_button_and_one_that_is_down_gets_a_sentence(
    client, there, settings
):
    client.get("/inloggen/")
    assert there.asked == []
    knows(settings, there, issuer="http://127.0.0.1:9")
    assert refusal(client.post(GO)) == AWAY


def test_forms_may_go_to_the_organisation_on_the_page_with_the_button_only(
    client, there, visit, noor, settings
):
    assert (
        f"form-action 'self' {there.issuer};"
        in client.get("/inloggen/")["Content-Security-Policy"] + ";"
    )
    assert there.issuer not in client.get("/agenda/")["Content-Security-Policy"]
    settings.ORGANISATIONS = {}
    policy = client.get("/inloggen/")["Content-Security-Policy"]
    assert "form-action 'self';" in policy + ";"


def test_without_organisations_there_is_no_button_and_no_address(client):
    assert "organisatie" not in client.get("/inloggen/").content.decode()
    assert client.post(GO).status_code == 404


def test_who_is_in_ties_a_login_and_takes_it_away(there, account, noor, visit):
    browser = visit(noor)
    assert go(browser, there)["Location"] == "/mijn/sleutels/"
    identity = ExternalIdentity.objects.get()
    assert "Gemeente Lindedam" in browser.get("/mijn/sleutels/").content.decode()
    browser.post(f"/mijn/organisaties/{identity.pk}/weg/")
    assert ExternalIdentity.objects.count() == 0


def test_a_resident_who_is_in_ties_nothing(there, jan, visit):
    browser = visit(jan)
    assert go(browser, there)["Location"] == "/mijn/sleutels/"
    assert ExternalIdentity.objects.count() == 0


def test_a_login_of_somebody_else_cannot_be_tied(there, tied, anke, visit):
    go(visit(anke), there)
    assert list(ExternalIdentity.objects.values_list("account", flat=True)) == [tied.account_id]


def test_one_place_may_not_try_forever(client, there):
    answers = [client.post(GO).status_code for _try in range(31)]
    assert answers == [302] * 30 + [422]


def test_the_session_lasts_a_working_day(client, there, tied):
    go(client, there)
    assert client.session.get_expiry_age() == 12 * HOUR


@pytest.mark.parametrize(
    ("said", "counts"),
    [({}, False), ({"amr": ["pwd"]}, False), ({"amr": ["pwd", "mfa"]}, True),
     ({"acr": "mfa"}, True), ({"amr": "mfa"}, False)],
)  # fmt: skip
def test_what_the_organisation_says_of_two_steps_counts_when_the_settings_say_so(
    client, there, tied, settings, said, counts
):
    settings.SECOND_STEP = True
    knows(settings, there, second_step=["mfa"])
    there.person |= said
    go(client, there)
    assert client.get("/werkplek/").status_code == (200 if counts else 302)


def test_without_that_setting_two_steps_there_count_for_nothing(client, there, tied, settings):
    settings.SECOND_STEP = True
    there.person["amr"] = ["mfa"]
    go(client, there)
    assert client.get("/werkplek/").status_code == 302


def test_nobody_is_sent_to_another_site(client, there, tied):
    for address in ("https://evil.example/", "//evil.example/"):
        assert go(client, there, next=address)["Location"] == "/"
        client.post("/uitloggen/")


def test_the_question_holds_what_the_standard_asks(client, there):
    asked = parse_qs(urlsplit(client.post(GO)["Location"]).query)
    assert asked["redirect_uri"] == [f"http://127.0.0.1:8000{BACK}"]
    assert asked["scope"] == ["openid email profile"]
    assert {len(asked[name][0]) for name in ("state", "nonce", "code_challenge")} == {43}
