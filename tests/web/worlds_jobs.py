"""Neighbourhood jobs and paths in them, in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import jobs, people
from wijkschakel.base import clock
from wijkschakel.support.actions import job_steps

_JOB: Callable[[Any], dict[str, Any]] = lambda world: {"job_id": world.job.pk}  # noqa: E731
_OWN: Callable[[Any], dict[str, Any]] = lambda world: {"job_id": world.own_job.pk}  # noqa: E731
_WISH: Callable[[Any], dict[str, Any]] = lambda world: {  # noqa: E731
    "job_id": world.job.pk, "path_id": world.job_wish.pk,
}  # fmt: skip
_PATH: Callable[[Any], dict[str, Any]] = lambda world: {"path_id": world.job_path.pk}  # noqa: E731
_STEP: Callable[[Any], dict[str, Any]] = lambda world: {  # noqa: E731
    "path_id": world.job_path.pk, "step_id": world.job_step.pk,
}  # fmt: skip
ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"support:{name}": _JOB
       for name in ("job", "job_people", "change_job", "close_job", "take_on_job")},
    "support:want_job": lambda world: {"job_id": world.other_job.pk},
    "support:job_yes": _WISH,
    "support:job_no": _WISH,
    **{f"support:{name}": _PATH
       for name in ("job_path", "stop_job_path", "propose_job_step", "job_sheet", "job_file",
                    "wipe_job_path", "welcome_job_guide")},
    "support:tick_job_skill": lambda world: {
        "path_id": world.job_path.pk, "skill_id": world.job.skills.first().pk,
    },
    "support:agree_job_step": _STEP,
    "support:drop_job_step": _STEP,
    **{f"desk:{name}": lambda world: {"job": world.waiting_job.pk}
       for name in ("place_job", "decline_job", "close_job", "job_guide")},
}  # fmt: skip
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them: Wil guides a job, Fatma is in it, somebody else wants it too."""
    # One skill each: the walk with hostile words gives every text the same words.
    until = {"until_on": clock.now().date() + dt.timedelta(days=60), "now": now,
             "learns": ["Gasten ontvangen"], "needs": []}  # fmt: skip
    wil = world.people["organiser"]
    world.job = jobs.make_job(wil, world.district, places=2, **until)
    world.other_job = jobs.make_job(
        people.make_person(given_name="Els", district=world.district), world.district, **until
    )
    world.waiting_job = jobs.make_job(
        people.make_person(given_name="Mo", district=world.district), world.district,
        is_open=False, **until,
    )  # fmt: skip
    world.job_path = jobs.make_path(world.job, world.person, now=now, yes=True)
    world.job_wish = jobs.make_path(
        world.job, people.make_person(given_name="Kees", district=world.district), now=now
    )
    world.job_step = job_steps.propose_step(
        path=world.job_path, kind="role_with_tasks", starts_on=now.date(), tasks="", by=wil,
        now=now,
    )  # fmt: skip
