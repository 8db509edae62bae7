"""Initiatives: they grow one stage at a time, their history is kept, owners are equal."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.factories.initiatives import make_ask, make_initiative, make_label, make_party
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district
from wijkschakel.activities import permissions, privacy
from wijkschakel.activities.actions import initiatives, labels, parties
from wijkschakel.activities.models import (
    Initiative,
    InitiativeParty,
    InitiativeStep,
    Label,
    LabelUse,
    SupportAsk,
)
from wijkschakel.activities.queries import initiatives as queries
from wijkschakel.base import search
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Consent, RoleGrant

pytestmark = pytest.mark.django_db
LATER = MOMENT + dt.timedelta(days=40)
Role, State = InitiativeParty.Role, InitiativeParty.State


def stages(initiative):
    return [step.stage for step in initiative.steps.order_by("made_at", "pk")]


def grow(initiative, by, times=1):
    for number in range(times):
        now = LATER + dt.timedelta(days=number)
        initiatives.grow_initiative(initiative=initiative, note="Meer buren.", by=by, now=now)
    initiative.refresh_from_db()


def test_a_small_question_grows_to_a_programme_and_every_stage_stays_in_its_history(jan, district):
    one = initiatives.start_initiative(district=district, name="Ruilkast", by=jan, now=MOMENT)
    grow(one, jan, 3)
    assert stages(one) == ["question", "group", "initiative", "programme"]
    assert one.stage == Initiative.Stage.PROGRAMME
    with pytest.raises(initiatives.FullyGrown):
        grow(one, jan)
    assert stages(one) == ["question", "group", "initiative", "programme"]


@pytest.mark.parametrize("note", ["", "   ", "\n"])
def test_growing_and_ending_ask_for_a_reason(jan, note):
    one = make_initiative(jan)
    for action in (initiatives.grow_initiative, initiatives.end_initiative):
        with pytest.raises(initiatives.NoReason):
            action(initiative=one, note=note, by=jan, now=LATER)
    one.refresh_from_db()
    assert (one.stage, one.state, stages(one)) == ("question", "active", ["question"])


def test_what_has_ended_changes_no_more(jan, fatma):
    one = make_initiative(jan)
    make_ask(one)
    initiatives.end_initiative(initiative=one, note="Het is klaar.", by=jan, now=LATER)
    one.refresh_from_db()
    assert (one.state, one.ended_on) == ("ended", LATER.date())
    assert not SupportAsk.objects.exists()
    for change in (
        lambda: grow(one, jan),
        lambda: initiatives.change_initiative(initiative=one, by=jan, now=LATER, name="Anders"),
        lambda: parties.support_initiative(initiative=one, items=[], by=fatma, now=LATER),
    ):
        with pytest.raises(initiatives.AlreadyEnded):
            change()
    one.refresh_from_db()
    assert one.name != "Anders"


def test_a_part_goes_on_by_itself_with_the_same_owners_and_both_tell_of_the_other(jan, wil):
    one = make_initiative(jan)
    make_party(one, person=wil)
    make_party(one, person=make_person(), role=Role.SUPPORTER)
    part = initiatives.split_initiative(
        initiative=one, name="Met de hond", note="Een ander rondje.", by=jan, now=LATER
    )
    assert part.grown_from == one
    assert {party.person for party in part.parties.all()} == {jan, wil}
    assert one.steps.get(kind="split").other == part
    assert part.steps.get(kind="started").other == one


def test_two_go_on_together_and_nothing_of_either_is_lost(jan, wil, district):
    soup, table = make_initiative(jan, district=district), make_initiative(wil, district=district)
    make_party(table, person=jan, role=Role.SUPPORTER)
    initiatives.merge_initiative(
        initiative=soup, into=table, note="Samen past er meer.", by=jan, now=LATER
    )
    soup.refresh_from_db()
    assert (soup.state, soup.successor) == ("ended", table)
    owners = table.parties.filter(role=Role.OWNER)
    assert {party.person for party in owners} == {jan, wil}
    assert (soup.steps.get(kind="merged").other, table.steps.get(kind="merged").other) == (
        table,
        soup,
    )


def test_going_on_together_needs_another_that_goes_on_in_the_same_district(jan, district):
    one = make_initiative(jan, district=district)
    ended = make_initiative(
        jan, district=district, state="ended", ended_on=(MOMENT + dt.timedelta(days=1)).date()
    )
    for other in (one, ended, make_initiative(jan, district=make_district())):
        with pytest.raises(initiatives.NotTogether):
            initiatives.merge_initiative(
                initiative=one, into=other, note="Samen.", by=jan, now=LATER
            )
    one.refresh_from_db()
    assert one.state == "active"


def test_a_programme_has_a_successor_that_tells_where_it_came_from(jan):
    one = make_initiative(jan, stage="programme")
    follower = initiatives.continue_programme(
        programme=one, name="Mooier", note="Het werkte.", by=jan, now=LATER
    )
    one.refresh_from_db()
    assert (one.successor, one.state) == (follower, "ended")
    assert (follower.grown_from, follower.stage) == (one, "programme")


def test_only_a_programme_has_phases_and_their_numbers_follow(jan):
    words = {"goal": "", "starts_on": None, "ends_on": None, "by": jan, "now": LATER}
    with pytest.raises(parties.NoProgramme):
        parties.add_phase(programme=make_initiative(jan), name="Eerst", **words)
    one = make_initiative(jan, stage="programme")
    for name in ("Eerst", "Dan"):
        parties.add_phase(programme=one, name=name, **words)
    assert [(phase.number, phase.name) for phase in one.phases.order_by("number")] == [
        (1, "Eerst"),
        (2, "Dan"),
    ]


def test_owners_are_residents_and_members_of_organisations_alike(jan, anke, fatma, sam):
    one = make_initiative(jan)
    organisation = make_organisation()
    make_membership(anke, organisation, starts_on=MOMENT.date())
    make_membership(
        fatma, organisation, starts_on=MOMENT.date(), ends_on=(LATER - dt.timedelta(days=2)).date()
    )
    party = make_party(one, organisation=organisation, state=State.INVITED)
    may = permissions.may_change_initiative
    assert not may(anke, one, LATER)
    parties.answer_invitation(party=party, says_yes=True, by=anke, now=LATER)
    assert [may(who, one, LATER) for who in (jan, anke, fatma, sam, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_a_supporter_does_not_decide(fatma):
    one = make_initiative()
    make_party(one, person=fatma, role=Role.SUPPORTER)
    assert not permissions.may_change_initiative(fatma, one, LATER)


def test_a_coordinator_decides_in_the_own_district_only(noor, district):
    may = permissions.may_change_initiative
    assert may(noor, make_initiative(district=district), LATER)
    assert not may(noor, make_initiative(), LATER)


def test_an_organisation_says_yes_itself_and_is_asked_once(jan, anke):
    one, organisation = make_initiative(jan), make_organisation()
    ask = {"initiative": one, "organisation": organisation, "role": Role.OWNER, "now": LATER}
    party = parties.invite_organisation(by=jan, **ask)
    assert party.state == State.INVITED
    with pytest.raises(parties.AlreadyAsked):
        parties.invite_organisation(by=jan, **ask)
    make_membership(anke, organisation, starts_on=MOMENT.date())
    assert permissions.invitation_for(jan, one, LATER) is None
    assert permissions.invitation_for(anke, one, LATER) == party
    parties.answer_invitation(party=party, says_yes=False, by=anke, now=LATER)
    assert not one.parties.filter(organisation=organisation).exists()


def test_a_supporter_who_is_asked_to_own_answers_themselves(jan, fatma):
    one = make_initiative(jan)
    party = make_party(one, person=fatma, role=Role.SUPPORTER)
    parties.ask_to_own(party=party, by=jan, now=LATER)
    assert not permissions.may_change_initiative(fatma, one, LATER)
    parties.answer_invitation(party=party, says_yes=False, by=fatma, now=LATER)
    party.refresh_from_db()
    assert (party.role, party.state) == (Role.SUPPORTER, State.ACTIVE)
    parties.ask_to_own(party=party, by=jan, now=LATER)
    parties.answer_invitation(party=party, says_yes=True, by=fatma, now=LATER)
    assert permissions.may_change_initiative(fatma, one, LATER)


def test_the_last_owner_cannot_leave_while_it_goes_on(jan):
    one = make_initiative(jan)
    with pytest.raises(parties.LastOwner):
        parties.stop_party(party=one.parties.get(), by=jan, now=LATER)
    assert one.parties.get().person == jan


def test_supporting_tells_owners_a_name_and_a_number_only_with_a_yes(jan, wil, fatma):
    one = make_initiative(jan)
    make_party(one, person=wil)
    fatma.phone, fatma.email = "06 12 34 56 78", "fatma@example.org"
    fatma.save()
    silent = make_person(phone="06 99 99 99 99")
    parties.support_initiative(initiative=one, items=["phone"], by=fatma, now=LATER)
    parties.support_initiative(initiative=one, items=[], by=silent, now=LATER)
    supporters = [p for p in queries.parties_of(one, None, LATER) if p.role == Role.SUPPORTER]
    for owner in (jan, wil):
        rows = {row.party.person: row for row in queries.reachable(supporters, owner, LATER)}
        assert (rows[fatma].phone, rows[fatma].email) == ("06 12 34 56 78", "")
        assert (rows[silent].phone, rows[silent].email) == ("", "")
    over = LATER + dt.timedelta(days=366)
    assert [row.phone for row in queries.reachable(supporters, jan, over)] == ["", ""]
    assert [row.phone for row in queries.reachable(supporters, make_person(), LATER)] == ["", ""]


def test_supporting_takes_back_nothing_that_was_allowed_before(jan, fatma):
    one = make_initiative(jan)
    Consent.objects.create(
        person=fatma, purpose="contact", to_person=jan, items=["email"], text_version="1",
        given_at=MOMENT,
    )  # fmt: skip
    parties.support_initiative(initiative=one, items=["phone"], by=fatma, now=LATER)
    live = Consent.objects.get(person=fatma, withdrawn_at__isnull=True)
    assert live.items == ["email", "phone"]


def test_supporting_twice_is_refused(jan, fatma):
    one = make_initiative(jan)
    parties.support_initiative(initiative=one, items=[], by=fatma, now=LATER)
    for who in (fatma, jan):
        with pytest.raises(parties.AlreadyIn):
            parties.support_initiative(initiative=one, items=[], by=who, now=LATER)


def test_five_needs_are_enough_and_a_need_is_met_once(jan):
    one = make_initiative(jan)
    words = {"initiative": one, "kind": "room", "what": "Een zaal", "by": jan, "now": LATER}
    asks = [parties.ask_support(amount_cents=None, **words) for _number in range(5)]
    with pytest.raises(parties.TooManyAsks):
        parties.ask_support(amount_cents=None, **words)
    parties.meet_ask(ask=asks[0], by=jan, now=LATER)
    parties.meet_ask(ask=asks[0], by=jan, now=LATER + dt.timedelta(days=1))
    asks[0].refresh_from_db()
    assert asks[0].met_at == LATER
    assert JournalEntry.objects.filter(action="meet_ask").count() == 1
    parties.ask_support(amount_cents=None, **words)


@pytest.mark.parametrize(("kind", "cents"), [("money", None), ("money", 0), ("room", 500)])
def test_the_database_refuses_money_without_an_amount(kind, cents):
    one = make_initiative()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_ask(one, kind=kind, amount_cents=cents)


def test_a_field_that_may_not_be_set_is_a_mistake_of_ours(jan):
    one = make_initiative(jan)
    with pytest.raises(TypeError, match="stage"):
        initiatives.change_initiative(initiative=one, by=jan, now=LATER, stage="programme")


def test_an_initiative_is_found_by_its_words_and_by_those_it_gets_later(jan):
    one = make_initiative(jan, name="Ruilkast in de straat", summary="")
    assert [hit.thing_id for hit in search.find("ruilkast", now=LATER)] == [one.pk]
    initiatives.change_initiative(initiative=one, by=jan, now=LATER, name="Boekenhuisje")
    assert [hit.thing_id for hit in search.find("boekenhuisje", now=LATER)] == [one.pk]
    assert search.find("ruilkast", now=LATER) == []


def test_a_label_is_carried_by_anything_and_taken_off_again(jan, noor, district):
    one, label = make_initiative(jan, district=district), make_label("Meedoen Oost")
    carry = {"label": label, "kind": "initiative", "thing_id": one.pk, "by": noor}
    labels.carry_label(now=LATER, **carry)
    labels.carry_label(now=LATER, **carry)
    assert queries.carried_by(label) == {"initiative": {one.pk}}
    labels.drop_label(now=LATER, **carry)
    assert queries.carried_by(label) == {}


def test_owners_choose_among_the_labels_of_their_place_and_leave_others(jan, district):
    one = make_initiative(jan, district=district)
    here, everywhere = make_label("Hier", district=district), make_label("Overal")
    elsewhere = make_label("Daar", one, district=make_district())
    change = {"initiative": one, "by": jan, "now": LATER}
    initiatives.change_initiative(labels=[here, everywhere], **change)
    assert set(queries.labels_on("initiative", one.pk)) == {here, everywhere, elsewhere}
    initiatives.change_initiative(labels=[here], **change)
    assert set(queries.labels_on("initiative", one.pk)) == {here, elsewhere}
    assert LabelUse.objects.filter(label=here).count() == 1


def test_a_label_of_the_same_name_is_refused(noor):
    words = {"description": "", "district": None, "by": noor, "now": LATER}
    labels.create_label(name="Meedoen Oost", **words)
    with pytest.raises(labels.LabelExists):
        labels.create_label(name="meedoen  oost!", **words)
    assert Label.objects.count() == 1


def test_wiping_takes_a_person_out_of_what_they_own_and_support_and_leaves_the_story(jan, fatma):
    one = make_initiative(jan)
    make_party(one, person=fatma, role=Role.SUPPORTER)
    assert privacy.export(fatma)["initiatives"] == [
        {
            "initiative": one.name,
            "role": "supporter",
            "shows_name": False,
            "since": MOMENT.astimezone(dt.UTC).isoformat(),
        }
    ]
    for person in (jan, fatma):
        privacy.erase(person, LATER)
    assert not InitiativeParty.objects.exists()
    assert InitiativeStep.objects.filter(initiative=one).count() == 1


def test_who_supported_what_ended_two_years_ago_is_forgotten(jan, fatma):
    one = make_initiative(jan)
    make_party(one, person=fatma, role=Role.SUPPORTER)
    make_party(one, organisation=make_organisation(), role=Role.SUPPORTER)
    initiatives.end_initiative(initiative=one, note="Klaar.", by=jan, now=LATER)
    assert privacy.retention(LATER + dt.timedelta(days=729))["supporters"] == 0
    assert privacy.retention(LATER + dt.timedelta(days=731))["supporters"] == 1
    assert one.parties.filter(role=Role.OWNER).get().person == jan


def test_a_role_elsewhere_gives_nothing_here(sam, elsewhere, district):
    grant_role(sam, RoleGrant.Role.COORDINATOR, elsewhere)
    assert not permissions.may_coordinate(sam, district, LATER)
    assert permissions.may_coordinate(sam, elsewhere, LATER)
