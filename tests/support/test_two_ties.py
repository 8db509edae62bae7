"""Two people who know each other for two reasons: when one of these ends, the other goes on."""

import datetime as dt

import pytest

from tests.factories import helping
from tests.factories import jobs as make_jobs
from tests.factories.people import MOMENT
from wijkschakel.people import permissions
from wijkschakel.support.actions import job_paths, matches

pytestmark = pytest.mark.django_db
LATER = MOMENT + dt.timedelta(days=8)


@pytest.fixture
def match(district, fatma, jan):
    district.latitude, district.longitude = 52.25, 6.16
    district.save()
    helping.make_agreement(district)
    request = helping.make_request(fatma, "along")
    return helping.make_match(request, helping.make_offer(jan, "along"), contact=True)


@pytest.fixture
def path(match, district, fatma, jan):
    return make_jobs.make_path(make_jobs.make_job(jan, district), fatma, yes=True)


def knows(fatma, jan) -> bool:
    return bool(permissions.shared_items(fatma, jan, "match", LATER))


def test_who_stops_with_a_job_keeps_who_helps(match, path, fatma, jan):
    job_paths.stop_path(path=path, by=fatma, now=MOMENT)
    assert knows(fatma, jan)
    matches.stop_match(match=match, by=fatma, now=MOMENT)
    assert not knows(fatma, jan)


def test_who_needs_no_help_any_more_keeps_who_guides(match, path, fatma, jan):
    matches.stop_match(match=match, by=fatma, now=MOMENT)
    assert knows(fatma, jan)
    job_paths.stop_path(path=path, by=fatma, now=MOMENT)
    assert not knows(fatma, jan)
