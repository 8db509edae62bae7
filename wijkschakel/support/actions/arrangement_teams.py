"""A mixed team for an arrangement: who may do which task, and who does it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity, Lead
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.support import permissions
from wijkschakel.support.arranging import together
from wijkschakel.support.models import Arrangement, ArrangementTask
from wijkschakel.support.queries import arrangement_teams as queries

Job = ArrangementTask.Job


class NotTheRightHelper(Refused):
    """Who was chosen is not among who may do it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s hoort niet bij wie dit mag doen. Kies iemand anders, of laat meer mensen "
              "toe.") % {"name": name}
        )  # fmt: skip


class NoCertificate(Refused):
    """The certificate that is needed was not seen, or runs out before the first time."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Van %(name)s is op die dag geen geldig bewijs gezien. Vraag ernaar, of kies iemand "
              "anders.") % {"name": name}
        )  # fmt: skip


class NotAsking(Refused):
    """It goes on already, or it stopped."""

    def __init__(self) -> None:
        super().__init__(_("Het is al beslist. Wijzig het bij de activiteit."))


@transaction.atomic
def say_who_does(
    *, arrangement: Arrangement, job: str, helpers: Sequence[str], check: str,
    person: Person | None, by: Person, now: dt.datetime,
) -> ArrangementTask:  # fmt: skip
    """Say who may do one task, and perhaps who does it.

    :raises NotForYou, NotAsking, NotTheRightHelper, NoCertificate.
    """
    rows = Arrangement.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("district").defer("district__boundary").get(pk=arrangement.pk)
    if not permissions.may_work_on(by, fresh.district, now) or fresh.state != "asking":
        raise NotAsking
    if person is not None and (trouble := _trouble(fresh, person, helpers, check)):
        raise trouble
    task, _is_new = ArrangementTask.objects.update_or_create(
        arrangement=fresh, job=Job(job),
        defaults={"helpers": list(helpers), "check_kind": check, "person": person},
    )  # fmt: skip
    if task.job == Job.HOST:
        fresh.lead = person
        fresh.save(update_fields=["lead"])
    journal.record(
        action="say_who_does_together", now=now, by=by, about=person, thing=fresh,
        details={"job": str(task.job), "helpers": list(helpers), "check": check},
    )  # fmt: skip
    return task


def _trouble(
    arrangement: Arrangement, person: Person, helpers: Sequence[str], check: str
) -> Refused | None:
    theme = together.themes()[arrangement.theme]
    day = timezone.localdate(arrangement.starts_at)
    there = [arrangement.district_id, person.district_id]
    districts = [number for number in there if number]
    candidate = queries.who_could(theme, districts, day, person).get(person.pk)
    why = candidate.why_not(helpers, check) if candidate else "helper"
    troubles = {"helper": NotTheRightHelper, "check": NoCertificate}
    return troubles[why](person.given_name) if why else None


def who_still_may(arrangement: Arrangement) -> dict[str, Person]:
    """Give who does which task, as far as offer and certificate still hold on the first day."""
    return {
        job: task.person
        for job, task in queries.tasks_of(arrangement).items()
        if task.person and not _trouble(arrangement, task.person, task.helpers, task.check_kind)
    }


def bring_along(activity: Activity, helping: Sequence[Person], now: dt.datetime) -> None:
    """Let who helps or rides stand with the activity, without their name on the page."""
    for person in helping:
        Lead.objects.get_or_create(
            activity=activity, person=person, defaults={"role": Lead.Role.HELPER, "since": now}
        )
