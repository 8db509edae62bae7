"""Agreements: writing a version, asking signatures, signing, stopping, warning before the end."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import Region
from wijkschakel.places.permissions import covers
from wijkschakel.support import permissions
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import (
    Agreement,
    AgreementTerm,
    AgreementVersion,
    Signature,
)
from wijkschakel.support.queries import agreements as queries
from wijkschakel.support.rules import helping

State = AgreementVersion.State
FEWEST_PARTIES = 2


class MayNotWrite(Refused):
    """Only who coordinates in the region."""

    def __init__(self) -> None:
        super().__init__(_("Een afspraak schrijft een coördinator van de regio. "
                           "Er is niets veranderd."))  # fmt: skip


class IsFixed(Refused):
    """Somebody signed it, or it is over: from then on nothing changes."""

    def __init__(self) -> None:
        super().__init__(_("Deze versie ligt vast. Maak een nieuwe versie. Er is niets veranderd."))


class TooFewParties(Refused):
    """An agreement binds two parties at least."""

    def __init__(self) -> None:
        super().__init__(_("Kies minstens twee partijen. Er is nog niets verstuurd."))


class NothingCovered(Refused):
    """An agreement without kinds of help."""

    def __init__(self) -> None:
        super().__init__(_("Kies minstens één soort hulp. Er is nog niets verstuurd."))


class NoCheckAsked(Refused):
    """What only professionals do, for anybody who wants to."""

    def __init__(self) -> None:
        super().__init__(_("Wat alleen professionals doen, vraagt een bewijs, "
                           "zoals een diploma in de zorg. Er is niets bewaard."))  # fmt: skip


class MayNotSign(Refused):
    """Somebody who does not belong to the party, or signed for another one."""

    def __init__(self) -> None:
        super().__init__(_("Voor deze partij kun jij niet tekenen. Er is niets getekend."))


Terms = Mapping[str, tuple[Sequence[str], int]]


@dataclass(frozen=True)
class Written:
    """How a version reads; `terms` gives per kind the checks and the highest risk."""

    starts_on: dt.date
    ends_on: dt.date
    terms: Terms
    parties: Collection[Organisation]
    helpers: Sequence[str] = ()
    most_per_helper: int = 3
    goal: str = ""
    data_rules: str = ""


@transaction.atomic
def write_agreement(
    *, name: str, region: Region, written: Written, by: Person, now: dt.datetime
) -> AgreementVersion:
    """Begin an agreement with a first version in the making.

    :raises MayNotWrite.
    """
    if not permissions.may_write_agreement(by, region, now):
        raise MayNotWrite
    agreement = Agreement.objects.create(name=name, region=region, made_at=now)
    return _write(agreement, 1, written, by, now)


@transaction.atomic
def write_version(
    *, agreement: Agreement, written: Written, by: Person, now: dt.datetime
) -> AgreementVersion:
    """Begin a new version. What runs under the version before stays as it is.

    :raises MayNotWrite.
    """
    if not permissions.may_write_agreement(by, agreement.region, now):
        raise MayNotWrite
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    last = agreement.versions.order_by("-number").first()
    return _write(agreement, last.number + 1 if last else 1, written, by, now)


def _write(
    agreement: Agreement, number: int, written: Written, by: Person, now: dt.datetime
) -> AgreementVersion:
    version = AgreementVersion(agreement=agreement, number=number, made_at=now)
    _fill(version, written)
    version.save(force_insert=True)
    _write_terms(version, written.terms)
    _ask_parties(version, written)
    journal.record(action="write_agreement", now=now, by=by, thing=version)
    return version


def _fill(version: AgreementVersion, written: Written) -> None:
    version.goal, version.data_rules = written.goal.strip(), written.data_rules.strip()
    version.helpers = list(written.helpers)
    version.most_per_helper = written.most_per_helper
    version.starts_on, version.ends_on = written.starts_on, written.ends_on


def _write_terms(version: AgreementVersion, terms: Terms) -> None:
    if any(risk >= helping.PROFESSIONAL and not checks for checks, risk in terms.values()):
        raise NoCheckAsked
    version.terms.all().delete()
    AgreementTerm.objects.bulk_create(
        AgreementTerm(version=version, kind=kind, checks=list(checks), max_risk=risk)
        for kind, (checks, risk) in terms.items()
    )


def _ask_parties(version: AgreementVersion, written: Written) -> None:
    version.signatures.all().delete()
    Signature.objects.bulk_create(
        Signature(version=version, organisation=party) for party in written.parties
    )


def _locked(version: AgreementVersion) -> AgreementVersion:
    rows = AgreementVersion.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("agreement__region").get(pk=version.pk)


def _may_write(version: AgreementVersion, by: Person, now: dt.datetime) -> None:
    if not permissions.may_write_agreement(by, version.agreement.region, now):
        raise MayNotWrite


def _unsigned(version: AgreementVersion, by: Person, now: dt.datetime) -> AgreementVersion:
    fresh = _locked(version)
    _may_write(fresh, by, now)
    is_signed = fresh.signatures.filter(signed_at__isnull=False).exists()
    if is_signed or fresh.state not in (State.DRAFT, State.SIGNING):
        raise IsFixed
    return fresh


@transaction.atomic
def change_version(
    *, version: AgreementVersion, written: Written, by: Person, now: dt.datetime
) -> AgreementVersion:
    """Change a version that nobody signed; it is in the making again.

    :raises MayNotWrite, IsFixed.
    """
    fresh = _unsigned(version, by, now)
    _fill(fresh, written)
    fresh.state = State.DRAFT
    fresh.save()
    _write_terms(fresh, written.terms)
    _ask_parties(fresh, written)
    journal.record(action="change_agreement", now=now, by=by, thing=fresh)
    return fresh


@transaction.atomic
def ask_checks(*, version: AgreementVersion, terms: Terms, by: Person, now: dt.datetime) -> None:
    """Say per kind of a version that nobody signed which checks it asks, and how far it goes.

    Which kinds it covers stays as it is; it is in the making again.

    :raises MayNotWrite, IsFixed, NoCheckAsked.
    """
    fresh = _unsigned(version, by, now)
    kept = {term.kind: (term.checks, term.max_risk) for term in fresh.terms.order_by("pk")}
    _write_terms(fresh, {kind: terms.get(kind, before) for kind, before in kept.items()})
    fresh.state = State.DRAFT
    fresh.save(update_fields=["state"])
    journal.record(action="change_agreement", now=now, by=by, thing=fresh)


@transaction.atomic
def ask_signatures(*, version: AgreementVersion, by: Person, now: dt.datetime) -> None:
    """Lay a version before the parties; whoever may sign hears it.

    :raises MayNotWrite, IsFixed, TooFewParties, NothingCovered.
    """
    fresh = _locked(version)
    _may_write(fresh, by, now)
    if fresh.state != State.DRAFT:
        raise IsFixed
    if fresh.signatures.count() < FEWEST_PARTIES:
        raise TooFewParties
    if not fresh.terms.exists():
        raise NothingCovered
    fresh.state = State.SIGNING
    fresh.save(update_fields=["state"])
    journal.record(action="ask_signatures", now=now, by=by, thing=fresh)
    for person in queries.who_may_sign(fresh, timezone.localdate(now)):
        if person.pk == by.pk:
            continue
        tell(
            person,
            lambda: _("De afspraak “%(name)s” wacht op een handtekening van jouw organisatie.")
            % {"name": fresh.agreement.name},
            key=f"agreement-sign:{fresh.pk}:{person.pk}", link=f"/hulp/afspraak/{fresh.pk}/",
            by=by, now=now,
        )  # fmt: skip


@transaction.atomic
def sign(*, signature: Signature, by: Person, now: dt.datetime) -> AgreementVersion:
    """Sign for a party. With the last signature the version is signed, and counts from its day.

    One person never signs for two parties: two people at least are bound.

    :raises IsFixed: it is not laid before the parties. MayNotSign.
    """
    version = _locked(AgreementVersion(pk=signature.version_id))
    if version.state != State.SIGNING:
        raise IsFixed
    mine = version.signatures.select_related("organisation").filter(pk=signature.pk).first()
    others = version.signatures.filter(person=by)
    if mine is None or others.exists() or not permissions.may_sign(by, mine, now):
        raise MayNotSign
    today = by.memberships.active(timezone.localdate(now))
    member = today.filter(organisation=mine.organisation_id)
    mine.person, mine.signed_at = by, now
    mine.title = member.values_list("title", flat=True).first() or ""
    mine.save(update_fields=["person", "signed_at", "title"])
    journal.record(
        action="sign_agreement", now=now, by=by, thing=version, organisation=mine.organisation
    )
    if not version.signatures.filter(signed_at__isnull=True).exists():
        version.state, version.signed_at = State.SIGNED, now
        version.save(update_fields=["state", "signed_at"])
    return version


@transaction.atomic
def stop_agreement(*, version: AgreementVersion, by: Person, now: dt.datetime) -> None:
    """Stop a version: from now on nothing new begins under it; what runs goes on.

    :raises MayNotWrite, IsFixed: it is over already.
    """
    fresh = _locked(version)
    _may_write(fresh, by, now)
    if fresh.state == State.STOPPED:
        raise IsFixed
    fresh.state, fresh.stopped_at = State.STOPPED, now
    fresh.save(update_fields=["state", "stopped_at"])
    journal.record(action="stop_agreement", now=now, by=by, thing=fresh)


def warn_before_end(now: dt.datetime) -> dict[str, int]:
    """Nightly: tell coordinators of the region, once, that an agreement ends within sixty days."""
    warned = 0
    for version in queries.ending(timezone.localdate(now)):
        for one in _coordinators(version.agreement.region, now):
            warned += _warn(version, one, now)
    return {"warned_of_agreements": warned}


def _coordinators(region: Region, now: dt.datetime) -> list[Person]:
    grants = RoleGrant.objects.active(timezone.localdate(now))
    rows = grants.filter(role=RoleGrant.Role.COORDINATOR).select_related("person__account")
    districts = list(region.districts.prefetch_related("memberships").defer("boundary"))
    found: dict[uuid.UUID, Person] = {
        grant.person_id: grant.person
        for grant in rows
        if any(covers(grant, district) for district in districts)
    }
    return [found[number] for number in sorted(found, key=str)]


@transaction.atomic
def _warn(version: AgreementVersion, person: Person, now: dt.datetime) -> int:
    link = f"/werkplek/afspraken/{version.pk}/"
    if person.notices.filter(link=link).exists():
        return 0
    tell(
        person,
        lambda: _("De afspraak “%(name)s” loopt binnen 60 dagen af. "
                  "Daarna kan er niets nieuws bij.") % {"name": version.agreement.name},
        key=f"agreement-ends:{version.pk}:{person.pk}", link=link, by=None, now=now,
    )  # fmt: skip
    return 1
