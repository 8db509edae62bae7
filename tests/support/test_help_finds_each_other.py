"""The human loop: ask, reasons, two times yes, contact, how it went; and what can go wrong."""

import datetime as dt

import pytest

from tests.factories import helping as make
from tests.factories import people, places
from tests.factories.people import MOMENT
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.actions import consent
from wijkschakel.people.models import Consent, RoleGrant
from wijkschakel.support.actions import agreements, matches, offers, requests, stories
from wijkschakel.support.matching import times
from wijkschakel.support.models import (
    AgreementVersion,
    HelpOffer,
    HelpPart,
    HelpRequest,
    Match,
    Worry,
)
from wijkschakel.support.queries import agreements as agreement_queries
from wijkschakel.support.queries import engine
from wijkschakel.upkeep import privacy, retention

Role = RoleGrant.Role
DAY = dt.timedelta(days=1)
SEEN = frozenset({"phone", "email"})


@pytest.fixture
def town(district):
    """Fatma asks in Lindewijk, Jan and Mo offer, Noor coordinates; an agreement covers it."""

    class Town:
        version = make.make_agreement(district, checks={"appointment": ["vog"]})

    district.latitude, district.longitude = 52.25, 6.16
    district.save()
    for name, role in (("fatma", None), ("jan", None), ("mo", None), ("noor", Role.COORDINATOR)):
        person = people.make_person(
            given_name=name.title(), phone="06 1", email=f"{name}@example.org", district=district
        )
        if role:
            people.grant_role(person, role, district)
        setattr(Town, name, person)
    Town.district = district
    return Town


def part_of(request):
    """Give the first part."""
    return request.parts.select_related(
        "request__person", "request__district", "request__neighbourhood"
    ).get(position=0)


def shared(one, other, now=MOMENT):
    """Give what `other` may see of `one` because of a match."""
    return people_permissions.shared_items(one, other, "match", now)


def test_two_people_find_each_other_and_tell_how_it_went(town):
    request = make.make_request(town.fatma, interests=["cooking"], languages=["tr", "nl"])
    jan = make.make_offer(town.jan, "groceries", "along", interests=["cooking", "garden"])
    make.make_offer(town.mo, "along", times=times.bits(["mo"]), languages=["ar"])
    make.make_offer(town.fatma, "along")
    found = engine.suggestions(part_of(request), MOMENT + 3 * DAY)
    best = found.suggestions.best
    assert [one.offer for one in best] == [str(jan.pk)]
    assert found.suggestions.failed == {"language": 1}
    assert matches.reasons_of(best[0])[3:] == [
        {"code": "same_language", "languages": ["nl"]},
        {"code": "same_interests", "interests": ["cooking"]},
        {"code": "waited", "days": 3},
        {"code": "load", "now": 0, "after": 1, "most": 2},
    ]
    match = make.make_match(request, jan)
    matches.say_yes(match=match, by=town.fatma, now=MOMENT)
    assert (shared(town.jan, town.fatma), shared(town.fatma, town.jan)) == (frozenset(),) * 2
    match = matches.say_yes(match=match, by=town.jan, now=MOMENT)
    assert (shared(town.jan, town.fatma), shared(town.fatma, town.jan)) == (SEEN, SEEN)
    request.refresh_from_db()
    assert (request.state, match.state) == (HelpRequest.State.MATCHED, Match.State.CONTACT)
    told = {"went": "good", "has_tie": True, "words": "We lachen veel."}
    stories.tell_how_it_went(match=match, by=town.jan, now=MOMENT, **told)
    stories.tell_how_it_went(match=match, by=town.fatma, now=MOMENT, **told | {"went": "mixed"})
    assert list(match.stories.order_by("side").values_list("side", "went")) == [
        ("helper", "good"), ("resident", "mixed"),
    ]  # fmt: skip
    letters = list(OutgoingMail.objects.all())
    assert len(letters) == 4
    assert [letter for letter in letters if "Fatma" in letter.subject + letter.body.split(",", 1)[1]
            or "Jan" in letter.body.split(",", 1)[1]] == []  # fmt: skip
    requests.close_request(request=request, ended_how="helped", by=town.fatma, now=MOMENT + DAY)
    match.refresh_from_db()
    assert match.state == Match.State.ENDED
    assert shared(town.jan, town.fatma, MOMENT + 7 * DAY) == SEEN
    assert shared(town.jan, town.fatma, MOMENT + 9 * DAY) == frozenset()


def test_a_no_needs_no_reason_and_is_not_asked_again(town):
    request, offer = make.make_request(town.fatma), make.make_offer(town.jan)
    match = make.make_match(request, offer)
    matches.say_no(match=match, by=town.jan, now=MOMENT)
    assert engine.suggestions(part_of(request), MOMENT + 9 * DAY).suggestions.failed == {
        "refused": 1
    }
    other = make.make_request(town.mo)
    assert engine.suggestions(part_of(other), MOMENT + DAY).suggestions.failed == {"full": 1}
    assert len(engine.suggestions(part_of(other), MOMENT + 4 * DAY).suggestions.best) == 1
    with pytest.raises(matches.MatchOver):
        matches.say_yes(match=match, by=town.fatma, now=MOMENT)
    with pytest.raises(matches.NotYourMatch):
        matches.say_no(match=match, by=town.mo, now=MOMENT)


def test_a_helper_is_not_asked_by_everybody_at_once(town):
    make.make_offer(town.jan, most=5)
    asked = [make.make_request(town.fatma), make.make_request(town.mo)]
    offer = HelpOffer.objects.get()
    for request in asked:
        make.make_match(request, offer)
    third = make.make_request(town.noor)
    assert engine.suggestions(part_of(third), MOMENT).suggestions.failed == {"full": 1}
    # Waiting for an answer does not stand in the way of that answer.
    match = Match.objects.get(part__request=asked[0])
    matches.say_yes(match=match, by=town.fatma, now=MOMENT)
    assert matches.say_yes(match=match, by=town.jan, now=MOMENT).state == Match.State.CONTACT


def test_two_coordinators_confirm_one_match_and_one_of_them_hears_it(town):
    request = make.make_request(town.fatma)
    make.make_match(request, make.make_offer(town.jan))
    with pytest.raises(matches.AlreadySuggested):
        make.make_match(request, make.make_offer(town.mo))
    assert Match.objects.count() == 1


def test_a_check_that_runs_out_before_the_yes_stops_it_and_nothing_is_lost(town):
    request = make.make_request(town.fatma, "appointment")
    offer = make.make_offer(town.jan, "appointment")
    assert engine.suggestions(part_of(request), MOMENT).suggestions.failed == {"checks": 1}
    with pytest.raises(offers.NotAWitness):
        offers.note_check(
            person=town.jan, kind="vog", until_on=MOMENT.date(), by=town.mo, now=MOMENT
        )
    offers.note_check(
        person=town.jan, kind="vog", until_on=MOMENT.date() + DAY, by=town.noor, now=MOMENT
    )
    match = make.make_match(request, offer)
    late = MOMENT + 2 * DAY
    with pytest.raises(matches.MayNotMatch) as refused:
        matches.say_yes(match=match, by=town.jan, now=late)
    assert refused.value.broken == ["checks"]
    match.refresh_from_db()
    assert (match.state, match.helper_yes_at) == (Match.State.SUGGESTED, None)
    offers.note_check(
        person=town.jan, kind="vog", until_on=MOMENT.date() + 99 * DAY, by=town.noor, now=late
    )
    assert matches.say_yes(match=match, by=town.jan, now=late).helper_yes_at == late


def test_an_agreement_that_ended_stops_what_is_new_and_leaves_what_runs(town):
    running = make.make_match(
        make.make_request(town.fatma), make.make_offer(town.jan), contact=True
    )
    town.version.ends_on = MOMENT.date() + 30 * DAY
    town.version.save()
    assert agreements.warn_before_end(MOMENT) == {"warned_of_agreements": 1}
    assert agreements.warn_before_end(MOMENT + DAY) == {"warned_of_agreements": 0}
    late = MOMENT + 31 * DAY
    other = make.make_request(town.mo, now=late)
    assert engine.suggestions(part_of(other), late).suggestions.failed == {
        "agreement": 1, "full": 1,
    }  # fmt: skip
    running.refresh_from_db()
    assert (running.state, shared(town.jan, town.fatma, late)) == (Match.State.CONTACT, SEEN)


def test_a_new_version_waits_for_two_people_and_never_changes_what_runs(town):
    running = make.make_match(
        make.make_request(town.fatma), make.make_offer(town.jan), contact=True
    )
    parties = [people.make_organisation(), people.make_organisation()]
    one, two = people.make_person(), people.make_person()
    for signer, party in ((one, parties[0]), (two, parties[1]), (one, parties[1])):
        people.make_membership(signer, party)
    day = MOMENT.date()
    written = agreements.Written(
        starts_on=day, ends_on=day + 300 * DAY, terms={"along": (["vog"], 2)}, parties=parties
    )
    words = {"by": town.noor, "now": MOMENT}
    with pytest.raises(agreements.MayNotWrite):
        agreements.write_version(
            agreement=town.version.agreement, written=written, by=town.jan, now=MOMENT
        )
    version = agreements.write_version(agreement=town.version.agreement, written=written, **words)
    agreements.ask_signatures(version=version, **words)
    first, second = version.signatures.order_by("pk")
    agreements.sign(signature=first, by=one, now=MOMENT)
    for stranger in (one, town.mo):
        with pytest.raises(agreements.MayNotSign):
            agreements.sign(signature=second, by=stranger, now=MOMENT)
    with pytest.raises(agreements.IsFixed):
        agreements.change_version(version=version, written=written, **words)
    assert agreement_queries.in_force(town.district.pk, day) == [town.version]
    agreements.sign(signature=second, by=two, now=MOMENT)
    assert agreement_queries.in_force(town.district.pk, day) == [version]
    running.refresh_from_db()
    assert (running.state, running.version) == (Match.State.CONTACT, town.version)
    failed = engine.suggestions(part_of(make.make_request(town.mo)), MOMENT).suggestions.failed
    assert failed == {"checks": 1}
    agreements.stop_agreement(version=version, **words)
    assert agreement_queries.in_force(town.district.pk, day) == []


def test_consent_taken_back_between_yes_and_contact_means_no_contact(town):
    request = make.make_request(town.fatma)
    match = make.make_match(request, make.make_offer(town.jan))
    matches.say_yes(match=match, by=town.jan, now=MOMENT)
    requests.close_request(
        request=request, ended_how="not_needed", by=town.fatma, now=MOMENT, withdraw=True
    )
    with pytest.raises(matches.MatchOver):
        matches.say_yes(match=match, by=town.fatma, now=MOMENT)
    assert Consent.objects.filter(purpose="match").count() == 0
    assert town.jan.notices.filter(link="/hulp/aanbod/").count() == 1
    # And after contact: the next request shows nothing.
    request = make.make_request(town.fatma, "groceries")
    make.make_match(request, make.make_offer(town.mo, "groceries"), contact=True)
    given = Consent.objects.get(person=town.fatma)
    consent.withdraw_consent(consent=given, by=town.fatma, now=MOMENT)
    assert (shared(town.fatma, town.mo), shared(town.mo, town.fatma)) == (frozenset(), SEEN)


def test_a_helper_who_wipes_everything_leaves_three_requests_open_again(town):
    residents = [people.make_person(district=town.district) for _number in range(3)]
    offer = make.make_offer(town.jan, most=5)
    asked = [make.make_request(one) for one in residents]
    for request in asked:
        make.make_match(request, offer, contact=True)
    privacy.erase_person(person=town.jan, by=town.jan, now=MOMENT + DAY)
    states = HelpRequest.objects.values_list("state", flat=True)
    assert list(states) == [HelpRequest.State.OPEN] * 3
    assert HelpPart.objects.filter(state=HelpPart.State.OPEN).count() == 3
    assert [one.notices.filter(text__isnull=False).count() for one in residents] == [3, 3, 3]
    assert (HelpOffer.objects.count(), Match.objects.count()) == (0, 0)


def test_a_request_may_rest_open_again_and_change_and_its_waiting_counts_on(town):
    request = make.make_request(town.fatma)
    match = make.make_match(request, make.make_offer(town.jan))
    requests.pause_request(request=request, by=town.fatma, now=MOMENT)
    match.refresh_from_db()
    assert match.state == Match.State.DECLINED
    with pytest.raises(matches.NotOpen):
        make.make_match(request, make.make_offer(town.mo))
    with pytest.raises(requests.NotForYou):
        requests.open_again(request=request, by=town.jan, now=MOMENT)
    requests.open_again(request=request, by=town.fatma, now=MOMENT + 5 * DAY)
    request.refresh_from_db()
    assert (request.state, request.asked_at) == (HelpRequest.State.OPEN, MOMENT)
    requests.close_request(request=request, ended_how="helped", by=town.fatma, now=MOMENT + 6 * DAY)
    requests.open_again(request=request, by=town.fatma, now=MOMENT + 7 * DAY)
    request.refresh_from_db()
    assert (request.asked_at, request.ended_how) == (MOMENT + 7 * DAY, "")


def test_a_mixed_team_helps_with_one_request(town):
    parts = [("along", ["neighbour"]), ("appointment", ["student"])]
    request = make.make_request(town.fatma, parts=parts)
    neighbour = make.make_offer(town.jan, "along", "appointment")
    student = make.make_offer(town.mo, "along", "appointment", helper="student")
    make.make_check(town.mo)
    make.make_match(request, neighbour, contact=True)
    request.refresh_from_db()
    assert request.state == HelpRequest.State.OPEN
    second = request.parts.select_related("request").get(position=1)
    found = engine.suggestions(second, MOMENT).suggestions
    assert [one.offer for one in found.best] == [str(student.pk)]
    assert found.failed == {"checks": 1, "helper": 1}


def test_a_request_for_another_needs_their_hour_together(town):
    with pytest.raises(requests.NotForYou):
        make.make_request(town.fatma, by=town.noor)
    people.make_delegate(town.fatma, town.noor, MOMENT)
    request = make.make_request(town.fatma, by=town.noor, asked_as="desk")
    line = JournalEntry.objects.get(action="ask_for_help")
    assert (request.asked_by, line.by, line.on_behalf_of) == (
        town.noor.pk, town.noor.pk, town.fatma.pk,
    )  # fmt: skip


def test_no_place_no_time_and_a_hundred_languages_have_an_answer(town):
    hundred = [f"x{number}" for number in range(100)]
    request = make.make_request(town.fatma, languages=hundred, times=0)
    make.make_offer(town.jan)
    assert request.languages == hundred[:8]
    found = engine.suggestions(part_of(request), MOMENT).suggestions
    assert found.failed == {"no_time": 1, "language": 1}
    nowhere = people.make_person(district=places.make_district())
    make.make_agreement(nowhere.district, name="Elders")
    lost = make.make_request(nowhere)
    assert engine.suggestions(part_of(lost), MOMENT).handful == 0
    with pytest.raises(requests.NoPlace):
        make.make_request(people.make_person())
    for _number in range(4):
        make.make_request(town.fatma)
    with pytest.raises(requests.EnoughAsked):
        make.make_request(town.fatma)


def test_a_worry_reaches_the_safeguarding_person_only(town):
    loes = people.make_person(given_name="Loes", district=town.district)
    people.grant_role(loes, Role.SAFEGUARDING, town.district)
    match = make.make_match(make.make_request(town.fatma), make.make_offer(town.jan), contact=True)
    worry = stories.tell_worry(match=match, words="Hij vroeg om geld.", by=town.fatma, now=MOMENT)
    told = {one: one.notices.filter(link="/werkplek/zorgen/").count() for one in (loes, town.noor)}
    assert told == {loes: 1, town.noor: 0}
    assert town.jan.notices.filter(made_at=MOMENT).count() == 2
    with pytest.raises(matches.NotYourMatch):
        stories.settle_worry(worry=worry, by=town.noor, now=MOMENT)
    stories.settle_worry(worry=worry, by=loes, now=MOMENT)
    assert Worry.objects.get().settled_by == loes.pk
    matches.stop_match(match=match, by=town.fatma, now=MOMENT)
    assert part_of(match.part.request).state == HelpPart.State.OPEN


def test_what_nobody_answers_lapses_and_both_are_asked_how_it_goes(town):
    request, offer = make.make_request(town.fatma), make.make_offer(town.jan)
    match = make.make_match(request, offer)
    week = MOMENT + 7 * DAY
    assert stories.lapse_and_ask(week - DAY / 2)["lapsed_matches"] == 0
    assert stories.lapse_and_ask(week) == {"lapsed_matches": 1, "asked_how_it_goes": 0}
    match.refresh_from_db()
    request.refresh_from_db()
    assert (match.state, request.looks_at) == (Match.State.LAPSED, week)
    other = make.make_offer(town.mo)
    make.make_match(request, other, now=week, contact=True)
    assert stories.lapse_and_ask(week + 15 * DAY)["asked_how_it_goes"] == 1
    assert stories.lapse_and_ask(week + 16 * DAY)["asked_how_it_goes"] == 0


def test_retention_forgets_requests_and_matches_on_time(town):
    unanswered = make.make_request(town.fatma)
    helped = make.make_request(town.mo)
    make.make_match(helped, make.make_offer(town.jan), contact=True)
    requests.close_request(request=helped, ended_how="helped", by=town.mo, now=MOMENT)
    retention.keep_no_longer(MOMENT + 89 * DAY)
    assert HelpRequest.objects.count() == 2
    retention.keep_no_longer(MOMENT + 90 * DAY)
    assert list(HelpRequest.objects.values_list("pk", flat=True)) == [helped.pk]
    assert unanswered.pk != helped.pk
    retention.keep_no_longer(MOMENT + 364 * DAY)
    assert (HelpRequest.objects.count(), Match.objects.count()) == (1, 1)
    retention.keep_no_longer(MOMENT + 366 * DAY)
    assert (HelpRequest.objects.count(), Match.objects.count()) == (0, 0)


def test_only_the_helper_changes_pauses_and_ends_an_offer(town):
    offer = make.make_offer(town.jan, "along")
    for by in (town.noor, town.mo):
        for deed in (offers.pause_offer, offers.switch_on, offers.end_offer):
            with pytest.raises(offers.NotYourOffer):
                deed(offer=offer, by=by, now=MOMENT)
    offer.refresh_from_db()
    assert offer.state == HelpOffer.State.ACTIVE
    offers.end_offer(offer=offer, by=town.jan, now=MOMENT)
    offer.refresh_from_db()
    assert offer.state == HelpOffer.State.ENDED


def test_somebody_takes_their_requests_and_offers_along(town):
    match = make.make_match(
        make.make_request(town.fatma, strengths="Ik kook graag."), make.make_offer(town.jan),
        contact=True,
    )  # fmt: skip
    stories.tell_how_it_went(
        match=match, went="good", has_tie=True, words="Fijn.", by=town.fatma, now=MOMENT
    )
    mine = privacy.export_person(town.fatma).rooms["support"]
    theirs = privacy.export_person(town.jan).rooms["support"]
    assert [row["strengths"] for row in mine["help_requests"]] == ["Ik kook graag."]
    assert [row["words"] for row in mine["match_stories"]] == ["Fijn."]
    assert (theirs["help_requests"], theirs["match_stories"]) == ([], [])
    assert [row["kinds"] for row in theirs["help_offers"]] == [["along"]]
    assert AgreementVersion.objects.count() == 1
