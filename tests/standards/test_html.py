"""The HTML of every page, judged by the validator of the W3C (Nu Html Checker)."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.web.matrix import ROLES, Address, Row, addresses, rows
from tests.web.sights import bare
from tests.web.world import World

JAR = settings.PACKAGE.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def java() -> str:
    """Give Java, or say that it is not there; where everything must run, that is a failure."""
    path = shutil.which("java")
    if path is None:
        word = "no Java is installed, which the validator of HTML needs"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(word)
        pytest.skip(word)
    return path


def validate(java: str, folder: Path) -> list[str]:
    """Ask the validator about all files of a folder at once."""
    command = [java, "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(asked.stderr or asked.stdout)["messages"]
    faults = [message for message in messages if message["type"] == "error"]
    return [f"{Path(m['url']).name}: {m['message']} {m.get('extract', '')}" for m in faults]


def keep_pages(world: World, folder: Path) -> int:
    """Write down every page and every form that comes back, for everybody and both languages."""
    known = {address.name: address for address in addresses()}
    seen: set[str] = set()
    for role in ROLES:
        visitor = world.visitor(role)
        for row in rows():
            if row.cells[role] not in ("200", "422"):
                continue
            for language in ("nl", "en"):
                visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
                html = html_of(visitor, world, known[row.url], row)
                look = f"{language} {bare(html)}"
                if html and look not in seen:
                    seen.add(look)
                    name = f"{row.url.replace(':', '-')}-{row.method}-{role}-{language}.html"
                    (folder / name).write_text(html)
    return len(seen)


def html_of(visitor: Any, world: World, address: Address, row: Row) -> str:
    """Ask for a page; what is no whole page is left to others."""
    path = world.path(address)
    answer = visitor.get(path) if row.method == "GET" else visitor.post(path, world.form(row.url))
    return answer.content.decode() if answer.content.startswith(b"<!doctype html>") else ""


def test_every_page_is_valid_html(java, tmp_path):
    assert keep_pages(World(), tmp_path) > len(rows()) / 2
    assert validate(java, tmp_path) == []


def test_the_validator_sees_a_fault(java, tmp_path):
    page = '<!doctype html><html lang="nl"><title>x</title><p><div style>a</div></p><img src="a">'
    (tmp_path / "fault.html").write_text(page)
    assert validate(java, tmp_path) != []
