"""Who may do what with an activity. Scopes of coordinators are checked where the role is known."""

from wijkschakel.activities.models import Activity, Enrolment, Lead
from wijkschakel.people.models import Person

ORGANISERS = (Lead.Role.LEAD, Lead.Role.CO_ORGANISER)


def may_organise(person: Person | None, activity: Activity) -> bool:
    """Leads and co-organisers: residents, no staff account needed."""
    if person is None:
        return False
    return activity.leads.filter(person=person, role__in=ORGANISERS).exists()


def may_leave(person: Person | None, enrolment: Enrolment) -> bool:
    """Only who takes part decides to stop."""
    return person is not None and enrolment.person_id == person.pk
