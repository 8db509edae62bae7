"""Live services, played by a server of our own on this machine."""

import io
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command

from wijkschakel.network.readers import live
from wijkschakel.network.readers.fetch import Door, Fetcher, safe_address
from wijkschakel.network.readers.files import UnreadableFile
from wijkschakel.places.models import District, Figure

SQUARE = [[6.1, 52.2], [6.2, 52.2], [6.2, 52.3], [6.1, 52.3], [6.1, 52.2]]


class Service:
    """A server that answers what a test puts in `pages`: path -> (status, body, headers)."""

    def __init__(self):
        self.pages, self.asked = {}, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.asked.append(unquote(self.path))
                status, body, headers = service.find(unquote(self.path))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

            def log_message(self, *_words):
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def find(self, path):
        for start, (status, body, headers) in self.pages.items():
            if path.startswith(start):
                return status, body, headers
        return 404, b"", {}

    def put(self, path, body, status=200, **headers):
        self.pages = {path: (status, body, headers)} | self.pages

    @property
    def door(self):
        return Door("127.0.0.1", self.port, is_secure=False, address="127.0.0.1")

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def service():
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


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
def test_boundaries_and_figures_are_got_and_joined(service, monkeypatch):
    put_pdok(service)
    put_cbs(service)
    monkeypatch.setattr(live, "PDOK", service.door)
    monkeypatch.setattr(live, "CBS", service.door)
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


def get(service, path="/x", **limits):
    return b"".join(Fetcher(service.door, **limits).get(path))


def test_an_answer_comes_whole(service):
    service.put("/x", b"hallo" * 200_000)
    assert get(service) == b"hallo" * 200_000


@pytest.mark.parametrize("where", ["http://169.254.169.254/", "https://example.org/", "/x"])
def test_a_redirect_is_not_followed(service, where):
    service.put("/x", b"", status=302, Location=where)
    with pytest.raises(UnreadableFile, match="redirect; those are not followed"):
        get(service)


def test_another_status_is_said(service):
    with pytest.raises(UnreadableFile, match="it answers 404"):
        get(service)


def test_too_much_is_stopped(service):
    service.put("/x", b"x" * 3_000_000)
    with pytest.raises(UnreadableFile, match="more than 1 MB"):
        get(service, most_bytes=1024 * 1024)


def test_too_slow_is_stopped(service):
    service.put("/x", b"x" * 3_000_000)
    with pytest.raises(UnreadableFile, match="it takes longer than"):
        get(service, total_seconds=-1.0)


def test_nobody_at_home_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        door = Door("127.0.0.1", taken.getsockname()[1], is_secure=False, address="127.0.0.1")
    with pytest.raises(UnreadableFile, match="no connection"):
        list(Fetcher(door).get("/"))


@pytest.mark.parametrize(
    "link",
    ["http://169.254.169.254/latest", "https://127.0.0.1/x", "file:///etc/passwd",
     "http://127.0.0.1:1/x", "//example.org/x", "http://user@127.0.0.1/x"],
)  # fmt: skip
def test_a_next_page_elsewhere_is_refused(service, link, tmp_path):
    service.put("/cbs", page("GM0150", link))
    with pytest.raises(UnreadableFile, match="another address for the next page"):
        live.fetch_boundaries(Fetcher(service.door), 2023, tmp_path, lambda text: None)


@pytest.mark.parametrize("body", [b"<html>", b"[1]", {"type": "x"}])
def test_an_answer_of_another_kind_is_said(service, tmp_path, body):
    service.put("/cbs", body)
    with pytest.raises(UnreadableFile, match=r"127\.0\.0\.1: it "):
        live.fetch_boundaries(Fetcher(service.door), 2023, tmp_path, lambda text: None)


def test_pages_without_end_are_stopped(service, tmp_path, monkeypatch):
    monkeypatch.setattr(live, "MOST_PAGES", 3)
    service.put("/cbs", page("GM0150", f"{service.base}/cbs/again"))
    with pytest.raises(UnreadableFile, match="more than 3 pages"):
        live.fetch_boundaries(Fetcher(service.door), 2023, tmp_path, lambda text: None)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "::1", "169.254.169.254", "10.0.0.8", "192.168.1.1", "0.0.0.0",  # noqa: S104
     "2130706433", "0x7f.1", "::ffff:127.0.0.1", "fe80::1", "224.0.0.1"],
)  # fmt: skip
def test_an_address_inside_is_refused_however_it_is_written(host):
    with pytest.raises(UnreadableFile, match=r"inside a network|cannot be found"):
        safe_address(host, 443)


def test_the_services_are_named_and_reached_safely_only():
    assert [(d.host, d.port, d.is_secure, d.address) for d in (live.PDOK, live.CBS)] == [
        ("api.pdok.nl", 443, True, ""), ("datasets.cbs.nl", 443, True, ""),
    ]  # fmt: skip


def test_a_live_source_asks_for_a_year_and_a_municipality():
    with pytest.raises(CommandError, match="needs --year and --municipality"):
        call_command("import_areas", "--source", "pdok", stderr=io.StringIO())


def test_a_year_without_a_table_is_said(service, tmp_path):
    with pytest.raises(UnreadableFile, match="no table known for 1999"):
        live.fetch_figures(Fetcher(service.door), 1999, {"GM0150"}, tmp_path, print)
