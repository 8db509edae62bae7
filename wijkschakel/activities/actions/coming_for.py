"""Coming on behalf of an organisation: by one's own choice, and only where one belongs."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Enrolment
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person


class NotYourOrganisation(Refused):
    """Somebody comes for an organisation where they do not belong today."""

    def __init__(self) -> None:
        super().__init__(_("Bij deze organisatie hoor je nu niet. Je plek is nog van jou."))


@transaction.atomic
def come_for(
    *, enrolment: Enrolment, organisation: Organisation | None, by: Person, now: dt.datetime
) -> None:
    """Come on behalf of an organisation, or again as a neighbour.

    :raises NotYourOrganisation: the person does not belong to it today.
    """
    fresh = Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
    if organisation:
        own = people_queries.organisations_of(by, timezone.localdate(now))
        if by.pk != fresh.person_id or not own.filter(pk=organisation.pk).exists():
            raise NotYourOrganisation
    fresh.organisation = organisation
    fresh.save(update_fields=["organisation"])
    journal.record(
        action="come_for", now=now, by=by, about=by, thing=fresh, organisation=organisation
    )
