"""Making a label, and putting it on things."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Label, LabelUse
from wijkschakel.activities.queries import initiatives as queries
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import District


class LabelExists(Refused):
    """There is one of that name."""

    def __init__(self) -> None:
        super().__init__(_("Dit label is er al. Gebruik dat, of kies een andere naam."))


@transaction.atomic
def create_label(
    *,
    name: str,
    description: str,
    district: District | None,
    by: Person | None,
    now: dt.datetime,
) -> Label:
    """Make a label, for one district or for all.

    :raises LabelExists: there is one of that name.
    """
    slug = slugify(name)[:120] or uuid.uuid4().hex[:12]
    if Label.objects.filter(slug=slug).exists():
        raise LabelExists
    label = Label.objects.create(
        name=name, slug=slug, description=description, district=district, created_at=now
    )
    journal.record(action="create_label", now=now, by=by, thing=label)
    return label


def find_or_make(name: str, by: Person | None, now: dt.datetime) -> Label:
    """Give the label of that name, made for everywhere when there is none."""
    there = Label.objects.filter(slug=slugify(name)[:120]).first()
    return there or create_label(name=name, description="", district=None, by=by, now=now)


def set_among(
    kind: str,
    thing_id: uuid.UUID,
    labels: Collection[Label],
    district: District,
    now: dt.datetime,
) -> None:
    """Let a thing carry these labels and no others of its district; labels of elsewhere stay."""
    wanted = {label.pk: label for label in labels}
    uses = LabelUse.objects.filter(kind=kind, thing_id=thing_id)
    choice = {label.pk for label in queries.labels_for(district)}
    uses.filter(label__in=choice - set(wanted)).delete()
    there = set(uses.values_list("label", flat=True))
    put(kind, thing_id, [label for pk, label in wanted.items() if pk not in there], now)


def put(kind: str, thing_id: uuid.UUID, labels: Collection[Label], now: dt.datetime) -> None:
    """Write that a new thing carries these labels; the caller tells why in the journal."""
    LabelUse.objects.bulk_create(
        LabelUse(label=label, kind=kind, thing_id=thing_id, since=now) for label in labels
    )


@transaction.atomic
def carry_label(
    *, label: Label, kind: str, thing_id: uuid.UUID, by: Person, now: dt.datetime
) -> None:
    """Put a label on a thing. Twice is once."""
    _use, made = LabelUse.objects.get_or_create(
        label=label, kind=kind, thing_id=thing_id, defaults={"since": now}
    )
    if made:
        journal.record(action="carry_label", now=now, by=by, thing=label, details={"kind": kind})


@transaction.atomic
def drop_label(
    *, label: Label, kind: str, thing_id: uuid.UUID, by: Person, now: dt.datetime
) -> None:
    """Take a label off a thing. Twice is once."""
    gone, _kinds = LabelUse.objects.filter(label=label, kind=kind, thing_id=thing_id).delete()
    if gone:
        journal.record(action="drop_label", now=now, by=by, thing=label, details={"kind": kind})
