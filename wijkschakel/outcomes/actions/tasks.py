"""What the task worker does for this room."""

from django_tasks import task

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import building
from wijkschakel.places.models import Region


@task()
def publish_figures(slug: str, ask_argus: bool = True) -> None:
    """Make the figures of a region now; what goes wrong stands in the row of the work."""
    region = Region.objects.filter(slug=slug).first()
    if region is None:
        return
    try:
        building.publish_region(
            region=region, by=None, now=clock.now(), ask_argus=ask_argus, clock=clock.now
        )
    except Refused:
        return
