"""Who does what in an arrangement, and who could: what they offer and which checks were seen."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from wijkschakel.people.models import Person
from wijkschakel.support.arranging.together import Together
from wijkschakel.support.models import Arrangement, ArrangementTask, Check, HelpOffer


@dataclass(frozen=True)
class Candidate:
    """Somebody who offers help with this: as what, and with which certificates on that day."""

    person: Person
    helpers: set[str] = field(default_factory=set)
    checks: dict[str, dt.date] = field(default_factory=dict)

    def why_not(self, helpers: Collection[str], check: str) -> str:
        """Say which rule stands in the way: `helper`, `check`, or nothing."""
        if helpers and not self.helpers & set(helpers):
            return "helper"
        return "check" if check and check not in self.checks else ""


def who_could(
    theme: Together, districts: Collection[uuid.UUID], on: dt.date, person: Person | None = None
) -> dict[uuid.UUID, Candidate]:
    """Give who offers help with this here, by name; two questions.

    Trained is who holds a certificate that somebody at the desk saw and that is valid on the day.

    :param on: the first day of the arrangement.
    :param person: only this one.
    """
    offers = HelpOffer.objects.filter(
        district__in=districts, state=HelpOffer.State.ACTIVE, activity__isnull=True,
        kinds__kind__in=theme.kinds, **({"person": person} if person else {}),
    ).select_related("person")  # fmt: skip
    found: dict[uuid.UUID, Candidate] = {}
    for offer in offers.order_by("person__given_name", "person"):
        found.setdefault(offer.person_id, Candidate(offer.person)).helpers.add(offer.helper)
    held = Check.objects.filter(person__in=list(found), seen_on__lte=on, until_on__gte=on)
    for check in held:
        found[check.person_id].checks[check.kind] = check.until_on
    return found


def tasks_of(arrangement: Arrangement) -> dict[str, ArrangementTask]:
    """Give what was said of each task."""
    rows = ArrangementTask.objects.filter(arrangement=arrangement).select_related("person")
    return {task.job: task for task in rows}
