"""The HTML of every page, judged by the validator of the W3C (Nu Html Checker)."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.web.matrix import rows
from tests.web.sights import WORDS, bare
from tests.web.walking import whole_album

JAR = settings.PACKAGE.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What starts soon is done sooner than what is compiled well.
QUICK = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]
FAULTY = '<!doctype html><html lang="nl"><title>x</title><p><div style>a</div></p><img src="a">'
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.album]


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


def keep_pages(folder: Path) -> int:
    """Write down every page and every form that comes back, once for all that are made alike."""
    seen: set[str] = set()
    for pictures in whole_album().values():
        for one in pictures:
            look = WORDS.sub(">x<", bare(one.html))
            # What is no whole page is left to others.
            if look not in seen and one.html.startswith("<!doctype html>"):
                seen.add(look)
                name = f"{one.url.replace(':', '-')}-{one.method}-{one.role}-{one.language}.html"
                (folder / name).write_text(one.html)
    return len(seen)


@pytest.mark.long
def test_every_page_is_valid_html_and_a_page_with_faults_is_noticed(java, tmp_path):
    """Start the validator once, with one wrong page among the others: it names that one alone."""
    assert keep_pages(tmp_path) > len(rows()) / 2
    (tmp_path / "fault.html").write_text(FAULTY)
    faults = validate(java, tmp_path)
    assert [fault for fault in faults if not fault.startswith("fault.html: ")] == []
    assert len(faults) == 2, faults
