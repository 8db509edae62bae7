"""Several say at the same moment who belongs to an organisation, or leave it."""

import datetime as dt

import pytest

from tests.at_once import at_once
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
    make_person,
)
from wijkschakel.people.actions import memberships as actions
from wijkschakel.people.actions import organisations
from wijkschakel.people.models import Membership, Notice, Organisation

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = MOMENT.date()


def test_colleagues_who_name_the_same_person_at_once_make_one_membership_and_one_word():
    shop, mo = make_organisation(), make_person()
    colleagues = [make_membership(make_person(), shop).person for _number in range(3)]
    about = {"person": mo, "organisation": shop, "now": MOMENT}
    said = at_once(
        *(
            lambda by=by, more=more: actions.give_membership(
                by=by, starts_on=TODAY + more * dt.timedelta(days=1), **about
            )
            for by, more in zip(colleagues, (0, 0, 1), strict=True)
        )
    )
    assert Membership.objects.filter(person=mo).count() == 1
    assert Notice.objects.filter(person=mo).count() == 1
    assert said.count(actions.BelongsAlready) in (1, 2)


def test_ended_by_two_at_once_it_is_ended_once_and_told_once():
    shop = make_organisation()
    first, second, mo = (make_membership(make_person(), shop) for _number in range(3))
    at_once(
        *(
            lambda by=by: actions.end_membership(membership=mo, by=by.person, now=MOMENT)
            for by in (first, second)
        )
    )
    assert Membership.objects.get(pk=mo.pk).ends_on == TODAY - dt.timedelta(days=1)
    assert Notice.objects.filter(person=mo.person).count() == 1


def test_a_name_that_two_make_at_once_is_one_organisation():
    bosses = [grant_role(make_person(), "administrator").person for _number in range(2)]
    said = at_once(
        *(
            lambda by=by: organisations.add_organisation(
                name="Buurthuis", kind="welfare", district=None, by=by, now=MOMENT
            )
            for by in bosses
        )
    )
    assert (said.count(organisations.NameTaken), Organisation.objects.count()) == (1, 1)
