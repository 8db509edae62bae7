"""What figures and studies know of one person: numbers and moments, no words of theirs."""

import datetime as dt
import uuid

from tests.factories.outcomes import make_definition, make_promise, make_study
from tests.factories.people import MOMENT
from tests.factories.places import make_neighbourhood, make_region
from wijkschakel.outcomes.models import FocusArea, Objection, StudyConsent, StudyExport
from wijkschakel.people.models import Person


def add(person: Person) -> None:
    """Let somebody object, say yes, do a study, open one, export, define and promise."""
    region = make_region()
    definition = make_definition(region, registered_by=person.pk)
    make_promise(region, definition, made_by=person.pk)
    make_promise(region, make_definition(region), signed_by=person.pk)
    FocusArea.objects.create(
        region=region, neighbourhood=make_neighbourhood(), chosen_at=MOMENT, chosen_by=person.pk
    )
    Objection.objects.create(person=person, made_at=MOMENT)
    make_study(region, person, state="open")
    other = make_study(region, title="Samen eten", opened_by=person.pk, opened_at=MOMENT)
    StudyConsent.objects.create(study=other, person=person, given_at=MOMENT)
    StudyExport.objects.create(
        study=other, rows=12, digest=uuid.uuid4().hex, made_at=MOMENT + dt.timedelta(days=1),
        made_by=person.pk,
    )  # fmt: skip
