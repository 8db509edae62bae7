"""What pages ask about the second step of staff."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Q, QuerySet

from wijkschakel.people import permissions
from wijkschakel.people.models import Account, Person, RoleGrant, SecondStep


def find_second_step(account: Account) -> SecondStep | None:
    """The app of an account, also one that still waits for its first code."""
    return SecondStep.objects.filter(account=account).first()


def recovery_codes_left(account: Account) -> int:
    """Say how many codes on paper were not used yet."""
    return account.recovery_codes.filter(used_at__isnull=True).count()


def people_with_second_step(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these people, who can prove a second step: with an app or with a key of a device."""
    apps = Q(second_step__confirmed_at__isnull=False)
    able = Account.objects.filter(apps | Q(passkeys__isnull=False), person__in=people)
    return {number for number in able.values_list("person", flat=True) if number}


def staff_with_roles(day: dt.date, districts: Collection[uuid.UUID] | None) -> QuerySet[RoleGrant]:
    """Roles that see data of others, in these districts; None is everywhere."""
    held = RoleGrant.objects.active(day).filter(person__erased_at=None)
    if districts is not None:
        held = held.filter(district__in=districts)
    return (
        held.filter(role__in=permissions.NEEDS_SECOND_STEP)
        .select_related("person", "district")
        .defer("district__boundary")
        .order_by("person__given_name", "person_id", "role", "pk")
    )


def staff_everywhere(day: dt.date) -> QuerySet[RoleGrant]:
    """Roles that an administrator gives, anywhere; neighbours who organise are left out."""
    held = RoleGrant.objects.active(day).filter(person__erased_at=None)
    return (
        held.exclude(role__in=permissions.GIVEN_BY_COORDINATOR)
        .select_related("person", "district", "municipality", "region", "organisation")
        .defer("district__boundary", "municipality__boundary")
        .order_by("role", "person__given_name", "person_id", "pk")
    )


def find_by_address(email: str) -> Person | None:
    """Give who signs in with exactly this address."""
    account = Account.objects.filter(email__iexact=email.strip(), person__erased_at=None)
    found = account.select_related("person").first() if email.strip() else None
    return found.person if found else None
