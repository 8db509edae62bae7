"""Who may do what with requests, offers, checks, agreements, matches and worries."""

import datetime as dt
import uuid

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wijkschakel.activities import permissions as activity_permissions
from wijkschakel.activities.models import Activity
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District, Region, RegionDistrict
from wijkschakel.support.models import HelpOffer, HelpRequest, Match, Signature

Role = RoleGrant.Role


def may_ask_for(person: Person, by: Person | None, now: dt.datetime) -> bool:
    """Oneself, or who helps this resident now, with their consent."""
    return people_permissions.may_act_for(person, by, now)


def may_change_request(by: Person | None, request: HelpRequest, now: dt.datetime) -> bool:
    """The resident, or who helps them now."""
    return people_permissions.may_act_for(request.person, by, now)


def may_work_on(by: Person | None, district: District, now: dt.datetime) -> bool:
    """Coordinators of the district: they propose helpers and see checks."""
    return people_permissions.holds(by, {Role.COORDINATOR}, district, now)


def may_say_who_does(by: Person | None, request: HelpRequest, now: dt.datetime) -> bool:
    """The resident, who helps them now, and coordinators of the district."""
    return may_change_request(by, request, now) or may_work_on(by, request.district, now)


def may_offer_activity(by: Person | None, activity: Activity) -> bool:
    """Only who leads it, or organises it with them."""
    return activity_permissions.may_organise(by, activity)


def may_change_offer(by: Person | None, offer: HelpOffer) -> bool:
    """Only who offers it."""
    return by is not None and offer.person_id == by.pk


def side_of(person: Person | None, match: Match) -> str:
    """Say on which side of a match somebody stands; empty for anybody else."""
    if person is None:
        return ""
    if match.part.request.person_id == person.pk:
        return "resident"
    return "helper" if match.offer.person_id == person.pk else ""


def may_settle_worry(by: Person | None, district: District, now: dt.datetime) -> bool:
    """The safeguarding person of the district; nobody else reads a worry."""
    return people_permissions.holds(by, {Role.SAFEGUARDING}, district, now)


def may_write_agreement(by: Person | None, region: Region, now: dt.datetime) -> bool:
    """Who coordinates a district of the region, what such a district lies in, or everywhere."""
    if by is None:
        return False
    inside = RegionDistrict.objects.filter(region=region)
    covered = inside.filter(
        Q(district=OuterRef("district"))
        | Q(district__municipality=OuterRef("municipality"))
        | Q(district__memberships__region=OuterRef("region"))
    )
    everywhere = Q(Exists(inside), district=None, municipality=None, region=None)
    grants = by.roles.active(timezone.localdate(now)).filter(role=Role.COORDINATOR)
    return grants.filter(Q(Exists(covered)) | everywhere).exists()


def may_sign(by: Person | None, signature: Signature, now: dt.datetime) -> bool:
    """Who belongs to the party today."""
    return signature.organisation_id in signs_for(by, now)


def signs_for(by: Person | None, now: dt.datetime) -> frozenset[uuid.UUID]:
    """Give the parties for which somebody may sign: where they belong today."""
    if by is None:
        return frozenset()
    theirs = by.memberships.active(timezone.localdate(now))
    return frozenset(theirs.values_list("organisation", flat=True))
