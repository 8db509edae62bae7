"""The path in a neighbourhood job: steps and skills by both, wiping, forgetting and counting."""

import datetime as dt

import pytest

from tests.factories import jobs as make
from tests.factories.people import MOMENT, make_organisation, make_person
from tests.factories.places import make_district
from wijkschakel.people.models import Notice
from wijkschakel.support import privacy
from wijkschakel.support.actions import job_paths, job_steps
from wijkschakel.support.models import Job, JobPath, JobStep, SkillTick
from wijkschakel.support.queries import jobs as queries
from wijkschakel.support.rules import jobs as rules
from wijkschakel.upkeep import privacy as whole

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MOMENT.date()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def els():
    return make_person(given_name="Els")


@pytest.fixture
def jan():
    return make_person(given_name="Jan")


@pytest.fixture
def job(els):
    return make.make_job(els, make_district())


@pytest.fixture
def path(job, jan):
    return make.make_path(job, jan, yes=True)


def propose(path, by, kind="role_with_tasks", starts_on=TODAY, now=MOMENT):
    return job_steps.propose_step(
        path=path, kind=kind, starts_on=starts_on, tasks="de deur", by=by, now=now
    )


def test_a_step_counts_when_both_say_so(path, els, jan):
    step = propose(path, els)
    assert not step.is_agreed
    assert job_steps.agree_step(step=step, by=els, now=MOMENT).is_agreed is False
    assert job_steps.agree_step(step=step, by=jan, now=MOMENT).is_agreed
    assert job_steps.agree_step(step=step, by=jan, now=MOMENT + DAY).resident_at == MOMENT


def test_both_propose_the_same_step_and_so_agree(path, els, jan):
    propose(path, jan)
    assert propose(path, els, starts_on=TODAY + DAY).is_agreed
    assert JobStep.objects.get(path=path, kind="role_with_tasks").starts_on == TODAY


def test_a_new_proposal_takes_the_place_of_the_one_that_waited(path, jan):
    propose(path, jan)
    propose(path, jan, kind="trainee")
    assert [step.kind for step in queries.steps_of(path)] == ["contribution", "trainee"]


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("contribution", TODAY),
        ("role_with_tasks", TODAY - DAY),
        ("role_with_tasks", TODAY + 200 * DAY),
    ],
)
def test_nobody_goes_back_or_far_ahead(path, els, kind, day):
    with pytest.raises(job_steps.WrongStep):
        propose(path, els, kind=kind, starts_on=day)
    assert path.steps.count() == 1


def test_a_proposal_is_dropped_but_not_what_both_agreed_on(path, els, jan):
    step = propose(path, els)
    job_steps.drop_step(step=step, by=jan, now=MOMENT)
    assert path.steps.count() == 1
    with pytest.raises(job_steps.StepGone):
        job_steps.agree_step(step=step, by=jan, now=MOMENT)
    with pytest.raises(job_steps.StepGone):
        job_steps.drop_step(step=path.steps.get(), by=jan, now=MOMENT)


def test_paid_work_is_reached_when_both_say_so_and_frees_the_place(path, job, els, jan):
    step = propose(path, jan, kind="paid_work")
    path.refresh_from_db()
    assert path.state == JobPath.State.GROWING
    job_steps.agree_step(step=step, by=els, now=MOMENT)
    path.refresh_from_db()
    assert path.state == JobPath.State.AT_WORK
    assert make.make_path(job, make_person(), yes=True).state == JobPath.State.GROWING


def test_strangers_say_nothing(path, job):
    other, skill = make_person(), job.skills.first()
    for action in (
        lambda: propose(path, other),
        lambda: job_steps.tick_skill(path=path, skill=skill, is_on=True, by=other, now=MOMENT),
        lambda: job_steps.wipe_path(path=path, by=other, now=MOMENT),
    ):
        with pytest.raises(job_paths.NotYourPath):
            action()
    assert (path.steps.count(), SkillTick.objects.count()) == (1, 0)


def tick(path, by, *, is_on=True):
    skill = path.job.skills.get(name="De kassa")
    return job_steps.tick_skill(path=path, skill=skill, is_on=is_on, by=by, now=MOMENT)


def test_a_skill_counts_when_both_say_so_and_each_takes_back_the_own(path, els, jan):
    assert tick(path, jan).is_agreed is False
    assert tick(path, els).is_agreed
    assert tick(path, els).is_agreed
    assert tick(path, els, is_on=False).resident_at == MOMENT
    assert tick(path, jan, is_on=False) is None
    assert SkillTick.objects.count() == 0


def test_a_skill_of_another_job_is_not_ticked(path, els, jan):
    other = make.make_job(els, make_district()).skills.first()
    with pytest.raises(job_steps.OtherSkill):
        job_steps.tick_skill(path=path, skill=other, is_on=True, by=jan, now=MOMENT)


def test_the_resident_wipes_it_all_and_who_guides_does_not(path, els, jan):
    tick(path, jan)
    with pytest.raises(job_paths.NotYourPath):
        job_steps.wipe_path(path=path, by=els, now=MOMENT)
    job_steps.wipe_path(path=path, by=jan, now=MOMENT)
    assert [model.objects.count() for model in (JobPath, JobStep, SkillTick)] == [0, 0, 0]


def test_when_the_resident_is_erased_the_place_is_free(path, job, els, jan):
    whole.erase_person(person=jan, by=jan, now=MOMENT)
    assert JobPath.objects.count() == 0
    assert Notice.objects.filter(person=els, link__contains=str(job.pk)).exists()
    assert make.make_path(job, make_person(), yes=True).state == JobPath.State.GROWING


def test_when_who_guides_is_erased_the_resident_keeps_what_was_seen(path, job, els, jan):
    tick(path, els)
    tick(path, jan)
    waiting = make.make_path(job, make_person())
    whole.erase_person(person=els, by=els, now=MOMENT)
    for row in (path, job, waiting):
        row.refresh_from_db()
    assert (path.state, waiting.state) == (JobPath.State.STEPPED_OUT, JobPath.State.PASSED)
    assert (job.state, job.guide, job.about) == (Job.State.CLOSED, None, "")
    assert path.ticks.get().is_agreed


def test_a_job_of_an_organisation_stays_without_the_name(els):
    job = make.make_job(els, make_district(), organisation=make_organisation())
    whole.erase_person(person=els, by=els, now=MOMENT)
    job.refresh_from_db()
    assert (job.offered_by, job.about, job.state) == (None, "Je doet de deur open.", "waiting")


def test_what_is_long_over_is_forgotten(path, job, els, jan):
    declined = make.make_path(job, make_person())
    job_paths.say_no_to(path=declined, reason="vol", by=els, now=MOMENT)
    job_paths.stop_path(path=path, by=jan, now=MOMENT)
    assert privacy.retention(MOMENT + 89 * DAY)["job paths"] == 0
    assert privacy.retention(MOMENT + 90 * DAY)["job paths"] == 1
    assert privacy.retention(MOMENT + 729 * DAY)["jobs"] == 0
    gone = privacy.retention(MOMENT + 730 * DAY)
    assert (gone["job paths"], gone["jobs"]) == (1, 1)


def test_moments_are_of_what_both_agreed_on_in_the_period(path, job, els, jan):
    propose(path, jan, kind="paid_work", starts_on=TODAY + 9 * DAY)
    here, week = [job.district_id], TODAY + 30 * DAY
    assert queries.moments(here, TODAY, week) == [queries.JobMoment(jan.pk, TODAY, is_paid=False)]
    propose(path, els, kind="paid_work")
    paid = queries.JobMoment(jan.pk, TODAY + 9 * DAY, is_paid=True)
    assert queries.moments(here, TODAY, week)[1:] == [paid]
    assert queries.moments(here, TODAY + DAY, TODAY + 8 * DAY) == []
    assert queries.moments([make_district().pk], TODAY, week) == []
    assert queries.count_open(here, TODAY) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("- Koken\n* koken \n\n  De   kassa\n", ["Koken", "De kassa"]),
        ("x" * 200, ["x" * rules.LONGEST_SKILL]),
        ("\n".join(map(str, range(20))), list("01234567")),
    ],
)
def test_skills_are_read_one_on_a_line(text, found):
    assert rules.skills_of(text) == found


def test_steps_come_after_those_agreed_on():
    assert rules.steps_after([]) == list(rules.STEPS)
    assert rules.steps_after(["contribution", "trainee"]) == ["paid_work"]
    assert rules.steps_after(["paid_work"]) == []
    assert [kind.value for kind in JobStep.ORDER] == list(rules.STEPS)
