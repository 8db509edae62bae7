"""Who may see the appointments of a consultation hour and close a day: who sits there.

Coordinators may too, in the districts of their role; that is checked where the role is known.
"""

from wijkschakel.activities.models import ConsultationHour
from wijkschakel.people.models import Person


def may_host(person: Person | None, hour: ConsultationHour) -> bool:
    """Say whether this person sits there."""
    return person is not None and hour.hosts.filter(person=person).exists()
