"""Programme packages: read strictly, taken over whole, passed on with where they have been."""

import datetime as dt
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import levels
from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.initiatives import make_initiative, make_label
from tests.factories.people import MOMENT, make_organisation, make_person
from tests.factories.places import make_district, make_venue
from tests.factories.programmes import CODE, adopt, content
from wijkschakel.activities.actions import beginnings, programmes
from wijkschakel.activities.models import (
    Activity,
    Adoption,
    Blueprint,
    DistrictBeginning,
    Enrolment,
    Initiative,
    InitiativeParty,
    Label,
    LabelUse,
    Lead,
    Phase,
    Session,
)
from wijkschakel.activities.queries import packages as queries
from wijkschakel.activities.rules import packages as rules
from wijkschakel.base import search
from wijkschakel.support.actions import beginning as support_beginning
from wijkschakel.support.actions import guides
from wijkschakel.support.models import Guide

LATER = MOMENT + dt.timedelta(days=200)


def test_three_packages_come_along_in_two_languages():
    found = {language: [rules.package_of(one, language) for one in queries.shipped()]
             for language in rules.LANGUAGES}  # fmt: skip
    assert len(queries.shipped()) == 3
    for dutch, english in zip(found["nl"], found["en"], strict=True):
        assert dutch.name != english.name
        assert [len(phase.meetings) for phase in dutch.phases] == [
            len(phase.meetings) for phase in english.phases
        ]
        assert {moment for moment, _instrument in dutch.measures} == {"start", "end"}


def test_the_package_for_who_forgets_has_a_carer_as_second_participant():
    (memory,) = (one for one in queries.shipped() if one["audience"] == "memory")
    assert memory["with_second"] is True
    assert memory["text"]["nl"]["label"] == "Meedoen in een dementievriendelijke wijk"


def test_phases_follow_each_other_and_meetings_keep_their_weekday():
    package = rules.package_of(content(), "nl")
    first = dt.date(2026, 3, 2)
    dated = rules.on_the_calendar(package, first)
    assert dated[0].starts_on == first
    for earlier, later in itertools.pairwise(dated):
        assert later.starts_on == earlier.ends_on + dt.timedelta(days=1)
    days = [day for phase in dated for day in phase.days]
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {0}
    assert len(days) == len(content()["session"])


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"{", b"a = ", b"[" * 5000, b"{" * 5000, b"[]", b"null", b'"x"', b"{}",
     b"x" * (rules.MOST_BYTES + 1), b'{"a": NaN}'],
)  # fmt: skip
def test_what_is_no_package_is_refused(data):
    with pytest.raises(rules.PackageError):
        rules.read(data)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": "x y"}, "id"), ({"id": "../../etc"}, "id"), ({"id": None}, "id"),
        ({"version": 0}, "version"), ({"version": True}, "version"), ({"version": "1"}, "version"),
        ({"theme": "war"}, "theme"),
        ({"audience": []}, "audience"), ({"capacity": 10**9}, "capacity"),
        ({"with_second": "yes"}, "with_second"), ({"text": []}, "text.nl.name"),
        ({"phase": []}, "phase"),
        ({"session": [{}] * 61}, "session"), ({"session": "x"}, "session"),
        ({"measure": [{"moment": "now"}]}, "measure 1"), ({"role": [{"nl": "x"}]}, "role 1 en"),
        ({"lineage": [{"id": "x"}]}, "lineage 1"),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_place(changes, place):
    with pytest.raises(rules.PackageError) as caught:
        rules.read(json.dumps(content(**changes)).encode())
    assert place in [where for _code, where in caught.value.faults]


@settings(max_examples=levels.size(20, 60))
@given(st.dictionaries(
    st.sampled_from(sorted(content())),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=4),
    max_size=3,
))  # fmt: skip
def test_any_content_is_a_package_or_is_refused(changes):
    try:
        rules.check(content(**changes))
    except rules.PackageError:
        return
    assert rules.package_of(content(**changes), "nl").phases


@pytest.mark.django_db
def test_taking_over_makes_programme_phases_series_and_label_in_one_go(noor, district):
    organisation, venue = make_organisation(), make_venue(district=district)
    first = MOMENT.date() + dt.timedelta(days=7)
    choice = programmes.Choice(first, dt.time(10), "nl", venue)
    one = adopt(district=district, by=noor, owner=organisation, choice=choice)
    assert (one.stage, one.parties.get().organisation) == ("programme", organisation)
    assert one.phases.count() == 3
    assert Session.objects.filter(activity__initiative=one).count() == len(content()["session"])
    assert {activity.phase for activity in one.activities.all()} == set(one.phases.all())
    assert {activity.venue for activity in one.activities.all()} == {venue}
    label = Label.objects.get(name=content()["text"]["nl"]["label"])
    assert label.uses.count() == 1 + one.activities.count()
    assert (one.adoption.code, one.adoption.version) == (CODE, 1)
    assert one.steps.get().kind == "adopted"


@pytest.mark.django_db
def test_what_nobody_joined_is_thrown_away_without_a_trace(noor, district):
    before = set(Label.objects.values_list("pk", flat=True))
    one = adopt(district=district, by=noor)
    programmes.discard_adoption(programme=one, by=noor, now=LATER)
    for model in (Initiative, Activity, Session, Phase, Adoption, LabelUse, InitiativeParty, Lead):
        assert not model.objects.exists()
    assert search.find("stappen", now=LATER) == []
    assert before <= set(Label.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_once_somebody_joined_it_stays(noor, district):
    one = adopt(district=district, by=noor)
    make_enrolment(session=Session.objects.filter(activity__initiative=one).first())
    with pytest.raises(programmes.SomethingHappened):
        programmes.discard_adoption(programme=one, by=noor, now=LATER)
    assert one.activities.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("told", [None, 14])
def test_a_note_tells_sessions_and_of_people_what_was_published(noor, district, told):
    one = adopt(district=district, by=noor)
    session = Session.objects.filter(activity__initiative=one).order_by("starts_at").first()
    session.capacity = 40
    session.save()
    for _number in range(12):
        make_enrolment(session=session, was_there=True)
    note = programmes.note_adoption(adoption=one.adoption, people=told, by=noor, now=LATER)
    assert (note.people, note.visits, note.held) == (told, None, len(content()["session"]))
    with pytest.raises(programmes.AlreadyTold):
        programmes.note_adoption(adoption=one.adoption, people=told, by=noor, now=LATER)
    assert [row.pk for row in queries.notes_on(CODE)] == [note.pk]


@pytest.mark.django_db
def test_a_programme_goes_to_another_city_and_back_with_where_it_has_been(noor, district):
    one = adopt(district=district, by=noor)
    one.phases.filter(number=1).update(name="Anders begonnen")
    given_on = queries.exported(one.adoption, LATER)
    again = rules.read(json.dumps(given_on).encode())
    assert again["id"] == f"{CODE}.{district.code.lower()}"
    assert [step["id"] for step in again["lineage"]] == [CODE]
    assert again["lineage"][0]["where"].startswith(district.name)
    assert rules.package_of(again, "nl").phases[0].name == "Anders begonnen"
    programmes.read_package(content=again, by=noor, now=LATER)
    with pytest.raises(programmes.AlreadyRead):
        programmes.read_package(content=again, by=noor, now=LATER)
    second = adopt(district=make_district(), by=noor, content=again)
    further = queries.exported(second.adoption, LATER)
    assert [step["id"] for step in further["lineage"]] == [CODE, again["id"]]
    assert Blueprint.objects.count() == 1


@pytest.mark.django_db
def test_what_is_passed_on_holds_no_names(noor, district):
    noor.given_name = "Zeldzaam"
    noor.save()
    one = adopt(district=district, by=noor)
    make_enrolment(
        session=Session.objects.filter(activity__initiative=one).first(),
        person=make_person(given_name="Geheim"),
    )
    told = json.dumps(queries.exported(one.adoption, LATER))
    assert ("Zeldzaam" in told, "Geheim" in told) == (False, False)


def busy_district():
    """Give a district with people, numbers and names in everything that can be taken along."""
    source = make_district()
    leader = make_person(given_name="Zwaantje", phone="0612345678")
    venue = make_venue(district=source, name="Zaal Zeldzaam")
    activity = make_activity(
        district=source, venue=venue, title="Samen zingen", summary="Bel Zwaantje voor een lift.",
        description="Zwaantje, 06 12345678", organisation=make_organisation(name="Koor Zeldzaam"),
    )  # fmt: skip
    make_lead(activity, leader)
    make_enrolment(session=make_session(activity=activity), person=leader)
    make_initiative(leader, district=source, name="Ruilkast", story="Bij Zwaantje thuis",
                    summary="Mail zwaantje@example.org")  # fmt: skip
    make_initiative(district=source, name="Oud", state="ended", ended_on=LATER.date())
    make_label("Meedoen Oost", district=source)
    return source


def everything_in(district):
    """Give all that is said in a district, as text."""
    rows = [
        row
        for model in (Activity, Initiative, Label)
        for row in model.objects.filter(district=district)
    ]
    values = {
        str(getattr(row, field.attname)) for row in rows for field in row._meta.concrete_fields
    }
    return "\n".join(sorted(values))


@pytest.mark.django_db
def test_a_new_district_takes_the_structure_along_and_nothing_of_anybody(noor, district):
    source = busy_district()
    counts = [model.objects.count() for model in (Enrolment, Session, Lead, InitiativeParty)]
    made = beginnings.begin_like(
        district=district, source=source, take=["labels", "initiatives", "activities"],
        by=noor, now=LATER,
    )  # fmt: skip
    assert made.taken == {"labels": 1, "initiatives": 1, "activities": 1}
    activity = Activity.objects.get(district=district)
    assert (activity.title, activity.state, activity.venue, activity.organisation) == (
        "Samen zingen", "draft", None, None,
    )  # fmt: skip
    fresh = Initiative.objects.get(district=district)
    assert (fresh.stage, fresh.grown_from.district) == ("question", source)
    told = everything_in(district)
    assert [word in told for word in ("Zwaantje", "zwaantje", "0612345678", "Zeldzaam")] == [
        False, False, False, False,
    ]  # fmt: skip
    assert counts == [
        model.objects.count() for model in (Enrolment, Session, Lead, InitiativeParty)
    ]


@pytest.mark.django_db
def test_a_district_begins_like_another_one_once(noor, district):
    source = busy_district()
    begin = {"take": ["activities"], "by": noor, "now": LATER}
    for same in (district, source):
        with pytest.raises(beginnings.BeganBefore):
            beginnings.begin_like(district=same, source=same, **begin)
    beginnings.begin_like(district=district, source=source, **begin)
    with pytest.raises(beginnings.BeganBefore):
        beginnings.begin_like(district=district, source=source, **begin)
    assert Activity.objects.filter(district=district).count() == 1


@pytest.mark.django_db
def test_the_guide_comes_along_as_a_draft_or_nothing_does(noor, district):
    source = busy_district()
    draft = guides.create_guide(name="Wijzer", district=source, by=noor, now=MOMENT)
    type(draft).objects.filter(pk=draft.pk).update(state="published", published_at=MOMENT)
    begin = {"source": source, "take": ["activities", "guide"], "by": noor, "now": LATER}
    made = support_beginning.begin_district(district=district, **begin)
    assert made.taken == {"activities": 1, "guide": 1}
    copy = Guide.objects.get(district=district)
    assert (copy.copied_from, copy.versions.get().state) == (draft.guide, "draft")
    other = make_district()
    guides.create_guide(name="Eigen", district=other, by=noor, now=MOMENT)
    with pytest.raises(guides.HasAGuide):
        support_beginning.begin_district(district=other, **begin)
    assert not DistrictBeginning.objects.filter(district=other).exists()
    assert not Activity.objects.filter(district=other).exists()


@pytest.mark.django_db
def test_counts_per_theme_are_of_the_own_districts(district):
    make_initiative(district=district, theme="eat")
    activity = make_activity(district=district, theme="eat", is_resident_run=True)
    make_session(activity=activity)
    make_activity(theme="eat")
    (row,) = (
        row
        for row in queries.counts_per_theme([district.pk], MOMENT - dt.timedelta(days=9), LATER)
        if row["theme"] == "eat"
    )
    assert [row[name] for name in ("initiatives", "activities", "resident_run", "sessions")] == [
        1, 1, 1, 1,
    ]  # fmt: skip
