"""Neighbourhood jobs: putting up, wanting, a yes or no, and what happens when things go wrong."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from tests.factories import jobs as make
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Notice
from wijkschakel.support.actions import job_paths, jobs
from wijkschakel.support.models import Job, JobPath
from wijkschakel.support.queries import jobs as queries
from wijkschakel.support.rules import jobs as rules

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def els(district):
    return make_person(given_name="Els", district=district)


@pytest.fixture
def jan(district):
    return make_person(given_name="Jan", district=district, brings="Ik kan goed luisteren.")


@pytest.fixture
def noor(district):
    return grant_role(make_person(given_name="Noor"), "coordinator", district).person


@pytest.fixture
def job(els, district):
    return make.make_job(els, district)


def notices(person):
    return Notice.objects.filter(person=person).count()


def test_what_an_outsider_puts_up_waits_and_is_seen_by_nobody(els, district):
    job = make.make_job(els, district, is_open=False)
    assert job.state == Job.State.WAITING
    assert queries.open_jobs(district, "", MOMENT) == []
    assert queries.find_job(job.pk, make_person(), MOMENT) is None
    assert queries.find_job(job.pk, els, MOMENT) == job


def test_what_a_coordinator_puts_up_stands_there_at_once(noor, district):
    job = jobs.offer_job(described=make.described(), district=district, by=noor, now=MOMENT)
    assert queries.open_jobs(district, "", MOMENT) == [job]


def test_the_desk_places_it_or_says_why_not(els, noor, district):
    placed, declined = (make.make_job(els, district, is_open=False) for _ in range(2))
    jobs.place_job(job=placed, by=noor, now=MOMENT)
    jobs.decline_job(job=declined, reason=" Te zwaar. ", by=noor, now=MOMENT)
    declined.refresh_from_db()
    assert queries.open_jobs(district, "", MOMENT) == [placed]
    assert (declined.state, declined.reason) == (Job.State.DECLINED, "Te zwaar.")
    assert notices(els) == 2


@pytest.mark.parametrize("who", ["jan", "els", "other"])
def test_only_the_coordinator_of_the_district_places_it(els, jan, district, who):
    other = grant_role(make_person(), "coordinator", make_district()).person
    by = {"jan": jan, "els": els, "other": other}[who]
    job = make.make_job(els, district, is_open=False)
    for action in (jobs.place_job, lambda **told: jobs.decline_job(reason="x", **told)):
        with pytest.raises(jobs.NotYourJob):
            action(job=job, by=by, now=MOMENT)
    job.refresh_from_db()
    assert job.state == Job.State.WAITING


def test_two_coordinators_decide_once(els, noor, district):
    job = make.make_job(els, district, is_open=False)
    jobs.place_job(job=job, by=noor, now=MOMENT)
    with pytest.raises(jobs.JobDecided):
        jobs.decline_job(job=job, reason="x", by=noor, now=MOMENT)


def test_a_form_sent_twice_is_one_job(els, district):
    key = uuid.uuid4()
    first, second = (make.make_job(els, district, is_open=False, key=key) for _ in range(2))
    assert first == second
    assert Job.objects.count() == 1


def test_a_sixth_job_waits_until_the_others_are_read(els, district):
    for _ in range(rules.MOST_WAITING):
        make.make_job(els, district, is_open=False)
    with pytest.raises(jobs.EnoughJobsWaiting):
        make.make_job(els, district, is_open=False)


@pytest.mark.parametrize("days", [-1, 400])
def test_the_last_day_is_within_a_year(els, district, days):
    with pytest.raises(jobs.PastJob):
        make.make_job(els, district, until_on=MOMENT.date() + days * DAY)


def test_only_a_colleague_guides_for_another(els, district):
    shop, mo = make_organisation(), make_person()
    with pytest.raises(jobs.NotAGuide):
        make.make_job(els, district, guide=mo, organisation=shop)
    make_membership(mo, shop)
    job = make.make_job(els, district, guide=mo, organisation=shop)
    assert (job.guide, notices(mo)) == (mo, 1)


def test_what_is_changed_is_read_again_and_ticked_skills_stay(els, jan, job):
    path = make.make_path(job, jan, yes=True)
    seen = job.skills.get(name="De kassa")
    path.ticks.create(skill=seen, guide_at=MOMENT)
    changed = make.described(learns=["Bakken"], needs=[])
    jobs.change_job(job=job, described=changed, by=els, now=MOMENT)
    job.refresh_from_db()
    assert job.state == Job.State.WAITING
    assert sorted(skill.name for skill in job.skills.all()) == ["Bakken", "De kassa"]
    with pytest.raises(jobs.NotYourJob):
        jobs.change_job(job=job, described=changed, by=jan, now=MOMENT)


def test_wanting_it_twice_is_one_wish(job, jan):
    first, second = (make.make_path(job, jan) for _ in range(2))
    assert first == second
    with pytest.raises(IntegrityError), transaction.atomic():
        JobPath(job=job, person=jan, asked_at=MOMENT).save(force_insert=True)


@pytest.mark.parametrize(("ticked", "told"), [(False, ""), (True, "Ik kan goed luisteren.")])
def test_strengths_go_along_only_when_ticked(job, jan, ticked, told):
    assert make.make_path(job, jan, takes_strengths=ticked).strengths == told


def test_nobody_wants_what_is_closed_past_waiting_or_their_own(els, jan, job, district):
    with pytest.raises(job_paths.OwnJob):
        make.make_path(job, els)
    with pytest.raises(job_paths.JobNotOpen):
        make.make_path(job, jan, now=MOMENT + 61 * DAY)
    with pytest.raises(job_paths.JobNotOpen):
        make.make_path(make.make_job(els, district, is_open=False), jan)
    jobs.close_job(job=job, by=els, now=MOMENT)
    with pytest.raises(job_paths.JobNotOpen):
        make.make_path(job, jan)
    assert JobPath.objects.count() == 0


def test_names_are_shared_at_the_second_yes_and_not_before(els, jan, job):
    path = make.make_path(job, jan)
    assert not people_permissions.shared_items(jan, els, "match", MOMENT)
    assert queries.find_path(path.pk, els, MOMENT) is None
    job_paths.say_yes_to(path=path, by=els, now=MOMENT)
    assert "phone" in people_permissions.shared_items(jan, els, "match", MOMENT)
    assert "phone" in people_permissions.shared_items(els, jan, "match", MOMENT)
    assert [step.kind for step in queries.steps_of(path)] == ["contribution"]
    assert queries.find_path(path.pk, els, MOMENT)[1] == "guide"


def test_two_people_do_not_get_one_place(els, jan, job):
    mia = make_person()
    first, second = make.make_path(job, jan), make.make_path(job, mia)
    job_paths.say_yes_to(path=first, by=els, now=MOMENT)
    with pytest.raises(job_paths.JobFull):
        job_paths.say_yes_to(path=second, by=els, now=MOMENT)
    second.refresh_from_db()
    assert second.state == JobPath.State.WANTS
    job_paths.stop_path(path=first, by=jan, now=MOMENT)
    job_paths.say_yes_to(path=second, by=els, now=MOMENT)
    second.refresh_from_db()
    assert second.state == JobPath.State.GROWING


def test_a_yes_pressed_twice_is_one_yes(els, jan, job):
    path = make.make_path(job, jan, yes=True)
    job_paths.say_yes_to(path=path, by=els, now=MOMENT)
    assert path.steps.count() == 1
    assert JournalEntry.objects.filter(action="say_yes_to_job").count() == 1


def test_a_no_has_a_reason_and_the_resident_may_ask_again_later(els, jan, job):
    path = make.make_path(job, jan)
    with pytest.raises(job_paths.NoReason):
        job_paths.say_no_to(path=path, reason="  ", by=els, now=MOMENT)
    job_paths.say_no_to(path=path, reason="We zoeken iemand voor de ochtend.", by=els, now=MOMENT)
    path.refresh_from_db()
    assert path.reason == "We zoeken iemand voor de ochtend."
    with pytest.raises(job_paths.AnsweredBefore):
        make.make_path(job, jan, now=MOMENT + 29 * DAY)
    assert make.make_path(job, jan, now=MOMENT + 31 * DAY).pk != path.pk


def test_nobody_else_answers(jan, job):
    path = make.make_path(job, jan)
    for by in (jan, make_person()):
        with pytest.raises(job_paths.NotYourPath):
            job_paths.say_yes_to(path=path, by=by, now=MOMENT)
        with pytest.raises(job_paths.NotYourPath):
            job_paths.say_no_to(path=path, reason="nee", by=by, now=MOMENT)


def test_a_wish_is_taken_back_without_anybody_hearing_it(els, jan, job):
    path = make.make_path(job, jan)
    before = notices(els)
    job_paths.stop_path(path=path, by=jan, now=MOMENT)
    assert notices(els) == before
    assert queries.wanted_by(job, JobPath.State.WANTS) == []
    with pytest.raises(job_paths.PathOver):
        job_paths.say_yes_to(path=path, by=els, now=MOMENT)


def test_the_resident_stops_without_a_reason_and_who_guides_gives_one(els, jan, job):
    path = make.make_path(job, jan, yes=True)
    with pytest.raises(job_paths.NoReason):
        job_paths.stop_path(path=path, by=els, now=MOMENT)
    job_paths.stop_path(path=path, by=jan, now=MOMENT)
    assert not people_permissions.shared_items(jan, els, "match", MOMENT + 8 * DAY)
    assert queries.find_path(path.pk, els, MOMENT) is None
    assert queries.find_path(path.pk, jan, MOMENT)[0].state == JobPath.State.STEPPED_OUT


def test_a_closed_job_tells_who_waits_and_lets_who_is_in_it_go_on(els, jan, job):
    mia = make_person()
    inside, waiting = make.make_path(job, jan, yes=True), make.make_path(job, mia)
    jobs.close_job(job=job, by=els, now=MOMENT)
    inside.refresh_from_db()
    waiting.refresh_from_db()
    assert (inside.state, waiting.state) == (JobPath.State.GROWING, JobPath.State.PASSED)
    assert notices(mia) == 1
    with pytest.raises(jobs.JobDecided):
        jobs.close_job(job=job, by=els, now=MOMENT)


def test_the_night_after_the_last_day_it_closes(jan, job):
    path = make.make_path(job, jan)
    assert jobs.close_past_jobs(MOMENT + 60 * DAY) == {"jobs_closed": 0}
    assert jobs.close_past_jobs(MOMENT + 61 * DAY) == {"jobs_closed": 1}
    assert jobs.close_past_jobs(MOMENT + 61 * DAY) == {"jobs_closed": 0}
    path.refresh_from_db()
    assert path.state == JobPath.State.PASSED


def test_searching_finds_other_forms_of_a_word_and_what_one_learns(els, job, district):
    make.make_job(els, district, title="Tuinhulp", about="Zaaien.", learns=["Oogsten"])
    assert [one.title for one in queries.open_jobs(district, "deuren", MOMENT)] == [job.title]
    assert [one.title for one in queries.open_jobs(district, "oogsten", MOMENT)] == ["Tuinhulp"]
    assert queries.open_jobs(district, "vliegtuig", MOMENT) == []
    assert queries.open_jobs(make_district(), "", MOMENT) == []
