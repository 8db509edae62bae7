"""Another guides a neighbourhood job: who names them, who hears it, and who sees whom."""

import datetime as dt

import pytest

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
from wijkschakel.people.models import Consent, Notice
from wijkschakel.support.actions import job_guides, job_paths, job_steps, jobs
from wijkschakel.support.models import Job, JobPath
from wijkschakel.support.permissions import jobs as permissions
from wijkschakel.support.queries import jobs as queries
from wijkschakel.upkeep import privacy as whole

pytestmark = pytest.mark.django_db
LATER = MOMENT + dt.timedelta(days=1)


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def noor(district):
    return grant_role(make_person(given_name="Noor"), "coordinator", district).person


@pytest.fixture
def shop(district):
    return make_organisation(district=district)


@pytest.fixture
def els(shop):
    return make_membership(make_person(given_name="Els"), shop).person


@pytest.fixture
def mo(shop):
    return make_membership(make_person(given_name="Mo"), shop).person


@pytest.fixture
def jan(district):
    return make_person(given_name="Jan", district=district)


@pytest.fixture
def job(els, shop, district):
    return make.make_job(els, district, organisation=shop, places=2)


@pytest.fixture
def path(job, jan):
    return make.make_path(job, jan, yes=True)


def name(job, guide, by):
    job_guides.name_guide(job=job, guide=guide, by=by, now=LATER)
    job.refresh_from_db()


def heard(person):
    return [notice.text for notice in Notice.objects.filter(person=person)]


def sides(path, *people):
    """Give on which side these people find the path."""
    found = [queries.find_path(path.pk, person, LATER) for person in people]
    return [one[1] if one else "" for one in found]


def test_a_coordinator_names_a_colleague_and_all_hear_it(job, path, noor, mo, els, jan):
    wish = make.make_path(job, make_person())
    all_of_them = (mo, els, jan, wish.person)
    before = [len(heard(one)) for one in all_of_them]
    name(job, mo, noor)
    assert job.guide == mo
    assert [len(heard(one)) for one in all_of_them] == [count + 1 for count in before]
    entry = JournalEntry.objects.get(action="name_job_guide")
    assert (entry.by, entry.about, entry.object_id) == (noor.pk, mo.pk, str(job.pk))


def test_naming_who_guides_already_changes_nothing_and_tells_nobody(job, noor, els):
    name(job, els, noor)
    assert (heard(els), JournalEntry.objects.filter(action="name_job_guide").count()) == ([], 0)


def test_only_a_coordinator_of_the_district_names_somebody(job, els, mo):
    elsewhere = grant_role(make_person(), "coordinator", make_district()).person
    for by in (els, mo, elsewhere):
        with pytest.raises(jobs.NotYourJob):
            name(job, mo, by)
    assert Job.objects.get().guide == els


def test_who_belongs_elsewhere_left_or_is_in_it_is_not_named(job, path, noor, shop, jan):
    left = make_membership(make_person(), shop, ends_on=MOMENT.date()).person
    make_membership(jan, shop)
    for guide in (make_person(), left, jan):
        with pytest.raises(jobs.NotAGuide):
            name(job, guide, noor)
    name(job, noor, noor)
    assert job.guide == noor


def test_a_new_guide_sees_nobody_before_both_said_yes(job, path, noor, mo, els, jan):
    name(job, mo, noor)
    assert sides(path, jan, mo, els) == ["resident", "", ""]
    inside = queries.inside_of(job, mo, LATER)
    assert (inside.met, inside.others, inside.asked) == ([], 1, 0)
    with pytest.raises(job_paths.NotYourPath):
        job_steps.tick_skill(path=path, skill=job.skills.first(), is_on=True, by=mo, now=LATER)
    with pytest.raises(job_paths.PathOver):
        job_guides.welcome_guide(path=path, by=jan, now=LATER)
    assert job_guides.take_on(job=job, by=mo, now=LATER) == 1
    assert queries.inside_of(job, mo, LATER).asked == 1
    assert sides(path, mo) == [""]
    job_guides.welcome_guide(path=path, by=jan, now=LATER)
    assert sides(path, jan, mo, els) == ["resident", "guide", ""]
    assert queries.inside_of(job, mo, LATER).met == [path]


def test_saying_yes_twice_tells_it_once(job, path, noor, mo, jan):
    name(job, mo, noor)
    counts = []
    for _turn in range(2):
        job_guides.take_on(job=job, by=mo, now=LATER)
        job_guides.welcome_guide(path=path, by=jan, now=LATER)
        counts.append((len(heard(mo)), len(heard(jan)), Consent.objects.count()))
    assert counts[0] == counts[1]


def test_only_who_guides_takes_on_and_only_the_resident_says_welcome(job, path, noor, mo, els):
    name(job, mo, noor)
    with pytest.raises(jobs.NotYourJob):
        job_guides.take_on(job=job, by=els, now=LATER)
    job_guides.take_on(job=job, by=mo, now=LATER)
    for by in (mo, els, noor):
        with pytest.raises(job_paths.NotYourPath):
            job_guides.welcome_guide(path=path, by=by, now=LATER)


def test_the_contact_with_who_guided_ends_in_a_week(job, path, noor, mo, els, jan):
    name(job, mo, noor)
    after = LATER + dt.timedelta(days=9)
    assert permissions.sharing([els.pk, jan.pk], LATER) == {(els.pk, jan.pk), (jan.pk, els.pk)}
    assert permissions.sharing([els.pk, jan.pk], after) == set()


def test_who_withdraws_that_a_guide_sees_them_is_not_seen(path, els, jan):
    assert sides(path, els) == ["guide"]
    Consent.objects.filter(person=jan).update(withdrawn_at=LATER)
    assert sides(path, els, jan) == ["", "resident"]


def test_a_guide_who_wipes_leaves_the_job_waiting_and_all_in_it(job, path, noor, mo, els, jan):
    wish = make.make_path(job, make_person())
    whole.erase_person(person=els, by=els, now=MOMENT)
    for row in (job, path, wish):
        row.refresh_from_db()
    assert (job.state, job.guide) == (Job.State.WAITING, None)
    assert (path.state, wish.state) == (JobPath.State.GROWING, JobPath.State.WANTS)
    told = [sum("geen begeleider" in text for text in heard(one)) for one in (jan, wish.person)]
    assert told == [1, 1]
    with pytest.raises(jobs.NobodyGuides):
        jobs.place_job(job=job, by=noor, now=LATER)
    name(job, mo, noor)
    assert (job.state, job.guide) == (Job.State.OPEN, mo)


def test_past_its_last_day_a_job_with_a_new_guide_closes(job, path, noor, mo, els):
    whole.erase_person(person=els, by=els, now=MOMENT)
    Job.objects.update(until_on=MOMENT.date())
    name(job, mo, noor)
    path.refresh_from_db()
    assert (job.state, job.guide, path.state) == (Job.State.CLOSED, mo, JobPath.State.GROWING)


def test_a_job_that_was_never_read_stays_waiting_with_a_new_guide(els, mo, noor, shop, district):
    job = make.make_job(els, district, organisation=shop, is_open=False)
    whole.erase_person(person=els, by=els, now=MOMENT)
    name(job, mo, noor)
    assert (job.state, job.guide) == (Job.State.WAITING, mo)
