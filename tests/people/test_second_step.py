"""Two who come with one code at the same moment, and an app that was never confirmed."""

import datetime as dt

import pyotp
import pytest
from django.core.management import CommandError, call_command

from tests.factories.people import MOMENT, make_account
from wijkschakel.people import privacy
from wijkschakel.people.actions import second_step
from wijkschakel.people.models import SecondStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return make_account()


def begin(account):
    return second_step.begin_step(account=account, by=account.person, now=MOMENT)


def test_the_second_of_two_with_one_code_is_refused_by_the_database(account):
    step = begin(account)
    code = pyotp.TOTP(step.secret).at(MOMENT)
    stale = SecondStep.objects.get(pk=step.pk)  # read before the first one wrote
    assert second_step._use_code(step, code, MOMENT) is True
    assert second_step._use_code(stale, code, MOMENT) is False


def test_an_app_that_was_never_confirmed_proves_nothing_and_goes_after_a_day(account):
    step = begin(account)
    code = pyotp.TOTP(step.secret).at(MOMENT)
    with pytest.raises(second_step.StepNotRight):
        second_step.prove_step(account=account, typed=code, by=account.person, now=MOMENT)
    privacy.retention(MOMENT + dt.timedelta(hours=23))
    assert SecondStep.objects.count() == 1
    privacy.retention(MOMENT + dt.timedelta(hours=25))
    assert SecondStep.objects.count() == 0


def test_beginning_again_makes_another_secret_until_it_is_confirmed(account):
    first = begin(account).secret
    second = begin(account)
    assert second.secret != first
    code = pyotp.TOTP(second.secret).at(MOMENT)
    second_step.confirm_step(account=account, typed=code, by=account.person, now=MOMENT)
    with pytest.raises(second_step.StepIsOn):
        begin(account)


def test_who_installs_the_system_starts_anew_from_the_command_line(account):
    begin(account)
    call_command("reset_second_step", account.email.upper())
    assert SecondStep.objects.count() == 0
    with pytest.raises(CommandError):
        call_command("reset_second_step", "nobody@example.org")
