"""Organisations of a district: noting which there are."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


@transaction.atomic
def add_organisations(
    *, district: District, named: Sequence[tuple[str, str]], by: Person, now: dt.datetime
) -> list[Organisation]:
    """Note organisations by name and kind; one with a name that is known stays as it is."""
    added = []
    for name, kind in named:
        words = " ".join(name.split())
        organisation, is_new = Organisation.objects.get_or_create(
            name=words, defaults={"kind": kind, "district": district}
        )
        if is_new:
            journal.record(action="add_organisation", now=now, by=by, thing=organisation)
            added.append(organisation)
    return added
