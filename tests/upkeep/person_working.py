"""What neighbourhood jobs know of one person: who puts one up, and who grows in one."""

from tests.factories.jobs import make_job, make_path
from tests.factories.people import MOMENT, make_person
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.support.actions import job_paths, job_steps

MARKS = {str(number) for number in range(80, 87)}


def add(person: Person, district: District, mark: str) -> None:
    """Let somebody put a job up, be in another one, and be told no for a third."""
    other = make_person(district=district)
    make_job(person, district, title=f"bakken {mark}-80", about=f"deeg {mark}-81",
             place=f"oven {mark}-82")  # fmt: skip
    job = make_job(other, district)
    path = make_path(job, person, words=f"graag {mark}-83", takes_strengths=True, yes=True)
    path.strengths = f"luisteren {mark}-84"
    path.save(update_fields=["strengths"])
    job_steps.propose_step(
        path=path, kind="role_with_tasks", starts_on=MOMENT.date(), tasks=f"deur {mark}-85",
        by=person, now=MOMENT,
    )  # fmt: skip
    job_steps.tick_skill(path=path, skill=job.skills.first(), is_on=True, by=person, now=MOMENT)
    declined = make_path(make_job(other, district, title="Tuin"), person, words="")
    job_paths.say_no_to(path=declined, reason=f"vol {mark}-86", by=other, now=MOMENT)
