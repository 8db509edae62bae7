"""Who got to know somebody in a year, by their own statement: at an activity, or by helping."""

from wijkschakel.activities.models import Feedback
from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.places.models import Region
from wijkschakel.support.models import MatchStory


def read(found: Found, region: Region) -> None:
    """Note everybody who said so; each counts once, however many they got to know."""
    said = Feedback.objects.filter(
        session__district__regions=region, person__isnull=False, has_tie=True,
        given_at__gte=found.span.begin, given_at__lt=found.span.end,
    )  # fmt: skip
    told = MatchStory.objects.filter(
        match__offer__district__regions=region, has_tie=True,
        told_at__gte=found.span.begin, told_at__lt=found.span.end,
    )  # fmt: skip
    asked = told.filter(side=MatchStory.Side.RESIDENT)
    gave = told.filter(side=MatchStory.Side.HELPER)
    for rows, person, moment in (
        (said, "person", "given_at"),
        (asked, "match__part__request__person", "told_at"),
        (gave, "match__offer__person", "told_at"),
    ):
        for who, when in rows.order_by(moment, "pk").values_list(person, moment):
            if found.is_known(when):
                found.state("ties", who, when, 0)
