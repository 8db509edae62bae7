"""Who may do what with requests, offers, checks, agreements, matches and worries."""

import datetime as dt

from django.utils import timezone

from wijkschakel.activities import permissions as activity_permissions
from wijkschakel.activities.models import Activity
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District, Region
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
    """Who coordinates a district of the region, the region itself, or everywhere."""
    if by is None:
        return False
    districts = region.districts.prefetch_related("memberships").defer("boundary")
    return any(may_work_on(by, district, now) for district in districts)


def may_sign(by: Person | None, signature: Signature, now: dt.datetime) -> bool:
    """Who belongs to the party today."""
    if by is None:
        return False
    theirs = by.memberships.active(timezone.localdate(now))
    return theirs.filter(organisation=signature.organisation_id).exists()
