"""The first administrator gets a role from the command line."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import people, places
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import RoleGrant

pytestmark = pytest.mark.django_db


def test_a_role_is_given_everywhere_and_stands_in_the_journal():
    account = people.make_account(email="ton@example.org")
    call_command("grant_role", "Ton@example.org", "administrator", verbosity=0)
    grant = RoleGrant.objects.get()
    assert (grant.person, grant.role, grant.district) == (account.person, "administrator", None)
    entry = JournalEntry.objects.get(action="grant_role")
    assert (entry.by, entry.about) == (None, account.person.pk)


def test_a_role_is_given_in_a_district():
    people.make_account(email="noor@example.org")
    district = places.make_district(code="WK015001")
    call_command("grant_role", "noor@example.org", "coordinator", district="WK015001")
    assert RoleGrant.objects.get().district == district


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nobody@example.org", "administrator"], "Niemand logt in met dit adres"),
        (["noor@example.org", "coordinator", "--district", "WK999999"], "Wijk WK999999 is er niet"),
    ],
)
def test_what_is_not_there_is_said(words, sentence):
    people.make_account(email="noor@example.org")
    with pytest.raises(CommandError, match=sentence):
        call_command("grant_role", *words)
    assert not RoleGrant.objects.exists()
