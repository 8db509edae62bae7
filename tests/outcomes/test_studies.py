"""Studies: proposed by one, opened by another, answered by residents, delivered so that nobody
can be found; and not being counted at all."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter

import pytest
from django.db import connection

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.outcomes import make_definition, make_promise, make_study
from tests.factories.paths import make_goal
from tests.factories.people import MOMENT, grant_role, make_person
from tests.factories.places import make_district, make_region
from wijkschakel.base.models import JournalEntry
from wijkschakel.outcomes import privacy
from wijkschakel.outcomes.actions import objections, studies
from wijkschakel.outcomes.models import Build, Objection, Study, StudyConsent, StudyExport
from wijkschakel.outcomes.queries import studies as queries
from wijkschakel.outcomes.rules import studies as rules
from wijkschakel.paths.actions import following
from wijkschakel.paths.rules import shipped
from wijkschakel.people.queries import who_looked

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
COLUMNS = [column.code for column in rules.COLUMNS]


@pytest.fixture
def region():
    return make_region(make_district(name="Lindewijk"))


@pytest.fixture
def district(region):
    return region.districts.get()


@pytest.fixture
def noor(district):
    person = make_person(given_name="Noor")
    grant_role(person, "coordinator", district)
    return person


@pytest.fixture
def hanna(region):
    person = make_person(given_name="Hanna")
    grant_role(person, "researcher", region)
    return person


@pytest.fixture
def study(region, hanna, noor):
    """Give a study that runs and asks everything it may."""
    made = propose(region, hanna)
    studies.open_study(study=made, by=noor, now=MOMENT)
    made.refresh_from_db()
    return made


def propose(region, by, **changes):
    values = {
        "title": "Wie eet er mee",
        "purpose": "Weten wat samen eten doet.",
        "columns": COLUMNS,
        "until_on": dt.date(2027, 1, 1),
        "organisation": None,
    }
    return studies.propose_study(region=region, by=by, now=MOMENT, **values | changes)


def neighbours(district, number, **changes):
    values = {"birth_year": 1950, "joined_at": MOMENT, "district": district}
    return [make_person(**values | changes) for _each in range(number)]


def say_yes(study, people):
    for person in people:
        studies.join_study(study=study, person=person, by=person, now=MOMENT)


def deliver(study, by, now=MOMENT):
    made = studies.deliver(study=study, by=by, now=now)
    rows = list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))
    return made, rows


def test_a_researcher_proposes_and_another_opens_it_with_a_key_of_its_own(region, hanna, noor):
    made = propose(region, hanna)
    assert (made.state, made.key) == ("proposed", "")
    grant_role(hanna, "coordinator", region)
    with pytest.raises(studies.MayNotStudy):
        studies.open_study(study=made, by=hanna, now=MOMENT)
    studies.open_study(study=made, by=noor, now=MOMENT)
    other = propose(region, hanna)
    studies.open_study(study=other, by=noor, now=MOMENT)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, made.opened_by, made.opened_at) == ("open", noor.pk, MOMENT)
    assert len(made.key) == 44
    assert made.key != other.key
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM outcomes_study")
        assert made.key not in str(cursor.fetchall())


@pytest.mark.parametrize(
    "changes",
    [{"title": " "}, {"purpose": ""}, {"columns": []}, {"columns": ["postcode"]},
     {"columns": ["age_band", "given_name"]}, {"until_on": MOMENT.date()},
     {"until_on": dt.date(2040, 1, 1)}],
)  # fmt: skip
def test_a_study_that_asks_nothing_too_much_or_too_long_is_not_proposed(region, hanna, changes):
    with pytest.raises(studies.NotProposed):
        propose(region, hanna, **changes)
    assert Study.objects.count() == 0


def test_who_does_not_research_here_proposes_nothing(region, noor):
    elsewhere = make_person()
    grant_role(elsewhere, "researcher", make_district())
    for by in (noor, elsewhere):
        with pytest.raises(studies.MayNotStudy):
            propose(region, by)


def test_only_who_lives_there_says_yes_and_only_for_oneself(study, district, noor):
    fatma, sam = make_person(district=district), make_person(district=make_district())
    say_yes(study, [fatma])
    for person in (sam, make_person()):
        with pytest.raises(studies.StudyIsOver):
            say_yes(study, [person])
    with pytest.raises(studies.MayNotStudy):
        studies.join_study(study=study, person=fatma, by=noor, now=MOMENT)
    assert queries.consenting(study) == [fatma]
    assert [(each, row is not None) for each, row in queries.shown_to(fatma, MOMENT)] == [
        (study, True)
    ]
    assert (queries.shown_to(sam, MOMENT), queries.shown_to(make_person(), MOMENT)) == ([], [])


def test_a_yes_is_taken_back_and_given_again(study, district):
    fatma = make_person(district=district)
    for _time in range(2):
        say_yes(study, [fatma, fatma])
        assert queries.consenting(study) == [fatma]
        studies.leave_study(study=study, person=fatma, by=fatma, now=MOMENT)
        assert queries.consenting(study) == []
    about = JournalEntry.objects.filter(about=fatma.pk)
    assert Counter(line.action for line in about) == {"join_study": 2, "leave_study": 2}


def test_nothing_is_delivered_for_fewer_than_ten(study, district, hanna):
    say_yes(study, neighbours(district, 9))
    with pytest.raises(studies.TooFewPeople, match="minstens 10"):
        studies.deliver(study=study, by=hanna, now=MOMENT)
    assert (StudyExport.objects.count(), JournalEntry.objects.filter(kind="read").count()) == (0, 0)
    say_yes(study, neighbours(district, 1))
    assert len(deliver(study, hanna)[1]) == 10


def test_ten_of_whom_too_many_stand_out_are_too_few(study, district, hanna):
    say_yes(study, neighbours(district, 9) + neighbours(district, 3, birth_year=2000))
    with pytest.raises(studies.TooFewPeople):
        studies.deliver(study=study, by=hanna, now=MOMENT)
    say_yes(study, neighbours(district, 1))
    made, rows = deliver(study, hanna)
    assert (made.rows, made.coarser, made.left_out, len(rows)) == (10, 0, 3, 10)


def test_the_file_holds_what_was_chosen_and_nothing_that_names_anybody(study, district, hanna):
    people = neighbours(district, 12, given_name="Geheim", phone="06 1234", likes="dansen")
    say_yes(study, people)
    made, rows = deliver(study, hanna)
    assert list(rows[0]) == ["person", *COLUMNS]
    text = made.content.decode()
    told = ["Geheim", "06 1234", "dansen", *(str(person.pk) for person in people)]
    assert [word for word in told if word in text] == []
    assert not any("1950" in row[name] for row in rows for name in COLUMNS)
    assert {row["age_band"] for row in rows} == {"60-79"}
    export = StudyExport.objects.get()
    assert (export.rows, export.made_by) == (12, hanna.pk)
    assert export.digest == hashlib.sha256(made.content).hexdigest()


def test_everybody_in_it_reads_one_line_per_delivery(study, district, hanna):
    people = neighbours(district, 12)
    say_yes(study, people)
    for times in (1, 2):
        deliver(study, hanna)
        lines = JournalEntry.objects.filter(kind="read", about=people[0].pk)
        assert (lines.count(), {line.action for line in lines}) == (times, {"deliver_study"})
    [look] = who_looked(people[0])
    assert (look.name, look.why, look.times) == ("Hanna", "study", 2)
    written = JournalEntry.objects.filter(kind="write", action="deliver_study")
    assert [line.details["rows"] for line in written] == [12, 12]


def test_a_yes_that_was_taken_back_is_not_in_the_next_delivery(study, district, hanna):
    people = neighbours(district, 12)
    say_yes(study, people)
    first = {row["person"] for row in deliver(study, hanna)[1]}
    studies.leave_study(study=study, person=people[0], by=people[0], now=MOMENT)
    second = {row["person"] for row in deliver(study, hanna)[1]}
    assert (len(first), len(second), len(first - second), second - first) == (12, 11, 1, set())
    assert JournalEntry.objects.filter(kind="read", about=people[0].pk).count() == 1


def test_nothing_goes_out_when_somebody_took_back_their_yes_meanwhile(study, district, hanna):
    people = neighbours(district, 12)
    say_yes(study, people)
    made = studies.Delivery(b"", 12, 0, 0)
    asked = {person.pk for person in people}
    studies.leave_study(study=study, person=people[0], by=people[0], now=MOMENT)
    with pytest.raises(studies.ConsentChanged):
        studies.note_delivery(study=study, people=asked, made=made, by=hanna, now=MOMENT)
    assert StudyExport.objects.count() == 0
    rest = asked - {people[0].pk}
    studies.note_delivery(study=study, people=rest, made=made, by=hanna, now=MOMENT)
    assert StudyExport.objects.count() == 1


def test_the_same_person_has_another_number_in_every_study(study, region, district, hanna, noor):
    other = propose(region, hanna)
    studies.open_study(study=other, by=noor, now=MOMENT)
    other.refresh_from_db()
    people = neighbours(district, 10)
    numbers = []
    for each in (study, other):
        say_yes(each, people)
        numbers.append({row["person"] for row in deliver(each, hanna)[1]})
    assert numbers[0] & numbers[1] == set()


def test_after_closing_the_key_is_gone_and_nothing_is_delivered(study, district, hanna, noor):
    say_yes(study, neighbours(district, 12))
    deliver(study, hanna)
    with pytest.raises(studies.MayNotStudy):
        studies.close_study(study=study, by=neighbours(district, 1)[0], now=MOMENT)
    studies.close_study(study=study, by=noor, now=MOMENT)
    study.refresh_from_db()
    assert (study.state, study.closed_at, study.key) == ("closed", MOMENT, "")
    with pytest.raises(studies.MayNotStudy):
        deliver(study, hanna)
    with pytest.raises(studies.StudyIsOver):
        say_yes(study, neighbours(district, 1))


@pytest.mark.parametrize("how", ["another", "coordinator", "role ended", "day is over"])
def test_only_the_researcher_takes_it_and_only_while_it_runs(study, district, hanna, noor, how):
    say_yes(study, neighbours(district, 12))
    by, now = hanna, MOMENT
    if how == "another":
        by = make_person()
        grant_role(by, "researcher", study.region)
    elif how == "coordinator":
        by = noor
    elif how == "role ended":
        hanna.roles.update(ends_on=MOMENT.date() - DAY)
    else:
        now = MOMENT + 400 * DAY
    with pytest.raises(studies.MayNotStudy):
        studies.deliver(study=study, by=by, now=now)
    assert StudyExport.objects.count() == 0


def test_the_columns_tell_what_was_done_and_answered(study, district, hanna):
    people = neighbours(district, 12)
    say_yes(study, people)
    fatma = people[0]
    activity = make_activity(district=district)
    for person in people[:5]:
        make_lead(activity, person, role="co_organiser")
    make_lead(make_activity(district=district), fatma, role="helper")
    for week in (1, 2, 3):
        session = make_session(activity=activity, starts_at=MOMENT - 7 * week * DAY)
        make_enrolment(session=session, person=fatma, was_there=True)
        make_enrolment(session=session, person=people[9], was_there=False)
    goal = make_goal(fatma)
    type(goal).objects.filter(pk=goal.pk).update(state="reached")
    make_goal(people[9])
    for days, code in ((90, 4), (60, 3), (30, 2)):
        measure(goal.path, "perceived-health", {"health": code}, MOMENT - days * DAY)
    measure(goal.path, "life-satisfaction", {"life": 6}, MOMENT - 10 * DAY)
    rows = {row["own_goal"]: row for row in deliver(study, hanna)[1]}
    told = [rows["yes"][name] for name in COLUMNS]
    assert told == [
        "60-79", district.code, "co_organiser", "w2_4", "yes", "4", "2", "6", "",
    ]  # fmt: skip
    assert (rows["no"]["weeks"], rows["no"]["role"], rows[""]["health_start"]) == (
        "",
        "visitor",
        "",
    )


def measure(path, pack_id, answers, at):
    pack = shipped.instruments_shipped()[pack_id]
    following.measure(
        path=path, pack=pack, asked_hash=pack.wording_hash, answers=answers, by=path.person, now=at
    )


def test_an_answer_to_other_words_is_not_later_than_one_to_these(study, district, hanna):
    people = neighbours(district, 12)
    say_yes(study, people)
    path = make_goal(people[0]).path
    measure(path, "perceived-health", {"health": 4}, MOMENT - 60 * DAY)
    measure(path, "perceived-health", {"health": 1}, MOMENT - 30 * DAY)
    path.measurements.filter(at=MOMENT - 30 * DAY).update(version=2)
    rows = deliver(study, hanna)[1]
    [told] = [row for row in rows if row["health_start"]]
    assert (told["health_start"], told["health_later"]) == ("4", "")


def test_a_cell_that_a_sheet_would_run_stays_a_text(study, district, hanna):
    type(district).objects.update(code="=1+1")
    say_yes(study, neighbours(district, 12))
    assert {row["district"] for row in deliver(study, hanna)[1]} == {"'=1+1"}


def test_not_being_counted_is_ones_own_choice_on_and_off(noor):
    fatma = make_person()
    for _time in range(2):
        objections.object_to_counting(person=fatma, by=fatma, now=MOMENT)
    with pytest.raises(objections.OnlyYourself):
        objections.take_back_objection(person=fatma, by=noor, now=MOMENT)
    assert queries.has_objected(fatma)
    for _time in range(2):
        objections.take_back_objection(person=fatma, by=fatma, now=MOMENT)
    assert not queries.has_objected(fatma)
    with pytest.raises(objections.OnlyYourself):
        objections.object_to_counting(person=fatma, by=noor, now=MOMENT)
    lines = JournalEntry.objects.filter(about=fatma.pk)
    told = Counter(line.action for line in lines)
    assert told == {"object_to_counting": 1, "take_back_objection": 1}


def test_the_file_of_a_person_tells_the_objection_the_yes_and_the_own_studies(study, district):
    fatma = make_person(district=district)
    objections.object_to_counting(person=fatma, by=fatma, now=MOMENT)
    say_yes(study, [fatma])
    told = privacy.export(fatma)
    assert told["objection"] == {"made_at": MOMENT.isoformat()}
    assert told["study_consents"] == [
        {"study": study.title, "given_at": MOMENT.isoformat(), "withdrawn_at": None}
    ]
    [own] = privacy.export(study.researcher)["studies"]
    assert (own["title"], own["columns"], "key" in json.dumps(own)) == (study.title, COLUMNS, False)


def test_who_wipes_is_in_no_delivery_and_an_own_study_closes(study, district, hanna, noor):
    people = neighbours(district, 12)
    say_yes(study, people)
    deliver(study, hanna)
    objections.object_to_counting(person=people[0], by=people[0], now=MOMENT)
    row = make_definition(study.region, registered_by=hanna.pk)
    promise = make_promise(study.region, row, made_by=hanna.pk)
    privacy.erase(people[0], MOMENT)
    assert Objection.objects.count() == 0
    assert len(deliver(study, hanna)[1]) == 11
    privacy.erase(hanna, MOMENT)
    privacy.erase(noor, MOMENT)
    for thing in (study, row, promise):
        thing.refresh_from_db()
    assert (study.state, study.key, study.researcher, study.opened_by) == ("closed", "", None, None)
    assert (row.registered_by, promise.made_by) == (None, None)
    assert set(StudyExport.objects.values_list("made_by", flat=True)) == {None}


def test_a_study_closes_after_its_last_day_and_goes_after_five_years(study, district):
    say_yes(study, neighbours(district, 1))
    proposed = make_study(study.region, until_on=study.until_on)
    last = dt.datetime.combine(study.until_on, dt.time(12), dt.UTC)
    assert privacy.retention(last)["studies closed"] == 0
    assert privacy.retention(last + DAY)["studies closed"] == 2
    study.refresh_from_db()
    proposed.refresh_from_db()
    assert (study.state, study.key, proposed.state) == ("closed", "", "closed")
    five_years = last + DAY + 5 * 365 * DAY
    assert privacy.retention(five_years - DAY)["studies"] == 0
    assert StudyConsent.objects.count() == 1
    assert privacy.retention(five_years + DAY)["studies"] == 2
    assert (Study.objects.count(), StudyConsent.objects.count()) == (0, 0)


def test_how_far_a_count_was_goes_after_ninety_days(region):
    Build.objects.create(region=region, started_at=MOMENT)
    assert privacy.retention(MOMENT + 89 * DAY)["builds"] == 0
    assert privacy.retention(MOMENT + 91 * DAY)["builds"] == 1
