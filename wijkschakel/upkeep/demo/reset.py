"""Takes the demonstration out again, and nothing else. The journal keeps its lines."""

import uuid

from django.db import transaction
from django.db.models import Q

from wijkschakel.activities.actions import (
    finding,
    finding_hours,
    finding_services,
    marking,
)
from wijkschakel.activities.models import (
    Activity,
    ClosedGroup,
    ConsultationHour,
    Enrolment,
    Service,
)
from wijkschakel.base import search
from wijkschakel.network.models import Import, Origin, Source
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import (
    District,
    Figure,
    Municipality,
    Neighbourhood,
    Region,
    RolloutTick,
    Venue,
)
from wijkschakel.upkeep.demo import (
    commissions,
    guides,
    helping,
    initiatives,
    jobs,
    lessons,
    outcomes,
    posts,
    referrals,
    spending,
    texts,
)
from wijkschakel.upkeep.demo.areas import SOURCE
from wijkschakel.upkeep.demo.ids import CODES


@transaction.atomic
def take_out() -> int:
    """Delete the areas with a made-up code and everything and everybody in them."""
    districts = District.objects.filter(municipality__code__in=CODES)
    inside = list(districts.values_list("pk", flat=True))
    outcomes.take_out(texts.read("places")["region"]["slug"])
    commissions.take_out(inside)
    helping.take_out(inside)
    jobs.take_out(inside)
    guides.take_out(inside)
    lessons.take_out(inside)
    spending.take_out(inside)
    initiatives.take_out(inside)
    posts.take_out(inside)
    referrals.take_out(inside)
    Enrolment.objects.filter(session__district__in=inside).delete()
    ClosedGroup.objects.filter(district__in=inside).delete()
    activities = Activity.objects.filter(district__in=inside)
    numbers = list(activities.values_list("pk", flat=True))
    finding.drop_activities(numbers)
    marking.forget(numbers)
    activities.delete()
    _take_out_what_is_there(inside)
    gone, _ = Person.objects.filter(district__in=inside).delete()
    names = [row["name"] for row in texts.read("places")["organisation"]]
    Organisation.objects.filter(Q(district__in=inside) | Q(name__in=names)).delete()
    sources = Import.objects.filter(district__in=inside).values_list("source", flat=True)
    Origin.objects.filter(source__in=list(sources)).delete()
    Import.objects.filter(district__in=inside).delete()
    Source.objects.filter(district__in=inside).delete()
    Venue.objects.filter(district__in=inside).delete()
    RolloutTick.objects.filter(district__in=inside).delete()
    Region.objects.filter(slug=texts.read("places")["region"]["slug"]).delete()
    Neighbourhood.objects.filter(district__in=inside).delete()
    districts.delete()
    Municipality.objects.filter(code__in=CODES).delete()
    Figure.objects.filter(source=SOURCE).delete()
    return gone


def _take_out_what_is_there(inside: list[uuid.UUID]) -> None:
    """Delete hours and services, also from the search."""
    hours = ConsultationHour.objects.filter(district__in=inside)
    for number in hours.values_list("pk", flat=True):
        search.drop(finding_hours.KIND, number)
    hours.delete()
    services = Service.objects.filter(district__in=inside)
    finding_services.drop_services(list(services.values_list("pk", flat=True)))
    services.delete()
