"""Tables of services and activities: on the map at once, kept when changed here, and back again."""

import csv
import datetime as dt
import json
import re

import pytest
from django.core.management import CommandError, call_command

from tests.factories import activities as activity_factories
from tests.factories import people
from tests.factories.services import make_editor, make_service
from tests.network.tables_of_things import digest
from wijkschakel.activities.actions import services as service_actions
from wijkschakel.activities.models import Activity, Service
from wijkschakel.base import clock, search
from wijkschakel.network import actions, words
from wijkschakel.network.actions import undoing
from wijkschakel.network.models import Import, ImportRow, Kind, Origin
from wijkschakel.places.models import Venue

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
pytestmark = pytest.mark.django_db
LINDE = {"naam": "De Linde", "soort": "Huisarts", "lat": "52.2561", "lon": "6.1602"}
MOLEN = {"naam": "Weggeefwinkel", "soort": "Kringloop", "lat": "52.2571", "lon": "6.1622"}


@pytest.fixture
def bring(tmp_path, district):
    def run(*rows, name="kaart.csv", **options):
        path = tmp_path / name
        titles = list(dict.fromkeys(title for row in rows for title in row))
        with path.open("w", newline="") as out:
            writer = csv.DictWriter(out, titles)
            writer.writeheader()
            writer.writerows(rows)
        words_ = {"path": path, "form": "csv", "district": district, "by": None, "now": NOW}
        kind = options.pop("kind", Kind.SERVICES)
        action = {
            Kind.SERVICES: actions.import_services,
            Kind.ACTIVITIES: actions.import_activities,
        }[kind]
        return action(**words_ | options)

    return run


def undo(report, **options):
    run = Import.objects.get(pk=report.number)
    return undoing.undo_run(run=run, by=None, now=LATER, **options)


def test_names_kinds_and_coordinates_give_a_map(bring, district, client):
    report = bring(LINDE, MOLEN, now=clock.now())
    assert (report.new, report.services, report.on_the_map, report.rejected) == (2, 2, 2, [])
    kinds = dict(Service.objects.values_list("name", "kind"))
    assert kinds == {"De Linde": "health", "Weggeefwinkel": "things"}
    client.cookies["ws_place"] = district.code
    page = client.get("/wie-helpt/").content.decode()
    assert re.findall(r'data-ws-pin="(\d+)"', page) == ["1", "2"]
    assert {hit.thing_id for hit in search.find("weggeefwinkel", now=clock.now())} == {
        Service.objects.get(name="Weggeefwinkel").pk
    }


def test_import_and_undo_is_as_if_nothing_happened(bring, district):
    make_service(district=district)
    before = digest()
    report = bring(LINDE, MOLEN)
    assert digest() != before
    gone = undo(report)
    assert digest() == before
    assert (gone["services"], gone["venues"], gone["kept"]) == (2, 2, 0)


def test_a_change_and_its_undo_is_as_if_it_did_not_happen(bring):
    bring(LINDE | {"telefoon": "088 000 12 34", "id": "1"}, MOLEN | {"id": "2"})
    before = digest()
    report = bring(LINDE | {"telefoon": "088 000 99 99", "id": "1"}, MOLEN | {"id": "2"}, now=LATER)
    assert (report.changed, report.unchanged) == (1, 1)
    assert digest() != before
    undo(report)
    assert digest() == before


def test_twice_is_once(bring):
    bring(LINDE, MOLEN)
    before = digest()
    report = bring(LINDE, MOLEN, now=LATER)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    assert digest() == before


def test_what_somebody_changed_here_stays_and_is_told(bring):
    bring(LINDE | {"id": "1", "website": "https://een.example.org"})
    service = Service.objects.get()
    service_actions.change_service(
        service=service, version=1, facts={"name": "Praktijk De Linde"}, by=None, now=NOW,
        changed_as="Coördinator",
    )  # fmt: skip
    report = bring(
        LINDE | {"id": "1", "naam": "Huisartsen De Linde", "website": "https://twee.example.org"},
        now=LATER,
    )
    service.refresh_from_db()
    assert (service.name, service.url) == ("Praktijk De Linde", "https://twee.example.org")
    row = ImportRow.objects.get(run=report.number)
    assert (row.outcome, row.facts) == ("kept", {"fields": ["name"]})
    assert row.found["facts"]["name"] == "Huisartsen De Linde"
    assert words.say(row.code, row.facts).startswith("Dit is hier veranderd: naam.")
    # the same words again are no news
    again = bring(
        LINDE | {"id": "1", "naam": "Huisartsen De Linde", "website": "https://twee.example.org"},
        now=LATER + dt.timedelta(days=1),
    )
    assert (again.kept, again.unchanged) == (0, 1)


def test_the_same_service_of_another_source_is_joined(bring):
    bring(LINDE)
    report = bring(LINDE | {"telefoon": "088 000 12 34"}, name="andere.csv", now=LATER)
    assert (report.merged, report.new) == (1, 0)
    service = Service.objects.get()
    assert service.phones.get().number == "+31880001234"
    assert Origin.objects.filter(thing_id=service.pk).count() == 2
    undo(report)
    assert not service.phones.exists()
    assert Origin.objects.filter(thing_id=service.pk).count() == 1


def test_one_like_it_without_a_place_is_for_a_person_to_look_at(bring):
    bring(LINDE)
    report = bring({"naam": "De Linde", "soort": "Huisarts"}, name="andere.csv", now=LATER)
    assert report.new == 1
    row = ImportRow.objects.get(run=report.number)
    first = Service.objects.exclude(pk=row.thing_id).get()
    assert (row.code, row.other_id) == ("looks_like", first.pk)


def test_another_id_for_the_same_service_is_the_same_service(bring):
    bring(LINDE | {"id": "1"}, MOLEN | {"id": "2"})
    report = bring(LINDE | {"id": "99"}, MOLEN | {"id": "2"}, now=LATER)
    assert (report.new, report.changed) == (0, 1)
    assert sorted(Service.objects.values_list("source_id", flat=True)) == ["2", "99"]
    undo(report)
    assert sorted(Service.objects.values_list("source_id", flat=True)) == ["1", "2"]
    assert sorted(Origin.objects.values_list("source_id", flat=True)) == ["1", "2"]


def test_what_was_removed_here_does_not_come_back(bring):
    bring(LINDE, MOLEN)
    Service.objects.get(name="De Linde").delete()
    report = bring(LINDE, MOLEN, now=LATER)
    assert Service.objects.get().name == "Weggeefwinkel"
    assert [item.reason for item in report.rejected] == ["was removed here; not brought back"]


def test_a_service_with_an_owner_stays_after_an_undo_and_says_why(bring):
    report = bring(LINDE, MOLEN)
    make_editor(Service.objects.get(name="De Linde"), now=NOW)
    gone = undo(report)
    assert (gone["services"], gone["kept"]) == (1, 1)
    row = ImportRow.objects.get(title="De Linde")
    assert (row.undone, row.stays_because) == ("stays", "owned")
    assert Venue.objects.get().name == "De Linde"


def test_an_undo_twice_is_refused_in_words(bring):
    report = bring(LINDE)
    undo(report)
    with pytest.raises(undoing.NothingToUndo, match="al teruggedraaid"):
        undo(report)


def test_an_earlier_import_waits_for_the_later_one(bring):
    first = bring(LINDE)
    bring(LINDE, MOLEN, now=LATER)
    with pytest.raises(undoing.LaterImport, match="Draai eerst die latere"):
        undo(first)


WALK = {"naam": "Samen wandelen", "datum": "10-3-2026", "van": "10:00", "tot": "11:00",
    "locatie": "De Linde", "lat": "52.2561", "lon": "6.1602"}  # fmt: skip


def test_activities_of_a_table_come_and_go(bring):
    before = digest()
    report = bring(WALK, WALK | {"datum": "17-3-2026"}, kind=Kind.ACTIVITIES)
    assert (report.activities, report.sessions, report.venues) == (1, 2, 1)
    assert undo(report)["activities"] == 1
    assert digest() == before


def test_the_same_activity_of_another_source_is_joined_and_a_missing_moment_is_planned(bring):
    bring(WALK, kind=Kind.ACTIVITIES)
    before = digest()
    report = bring(
        WALK | {"naam": "samen WANDELEN"}, WALK | {"naam": "samen WANDELEN", "datum": "17-3-2026"},
        name="andere.csv", kind=Kind.ACTIVITIES, now=LATER,
    )  # fmt: skip
    activity = Activity.objects.get()
    assert (report.merged, activity.title, activity.sessions.count()) == (1, "Samen wandelen", 2)
    undo(report)
    assert digest() == before


def test_what_people_joined_stays_after_an_undo_and_says_why(bring):
    report = bring(WALK, kind=Kind.ACTIVITIES)
    session = Activity.objects.get().sessions.get()
    activity_factories.make_enrolment(session=session, person=people.make_person())
    assert undo(report)["kept"] == 1
    assert ImportRow.objects.get().stays_because == "joined"


def test_an_activity_that_was_changed_here_is_not_overwritten(bring):
    bring(WALK | {"omschrijving": "Een rondje.", "id": "1"}, kind=Kind.ACTIVITIES)
    Activity.objects.update(description="Een rondje met koffie.")
    report = bring(
        WALK | {"omschrijving": "Een ronde.", "id": "1"}, kind=Kind.ACTIVITIES, now=LATER
    )
    assert Activity.objects.get().description == "Een rondje met koffie."
    assert report.kept == 1


def test_the_commands_tell_their_id_and_undo_by_it(tmp_path, district, capsys):
    path = tmp_path / "kaart.csv"
    path.write_text("naam,soort,lat,lon\nDe Linde,Huisarts,52.2561,6.1602\n,Leeg,52.1,6.1\n")
    call = ["import_services", str(path), "--format", "csv", "--district", district.code]
    call_command(*call, "--dry-run", "--json")
    trial = json.loads(capsys.readouterr().out)
    assert (trial["new"], trial["import"], Service.objects.count()) == (1, None, 0)
    assert trial["rejected"] == [
        {"id": "line 3", "reason": "no name", "title": "",
         "sentence": "Er staat geen naam bij. Vul de naam in en probeer het nog eens."}
    ]  # fmt: skip
    call_command(*call, "--json")
    report = json.loads(capsys.readouterr().out)
    call_command("import_services", "--undo", report["import"])
    assert capsys.readouterr().out.startswith("Taken out: 1 services")
    assert Service.objects.count() == 0
    with pytest.raises(CommandError, match="al teruggedraaid"):
        call_command("import_services", "--undo", report["import"])
    with pytest.raises(CommandError, match="no number"):
        call_command("import_services", "--undo", "x")
    with pytest.raises(CommandError, match="Give a file"):
        call_command("import_services")
