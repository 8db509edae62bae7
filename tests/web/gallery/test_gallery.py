"""The gallery shows every component, in two looks."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[3] / "wijkschakel" / "web" / "templates"

pytestmark = pytest.mark.django_db


def test_anyone_may_look_at_the_components(client):
    assert client.get("/onderdelen/").status_code == 200


def test_the_second_look_is_one_file_more(client):
    own = client.get("/onderdelen/").content.decode()
    other = client.get("/onderdelen/?thema=gemeente").content.decode()
    sheets = re.compile(r'rel="stylesheet" href="([^"]*)"')
    assert len(sheets.findall(own)) == 1
    assert len(sheets.findall(other)) == 2


def test_a_look_that_does_not_exist_is_our_own(client):
    page = client.get("/onderdelen/?thema=../../x").content.decode()
    assert page.count('rel="stylesheet"') == 1


def test_every_component_is_shown():
    shown = "\n".join(file.read_text() for file in (TEMPLATES / "gallery").glob("*.html"))
    components = {
        "c-" + file.stem.replace("_", "-")
        for file in (TEMPLATES / "components").glob("*.html")
        if not file.stem.startswith("_")
    }
    missing = {name for name in components if not re.search(rf"<{name}[\s/>]", shown)}
    assert missing == set()


def test_the_page_asks_nobody_else_and_keeps_its_policy(client):
    response = client.get("/onderdelen/")
    page = response.content.decode()
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "style=" not in page
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


def test_the_gallery_is_in_english_when_asked(client):
    page = client.get("/onderdelen/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="en" dir="ltr">' in page
