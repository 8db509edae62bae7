"""Whose calendar a secret address opens."""

import hashlib

from wijkschakel.people.models import CalendarLink, Person


def hash_of(key: str) -> str:
    """Give the form in which an address is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def find_owner(key: str) -> Person | None:
    """Give who made this address; None when it is forged or taken back: all the same."""
    rows = CalendarLink.objects.filter(key_hash=hash_of(key), person__erased_at__isnull=True)
    link = rows.select_related("person").first()
    return link.person if link else None


def find_link(person: Person) -> CalendarLink | None:
    """Give the address of this person, to say since when there is one."""
    return CalendarLink.objects.filter(person=person).first()
