"""Live services, played by a server of our own on this machine."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.network.servers import Service
from wijkschakel.network.readers import live
from wijkschakel.network.readers.files import UnreadableFile
from wijkschakel.places.models import District, Figure

SQUARE = [[6.1, 52.2], [6.2, 52.2], [6.2, 52.3], [6.1, 52.3], [6.1, 52.2]]


@pytest.fixture
def service():
    made = Service()
    yield made
    made.close()


def page(code, link=None):
    kind = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}[code[:2]]
    feature = {
        "type": "Feature",
        "id": "3f1c",
        "properties": {f"{kind}code": code, f"{kind}naam": f"Naam {code}"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    links = [{"rel": "next", "href": link}] if link else []
    return {"type": "FeatureCollection", "features": [feature], "links": links}


def put_pdok(service):
    start = "/cbs/wijken-en-buurten-2023/ogc/v1/collections"
    service.put(f"{start}/gemeenten/items", page("GM0150"))
    service.put(
        f"{start}/wijken/items", page("WK015001", f"{service.base}{start}/wijken/more?cursor=2")
    )
    service.put(f"{start}/wijken/more", page("WK035501"))
    service.put(f"{start}/buurten/items", page("BU01500101"))


def put_cbs(service):
    table = "/odata/v1/CBS/85618NED"
    service.put(f"{table}/MeasureCodes", {"value": [
        {"Identifier": "T001036", "Title": "Aantal inwoners"},
        {"Identifier": "M000", "Title": "Aantal egels"}]})  # fmt: skip
    service.put(
        f"{table}/WijkenEnBuurtenCodes", {"value": [{"Identifier": "WK015001", "Title": "Centrum"}]}
    )
    service.put(f"{table}/Observations", {
        "value": [{"Measure": "T001036", "Value": 710.0, "WijkenEnBuurten": "WK015001"},
                  {"Measure": "M000", "Value": 3.0, "WijkenEnBuurten": "WK015001"}],
        "@odata.nextLink": f"{service.base}{table}/More"})  # fmt: skip
    service.put(f"{table}/More", {"value": [
        {"Measure": "T001036", "Value": None, "WijkenEnBuurten": "BU01500101"}]})  # fmt: skip


@pytest.mark.django_db
def test_boundaries_and_figures_are_got_and_joined(service, monkeypatch, settings):
    put_pdok(service)
    put_cbs(service)
    settings.FETCH_HOSTS = service.allowed
    monkeypatch.setattr(live, "PDOK", service.base)
    monkeypatch.setattr(live, "CBS", service.base)
    out = io.StringIO()
    call_command("import_areas", "--source", "pdok", "--source", "cbs", "--municipality", "GM0150",
                 "--year", "2023", "--json", stdout=out, stderr=io.StringIO())  # fmt: skip
    report = json.loads(out.getvalue())
    assert (report["municipalities"], report["districts"], report["neighbourhoods"]) == (1, 1, 1)
    assert (report["figures"], report["withheld"]) == (1, 1)
    district = District.objects.get()
    assert (district.name, district.boundary_source, district.boundary_year) == (
        "Centrum", "PDOK wijken 2023.json", 2023,
    )  # fmt: skip
    assert Figure.objects.get(area_code="WK015001").value == 710.0
    asked = [path for path in service.asked if "Observations" in path]
    assert "startswith(WijkenEnBuurten,'BU0150')" in asked[0]


def open_service(service, **limits):
    return live.Service(service.base, service.allowed, **limits)


def test_an_answer_comes_whole(service):
    service.put("/x", b"hallo" * 200_000)
    assert open_service(service).get("/x") == b"hallo" * 200_000


def test_another_status_is_said(service):
    with pytest.raises(UnreadableFile, match=r"127\.0\.0\.1: it is not there any more"):
        open_service(service).get("/x")


def test_too_much_over_all_pages_is_stopped(service):
    service.put("/x", b"x" * 700_000)
    pages = open_service(service, most_bytes=1024 * 1024)
    assert len(pages.get("/x")) == 700_000
    with pytest.raises(UnreadableFile, match="it is too large"):
        pages.get("/x")


def test_too_slow_over_all_pages_is_stopped(service):
    with pytest.raises(UnreadableFile, match="it takes too long"):
        open_service(service, seconds=-1.0).get("/x")


def test_without_the_setting_a_service_inside_is_not_reached(service):
    with pytest.raises(UnreadableFile, match="unusual port"):
        live.Service(service.base).get("/x")


@pytest.mark.parametrize(
    "link",
    ["http://169.254.169.254/latest", "https://127.0.0.1/x", "file:///etc/passwd",
     "http://127.0.0.1:1/x", "//example.org/x", "http://user@127.0.0.1/x"],
)  # fmt: skip
def test_a_next_page_elsewhere_is_refused(service, link, tmp_path):
    service.put("/cbs", page("GM0150", link))
    with pytest.raises(UnreadableFile, match="another address for the next page"):
        live.fetch_boundaries(open_service(service), 2023, tmp_path, lambda text: None)


@pytest.mark.parametrize("body", [b"<html>", b"[1]", {"type": "x"}])
def test_an_answer_of_another_kind_is_said(service, tmp_path, body):
    service.put("/cbs", body)
    with pytest.raises(UnreadableFile, match=r"127\.0\.0\.1: it "):
        live.fetch_boundaries(open_service(service), 2023, tmp_path, lambda text: None)


def test_pages_without_end_are_stopped(service, tmp_path, monkeypatch):
    monkeypatch.setattr(live, "MOST_PAGES", 3)
    service.put("/cbs", page("GM0150", f"{service.base}/cbs/again"))
    with pytest.raises(UnreadableFile, match="more than 3 pages"):
        live.fetch_boundaries(open_service(service), 2023, tmp_path, lambda text: None)


def test_the_services_are_named_and_reached_safely_only():
    assert (live.PDOK, live.CBS) == ("https://api.pdok.nl", "https://datasets.cbs.nl")


def test_a_live_source_asks_for_a_year_and_a_municipality():
    with pytest.raises(CommandError, match="needs --year and --municipality"):
        call_command("import_areas", "--source", "pdok", stderr=io.StringIO())


def test_a_year_without_a_table_is_said(service, tmp_path):
    with pytest.raises(UnreadableFile, match="no table known for 1999"):
        live.fetch_figures(open_service(service), 1999, {"GM0150"}, tmp_path, print)
