"""What the room of funding knows of one person: who asked, bid, chose and linked."""

from tests.factories.activities import make_activity
from tests.factories.commissions import make_award, make_bid, make_commission, make_delivery
from tests.factories.people import make_person
from tests.factories.places import make_region
from wijkschakel.people.models import Person


def add(person: Person) -> None:
    """Let somebody ask, bid, propose, confirm, send back and link an activity."""
    region, other = make_region(), make_person()
    row = make_commission(region, made_by=person)
    bid = make_bid(row, made_by=person)
    make_award(row, bid, by=person, second=other)
    make_delivery(bid, make_activity(), linked_by=person)
    returned = make_award(make_commission(region), by=other)
    returned.returned_by, returned.returned_at = person, returned.proposed_at
    returned.why_returned = "Te duur."
    returned.save()
    make_award(returned.commission, by=other, second=person)
