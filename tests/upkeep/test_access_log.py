"""The access log tells of pages, never of people."""

import datetime as dt
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from wijkschakel.config import gunicorn as settings
from wijkschakel.config.access_log import PathsOnly, without_keys

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/agenda/", "/agenda/"),
        ("/", "/"),
        ("/deelname/3f9a0c3f9a0c3f9a0c3f9a0c3f9a0c12/afmelden/", "/deelname/*/afmelden/"),
        ("/bijeenkomst/0b1f6a52-9d4e-4a57-8d6e-6f1d2a3b4c5d/", "/bijeenkomst/*/"),
        ("/meehelpen/eyJhIjoxfQ:1tXyZ:Abc_d-EfGhIj/", "/meehelpen/*/"),
        ("/wijk/WK990101/", "/wijk/WK990101/"),
    ],
)
def test_keys_in_a_path_are_left_out(path, written):
    assert without_keys(path) == written


def test_a_line_holds_no_address_question_referrer_or_browser():
    request = SimpleNamespace(headers=[("REFERER", "https://a.example/geheim"), ("COOKIE", "c=1")])
    response = SimpleNamespace(status="200 OK", sent=120, headers=[])
    environ = {
        "REMOTE_ADDR": "203.0.113.7",
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/zoek/?q=Fatma",
        "PATH_INFO": "/zoek/",
        "QUERY_STRING": "q=Fatma",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_USER_AGENT": "Browser/1",
    }
    config = Config()
    config.set("accesslog", "-")
    atoms = PathsOnly(config).atoms(response, request, environ, dt.timedelta(milliseconds=12))
    assert settings.access_log_format % atoms == "GET /zoek/ 200 120 bytes 12 ms"
    assert sorted(atoms) == ["B", "M", "U", "m", "s"]
