"""What is known of me, who may see it, and who looked."""

import datetime as dt

import pytest
from django.conf import settings as django_settings
from django.utils.html import escape

from tests.factories.people import (
    make_account,
    make_consent,
    make_notice,
    make_organisation,
    make_passkey,
    make_person,
)
from tests.factories.places import make_neighbourhood
from wijkschakel.base import clock, journal
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import permissions
from wijkschakel.people.actions import accounts, cards
from wijkschakel.people.models import Account, Consent

pytestmark = pytest.mark.django_db


def test_a_session_ends_when_the_account_is_closed(visit, jan):
    browser = visit(jan)
    assert browser.get("/mijn/").status_code == 200
    Account.objects.update(is_active=False)
    assert browser.get("/mijn/")["Location"] == "/inloggen/?next=/mijn/"


def test_an_expired_session_is_asked_to_sign_in_and_comes_back(client):
    to_sign_in = client.get("/mijn/")["Location"]
    assert 'name="next" value="/mijn/"' in client.get(to_sign_in).content.decode()


def test_signing_out_ends_the_session(visit, jan):
    browser = visit(jan)
    before = browser.session.session_key
    answer = browser.post("/uitloggen/")
    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/uitgelogd/", '"cache"')
    browser.cookies[django_settings.SESSION_COOKIE_NAME] = before
    assert browser.get("/mijn/").status_code == 302


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "A" * 500, "محمد", 'O"><img src=x onerror=1>']
)
def test_any_name_is_shown_as_text(visit, name):
    page = visit(make_person(given_name=name)).get("/mijn/").content.decode()
    assert [bad for bad in ("<script>alert", "<img src=x") if bad in page] == []
    assert escape(name) in page


def test_the_language_is_kept_in_a_cookie_and_with_the_person(visit, jan):
    browser = visit(jan)
    response = browser.post("/taal/", {"language": "en", "next": "/mijn/"})
    assert response["Location"] == "/mijn/"
    assert browser.cookies["ws_language"].value == "en"
    jan.refresh_from_db()
    assert jan.language == "en"


def fields(person, **changes):
    names = ("given_name", "family_name", "phone", "email", "language", "likes", "brings")
    return {name: getattr(person, name) for name in names} | {"neighbourhood": ""} | changes


def test_the_page_shows_what_is_known_and_changes_it(visit, fatma):
    browser = visit(fatma)
    assert browser.get("/mijn/").context["form"]["given_name"].value() == "Fatma"
    browser.post("/mijn/", fields(fatma, phone="088 000 12 34", likes="zingen"))
    fatma.refresh_from_db()
    assert (fatma.phone, fatma.likes) == ("088 000 12 34", "zingen")
    changed = JournalEntry.objects.get(action="change_person")
    assert changed.details == {"fields": ["likes", "phone"]}


def test_nothing_but_the_fields_of_the_form_can_be_changed(visit, fatma, elsewhere):
    more = {"is_guest": "on", "district": elsewhere.pk, "erased_at": "2026-01-01", "id": "1"}
    visit(fatma).post("/mijn/", fields(fatma, **more))
    before = fatma.district_id
    fatma.refresh_from_db()
    assert (fatma.is_guest, fatma.district_id, fatma.erased_at) == (False, before, None)


def test_a_neighbourhood_of_another_district_is_refused(visit, fatma, elsewhere):
    far = make_neighbourhood(district=elsewhere)
    response = visit(fatma).post("/mijn/", fields(fatma, neighbourhood=far.pk))
    assert response.status_code == 422


def test_stopping_a_consent_works_on_the_next_request_and_can_be_put_back(visit, fatma, anke):
    consent = make_consent(fatma, to_person=anke, given_at=clock.now(), items=["phone"])
    browser = visit(fatma)

    def sees():
        return permissions.may_see(fatma, anke, "phone", "contact", clock.now())

    assert sees()
    browser.post(f"/mijn/toestemmingen/{consent.pk}/stop/")
    assert not sees()
    page = browser.get("/mijn/toestemmingen/").content.decode()
    assert "Niemand ziet iets van jou" in page
    browser.post(f"/mijn/toestemmingen/{consent.pk}/terug/")
    browser.post(f"/mijn/toestemmingen/{consent.pk}/terug/")
    assert sees()
    assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 1


@pytest.mark.parametrize("verb", ["stop", "terug"])
def test_nobody_touches_the_consent_of_another(visit, fatma, sam, anke, verb):
    consent = make_consent(fatma, to_person=anke)
    response = visit(anke).post(f"/mijn/toestemmingen/{consent.pk}/{verb}/")
    assert response.status_code == 404
    assert visit(sam).post(f"/mijn/toestemmingen/{consent.pk}/{verb}/").status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def look(by, about, minutes=5, **more):
    JournalEntry.objects.create(
        at=clock.now() - dt.timedelta(minutes=minutes),
        kind=JournalEntry.Kind.READ,
        action="help_at_desk",
        by=by.pk,
        about=about.pk,
        object_kind="people.person",
        why="desk",
        **more,
    )


def test_who_looked_is_told_with_organisation_role_what_and_why(visit, fatma, noor, anke):
    organisation = make_organisation(name="De Kachel")
    look(noor, fatma, organisation=organisation.pk, role="coordinator")
    look(anke, fatma)
    page = visit(fatma).get("/mijn/wie-keek/").content.decode()
    assert "<h1>Twee mensen keken deze maand</h1>" in page
    wanted = ["Noor", "coördinator, De Kachel", "Om je aan de balie te helpen", "Anke"]
    assert [words for words in wanted if words not in page] == []


def test_who_looked_at_another_is_not_shown(visit, fatma, jan, noor):
    look(noor, jan)
    page = visit(fatma).get("/mijn/wie-keek/").content.decode()
    assert "<h1>Niemand keek deze maand</h1>" in page
    assert "Noor" not in page


def test_my_own_looking_is_not_counted(visit, fatma):
    look(fatma, fatma)
    assert "Niemand keek" in visit(fatma).get("/mijn/wie-keek/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_log_costs_the_same_however_long(
    visit, fatma, noor, number, django_assert_max_num_queries
):
    for minutes in range(number):
        look(make_person(given_name="Kijker"), fatma, minutes=minutes * 90)
    browser = visit(fatma)
    with django_assert_max_num_queries(10):
        browser.get("/mijn/wie-keek/")


def test_a_lost_card_is_taken_back_by_its_holder_only(visit, fatma, sam):
    made = cards.make_card(person=fatma, by=fatma, now=clock.now())
    address = f"/mijn/kaarten/{made.card.pk}/weg/"
    assert visit(sam).post(address).status_code == 404
    visit(fatma).post(address)
    made.card.refresh_from_db()
    assert made.card.revoked_at is not None


def test_signing_out_everywhere_keeps_this_browser_only(visit, jan):
    make_account(person=jan)
    here, there = visit(jan), visit(jan)
    assert there.get("/mijn/").status_code == 200
    here.post("/mijn/overal-uitloggen/")
    assert here.get("/mijn/").status_code == 200
    assert there.get("/mijn/").status_code == 302


def test_a_desk_can_end_all_sessions_of_somebody(visit, jan, noor):
    browser = visit(jan)
    account = Account.objects.get(person=jan)
    accounts.sign_out_everywhere(account=account, by=noor, now=clock.now())
    assert browser.get("/mijn/").status_code == 302
    assert journal.JournalEntry.objects.get(action="sign_out_everywhere").by == noor.pk


def test_a_word_waits_until_its_own_person_has_read_it(visit, fatma, sam):
    notice = make_notice(fatma, text="<b>Karin</b> keek in je gegevens.")
    address = f"/mijn/berichten/{notice.pk}/gelezen/"
    assert visit(sam).post(address).status_code == 404
    browser = visit(fatma)
    assert "&lt;b&gt;Karin&lt;/b&gt; keek" in browser.get("/mijn/").content.decode()
    browser.post(address)
    assert "Karin" not in browser.get("/mijn/").content.decode()


def test_coming_in_says_that_a_word_waits(visit, fatma):
    make_notice(fatma)
    made = cards.make_card(person=fatma, by=fatma, now=clock.now())
    browser = visit()
    form = {"words": " ".join(made.words), "pin": made.pin, "next": "/mijn/toestemmingen/"}
    page = browser.post("/inloggen/kaart/", form, follow=True).content.decode()
    assert "Er is een bericht voor je" in page


def test_a_form_sent_after_the_session_ended_comes_back_to_its_page(client, fatma):
    consent = make_consent(fatma)
    form = f"/mijn/toestemmingen/{consent.pk}/stop/"
    page = "http://testserver/mijn/toestemmingen/?a=1"
    sent = client.post(form, headers={"referer": page})
    assert sent["Location"] == "/inloggen/?next=/mijn/toestemmingen/%3Fa%3D1"
    strange = client.post(form, headers={"referer": "https://evil.example/x"})
    assert strange["Location"] == "/inloggen/?next=/"
    part = client.post(form, headers={"hx-request": "true", "hx-current-url": page})
    assert part["HX-Redirect"] == "/inloggen/?next=/mijn/toestemmingen/%3Fa%3D1"


@pytest.mark.parametrize(
    ("phone", "status"),
    [
        ("06 12 34 56 78", 302),
        ("+90 (212) 555-01-23", 302),
        ("", 302),
        ("bel me", 422),
        ("=1+1+1+1+1", 422),
        ("------------", 422),
    ],
)
def test_a_telephone_number_is_one_of_here_or_abroad(visit, fatma, phone, status):
    assert visit(fatma).post("/mijn/", fields(fatma, phone=phone)).status_code == status


def test_a_story_of_more_than_a_thousand_letters_is_refused_and_kept(visit, fatma):
    response = visit(fatma).post("/mijn/", fields(fatma, likes="z" * 1001))
    assert response.status_code == 422
    assert "z" * 1001 in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", ["/mijn/", "/mijn/toestemmingen/", "/mijn/sleutels/"])
def test_my_pages_cost_the_same_however_much_there_is(
    visit, fatma, address, number, django_assert_max_num_queries
):
    browser = visit(fatma)
    account = Account.objects.get(person=fatma)
    for _row in range(number):
        make_consent(fatma, given_at=clock.now())
        make_consent(fatma, withdrawn_at=clock.now())
        make_notice(fatma)
        make_passkey(account)
        look(make_person(given_name="Kijker"), fatma)
    with django_assert_max_num_queries(10):
        assert browser.get(address).status_code == 200
