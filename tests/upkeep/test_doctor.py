"""`wijkschakel doctor` says what is wrong: every fault is made here on purpose."""

import base64
import datetime as dt
import io
import os
import socket

import pytest
from django.conf import settings as live
from django.core.management import call_command
from django.db import connection

from tests.factories import people
from wijkschakel.base import clock, journal
from wijkschakel.upkeep import doctor, preparing
from wijkschakel.upkeep.demo import people as demo_people

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def healthy(settings, tmp_path):
    """Give an installation with nothing wrong, in a folder of its own."""
    built = tmp_path / "dist"
    built.mkdir()
    (built / "page.css").write_text("p{}")
    settings.STATICFILES_DIRS = [built]
    settings.VAR = tmp_path / "var"
    settings.STATIC_ROOT = settings.VAR / "static"
    settings.STATIC_ROOT.mkdir(parents=True)
    (settings.STATIC_ROOT / preparing.STAMP).write_text(preparing.static_files_digest(built))
    settings.PRODUCTION = settings.DEMO = False
    settings.SECRET_KEY = "s" * 64
    settings.EMAIL_HOST = ""
    settings.HELP_PHONE, settings.SECURITY_CONTACT = "0570 12 34 56", "lek@example.org"
    for name in doctor.SIGN_OF_LIFE:
        file = settings.VAR / name
        file.touch()
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    return settings


def faults(now=NOW):
    """Give the Dutch sentences of what is wrong."""
    return [found.dutch for found in doctor.examine(now) if found.level == doctor.Level.WRONG]


def remarks(now=NOW):
    """Give the Dutch sentences of what deserves a look."""
    return [found.dutch for found in doctor.examine(now) if found.level == doctor.Level.MIND]


def production(settings):
    """Make it a server for real."""
    settings.PRODUCTION = True
    settings.ALLOWED_HOSTS = ["buurt.example.org"]
    settings.BASE_URL = "https://buurt.example.org"


def only(sentences, start):
    """Say that one sentence was said, with this start."""
    assert [sentence[: len(start)] for sentence in sentences] == [start]


def test_a_healthy_installation_has_nothing_wrong():
    assert faults() == []
    only(remarks(), "Er is geen mailserver")


def test_every_finding_is_told_in_two_languages():
    found = doctor.examine(NOW)
    assert len(found) > 5
    assert [one for one in found if not one.dutch or not one.english] == []


def test_a_database_that_is_away(monkeypatch):
    def away():
        raise doctor.DatabaseError("password=geheim")

    monkeypatch.setattr(connection, "ensure_connection", away)
    only(faults(), "De database antwoordt niet (DatabaseError)")
    assert "geheim" not in "".join(faults())


def test_tables_of_an_older_version(monkeypatch):
    monkeypatch.setattr(preparing, "waiting_migrations", lambda: ["people.0009_more"])
    only(faults(), "1 wijzigingen in de tabellen wachten")


def test_a_cache_without_a_table(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "not_there"}}
    only(faults(), "De tabel van het kortetermijngeheugen ontbreekt")


def test_a_folder_that_is_no_folder(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.VAR = tmp_path / "file"
    assert any(fault.startswith("In ") and "niets worden geschreven" in fault for fault in faults())


def test_a_full_disk(monkeypatch):
    usage = doctor.shutil.disk_usage("/")._replace(free=200_000_000)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: usage)
    only(faults(), "Er is nog 0.2 GB vrij")


def test_secrets_that_others_can_read(settings):
    secret = settings.VAR / "secret"
    secret.write_text("x")
    secret.chmod(0o644)
    only(faults(), "Anderen op deze machine kunnen")


def test_a_short_secret(settings):
    settings.SECRET_KEY = "short"
    only(faults(), "WIJKSCHAKEL_SECRET_KEY is korter dan 50")


@pytest.mark.parametrize("keys", [[], ["k1:no base64!"], ["k1:c2hvcnQ="]])
def test_keys_that_are_none(settings, keys):
    settings.FIELD_KEYS = keys
    only(faults(), "WIJKSCHAKEL_FIELD_KEYS bevat geen bruikbare sleutel")


def test_keys_of_another_installation(settings):
    people.make_person(likes="samen koken")
    settings.FIELD_KEYS = ["k1:" + base64.b64encode(b"n" * 32).decode()]
    only(faults(), "De sleutels passen niet op people_person.likes")
    assert "koken" not in "".join(faults())


def test_a_front_end_that_was_not_built(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path / "nothing"]
    only(faults(), "De front-end-bestanden zijn niet gebouwd")


def test_files_for_the_browser_of_an_older_version(settings, tmp_path):
    (tmp_path / "dist" / "more.css").write_text("a{}")
    assert any(remark.startswith("De bestanden voor de browser") for remark in remarks())
    production(settings)
    assert any(fault.startswith("De bestanden voor de browser") for fault in faults())


def test_a_mail_server_that_does_not_answer(settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    only(faults(), "De mailserver antwoordt niet (ConnectionRefusedError)")


def test_no_mail_server_is_wrong_in_production(settings):
    production(settings)
    only(faults(), "Er is geen mailserver")


@pytest.mark.parametrize("name", ["tick", "worker"])
def test_a_process_that_gave_no_sign_of_life(settings, name):
    production(settings)
    settings.EMAIL_HOST = ""
    (settings.VAR / f"{name}.alive").unlink()
    assert [fault for fault in faults() if name in fault] == [
        f"wijkschakel {name} gaf het laatst een teken van leven: nooit / never. Start die."
    ]


def test_a_process_that_stopped_an_hour_ago():
    assert (
        len([remark for remark in remarks(NOW + dt.timedelta(hours=1)) if "leven" in remark]) == 2
    )


def test_a_clock_that_is_behind():
    journal.record(action="join_session", now=NOW + dt.timedelta(days=1), by=None)
    only(faults(), "De klok loopt achter: het logboek is al bij 2026-03-03 09:30")


def test_a_time_zone_that_is_not_there(settings, monkeypatch):
    def unknown(name):
        raise doctor.zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(doctor.zoneinfo, "ZoneInfo", unknown)
    only(faults(), "Deze machine kent de tijdzone")


@pytest.mark.parametrize(
    ("hosts", "base", "sentence"),
    [
        (["*", "buurt.example.org"], "https://buurt.example.org", "WIJKSCHAKEL_HOSTS laat elke"),
        (["localhost"], "https://localhost", "WIJKSCHAKEL_HOSTS noemt alleen deze machine"),
        (["buurt.example.org"], "http://buurt.example.org", "WIJKSCHAKEL_BASE_URL moet met https"),
        (["a.example"], "https://b.example", "WIJKSCHAKEL_HOSTS noemt b.example niet"),
    ],
)
def test_names_that_do_not_fit(settings, hosts, base, sentence):
    production(settings)
    settings.ALLOWED_HOSTS, settings.BASE_URL = hosts, base
    only([fault for fault in faults() if "mailserver" not in fault], sentence)


def test_people_of_the_demonstration_among_real_ones(settings):
    people.make_person(pk=demo_people.CAST[0].person_id, given_name="Fatma")
    production(settings)
    only([fault for fault in faults() if "mailserver" not in fault], "In deze database staan verz")


def test_the_command_gives_status_one_when_something_is_wrong(settings):
    settings.SECRET_KEY = "short"
    said = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor", stdout=said)
    assert stopped.value.code == 1
    assert "has fewer than 50 characters" in said.getvalue()


def test_the_command_ends_well_when_nothing_is_wrong(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    said = io.StringIO()
    call_command("doctor", stdout=said)
    assert said.getvalue().endswith("Niets mis / nothing wrong\n")
    assert live.SECRET_KEY not in said.getvalue()


def test_nobody_to_call_and_nobody_to_tell(settings):
    settings.PRODUCTION, settings.SECURITY_CONTACT = True, ""
    settings.HELP_PHONE = settings.EXAMPLE_PHONE
    said = [finding.english for finding in doctor.people_can_be_reached(NOW)]
    assert [words.rsplit(" ", 1)[1] for words in said] == [
        "WIJKSCHAKEL_HELP_PHONE.",
        "WIJKSCHAKEL_SECURITY_CONTACT.",
    ]
    settings.HELP_PHONE, settings.SECURITY_CONTACT = "0570 12 34 56", "lek@example.org"
    assert list(doctor.people_can_be_reached(NOW)) == []
