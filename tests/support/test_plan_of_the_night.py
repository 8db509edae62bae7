"""The plan of a region on the database: kept whole or not at all, accepted singly or by group."""

import datetime as dt
import json
from contextlib import nullcontext

import pytest
from django.core.management import call_command

from tests.factories import helping as make
from tests.factories import people, places
from tests.factories.people import MOMENT
from wijkschakel.base import clock
from wijkschakel.people.models import RoleGrant
from wijkschakel.support.actions import matches, offers, plans
from wijkschakel.support.models import AgreementVersion, HelpRequest, Match, MatchPlan, PlannedMatch
from wijkschakel.support.queries import plans as queries

State = PlannedMatch.State
DAY = dt.timedelta(days=1)


@pytest.fixture
def region(district, monkeypatch):
    """Three residents ask, two offer; one of those also asks."""
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    made = places.make_region(district, name="Lindestreek")
    make.make_agreement(district, region=made)
    district.latitude, district.longitude = 52.25, 6.16
    district.save()
    asking = [people.make_person(district=district) for _number in range(3)]
    for person in asking:
        make.make_request(person, "walking")
    make.make_offer(asking[0], "walking", most=1)
    make.make_offer(people.make_person(district=district), "walking", most=1)
    made.noor = people.make_person(district=district)
    people.grant_role(made.noor, RoleGrant.Role.COORDINATOR, district)
    made.district = district
    return made


def run(capsys, *words):
    """Run the command and read its report."""
    call_command("match", "--region", "lindestreek", "--json", *words)
    return json.loads(capsys.readouterr().out)


def test_the_plan_is_kept_only_when_asked_and_nobody_helps_themselves(region, capsys):
    tried = run(capsys, "--dry-run")
    assert (tried["matched"], tried["kept"], MatchPlan.objects.count()) == (2, 0, 0)
    assert run(capsys)["kept"] == 2
    assert [p for p in PlannedMatch.objects.all() if p.offer.person == p.part.request.person] == []
    assert tried["first_come_first_served"]["served"] == 2
    run(capsys)
    assert MatchPlan.objects.filter(is_current=True).count() == 1
    assert queries.groups([region.district.pk]) == [("walking", 2)]


def test_a_plan_that_is_killed_half_way_leaves_the_one_before(region, capsys, monkeypatch):
    run(capsys)
    before = set(queries.proposals([region.district.pk]).values_list("pk", flat=True))
    real = PlannedMatch.objects.bulk_create

    def killed(rows, **more):
        real(list(rows)[:1], **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(
        type(PlannedMatch.objects), "bulk_create", lambda _self, *a, **k: killed(*a, **k)
    )
    with pytest.raises(KeyboardInterrupt):
        run(capsys)
    monkeypatch.undo()
    assert set(queries.proposals([region.district.pk]).values_list("pk", flat=True)) == before
    assert MatchPlan.objects.count() == 1


def test_proposals_are_accepted_once_and_what_no_longer_fits_is_gone(region, capsys):
    run(capsys)
    first, second = queries.proposals([region.district.pk])
    plans.accept_planned(planned=first, by=region.noor, now=MOMENT)
    with pytest.raises(matches.AlreadySuggested):
        plans.accept_planned(planned=first, by=region.noor, now=MOMENT)
    with pytest.raises(matches.AlreadySuggested):
        plans.refuse_planned(planned=first, by=region.noor, now=MOMENT)
    offers.pause_offer(offer=second.offer, by=second.offer.person, now=MOMENT)
    rest = queries.proposals([region.district.pk])
    assert plans.accept_group(group=rest, by=region.noor, now=MOMENT) == (0, 1)
    states = sorted(PlannedMatch.objects.values_list("state", flat=True))
    assert (states, Match.objects.count()) == ([State.ACCEPTED, State.GONE], 1)


def test_an_agreement_that_lapses_while_the_night_plans_brings_nobody_together(region):
    """It held when the region was read, and not any more when the plan was kept and looked at."""
    plan = plans.compute(region, MOMENT, nullcontext)
    AgreementVersion.objects.update(ends_on=MOMENT.date())
    kept = plans.keep_plan(region=region, plan=plan, by=None, now=MOMENT + DAY)
    proposed = queries.proposals([region.district.pk])
    assert (plan.matched, proposed.count()) == (2, 2)
    assert plans.accept_group(group=proposed, by=region.noor, now=MOMENT + DAY) == (0, 2)
    assert (Match.objects.count(), kept.matches.filter(state=State.GONE).count()) == (0, 2)
    assert plans.plan_regions(MOMENT + DAY) == {"plans": 0}
    assert HelpRequest.objects.filter(state=HelpRequest.State.OPEN).count() == 3


def test_the_night_plans_every_region_with_an_agreement(region):
    places.make_region(name="Zonder")
    assert plans.plan_regions(MOMENT) == {"plans": 1}
    HelpRequest.objects.all().delete()
    assert plans.plan_regions(MOMENT) == {"plans": 0}
