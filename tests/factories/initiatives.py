"""Makes initiatives, who owns and supports them, and labels for tests."""

import itertools
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from tests.factories.people import MOMENT
from tests.factories.places import make_district
from wijkschakel.activities.actions import finding_initiatives, initiatives
from wijkschakel.activities.models import (
    Initiative,
    InitiativeParty,
    InitiativeStep,
    Label,
    LabelUse,
    SupportAsk,
)
from wijkschakel.people.models import Person

_number = itertools.count(1)


def make_initiative(owner: Person | None = None, **changes: Any) -> Initiative:
    """Make a small question, in a district of its own unless told otherwise."""
    values = {
        "name": f"Ruilkast {next(_number)}",
        "summary": "Een kast voor de hele straat.",
        "started_on": timezone.localdate(MOMENT),
        "created_at": MOMENT,
        "changed_at": MOMENT,
    }
    values |= changes
    values["district"] = values.get("district") or make_district()
    initiative = Initiative.objects.create(**values)
    initiatives.add_step(initiative, InitiativeStep.Kind.STARTED, MOMENT)
    finding_initiatives.put_initiatives([initiative])
    if owner:
        make_party(initiative, person=owner)
    return initiative


def make_party(initiative: Initiative, **changes: Any) -> InitiativeParty:
    """Let somebody own an initiative."""
    values = {"role": InitiativeParty.Role.OWNER, "since": MOMENT}
    return InitiativeParty.objects.create(initiative=initiative, **values | changes)


def make_ask(initiative: Initiative, **changes: Any) -> SupportAsk:
    """Let an initiative need a room."""
    values = {"kind": "room", "what": "Een ruimte op woensdag", "asked_at": MOMENT}
    return SupportAsk.objects.create(initiative=initiative, **values | changes)


def make_label(name: str = "", *things: Any, **changes: Any) -> Label:
    """Make a label for everywhere, carried by these things."""
    name = name or f"Meedoen {next(_number)}"
    label = Label.objects.create(name=name, slug=slugify(name), created_at=MOMENT, **changes)
    for thing in things:
        LabelUse.objects.create(
            label=label, kind=thing._meta.model_name, thing_id=thing.pk, since=MOMENT
        )
    return label
