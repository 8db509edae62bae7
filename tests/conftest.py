"""The people of the tests, and what every test may count on."""

import atexit
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

from tests import client as clients
from tests import databases, levels, tables
from tests.base.journal_door import let_flush_empty_the_journal
from tests.factories import people, places
from wijkschakel.base import visits
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District
from wijkschakel.web.common import serving

Role = RoleGrant.Role


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files without hashes, keep letters and files of tests apart."""
    let_flush_empty_the_journal()
    # A busy machine is no mistake of ours.
    examples = levels.size(25, 100)
    hypothesis.settings.register_profile("patient", deadline=None, max_examples=examples)
    hypothesis.settings.load_profile("patient")
    atexit.unregister(visits._write_at_exit)  # the tests' database is gone by then
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.VAR = settings.VAR / "test"
    settings.STATIC_ROOT = settings.VAR / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.WHITENOISE_AUTOREFRESH = True
    # Letters stay in memory, and a PIN is hashed at once, unless a test is about that.
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    databases.prepare()
    tables.copy_from_now_on()
    if hasattr(config, "workerinput"):
        # All was said by then: giving back a million things one by one takes seconds of every run.
        atexit.register(os._exit, 0)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Do not read what cannot run on this database."""
    return None if databases.is_read(collection_path) else True


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let one of two read from the end: what both read is then compiled half by each."""
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" and session.config.args == ["tests"]:
        folders = {file.parent for file in Path("tests").rglob("test_*.py")}
        session.config.args = [str(folder) for folder in sorted(folders, reverse=True)]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Leave out what means nothing on this database."""
    items.sort(key=lambda item: item.nodeid)  # the same for who read from the end
    yield
    left_out = [item for item in items if not databases.means_something(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
    # Whoever is ready takes work from the end of the other: what takes long must not stand there.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look no more for rubbish in what stays until the end, and elsewhere less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def client() -> clients.Visitor:
    """Give a visitor who did not sign in."""
    return clients.visitor()


@pytest.fixture
def visit() -> clients.Visit:
    """Give a function: a person in, a signed-in visitor out."""
    return clients.visitor


@pytest.fixture
def district(db: None) -> District:
    """Give the neighbourhood where everybody but Sam lives."""
    return places.make_district(name="Lindewijk")


@pytest.fixture
def elsewhere(db: None) -> District:
    """Give another district, in another municipality."""
    return places.make_district(name="Havenwijk")


def _somebody(name: str, role: str | None = None, **changes: Any) -> Any:
    @pytest.fixture(name=name.lower())
    def person(district: District) -> Person:
        made = people.make_person(given_name=name, **{"district": district} | changes)
        if role:
            people.grant_role(made, role, district)
        return made

    return person


fatma = _somebody("Fatma")
jan = _somebody("Jan")
wil = _somebody("Wil", Role.ORGANISER)
noor = _somebody("Noor", Role.COORDINATOR)
anke = _somebody("Anke", Role.PROFESSIONAL)
bas = _somebody("Bas", Role.FUNDER)


@pytest.fixture
def sam(elsewhere: District) -> Person:
    """Give the outsider, who must see nothing."""
    return people.make_person(given_name="Sam", district=elsewhere)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count visits and questions of machines of this test alone.

    The language of the last page of the test before is not that of this one.
    """
    translation.deactivate()
    monkeypatch.setattr(visits, "counter", visits.VisitCounter())
    monkeypatch.setattr(serving, "pace", serving.Pace())
