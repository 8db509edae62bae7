"""Who does what in an arrangement, in rows for the page."""

from typing import Any

from django.utils import timezone

from wijkschakel.support.arranging import together as rules
from wijkschakel.support.models import Arrangement, ArrangementTask
from wijkschakel.support.queries import arrangement_teams as queries
from wijkschakel.web.common import helping
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import Scope
from wijkschakel.web.desk.together_team_forms import form_for

Job = ArrangementTask.Job
ICONS = {Job.HOST: "people", Job.HELP: "hand", Job.RIDE: "place"}


def could_do(scope: Scope, shown: Arrangement) -> Any:
    day = timezone.localdate(shown.starts_at)
    return queries.who_could(rules.themes()[shown.theme], scope.ids, day)


def rows(request: Request, scope: Scope, shown: Arrangement) -> list[dict[str, Any]]:
    """Give a row for each task: who may, who does, and the form while people are asked."""
    tasks = queries.tasks_of(shown)
    is_asking = shown.state == Arrangement.State.ASKING
    could = could_do(scope, shown) if is_asking else {}
    people = {one.person for one in could.values()} | {t.person for t in tasks.values() if t.person}
    scopes.note_reading(request, scope, people, action="see_who_offers_help")
    return [
        {
            "job": job, "name": job.label, "icon": ICONS[job], "task": tasks.get(job),
            "person": tasks[job].person if job in tasks else _lead_of(job, shown),
            "who": helping.task_said(tasks.get(job)),
            "form": form_for(job, tasks.get(job), could, request.now) if is_asking else None,
        }
        for job in Job
        if is_asking or job in tasks
    ]  # fmt: skip


def _lead_of(job: str, shown: Arrangement) -> Any:
    return shown.lead if job == Job.HOST else None
