"""Neighbourhood jobs, said by several at the same moment."""

import datetime as dt

import pytest

from tests.at_once import at_once
from tests.factories import jobs as make
from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.support.actions import job_paths, job_steps
from wijkschakel.support.models import JobPath, JobStep

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_never_get_one_place():
    els = make_person()
    job = make.make_job(els, make_district())
    wishes = [make.make_path(job, make_person()) for _ in range(4)]
    said = at_once(
        *(lambda wish=wish: job_paths.say_yes_to(path=wish, by=els, now=MOMENT) for wish in wishes)
    )
    assert said.count(job_paths.JobFull) == 3
    assert JobPath.objects.filter(job=job, state=JobPath.State.GROWING).count() == 1


def test_wanting_it_from_two_screens_is_one_wish():
    job, jan = make.make_job(make_person(), make_district()), make_person()
    said = at_once(*[lambda: make.make_path(job, jan)] * 4)
    assert len({path.pk for path in said}) == 1
    assert JobPath.objects.count() == 1


def test_a_yes_and_taking_it_back_end_in_one_of_the_two():
    els, jan = make_person(), make_person()
    path = make.make_path(make.make_job(els, make_district()), jan)
    at_once(
        lambda: job_paths.say_yes_to(path=path, by=els, now=MOMENT),
        lambda: job_paths.stop_path(path=path, by=jan, now=MOMENT),
    )
    path.refresh_from_db()
    assert path.state == JobPath.State.STEPPED_OUT


def test_both_propose_the_same_step_at_once_and_agree():
    els, jan = make_person(), make_person()
    path = make.make_path(make.make_job(els, make_district()), jan, yes=True)
    told = {"path": path, "kind": "trainee", "starts_on": MOMENT.date(), "tasks": "",
            "now": MOMENT + dt.timedelta(1)}  # fmt: skip
    at_once(
        lambda: job_steps.propose_step(by=els, **told),
        lambda: job_steps.propose_step(by=jan, **told),
    )
    assert JobStep.objects.get(path=path, kind="trainee").is_agreed
