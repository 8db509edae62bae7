"""Organisations: noting which there are."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class NameTaken(Refused):
    """There is an organisation with this name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s staat er al. Zoek op die naam.") % {"name": name})


class NotYourDistrict(Refused):
    """Only the administrator of a district makes an organisation there."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan alleen de beheerder van die wijk. Er is niets veranderd."))


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, district: District | None, by: Person, now: dt.datetime, **more: str
) -> Organisation:
    """Make one organisation; nobody belongs to it yet.

    :param more: description, phone, email and website.
    :raises NotYourDistrict, NameTaken.
    """
    if not permissions.administers(by, district, now):
        raise NotYourDistrict
    words = " ".join(name.split())
    if known := Organisation.objects.filter(name__iexact=words).first():
        raise NameTaken(known.name)
    made, is_new = Organisation.objects.get_or_create(
        name=words, defaults={"kind": kind, "district": district, **more}
    )
    if not is_new:
        raise NameTaken(made.name)
    journal.record(action="add_organisation", now=now, by=by, thing=made)
    return made


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
