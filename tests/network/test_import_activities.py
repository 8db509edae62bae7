"""Activities of others on our agenda: brought in, brought up to date, taken out again."""

import datetime as dt
import io
import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tests.factories import activities as activity_factories
from tests.factories import people, places
from wijkschakel.activities.models import Activity, Lead, Session
from wijkschakel.base import search
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.network import actions
from wijkschakel.places.models import Venue

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def event(number=1, **changes):
    values = {
        "@type": "Event",
        "@id": f"https://example.org/{number}",
        "name": f"Samen wandelen {number}",
        "description": "Een rondje door de wijk.",
        "startDate": f"2026-06-{number:02d}T18:00:00Z",
        "endDate": f"2026-06-{number:02d}T19:00:00Z",
        "location": {"@type": "Place", "name": "De Molen", "address": "Molenstraat 1"},
    }
    return values | changes


@pytest.fixture
def bring(tmp_path, district):
    path = tmp_path / "events.jsonld"

    def run(*events, **options):
        path.write_text(json.dumps(list(events)))
        words = {"path": path, "form": "schemaorg", "district": district, "by": None, "now": NOW}
        return actions.import_activities(**words | options)

    return run


def test_events_come_on_the_agenda_with_their_place_once(bring, district):
    report = bring(event(1), event(2))
    assert (report.new, report.activities, report.sessions, report.venues) == (2, 2, 2, 1)
    activity = Activity.objects.get(title="Samen wandelen 1")
    assert (activity.district, activity.venue.name, activity.theme) == (
        district,
        "De Molen",
        "move",
    )
    found = {hit.thing_id for hit in search.find("wandeltocht", now=NOW)}
    assert found == set(Activity.objects.values_list("pk", flat=True))
    session = activity.sessions.get()
    assert (session.district, session.state) == (district, Session.State.PLANNED)


def test_a_second_time_changes_nothing(bring):
    bring(event(1), event(2))
    before = list(Activity.objects.order_by("pk").values())
    report = bring(event(1), event(2))
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    assert list(Activity.objects.order_by("pk").values()) == before
    assert (Session.objects.count(), Venue.objects.count()) == (2, 1)


def test_a_changed_text_and_a_new_moment_are_taken_over(bring):
    bring(event(1))
    report = bring(event(1, name="Samen fietsen"), event(1, startDate="2026-06-08T18:00:00Z",
                   endDate="2026-06-08T19:00:00Z"))  # fmt: skip
    assert (report.new, report.changed, report.sessions) == (0, 1, 2)
    assert Activity.objects.get().title == "Samen fietsen"


def test_words_of_an_activity_that_a_resident_leads_are_left_alone(bring):
    bring(event(1))
    activity_factories.make_lead(Activity.objects.get(), people.make_person(), role=Lead.Role.LEAD)
    report = bring(event(1, name="Iets anders"))
    assert report.changed == 0
    assert Activity.objects.get().title == "Samen wandelen 1"
    assert report.notes == ["1 times: led by a resident here; its words are left as they are."]


def test_a_session_that_is_called_off_tells_who_joined(bring):
    bring(event(1))
    person = people.make_person(email="fatma@example.org")
    activity_factories.make_enrolment(session=Session.objects.get(), person=person)
    report = bring(event(1, eventStatus="https://schema.org/EventCancelled"))
    assert report.cancelled == 1
    assert Session.objects.get().state == Session.State.CANCELLED
    assert OutgoingMail.objects.count() == 1
    assert bring(event(1, eventStatus="EventCancelled")).cancelled == 0
    assert mail.outbox == []


def test_what_is_no_longer_in_the_file_stays_and_is_told(bring):
    bring(event(1), event(1, startDate="2026-06-08T18:00:00Z", endDate="2026-06-08T19:00:00Z"))
    report = bring(event(1))
    assert report.sessions == 2
    assert report.notes == [
        "1 times: no longer in the file; left on the agenda, look whether it goes on."
    ]


def test_a_trial_writes_nothing_and_tells_the_same(bring):
    trial = bring(event(1), event(2, name=""), dry_run=True)
    assert (Activity.objects.count(), Venue.objects.count(), JournalEntry.objects.count()) == (
        0, 0, 0,
    )  # fmt: skip
    assert bring(event(1), event(2, name="")) == trial


def test_a_place_abroad_is_not_put_on_the_map(bring):
    toronto = {"name": "Hall", "geo": {"latitude": 43.6, "longitude": -79.4}}
    report = bring(event(1, location=toronto))
    assert Venue.objects.get().latitude is None
    assert report.notes == ["1 times: a place outside the Netherlands; not on the map."]


def test_texts_of_five_hundred_letters_and_from_right_to_left_fit(bring):
    bring(event(1, name="م" * 800), event(2, name="x", location="y" * 900))
    assert sorted(len(a.title) for a in Activity.objects.all()) == [1, 500]
    assert len(Venue.objects.get(name__startswith="yy").name) == 120


def test_the_same_calendar_in_two_districts_is_two_sources(bring, elsewhere):
    bring(event(1))
    bring(event(1), district=elsewhere)
    assert Activity.objects.count() == 2


def undo(district, **options):
    source = actions.source_name("schemaorg", options.pop("path"), district)
    return actions.undo_import(source=source, by=None, now=NOW, **options)


def test_the_last_import_can_be_taken_out_but_for_what_somebody_joined(bring, district, tmp_path):
    path = tmp_path / "events.jsonld"
    bring(event(1))
    bring(event(1), event(2), event(3), now=NOW + dt.timedelta(hours=1))
    joined = Session.objects.get(activity__title="Samen wandelen 3")
    activity_factories.make_enrolment(session=joined, person=people.make_person())
    gone = undo(district, path=path, dry_run=True)
    assert Activity.objects.count() == 3
    gone = undo(district, path=path)
    assert dict(gone) == {"kept": 1, "activities": 1, "sessions": 1, "venues": 0}
    assert sorted(a.title for a in Activity.objects.all()) == [
        "Samen wandelen 1", "Samen wandelen 3",
    ]  # fmt: skip


def test_undoing_leaves_the_activities_of_others_alone(bring, district, tmp_path):
    own = activity_factories.make_activity(district=district)
    places.make_venue(district=district)
    bring(event(1))
    undo(district, path=tmp_path / "events.jsonld")
    assert [a.pk for a in Activity.objects.all()] == [own.pk]
    assert not Venue.objects.filter(name="De Molen").exists()
    assert dict(undo(district, path=tmp_path / "events.jsonld")) == {}


def test_the_command_tells_what_it_did_as_json_and_in_words(tmp_path, district):
    path = tmp_path / "events.jsonld"
    path.write_text(json.dumps([event(1), event(2, name="")]))
    words = ["import_activities", str(path), "--format", "schemaorg", "--district", district.code]
    out = io.StringIO()
    call_command(*words, "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert (report["activities"], report["sessions"], report["new"]) == (1, 1, 1)
    assert report["rejected"] == [
        {
            "id": "https://example.org/2",
            "reason": "no title",
            "title": "",
            "sentence": "Er staat geen naam bij. Vul de naam in en probeer het nog eens.",
        }
    ]
    out = io.StringIO()
    call_command(*words, stdout=out)
    assert "Rejected, 1 times no title: https://example.org/2" in out.getvalue()
    out = io.StringIO()
    call_command(*words, "--undo", stdout=out)
    assert out.getvalue().startswith("Taken out: 1 activities, 1 sessions, 1 venues.")


def test_a_wrong_command_says_what_is_wrong(tmp_path, district):
    path = tmp_path / "events.jsonld"
    path.write_text("geen json")
    with pytest.raises(CommandError, match="WK999999"):
        call_command("import_activities", str(path), format="schemaorg", district="WK999999")
    with pytest.raises(CommandError, match="it does not start with"):
        call_command("import_activities", str(path), format="schemaorg", district=district.code)
    assert Activity.objects.count() == 0
