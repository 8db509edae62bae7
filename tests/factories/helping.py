"""Makes requests, offers, agreements and matches for tests, through the actions that people use."""

import datetime as dt
from typing import Any

from tests.factories.people import MOMENT, make_membership, make_organisation, make_person
from tests.factories.places import make_region
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Region
from wijkschakel.support.actions import matches, offers, requests
from wijkschakel.support.matching import times
from wijkschakel.support.models import (
    Agreement,
    AgreementTerm,
    AgreementVersion,
    Check,
    HelpOffer,
    HelpRequest,
    Match,
    Signature,
)
from wijkschakel.support.rules import kinds


def make_request(person: Person, kind: str = "along", **changes: Any) -> HelpRequest:
    """Let somebody ask for company to the market."""
    now = changes.pop("now", MOMENT)
    by = changes.pop("by", person)
    values = {"words": "Wie gaat met mij mee naar de markt?", "parts": [(kind, ())]}
    asked = requests.Asked(**values | changes)
    return requests.ask_for_help(person=person, asked=asked, by=by, now=now)


def make_offer(person: Person, *kind: str, **changes: Any) -> HelpOffer:
    """Let somebody offer to go along, at any time of the week."""
    now = changes.pop("now", MOMENT)
    activity = changes.pop("activity", None)
    values = {"kinds": kind or ("along",), "times": times.ALWAYS, "most": 2}
    offered = offers.Offered(**values | changes)
    return offers.offer_help(person=person, offered=offered, by=person, now=now, activity=activity)


def make_agreement(
    district: District, *, region: Region | None = None, **changes: Any
) -> AgreementVersion:
    """Make a signed agreement that covers every kind and asks no check."""
    checks = changes.pop("checks", {})
    day = MOMENT.date()
    agreement = Agreement.objects.create(
        name=changes.pop("name", "Samen in de wijk"),
        region=region or make_region(district),
        made_at=MOMENT,
    )
    values = {
        "number": 1, "state": AgreementVersion.State.SIGNED, "starts_on": day - dt.timedelta(30),
        "ends_on": day + dt.timedelta(365), "made_at": MOMENT, "signed_at": MOMENT,
        "most_per_helper": 5,
    }  # fmt: skip
    version = AgreementVersion.objects.create(agreement=agreement, **values | changes)
    AgreementTerm.objects.bulk_create(
        AgreementTerm(version=version, kind=kind, checks=checks.get(kind, []), max_risk=2)
        for kind in kinds.shipped()
    )
    for name in ("gemeente", "welzijn"):
        signer = make_person(given_name="Tekenaar")
        party = make_organisation(district=district)
        make_membership(signer, party)
        Signature.objects.create(
            version=version, organisation=party, person=signer, title=name, signed_at=MOMENT
        )
    return version


def make_check(person: Person, kind: str = "vog", **changes: Any) -> Check:
    """Note a certificate, valid for a year."""
    day = MOMENT.date()
    values = {"kind": kind, "seen_on": day, "until_on": day + dt.timedelta(365)}
    return Check.objects.create(person=person, **values | changes)


def make_match(
    request: HelpRequest, offer: HelpOffer, *, now: dt.datetime = MOMENT, contact: bool = False
) -> Match:
    """Let a coordinator propose a helper; with `contact` both say yes."""
    part = request.parts.get(position=0)
    match = matches.suggest_match(
        part=part, offer=offer, source=Match.Source.COORDINATOR, by=None, now=now
    )
    if contact:
        matches.say_yes(match=match, by=request.person, now=now)
        match = matches.say_yes(match=match, by=offer.person, now=now)
    return match
