"""What people in Hazelrode ask and offer, the agreement they do it under, and who found whom."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from wijkschakel.people.models import Consent, Person
from wijkschakel.places.models import Region
from wijkschakel.support.actions.matches import reasons_of
from wijkschakel.support.matching import times
from wijkschakel.support.models import (
    Agreement,
    AgreementTerm,
    AgreementVersion,
    Check,
    HelpOffer,
    HelpPart,
    HelpRequest,
    Match,
    MatchPlan,
    MatchStory,
    OfferKind,
    Signature,
    Worry,
)
from wijkschakel.support.queries import engine
from wijkschakel.support.rules import helping as rules
from wijkschakel.support.rules import kinds
from wijkschakel.upkeep.demo import texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

DISTRICT = "WK990101"
ENDS_IN = dt.timedelta(days=55)  # so that the desk sees the warning
YEAR = dt.timedelta(days=365)
# Where somebody is alone with who they help, or handles money, a check is asked.
CHECKED = {
    "money": ["money-coach", "papers", "digid"],
    "vog": ["appointment", "buddy", "carer-break", "childcare", "grief", "night", "sitting",
            "transport", "young-family"],
}  # fmt: skip


def write_help(town: Map, people: Town, now: dt.datetime) -> int:
    """Write it all; give how many requests there are."""
    told = texts.read("help")
    version = _agreement(told["agreement"], town, people, now)
    here = sorted(
        (one for one in people.residents if one.district == town.districts[DISTRICT]),
        key=lambda one: str(one.pk),
    )

    def who(row: Mapping[str, Any]) -> Person:
        named = row["who"]
        return people.cast[named] if isinstance(named, str) else here[named]

    for row in told["offer"]:
        _offer(row, who(row), now)
    for row in told["request"]:
        _request(row, who(row), now)
    for row in told["match"]:
        _match(row, version, now)
    return len(told["request"])


def _agreement(
    row: Mapping[str, Any], town: Map, people: Town, now: dt.datetime
) -> AgreementVersion:
    region = Region.objects.get(slug=texts.read("places")["region"]["slug"])
    began = now - dt.timedelta(days=310)
    agreement = Agreement.objects.create(
        id=demo_id("agreement", row["key"]), name=row["name"], region=region, made_at=began
    )
    today = today_in(now)
    version = AgreementVersion.objects.create(
        id=demo_id("agreement-version", row["key"]), agreement=agreement, number=1,
        state=AgreementVersion.State.SIGNED, goal=row["goal"], data_rules=row["data_rules"],
        helpers=row["helpers"], most_per_helper=row["most_per_helper"],
        starts_on=today - dt.timedelta(days=310), ends_on=today + ENDS_IN, made_at=began,
        signed_at=began,
    )  # fmt: skip
    asked = {kind: check for check, covered in CHECKED.items() for kind in covered}
    AgreementTerm.objects.bulk_create(
        AgreementTerm(
            version=version, kind=code, checks=[asked[code]] if code in asked else [], max_risk=2
        )
        for code in kinds.shipped()
    )
    for party, signer in zip(row["parties"], row["signers"], strict=True):
        Signature.objects.create(
            version=version, organisation=people.organisations[party],
            person=people.cast[signer], title="namens het bestuur", signed_at=began,
        )  # fmt: skip
    return version


def _offer(row: Mapping[str, Any], person: Person, now: dt.datetime) -> None:
    made = now - dt.timedelta(days=row["days"])
    offer = HelpOffer(
        id=demo_id("help-offer", row["key"]), person=person, district=person.district,
        neighbourhood_id=person.neighbourhood_id, helper=row["helper"], words=row["words"],
        interests=row["interests"], times=times.bits(row["times"]), radius_m=row["radius"],
        languages=row["languages"], most=row["most"], made_at=made, changed_at=made,
        state=row.get("state", HelpOffer.State.ACTIVE),
    )  # fmt: skip
    offer.save(force_insert=True)
    OfferKind.objects.bulk_create(
        OfferKind(offer=offer, kind=kind, position=place) for place, kind in enumerate(row["kinds"])
    )
    seen = today_in(now) - dt.timedelta(days=row["days"])
    for check in row.get("checks", ()):
        Check.objects.create(
            id=demo_id("help-check", f"{row['key']}:{check}"), person=person, kind=check,
            seen_on=seen, until_on=seen + 2 * YEAR,
        )  # fmt: skip


def _request(row: Mapping[str, Any], person: Person, now: dt.datetime) -> None:
    asked = now - dt.timedelta(days=row["days"], hours=2)
    state = row.get("state", HelpRequest.State.OPEN)
    is_over = state == HelpRequest.State.CLOSED
    request = HelpRequest(
        id=demo_id("help-request", row["key"]), person=person, district=person.district,
        neighbourhood_id=person.neighbourhood_id, words=row["words"],
        strengths=row.get("strengths", ""), interests=row.get("interests", []),
        times=times.bits(row["times"]), rhythm=row["rhythm"], languages=row["languages"],
        radius_m=row.get("radius", 1_000), is_direct=row.get("direct", False), state=state,
        consent_at=asked, asked_at=asked, changed_at=asked,
        looks_at=None if state != "open" else asked + rules.LOOK_AFTER,
        ended_at=now - dt.timedelta(days=5) if is_over else None,
        ended_how=HelpRequest.Ended.HELPED if is_over else "",
    )  # fmt: skip
    request.save(force_insert=True)
    HelpPart.objects.bulk_create(
        HelpPart(
            id=demo_id("help-part", f"{row['key']}:{place}"), request=request, kind=kind,
            position=place, state=HelpPart.State.DONE if is_over else HelpPart.State.OPEN,
        )
        for place, kind in enumerate([row["kind"], *row.get("also", ())])
    )  # fmt: skip


def _match(row: Mapping[str, Any], version: AgreementVersion, now: dt.datetime) -> None:
    part = HelpPart.objects.select_related(
        "request__person", "request__district", "request__neighbourhood"
    ).get(pk=demo_id("help-part", f"{row['request']}:0"))
    offer = HelpOffer.objects.get(pk=demo_id("help-offer", row["offer"]))
    found = engine.pair(part, offer, now).suggestions.best
    asked = now - dt.timedelta(days=row["days"])
    had_contact = row["state"] != Match.State.SUGGESTED
    is_over = row["state"] == Match.State.ENDED
    match = Match.objects.create(
        id=demo_id("match", row["request"]), part=part, offer=offer, version=version,
        state=row["state"], source=Match.Source.COORDINATOR,
        score=found[0].total if found else 500, reasons=reasons_of(found[0]) if found else [],
        suggested_at=asked, lapses_at=asked + rules.ANSWER_WITHIN,
        resident_yes_at=asked if had_contact else None,
        helper_yes_at=asked if had_contact or row.get("yes") == "helper" else None,
        contact_at=asked if had_contact else None,
        ended_at=now - dt.timedelta(days=5) if is_over else None,
    )  # fmt: skip
    for side, went in row.get("stories", ()):
        MatchStory(
            id=demo_id("match-story", f"{row['request']}:{side}"), match=match, side=side,
            went=went, has_tie=True, told_at=now - dt.timedelta(days=2),
        ).save(force_insert=True)  # fmt: skip
    if row["state"] == Match.State.CONTACT:
        _let_see(match, asked)


def _let_see(match: Match, at: dt.datetime) -> None:
    part, request = match.part, match.part.request
    part.state, request.state = HelpPart.State.MATCHED, HelpRequest.State.MATCHED
    part.save(update_fields=["state"])
    request.save(update_fields=["state"])
    pair = (request.person_id, match.offer.person_id)
    for one, other in (pair, pair[::-1]):
        Consent.objects.create(
            id=demo_id("consent", f"match:{match.pk}:{one}"), person_id=one, purpose="match",
            items=["email", "phone"], to_person_id=other, text_version="match-1", given_at=at,
            until_on=today_in(at) + YEAR,
        )  # fmt: skip


def take_out(inside: Collection[uuid.UUID]) -> None:
    """Delete what was asked, offered and agreed in these districts."""
    HelpRequest.objects.filter(district__in=inside).delete()
    HelpOffer.objects.filter(district__in=inside).delete()
    Worry.objects.filter(district__in=inside).delete()
    slug = texts.read("places")["region"]["slug"]
    MatchPlan.objects.filter(region__slug=slug).delete()
    Match.objects.filter(version__agreement__region__slug=slug).delete()
    Agreement.objects.filter(region__slug=slug).delete()
