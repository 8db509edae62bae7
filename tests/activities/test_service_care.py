"""Owners' links, reminders, and suggestions that two people look at."""

import datetime as dt

import pytest

from tests.factories import people, services
from tests.factories.people import MOMENT
from wijkschakel.activities.actions import finding_services, service_editors
from wijkschakel.activities.actions import service_suggestions as suggestions
from wijkschakel.activities.actions.services import ChangedMeanwhile, change_service
from wijkschakel.activities.models import Service, ServiceEditor, ServiceVersion
from wijkschakel.activities.queries import services as queries
from wijkschakel.base import search
from wijkschakel.base.models import OutgoingMail
from wijkschakel.people.models import RoleGrant
from wijkschakel.upkeep import night

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def service(district):
    """Give a service that was checked at MOMENT."""
    return services.make_service(name="Weggeefwinkel", district=district)


@pytest.fixture
def joke(district):
    """Give a second coordinator."""
    person = people.make_person(given_name="Joke", district=district)
    people.grant_role(person, RoleGrant.Role.COORDINATOR, district)
    return person


def approve(suggestion, by=None, editor=None, version=1, now=MOMENT):
    """Agree."""
    return suggestions.approve_suggestion(
        suggestion=suggestion, version=version, by=by, editor=editor, now=now
    )


def name_of(service):
    """Give the name as it is now."""
    return Service.objects.get(pk=service.pk).name


# links


def test_the_link_is_in_the_letter_and_not_in_the_table(service):
    editor, token = services.make_editor(service)
    [letter] = OutgoingMail.objects.all()
    assert f"/wie-helpt/beheer/{token}/" in letter.body
    assert token not in str(ServiceEditor.objects.values().get())
    assert queries.find_editor(token, MOMENT) == editor


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "' OR 1=1 --"])
def test_a_forged_link_opens_nothing(service, token):
    services.make_editor(service)
    assert queries.find_editor(token, MOMENT) is None


def test_a_revoked_link_opens_nothing_at_once(service, noor):
    editor, token = services.make_editor(service)
    service_editors.revoke_link(editor=editor, by=noor, now=MOMENT)
    assert queries.find_editor(token, MOMENT) is None


def test_a_link_expires_and_lives_on_when_it_is_used(service):
    editor, token = services.make_editor(service)
    last = MOMENT + service_editors.LINK_LASTS
    assert queries.find_editor(token, last - DAY) == editor
    assert queries.find_editor(token, last) is None
    service_editors.check_as_owner(editor=editor, now=last - DAY)
    assert queries.find_editor(token, last + DAY) == editor


def test_a_new_link_to_the_same_address_ends_the_old_one(service):
    _old, first = services.make_editor(service, email="Balie@example.org")
    _new, second = services.make_editor(service, email="balie@example.org ")
    assert queries.find_editor(first, MOMENT) is None
    assert queries.find_editor(second, MOMENT) is not None


def test_what_an_owner_checks_is_said_to_be_checked_by_the_function(service):
    editor, _token = services.make_editor(service, function="Repareerhuis")
    later = MOMENT + 100 * DAY
    service_editors.check_as_owner(editor=editor, now=later)
    service.refresh_from_db()
    assert (service.assured_on, service.assured_by) == (later.date(), "Repareerhuis")


# reminders


def day_of(month, day, year=2026):
    """Give noon of a day."""
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


@pytest.fixture
def watched(district):
    """Give a service that was checked on 15 January, with an owner."""
    service = services.make_service(
        name="Inloop", district=district, assured_on=dt.date(2026, 1, 15)
    )
    services.make_editor(service, now=day_of(1, 15))
    OutgoingMail.objects.all().delete()
    return service


def asked(now):
    """Say how many letters there are after the work of that night."""
    service_editors.remind_owners(now=now)
    return OutgoingMail.objects.count()


def test_owners_are_asked_on_the_day_of_six_and_of_nine_months_once_each(watched):
    days = [(7, 14), (7, 15), (7, 16), (10, 14), (10, 15), (10, 16)]
    assert [asked(day_of(*day)) for day in days] == [0, 1, 1, 1, 2, 2]


def test_after_a_check_the_months_count_anew(watched):
    asked(day_of(7, 15))
    editor = watched.editors.get()
    service_editors.check_as_owner(editor=editor, now=day_of(7, 16))
    assert asked(day_of(1, 15, 2027)) == 1
    assert asked(day_of(1, 16, 2027)) == 2


def test_nobody_is_asked_about_what_is_hidden_stopped_or_no_longer_theirs(watched):
    assert asked(day_of(1, 15, 2027)) == 0
    Service.objects.update(state=Service.State.CLOSED)
    assert asked(day_of(8, 1)) == 0
    Service.objects.update(state=Service.State.ACTIVE)
    ServiceEditor.objects.update(revoked_at=day_of(2, 1))
    assert asked(day_of(8, 1)) == 0


def test_the_night_takes_out_of_the_search_what_was_not_checked_for_a_year(watched):
    assert finding_services.KIND in search.kinds()
    night.do_all(day_of(1, 14, 2027))
    assert watched.pk in set(search.matching("inloop", kind="service"))
    night.do_all(day_of(1, 15, 2027))
    assert watched.pk not in set(search.matching("inloop", kind="service"))
    service_editors.check_as_owner(editor=watched.editors.get(), now=day_of(1, 16, 2027))
    assert watched.pk in set(search.matching("inloop", kind="service"))


# suggestions


def suggest(service, by=None, note="", **facts):
    """Say how it should be."""
    return suggestions.suggest_change(
        service=service, facts=facts, note=note, contact="", by=by, now=MOMENT
    )


def test_nothing_changes_before_two_people_agree(service, noor, joke):
    suggestion = suggest(service, name="Geefwinkel")
    approve(suggestion, by=noor)
    assert name_of(service) == "Weggeefwinkel"
    approve(suggestion, by=joke)
    assert name_of(service) == "Geefwinkel"
    assert ServiceVersion.objects.get().facts["name"] == "Weggeefwinkel"


def test_an_owner_and_a_coordinator_are_two_people(service, noor):
    editor, _token = services.make_editor(service)
    suggestion = suggest(service, name="Geefwinkel")
    approve(suggestion, editor=editor)
    approve(suggestion, by=noor)
    assert name_of(service) == "Geefwinkel"


def test_one_person_does_not_count_twice(service, noor):
    suggestion = suggest(service, name="Geefwinkel")
    approve(suggestion, by=noor)
    with pytest.raises(suggestions.AlreadyApproved):
        approve(suggestion, by=noor)
    assert name_of(service) == "Weggeefwinkel"


@pytest.mark.parametrize("link_first", [True, False])
def test_a_coordinator_with_a_link_does_not_count_twice(service, noor, link_first):
    noor.email = "noor@example.org"
    noor.save()
    editor, _token = services.make_editor(service, email="Noor@example.org")
    suggestion = suggest(service, name="Geefwinkel")
    order = [{"editor": editor}, {"by": noor}]
    first, second = order if link_first else order[::-1]
    approve(suggestion, **first)
    with pytest.raises(suggestions.AlreadyApproved):
        approve(suggestion, **second)


def test_nobody_approves_an_own_suggestion(service, noor, joke):
    suggestion = suggest(service, by=noor, name="Geefwinkel")
    with pytest.raises(suggestions.OwnSuggestion):
        approve(suggestion, by=noor)
    approve(suggestion, by=joke)
    assert name_of(service) == "Weggeefwinkel"


def test_others_cannot_approve(service, fatma, sam, elsewhere):
    people.grant_role(sam, RoleGrant.Role.COORDINATOR, elsewhere)
    stranger, _token = services.make_editor()
    suggestion = suggest(service, name="Geefwinkel")
    for who in ({"by": fatma}, {"by": sam}, {"editor": stranger}, {}):
        with pytest.raises(suggestions.NotYours):
            approve(suggestion, **who)


def test_who_approves_has_seen_the_service_as_it_is(service, noor, joke):
    suggestion = suggest(service, name="Geefwinkel")
    approve(suggestion, by=noor)
    change_service(
        service=service, version=1, facts={"summary": "Nieuw"}, by=noor, now=MOMENT, changed_as="x"
    )
    with pytest.raises(ChangedMeanwhile):
        approve(suggestion, by=joke, version=1)
    approve(suggestion, by=joke, version=2)
    assert name_of(service) == "Geefwinkel"


def test_what_is_decided_stays_decided(service, noor, joke):
    suggestion = suggest(service, name="Geefwinkel")
    suggestions.decline_suggestion(suggestion=suggestion, reason="Nee.", by=noor, now=MOMENT)
    with pytest.raises(suggestions.AlreadyDecided):
        approve(suggestion, by=joke)


def test_a_suggestion_must_say_something(service):
    with pytest.raises(suggestions.NothingSuggested):
        suggest(service, name="Weggeefwinkel", note="  ")
    assert suggest(service, note="De bel is stuk.").changes == {}


def test_many_suggestions_for_one_service_are_stopped(service):
    for number in range(30):
        suggest(service, name=f"Naam {number}")
    with pytest.raises(suggestions.TooManySuggestions):
        suggest(service, name="Nog een")


def test_who_left_an_address_hears_what_became_of_it(service, noor, joke):
    suggestion = suggestions.suggest_change(
        service=service, facts={"name": "Geefwinkel"}, note="", contact="els@example.org",
        by=None, now=MOMENT,
    )  # fmt: skip
    approve(suggestion, by=noor)
    assert OutgoingMail.objects.count() == 0
    approve(suggestion, by=joke)
    assert OutgoingMail.objects.get().to == "els@example.org"
