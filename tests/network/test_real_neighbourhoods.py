"""The walk-through of docs/real-neighbourhoods.md, on real data when the folder is there."""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests import client as clients
from wijkschakel.activities.models import Activity, Session
from wijkschakel.network.readers.files import Limits, Notes
from wijkschakel.network.readers.tables import open_table, read_rows
from wijkschakel.places.models import District, Figure, Municipality, Neighbourhood, Region

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("WIJKSCHAKEL_SHARED_DATA") or ROOT / ".." / "shared" / "data").resolve()
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (DATA / "rivm-health-by-neighbourhood").is_dir(),
        reason=f"no real data in {DATA}; WIJKSCHAKEL_SHARED_DATA names another folder",
    ),
]
WIJKEN = DATA / "cbs-boundaries-2014" / "Wijk_2014_layer_labels.json"
BUURTEN = DATA / "cbs-boundaries-2014" / "Buurt_2014_labels.json"
HEALTH = DATA / "rivm-health-by-neighbourhood" / "gezondheid_focusgemeenten_2012_2016_2020.csv"
COUNTED = DATA / "cbs-neighbourhoods-utrecht-2020" / "buurten.csv"
GEMEENTEN = DATA / "cbs-municipalities-2020" / "gemeenten_183_kenmerken.csv"
EVENTS = DATA / "toronto-events" / "all.jsonld"
CALENDARS = DATA / "community-calendar"
UTRECHT = ["GM0355", "GM0356", "GM0344", "GM0307"]  # Zeist, Nieuwegein, Utrecht, Amersfoort
KEIZERSLANDEN = "WK015006"


def run(*words):
    out = io.StringIO()
    call_command(*map(str, words), "--json", stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def real(django_db_setup, django_db_blocker):
    """Walk through once; take everything back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        reports = {
            "deventer": run("import_areas", "--boundaries", WIJKEN, BUURTEN, "--figures", HEALTH,
                            GEMEENTEN, "--municipality", "GM0150", "--year", "2020"),
            "utrecht": run("import_areas", "--boundaries", WIJKEN, BUURTEN, "--figures", HEALTH,
                           COUNTED, GEMEENTEN, "--municipality", *UTRECHT, "--year", "2020"),
            "nine": run("import_areas", "--figures", HEALTH, "--year", "2020"),
            "region": run("compose_region", "Zeist en Nieuwegein", "--municipality", "GM0355",
                          "GM0356", "--pilot"),
            "events": run("import_activities", EVENTS, "--format", "schemaorg", "--district",
                          KEIZERSLANDEN, "--language", "en"),
            "calendars": run("import_activities", CALENDARS, "--format", "ics", "--district",
                             KEIZERSLANDEN, "--language", "en"),
        }  # fmt: skip
        yield reports
        transaction.set_rollback(True)


def counts(report):
    return [report[k] for k in ("municipalities", "districts", "neighbourhoods")]


def test_all_fifteen_districts_of_deventer_have_a_boundary_and_figures(real):
    districts = District.objects.filter(code__startswith="WK0150", division_year=2020)
    assert sorted(d.code for d in districts) == [f"WK0150{n:02d}" for n in range(1, 16)]
    assert [d.code for d in districts if d.boundary is None or d.boundary_year != 2014] == []
    with_figures = Figure.objects.filter(indicator="good_health", year=2020, ages="18+")
    assert set(districts.values_list("code", flat=True)) <= set(
        with_figures.values_list("area_code", flat=True)
    )


def test_every_published_number_of_deventer_is_kept_as_it_stands_in_the_file(real):
    table = open_table(HEALTH, Limits(), Notes())
    wanted = {
        (cell.code, cell.indicator, cell.year, cell.ages): cell.value
        for row in read_rows(table, Notes())
        if row.code[2:6] == "0150"
        for cell in row.cells
        if cell.status == "published"
    }
    kept = {
        (f.area_code, f.indicator, f.year, f.ages): f.value
        for f in Figure.objects.filter(
            area_code__regex=r"^..0150", is_modelled=True, status="published"
        )
    }
    assert len(wanted) > 15_000
    assert kept == wanted


def test_what_did_not_join_is_told_per_code(real):
    reasons = {(item["code"], item["reason"]) for item in real["deventer"]["unmatched"]}
    assert ("GM0150", "no boundaries of municipalities in these files") in reasons
    told = {code for code, _reason in reasons}
    without = Neighbourhood.objects.filter(code__startswith="BU0150", longitude__isnull=True)
    assert set(without.values_list("code", flat=True)) <= told


def test_the_neighbourhoods_of_four_municipalities_are_there(real):
    assert real["utrecht"]["municipalities"] == 4
    names = Municipality.objects.filter(code__in=UTRECHT).values_list("name", flat=True)
    assert sorted(names) == ["Amersfoort", "Nieuwegein", "Utrecht", "Zeist"]
    # every neighbourhood of the file of CBS has its residents
    codes = {row.code for row in read_rows(open_table(COUNTED, Limits(), Notes()), Notes())}
    ours = {code for code in codes if f"GM{code[2:6]}" in UTRECHT}
    assert len(ours) == 145 + 111 + 39 + 35
    held = Neighbourhood.objects.filter(code__in=ours).values_list("code", flat=True)
    assert set(held) == ours
    assert Neighbourhood.objects.get(code="BU03550101").name == "Carré"


def test_the_nine_municipalities_have_figures_of_three_years(real):
    assert real["nine"]["municipalities"] == 9
    years = Figure.objects.filter(is_modelled=True).values_list("year", flat=True).distinct()
    assert sorted(set(years)) == [2012, 2016, 2020]
    assert real["nine"]["figures"] > 200_000


def test_a_region_of_zeist_and_nieuwegein_is_composed(real):
    region = Region.objects.get(slug="zeist-en-nieuwegein")
    assert region.is_pilot
    assert real["region"]["districts"] == region.memberships.count() == 5 + 22
    assert 120_000 < real["region"]["residents"] < 135_000
    assert real["region"]["unknown"] == []


def test_all_events_are_taken_over_or_told(real):
    report = real["events"]
    again = next(n for n in report["notes"] if "at another moment" in n)
    merged = int(again.split(" ", 1)[0])
    assert report["activities"] + merged + len(report["rejected"]) == 850
    assert report["activities"] > 800
    assert all(item["reason"] for item in report["rejected"])


def test_all_calendars_are_taken_over(real):
    assert (real["calendars"]["activities"], real["calendars"]["rejected"]) == (17, [])
    council = Session.objects.get(activity__title="City Council Meeting")
    assert council.starts_at.isoformat() == "2026-06-15T22:00:00+00:00"


def test_texts_of_events_hold_no_html(real):
    texts = Activity.objects.filter(district__code=KEIZERSLANDEN)
    written = list(texts.values_list("title", "description"))
    assert len(written) > 800
    assert [title for title, text in written if "</" in title + text or "<br" in text] == []


def test_a_second_time_nothing_changes(real):
    again = run("import_areas", "--boundaries", WIJKEN, BUURTEN, "--figures", HEALTH, GEMEENTEN,
                "--municipality", "GM0150", "--year", "2020")  # fmt: skip
    assert again == real["deventer"]
    events = run("import_activities", EVENTS, "--format", "schemaorg", "--district",
                 KEIZERSLANDEN, "--language", "en")  # fmt: skip
    assert (events["new"], events["changed"]) == (0, 0)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/wijk/WK015006/", "In Keizerslanden voelen 73 van de 100 volwassenen zich gezond"),
        ("/gemeente/GM0150/", "In Deventer wonen"),
        ("/buurt/BU03550101/", "In Carré wonen 3.390 mensen"),
        ("/regio/zeist-en-nieuwegein/", "27 wijken leren hier samen"),
    ],
)
def test_the_pages_answer_with_real_figures(real, path, words):
    response = clients.visitor().get(path)
    assert response.status_code == 200
    page = response.content.decode()
    assert words in page
    assert "<svg viewBox=" in page


def test_every_district_of_deventer_has_a_page(real):
    visitor = clients.visitor()
    codes = [f"WK0150{n:02d}" for n in range(1, 16)]
    assert [c for c in codes if visitor.get(f"/wijk/{c}/").status_code != 200] == []
