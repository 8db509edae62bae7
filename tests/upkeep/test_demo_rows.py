"""What is in the demonstration town: filled once, and looked at from many sides."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F, Model, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import levels
from tests.client import visitor
from tests.factories.activities import make_enrolment, make_session
from tests.factories.people import make_person
from tests.upkeep.demo_digest import ROOMS
from tests.web.crawling import Crawl
from wijkschakel.activities import queries
from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.funding.models import Commission
from wijkschakel.funding.queries import bids, following
from wijkschakel.people.actions.cards import sign_in_with_card
from wijkschakel.people.models import Account, Consent, Notice, Organisation, Person
from wijkschakel.places.models import (
    District,
    Figure,
    Municipality,
    Neighbourhood,
    Region,
    Venue,
)
from wijkschakel.upkeep.demo import filling, outcomes, reset, traces
from wijkschakel.upkeep.demo.people import BY_KEY, CARD_PIN, CARD_WORDS, CAST, DEMO_PEOPLE
from wijkschakel.upkeep.demo.residents import Town

NOW = dt.datetime(2026, 11, 24, 12, 20, tzinfo=dt.UTC)
REACHED = 240  # pages; with fewer a part of the town is out of reach
# Who follows links every day: each sees pages of another kind. Thoroughly everybody does.
EVERYDAY = {"fatma", "wil", "noor", "anke", "bas", "tim", "sam"}
READING = {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Fill once; each test takes back what it changed, and in the end everything is."""
    with django_db_blocker.unblock(), transaction.atomic():
        filling.fill_town(seed=1, now=NOW, say=lambda sentence: None)
        yield
        transaction.set_rollback(True)


def test_the_town_is_as_large_as_we_say() -> None:
    counted = {
        model.__name__: model._default_manager.count()
        for model in (District, Neighbourhood, Person, Organisation, Activity)
    }
    assert counted == {
        "District": 3,
        "Neighbourhood": 12,
        "Person": 600,
        "Organisation": 16,
        "Activity": 40,
    }
    assert Region.objects.get().is_pilot
    assert Figure.objects.get(area_code="GM9901", indicator="residents").value == pytest.approx(
        98_640, abs=12
    )


def test_the_town_has_a_year_behind_it() -> None:
    first = Session.objects.order_by("starts_at").values_list("starts_at", flat=True)[0]
    assert 330 < (NOW - first).days <= 60 * 7


def test_residents_differ_in_language_age_and_ways_to_reach_them() -> None:
    residents = Person.objects.all()
    assert {"nl", "tr", "ar", "pl", "uk", "en"} == set(residents.values_list("language", flat=True))
    assert residents.filter(email="").count() > 100
    assert residents.filter(email="", phone="").count() > 10
    assert residents.filter(given_name__regex="[\u0600-\u06ff]").count() > 3
    years = set(residents.values_list("birth_year", flat=True))
    assert min(years) < 1945
    assert max(years) > 2005


def test_everything_passes_the_checks_of_its_own_model() -> None:
    wrong = []
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for row in model._default_manager.all()[: levels.size(100, 700)]:
                try:
                    row.clean_fields(exclude=_may_be_empty(row))
                except ValidationError as error:
                    wrong.append((row._meta.label, error.message_dict))
    assert wrong == []


def _may_be_empty(row: Model) -> set[str]:
    """Leave out fields without a value; whether they may be empty, the database says."""
    return {
        f.name
        for f in row._meta.concrete_fields
        if row.__dict__.get(f.attname) in (None, "", [], {})
    }


def test_counters_of_sessions_agree_with_the_lists() -> None:
    counted = Session.objects.annotate(
        in_list=Count("enrolments", filter=Q(enrolments__state="joined")),
        in_queue=Count("enrolments", filter=Q(enrolments__state="waiting")),
    )
    assert Enrolment.objects.count() > 1500
    assert not counted.exclude(taken=F("in_list"), waiting=F("in_queue")).exists()


def test_one_session_is_full_with_a_waiting_list_and_one_is_cancelled_with_a_reason() -> None:
    assert Session.objects.filter(taken=F("capacity"), waiting=2, starts_at__gt=NOW).exists()
    reasons = Session.objects.filter(state="cancelled").values_list("reason", flat=True)
    assert list(reasons) == ["Het veld staat onder water. Volgende week zijn we er weer."]


def test_each_person_with_a_part_can_sign_in_and_fatma_has_no_address() -> None:
    assert [key for key, _, _ in DEMO_PEOPLE] == [part.key for part in CAST]
    for part in CAST:
        account = Account.objects.get(pk=part.account_id)
        assert account.person_id == part.person_id
        assert not account.has_usable_password()
    assert Account.objects.get(pk=BY_KEY["fatma"].account_id).email is None


def test_sam_has_no_role_and_wil_leads_two_activities() -> None:
    assert not Person.objects.get(pk=BY_KEY["sam"].person_id).roles.exists()
    led = Activity.objects.filter(leads__person=BY_KEY["wil"].person_id, leads__role="lead")
    assert led.count() == 2


def test_els_has_a_shop_with_a_room_and_bread_on_her_own_start_page(client) -> None:
    els = Account.objects.get(pk=BY_KEY["els"].account_id)
    assert not els.person.roles.exists()
    mine = queries.businesses_of(els.person, NOW)
    rooms, means = queries.offers_of(els.person)
    assert [one.name for one in mine] == ["Bakkerij Deeg"]
    assert ([one.name for one in rooms], [one.title for one in means]) == (
        ["De achterkamer"], ["Brood van gisteren, elke ochtend"],
    )  # fmt: skip
    page = visitor(els.person).get("/ondernemers/").content.decode()
    assert page.count("De achterkamer") > 1


def test_of_what_the_region_asks_one_is_open_one_runs_and_for_one_nobody_was_chosen() -> None:
    asked = {row.stage(NOW): row for row in Commission.objects.all()}
    assert set(asked) == {"open", "running", "not_awarded"}
    done = following.together(following.carried_out(asked["running"], NOW))
    assert (done.moments, done.places) == (8, 8 * 14)
    assert bids.opened_bids(asked["open"], NOW) == []
    assert len(bids.opened_bids(asked["open"], asked["open"].bids_until)) == 2


def test_fatma_finds_something_in_every_corner_of_her_data() -> None:
    fatma = BY_KEY["fatma"].person_id
    reads = JournalEntry.objects.filter(about=fatma, kind="read").exclude(by=fatma)
    assert reads.count() > 1
    assert set(Consent.objects.filter(person=fatma).values_list("purpose", flat=True)) == {
        "contact", "feedback", "match", "path_support", "plan", "referral", "table",
    }  # fmt: skip
    assert Notice.objects.filter(person=fatma).count() == 1
    coming = Enrolment.objects.filter(person=fatma, session__starts_at__gt=NOW)
    assert coming.count() > 2


def test_fatma_comes_in_with_the_card_of_the_demonstration() -> None:
    account = sign_in_with_card(
        typed_words=" ".join(CARD_WORDS), typed_pin=CARD_PIN, network="here", now=NOW
    )
    assert account.pk == BY_KEY["fatma"].account_id


def test_a_real_server_never_gets_a_card_that_everybody_knows(settings) -> None:
    settings.PRODUCTION = True
    assert list(traces.cards_of(Town(), NOW)) == []


@pytest.mark.long
def test_no_link_leads_anybody_of_the_town_nowhere(settings, monkeypatch) -> None:
    settings.DEMO = True
    monkeypatch.setattr(clock, "now", lambda: NOW)
    crawl = Crawl(per_shape=levels.size(1, 3), enough=levels.size(2, len(CAST) + 1))
    crawl.walk(Client(raise_request_exception=False), "somebody")
    doors = re.findall(r'action="(/inloggen/als/(\w+)/)"', visitor().get("/inloggen/").text)
    assert [key for _door, key in doors] == [part.key for part in CAST]
    for door, key in doors:
        if not (levels.THOROUGH or key in EVERYDAY):
            continue
        browser = Client(raise_request_exception=False)
        assert browser.post(door).status_code == 302
        crawl.walk(browser, key)
    assert crawl.wrong == []
    assert len({shape[0] for shape in crawl.led}) > REACHED


def test_a_reset_takes_the_town_and_leaves_others_alone() -> None:
    real = make_enrolment(session=make_session(), person=make_person(given_name="Echte Els"))
    reset.take_out()
    assert list(Person.objects.values_list("pk", flat=True)) == [real.person_id]
    assert list(Enrolment.objects.values_list("pk", flat=True)) == [real.pk]
    assert not Municipality.objects.filter(code="GM9901").exists()
    assert not Venue.objects.filter(town="Hazelrode").exists()
    assert not Figure.objects.exists()


def test_the_command_says_that_the_town_is_there_and_if_empty_is_content() -> None:
    with CaptureQueriesContext(connection) as asked:
        with pytest.raises(CommandError, match="staat al"):
            call_command("demo", verbosity=0)
        call_command("demo", "--if-empty", verbosity=0)
    assert asked.captured_queries
    assert [one["sql"] for one in asked if one["sql"].split()[0] not in READING] == []


def test_another_seed_gives_other_people_and_the_command_counts_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not levels.THOROUGH:  # what they did in a year is no matter here
        monkeypatch.setattr(outcomes, "write_outcomes", lambda *given: None)
    before = set(Person.objects.values_list("id", flat=True))
    call_command("demo", "--reset", "--seed=11", "--json")
    report = json.loads(capsys.readouterr().out)
    assert {k: report[k] for k in ("residents", "organisations", "activities")} == {
        "residents": 600,
        "organisations": 16,
        "activities": 40,
    }
    after = set(Person.objects.values_list("id", flat=True))
    assert (len(after), before & after) == (600, {part.person_id for part in CAST})
