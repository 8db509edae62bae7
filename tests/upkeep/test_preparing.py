"""An installation is made ready before it is served, and not more often than needed."""

import json

import pytest
from django.db import connection

from tests.factories import people
from wijkschakel.upkeep import preparing


@pytest.fixture
def said():
    """Give the list of what is said."""
    return []


@pytest.fixture
def built(settings, tmp_path):
    """Give a folder of built files, with hashes and compression asked for."""
    folder = tmp_path / "dist"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "page.css").write_text("p{color:red}" * 40)
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return folder


@pytest.mark.django_db
def test_a_migrated_database_has_nothing_waiting(said):
    assert preparing.waiting_migrations() == []
    preparing.bring_tables_up_to_date(said.append)
    assert said == []
    assert "base_cache" in connection.introspection.table_names()


def test_in_production_a_person_applies_changes_to_tables(settings, monkeypatch, said):
    settings.PRODUCTION = True
    monkeypatch.setattr(preparing, "waiting_migrations", lambda: ["people.0009_more"])
    with pytest.raises(preparing.TablesAreBehind, match="Maak een back-up en doe: wijkschakel mig"):
        preparing.bring_tables_up_to_date(said.append)


def test_static_files_get_their_hashes_once(settings, built, said):
    preparing.gather_static_files(said.append)
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())
    hashed = settings.STATIC_ROOT / manifest["paths"]["css/page.css"]
    assert hashed.name != "page.css"
    assert hashed.with_name(hashed.name + ".br").exists()
    preparing.gather_static_files(said.append)
    assert said == ["-> Bestanden voor de browser klaarzetten / preparing files for the browser"]


def test_static_files_are_gathered_again_when_one_changed(built, said):
    preparing.gather_static_files(said.append)
    (built / "css" / "page.css").write_text("p{color:blue}")
    preparing.gather_static_files(said.append)
    assert len(said) == 2


def test_a_front_end_that_was_not_built_is_told(settings, tmp_path, said):
    settings.STATICFILES_DIRS = [tmp_path / "nothing"]
    with pytest.raises(preparing.NoFrontEnd, match="Doe eerst: make setup"):
        preparing.gather_static_files(said.append)


@pytest.mark.django_db
def test_the_demonstration_is_not_filled_where_somebody_lives(said):
    people.make_person()
    preparing.fill_demonstration(said.append)
    assert said == []
