"""What was spent, on the pages of figures: with its quarter, its district, and when too little."""

import csv
import io
import json

import pytest

from tests.factories import outcomes as make
from tests.factories import places

pytestmark = pytest.mark.django_db
HERE = "/cijfers/regio/hazelrode/"


@pytest.fixture
def region(district):
    made = places.make_region(district, places.make_district(), name="Hazelrode", slug="hazelrode")
    for year in ("2025", "2026"):
        make.publish_table(made, "taking-part", {("hazelrode", "all"): 112}, period=year)
    return made


def publish(region, year, counts):
    others = {"districts": 2, "residents": None, "organisations:care": 3}
    body = json.dumps({"at": f"{year}-11-01", "counts": others | counts})
    make.publish_body(region, "counts", year, "counts", body)


def counts_of(year, district=None, **quarters):
    """Name counts as they are published: spent_near of the second quarter of a district."""
    where = f"{district.code}:" if district else ""
    return {
        f"{what}:{where}{year}-Q{place + 1}": value
        for what, values in quarters.items()
        for place, value in enumerate(values)
        if value != "-"
    }


@pytest.fixture
def told(region, district):
    publish(region, "2025", counts_of("2025", spent=[900, None], spent_near=[450]))
    publish(
        region, "2026",
        counts_of("2026", spent=[1_000, None, 2_000], spent_near=[600, "-", 1_500],
                  spent_informal=[250], paid_hours=[120])
        | counts_of("2026", district, spent=[700, "-", 1_100], spent_near=["-", "-", 550]),
    )  # fmt: skip
    return region


def text(response):
    return " ".join(response.content.decode().split()).replace("\u00a0", " ").replace("&nbsp;", " ")


def test_the_region_sees_quarters_years_and_districts(client, told, district):
    page = text(client.get(f"{HERE}samen/"))
    assert "€ 3.000<small>gaven initiatieven en organisaties hier uit, 2026</small>" in page
    assert "april tot en met juni 2026: <b>nog te weinig</b>" in page
    assert "een jaar eerder € 900" in page
    assert "70 van de 100 euro ging naar winkels" in page  # 2100 of 3000
    assert (
        "25 van de 100 euro gaven bewoners zelf uit. De rest gaven organisaties uit. Van 1" in page
    )
    assert "50 van de 100 euro bleef in de wijk. Uitgegeven: € 900." in page
    assert "120 uur betaald werk" in page
    # Half of the one quarter of which the part is told.
    assert "€ 1.800. Van 2 kwartalen. 50 van de 100 euro bleef in de wijk." in page


def test_a_district_sees_its_own_and_where_it_is_too_little_it_says_so(client, told, district):
    page = text(client.get(f"/cijfers/wijk/{district.code}/"))
    assert "€ 1.800" in page
    assert "3.000" not in page
    other = told.districts.exclude(pk=district.pk).get()
    page = text(client.get(f"/cijfers/wijk/{other.code}/"))
    assert "Er staat een bedrag als drie of meer initiatieven of organisaties" in page
    assert "3.000" not in page


def test_the_report_and_the_open_sheet_tell_the_same(client, told, district):
    page = text(client.get(f"{HERE}jaar/"))
    assert "€ 3.000" in page
    assert "gaven initiatieven en organisaties uit. 70 van de 100 euro bleef in de wijk." in page
    sheet = client.get(f"{HERE}alles/cijfers.csv").content.decode("utf-8-sig")
    rows = [
        (row["onderwerp"], row["periode"], row["gebied"], row["in woorden"])
        for row in csv.DictReader(io.StringIO(sheet))
        if row["tabel"] == "counts"
    ]
    assert ("spent", "2026-Q3", "Hazelrode", "2000 euro") in rows
    assert ("spent_near", "2026-Q3", district.name, "550 euro") in rows
    assert ("paid_hours", "2026-Q1", "Hazelrode", "120 uur") in rows
    assert not [row for row in rows if row[1] == "2026-Q2"]
