"""Agreements: which hold now and where, who still has to sign, which end soon."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Membership, Person
from wijkschakel.places.models import Region, RegionDistrict
from wijkschakel.support.matching.rules import Agreement as EngineAgreement
from wijkschakel.support.matching.rules import Terms
from wijkschakel.support.models import (
    Agreement,
    AgreementTerm,
    AgreementVersion,
    Match,
    Signature,
)
from wijkschakel.support.rules import helping

State = AgreementVersion.State
# What the engine reads of a version, and of each of its terms.
HELD = (
    "id", "agreement_id", "number", "state", "helpers", "most_per_helper", "starts_on", "ends_on",
)  # fmt: skip
TERM = ("terms__kind", "terms__checks", "terms__max_risk")


class Term(NamedTuple):
    """What the engine reads of a term."""

    kind: str
    checks: list[str]
    max_risk: int


def regions_with(districts: Collection[uuid.UUID]) -> QuerySet[Region]:
    """Give the regions in which these districts lie."""
    inside = RegionDistrict.objects.filter(region=OuterRef("pk"), district__in=districts)
    return Region.objects.filter(Exists(inside)).order_by("name")


def in_force(district: uuid.UUID, on: dt.date) -> list[AgreementVersion]:
    """Give the versions under which people may be matched in a district on a day, with terms.

    Of one agreement the newest signed version that has begun counts; when that one was stopped or
    has ended, an older one does not come back.
    """
    return _with_terms(_IN_DISTRICT.ask(AgreementVersion, district=district, on=on))


def in_force_in(region: Region, on: dt.date) -> list[AgreementVersion]:
    """Give the versions under which people may be matched in a region on a day, with terms."""
    return _with_terms(_newest(AgreementVersion.objects.filter(agreement__region=region), on))


def _in_district(*, district: uuid.UUID, on: dt.date) -> QuerySet[Any, Any]:
    inside = RegionDistrict.objects.filter(region=OuterRef("agreement__region"), district=district)
    return _newest(AgreementVersion.objects.filter(Exists(inside)), on)


_IN_DISTRICT = Prepared(_in_district)


def _newest(versions: QuerySet[AgreementVersion], on: dt.date) -> QuerySet[Any, Any]:
    """Ask what holds, with terms, in one question: a row for each term of a version."""
    begun = Q(state__in=[State.SIGNED, State.STOPPED], starts_on__lte=on, signed_at__isnull=False)
    newer = AgreementVersion.objects.filter(
        begun, agreement=OuterRef("agreement"), number__gt=OuterRef("number")
    )
    holds = versions.filter(begun, ~Exists(newer), state=State.SIGNED, ends_on__gte=on)
    return holds.order_by("agreement", "terms__pk").values_list(*HELD, *TERM)


def _with_terms(rows: Iterable[tuple[Any, ...]]) -> list[AgreementVersion]:
    terms: dict[uuid.UUID, list[Term]] = {}
    found: dict[uuid.UUID, AgreementVersion] = {}
    for *held, kind, checks, max_risk in rows:
        number = held[0]
        if number not in found:
            found[number], terms[number] = (
                AgreementVersion(**dict(zip(HELD, held, strict=True))),
                [],
            )
        if kind is not None:
            terms[number].append(Term(kind, checks, max_risk))
    for number, one in found.items():
        one._prefetched_objects_cache = {"terms": terms[number]}  # type: ignore[attr-defined]
    return list(found.values())


def for_engine(versions: Collection[AgreementVersion]) -> list[EngineAgreement]:
    """Write versions as the engine reads them."""
    return [
        EngineAgreement(
            id=str(version.pk),
            kinds={
                term.kind: Terms(frozenset(term.checks), term.max_risk)
                for term in version.terms.all()
            },
            starts_on=version.starts_on,
            ends_on=version.ends_on,
            helpers=frozenset(version.helpers),
            most_per_helper=version.most_per_helper,
        )
        for version in versions
    ]


def at_desk(districts: Collection[uuid.UUID]) -> list[Agreement]:
    """Give the agreements of the regions of these districts, with versions, newest first."""
    versions = AgreementVersion.objects.order_by("-number").prefetch_related(_signatures())
    rows = Agreement.objects.filter(region__in=regions_with(districts)).select_related("region")
    return list(rows.prefetch_related(Prefetch("versions", versions)).order_by("name"))


def _signatures() -> Prefetch:
    rows = Signature.objects.select_related("organisation", "person").order_by("organisation__name")
    return Prefetch("signatures", rows)


def find_version(
    version_id: uuid.UUID, districts: Collection[uuid.UUID] | None = None
) -> AgreementVersion | None:
    """Give a version with all that stands in it.

    :param districts: only of a region in which one of these lies.
    """
    rows = AgreementVersion.objects.select_related("agreement__region")
    if districts is not None:
        rows = rows.filter(agreement__region__in=regions_with(districts).order_by())
    terms = Prefetch("terms", AgreementTerm.objects.order_by("pk"))
    return rows.prefetch_related(_signatures(), terms).filter(pk=version_id).first()


def older_versions(version: AgreementVersion) -> list[AgreementVersion]:
    """Give the other versions of the same agreement, the newest first."""
    rows = AgreementVersion.objects.filter(agreement=version.agreement_id)
    return list(rows.exclude(pk=version.pk).order_by("-number"))


def running_under(agreements: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Count, per version of these agreements, the people who help each other under it now."""
    rows = Match.objects.filter(state=Match.State.CONTACT, version__agreement__in=agreements)
    return dict(rows.order_by().values_list("version").annotate(n=Count("pk")))


def who_may_sign(version: AgreementVersion, on: dt.date) -> list[Person]:
    """Give the people who belong to a party of a version today."""
    today = Membership.objects.active(on)
    theirs = today.filter(organisation__in=version.signatures.values("organisation"))
    rows = Person.objects.filter(erased_at__isnull=True, pk__in=theirs.values("person"))
    return list(rows.select_related("account").order_by("pk"))


def ending(on: dt.date) -> QuerySet[AgreementVersion]:
    """Give the versions that end within sixty days, and that nothing follows yet."""
    later = AgreementVersion.objects.filter(
        agreement=OuterRef("agreement"), state=State.SIGNED, number__gt=OuterRef("number")
    )
    rows = AgreementVersion.objects.filter(
        state=State.SIGNED, ends_on__gte=on, ends_on__lte=on + helping.WARN_BEFORE_END
    )
    return rows.exclude(Exists(later)).select_related("agreement__region")
