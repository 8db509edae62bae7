"""Commands say at which table they are; who may not take a study is not noted as its reader."""

import datetime as dt

import pytest
from django.core.management import call_command

from tests.factories.outcomes import make_study
from tests.factories.people import MOMENT, make_person
from tests.outcomes.small_region import NOW, Town
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.outcomes.actions import studies
from wijkschakel.outcomes.models import StudyConsent

pytestmark = pytest.mark.django_db


def test_publishing_and_auditing_say_at_which_table_they_are(
    settings, tmp_path, capsys, monkeypatch
):
    settings.VAR = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    town = Town(1)
    town.meet(town.people(40))
    call_command("publish", "--region", "proef", "--json", "--without-argus")
    assert "1 / " in capsys.readouterr().err
    call_command("audit_releases", "--region", "proef", "--json")
    said = capsys.readouterr()
    assert "taking-part.2026" in said.err
    assert said.out.startswith("{")


def test_who_may_not_take_a_study_reads_nobody(region_of_a_study):
    study, people = region_of_a_study
    for by in (make_person(), people[0]):
        with pytest.raises(studies.MayNotStudy):
            studies.deliver(study=study, by=by, now=MOMENT)
    assert not JournalEntry.objects.filter(kind="read").exists()


@pytest.fixture
def region_of_a_study(db):
    town = Town(1, slug="onderzocht")
    until = MOMENT.date() + dt.timedelta(days=90)
    study = make_study(town.region, state="open", key="k" * 44, columns=["weeks"], until_on=until)
    people = town.people(12)
    StudyConsent.objects.bulk_create(
        StudyConsent(study=study, person=person, given_at=MOMENT) for person in people
    )
    return study, people
