"""Who answers a wish for a role."""

from wijkschakel.activities.models import Lead, RoleWish
from wijkschakel.people.models import Person


def is_handover(wish: RoleWish) -> bool:
    """Say whether somebody else asked this person to take over."""
    return wish.asked_by_id is not None and wish.asked_by_id != wish.person_id


def may_answer(person: Person | None, wish: RoleWish) -> bool:
    """A wish is answered by who leads; a request to take over by who was asked."""
    if person is None:
        return False
    if is_handover(wish):
        return wish.person_id == person.pk
    return wish.activity.leads.filter(person=person, role=Lead.Role.LEAD).exists()
