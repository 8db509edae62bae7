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
from tests.web.sights import WORDS, bare
from tests.web.world import World

JAR = settings.PACKAGE.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What starts soon is done sooner than what is compiled well.
QUICK = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]
FAULTY = '<!doctype html><html lang="nl"><title>x</title><p><div style>a</div></p><img src="a">'
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
    command = [java, *QUICK, "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(asked.stderr or asked.stdout)["messages"]
    faults = [message for message in messages if message["type"] == "error"]
    return [f"{Path(m['url']).name}: {m['message']} {m.get('extract', '')}" for m in faults]


def keep_pages(world: World, folder: Path) -> int:
    """Write down every page and every form that comes back, for everybody; in English once."""
    known = {address.name: address for address in addresses()}
    visitors = {role: world.visitor(role) for role in ROLES}
    seen: set[str] = set()
    for row in rows():
        languages = ["nl", "en"]
        for role in ROLES:
            if row.cells[role] not in ("200", "422"):
                continue
            for language in languages:
                visitors[role].cookies[settings.LANGUAGE_COOKIE_NAME] = language
                html = html_of(visitors[role], world, known[row.url], row)
                look = WORDS.sub(">x<", bare(html))
                if html and look not in seen:
                    seen.add(look)
                    name = f"{row.url.replace(':', '-')}-{row.method}-{role}-{language}.html"
                    (folder / name).write_text(html)
            languages = ["nl"]
    return len(seen)


def html_of(visitor: Any, world: World, address: Address, row: Row) -> str:
    """Ask for a page; what is no whole page is left to others."""
    path = world.path(address)
    answer = visitor.get(path) if row.method == "GET" else visitor.post(path, world.form(row.url))
    return answer.content.decode() if answer.content.startswith(b"<!doctype html>") else ""


@pytest.mark.long
def test_every_page_is_valid_html_and_a_page_with_faults_is_noticed(java, tmp_path):
    """Start the validator once, with one wrong page among the others: it names that one alone."""
    assert keep_pages(World(), tmp_path) > len(rows()) / 2
    (tmp_path / "fault.html").write_text(FAULTY)
    faults = validate(java, tmp_path)
    assert [fault for fault in faults if not fault.startswith("fault.html: ")] == []
    assert len(faults) == 2, faults
