"""Words that were typed when the session had ended: back for who typed them, for nobody else."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.people import make_account
from wijkschakel.base import clock
from wijkschakel.web.common import kept

pytestmark = pytest.mark.django_db
MINE, START, COUNTER = "/mijn/", "/regelen/nieuw/", "/werkplek/balie/"
BACKEND = "wijkschakel.web.common.signin.AccountBackend"
STORY = "Ik was aan het schrijven over soep."
SENTENCE = "Wat je typte, staat er weer."
ABOUT_ME = {
    "given_name": "Jan", "family_name": "", "phone": "", "email": "", "language": "nl",
    "neighbourhood": "", "likes": STORY, "brings": "",
}  # fmt: skip


@pytest.fixture
def account(jan):
    return make_account(person=jan, email="jan@example.org")


def typing(visit, person, page):
    """Give a browser of somebody who was on a page when the session ended."""
    browser = visit(person, headers={"referer": f"http://testserver{page}"})
    assert browser.get(page).status_code == 200
    del browser.cookies["ws_session"]
    return browser


def come_in(browser, email):
    """Come in by a code, as people do."""
    from tests.web.account.test_signing_in import mailed_code  # noqa: PLC0415

    browser.post("/inloggen/code/", {"email": email, "next": MINE})
    return browser.post("/inloggen/code/invullen/", {"code": mailed_code()})


def page_of(browser, page):
    return browser.get(page).content.decode()


def test_what_was_typed_stands_in_the_form_again(visit, jan, account):
    browser = typing(visit, jan, MINE)
    answer = browser.post(MINE, ABOUT_ME)
    assert answer["Location"] == f"/inloggen/?next={MINE}"
    assert "bewaren we een half uur" in page_of(browser, answer["Location"])
    assert come_in(browser, "jan@example.org")["Location"] == MINE
    page = page_of(browser, MINE)
    assert (STORY in page, SENTENCE in page) == (True, True)
    jan.refresh_from_db()
    assert jan.likes == ""


def test_sent_again_it_is_kept_no_longer(visit, jan, account):
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME)
    come_in(browser, "jan@example.org")
    assert SENTENCE in page_of(browser, MINE)
    assert SENTENCE in page_of(browser, MINE)
    browser.post(MINE, ABOUT_ME)
    assert kept.KEPT not in browser.session
    assert SENTENCE not in page_of(browser, MINE)


def test_another_form_keeps_its_words_as_well(visit, noor, district):
    make_account(person=noor, email="noor@example.org")
    browser = typing(visit, noor, COUNTER)
    form = {"given_name": "Amina", "phone": "06 1234", "language": "en", "neighbourhood": ""}
    form["district"] = str(district.pk)
    answer = browser.post("/werkplek/balie/nieuw/", form)
    assert answer["Location"] == f"/inloggen/?next={COUNTER}"
    come_in(browser, "noor@example.org")
    page = page_of(browser, COUNTER)
    assert ('value="Amina"' in page, 'value="06 1234"' in page) == (True, True)
    assert '<option value="en" selected>' in page
    assert SENTENCE in page
    assert SENTENCE not in page_of(browser, MINE)


def test_somebody_else_who_comes_in_never_sees_it(visit, jan, account, anke):
    make_account(person=anke, email="anke@example.org")
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME)
    come_in(browser, "anke@example.org")
    assert kept.KEPT not in browser.session
    page = page_of(browser, MINE)
    assert (STORY in page, SENTENCE in page) == (False, False)


def test_words_of_an_unknown_typist_are_not_kept(client):
    client.post(MINE, ABOUT_ME)
    assert kept.KEPT not in client.session


@pytest.mark.parametrize("mark", ["", "x", "a:b"])
def test_a_mark_that_was_made_up_keeps_nothing(client, mark):
    client.cookies[kept.COOKIE] = mark
    client.post(MINE, ABOUT_ME)
    assert kept.KEPT not in client.session


def test_a_mark_of_another_moved_into_the_session_opens_nothing(visit, jan, account, anke):
    other = make_account(person=anke)
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME)
    words = browser.session[kept.KEPT] | {"mark": kept.mark_of(other)}
    thief = visit(anke)
    session = thief.session
    session[kept.KEPT] = words
    session.save()
    assert STORY not in page_of(thief, MINE)


def test_the_session_does_not_hold_the_words(visit, jan, account):
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME)
    rows = [str(row.get_decoded()) for row in BrowserSession.objects.all()]
    assert (len(rows) > 0, [row for row in rows if STORY in row]) == (True, [])


def test_the_mark_tells_nobody_who_it_is(visit, jan, account):
    browser = visit(jan)
    browser.get(MINE)
    cookie = browser.cookies[kept.COOKIE]
    assert str(account.pk) not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_signing_out_takes_the_mark_away(visit, jan, account):
    browser = visit(jan)
    browser.get(MINE)
    browser.post("/uitloggen/")
    assert browser.cookies[kept.COOKIE].value == ""


def test_after_half_an_hour_it_is_gone(visit, jan, account, monkeypatch):
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME)
    assert browser.session.get_expiry_age() == 30 * 60
    come_in(browser, "jan@example.org")
    later = clock.now() + dt.timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert SENTENCE not in page_of(browser, MINE)


def test_secrets_and_files_are_not_kept(visit, jan, account):
    browser = typing(visit, jan, MINE)
    secret = {"pin": "12345", "code": "999999", "words": "aap noot", "csrfmiddlewaretoken": "x"}
    file = SimpleUploadedFile("a.txt", b"x")
    browser.post(MINE, ABOUT_ME | secret | {"photo": file})
    found = browser.session[kept.KEPT]
    text = kept.unseal(found["text"], f"{kept.PLACE}:{found['mark']}")
    assert [word for word in (*secret, "photo", "12345", "999999", "aap") if word in text] == []
    come_in(browser, "jan@example.org")
    assert "Een bestand kies je opnieuw." in page_of(browser, MINE)


def test_very_much_is_not_kept(visit, jan, account):
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME | {"likes": "x" * 70_000})
    assert kept.KEPT not in browser.session


def test_words_hold_no_html(visit, jan, account):
    browser = typing(visit, jan, MINE)
    browser.post(MINE, ABOUT_ME | {"likes": "</textarea><script>x()</script>"})
    come_in(browser, "jan@example.org")
    assert "<script>x()" not in page_of(browser, MINE)


def test_htmx_keeps_words_as_well(visit, jan, account):
    browser = typing(visit, jan, MINE)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{MINE}"}
    answer = browser.post(MINE, ABOUT_ME, headers=headers)
    assert answer["HX-Redirect"] == f"/inloggen/?next={MINE}"
    come_in(browser, "jan@example.org")
    assert STORY in page_of(browser, MINE)
