"""An agreement on one page, for anybody; and signing it, for who belongs to a party."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.support import permissions
from wijkschakel.support.actions import agreements as actions
from wijkschakel.support.models import AgreementVersion, Check
from wijkschakel.support.queries import agreements as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.web.common import helping
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request

State = AgreementVersion.State
# How far an agreement goes for a kind of help; the usual is not said.
FAR = {
    0: gettext_lazy("Alleen zolang dit gewone hulp is."),
    1: gettext_lazy("Alleen zolang dit een beetje vertrouwen vraagt."),
    3: gettext_lazy("Ook als alleen professionals dit doen."),
}


@dataclass(frozen=True)
class Seen:
    """A version, whether the visitor coordinates where it holds, and for whom they may sign."""

    version: AgreementVersion
    coordinates: bool
    parties: frozenset[uuid.UUID]


def _page(
    request: Request, seen: Seen, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    version = seen.version
    kinds = kind_queries.all_kinds()
    checks = dict(Check.Kind.choices)
    terms: dict[tuple[str, int], list[str]] = {}
    for term in version.terms.all():
        needed = ", ".join(str(checks.get(code, code)) for code in term.checks)
        name = kind_queries.name_of(kinds, term.kind)
        terms.setdefault((needed, term.max_risk), []).append(name)
    today, older = timezone.localdate(request.now), queries.older_versions(version)
    is_signing = version.state == State.SIGNING
    context = {
        "version": version,
        "is_in_force": version.state == State.SIGNED
        and version.starts_on <= today <= version.ends_on,
        "terms": [
            (needed, ", ".join(names), FAR.get(most, ""))
            for (needed, most), names in sorted(terms.items())
        ],
        "may_change": version.state == State.DRAFT and seen.coordinates,
        "helpers": ", ".join(str(helping.HELPERS[code]) for code in version.helpers),
        "signatures": [
            {"one": one, "may_sign": is_signing and one.organisation_id in seen.parties}
            for one in version.signatures.all()
        ],
        "older": older,
        "running": _running(version, older) if seen.coordinates else [],
        "refusal": refusal,
    }
    return render(request, "support/agreement.html", context, status=status)


def _running(
    version: AgreementVersion, others: list[AgreementVersion]
) -> list[tuple[AgreementVersion, int]]:
    """Count for a coordinator who runs under which version: a new one changes nothing of it."""
    counted = queries.running_under([version.agreement_id])
    return [(one, counted[one.pk]) for one in (version, *others) if counted.get(one.pk)]


def _seen(request: Request, version_id: uuid.UUID) -> Seen:
    """Give a version: to anybody once it was signed, before that to parties and coordinators."""
    version = found(queries.find_version(version_id))
    by, now = request.person, request.now
    coordinates = permissions.may_write_agreement(by, version.agreement.region, now)
    if version.state in (State.SIGNED, State.STOPPED):
        return Seen(version, coordinates, frozenset())
    asked = {one.organisation_id for one in version.signatures.all()}
    parties = permissions.signs_for(by, now) & asked
    return found(Seen(version, coordinates, parties) if coordinates or parties else None)


@public
@require_GET
def agreement(request: Request, version_id: uuid.UUID) -> HttpResponse:
    """Show an agreement on one page."""
    return _page(request, _seen(request, version_id))


@signed_in
@require_POST
def sign(request: Request, version_id: uuid.UUID, signature_id: int) -> HttpResponse:
    """Sign for a party."""
    seen = _seen(request, version_id)
    mine = {one.pk: one for one in seen.version.signatures.all()}
    signature = found(mine.get(signature_id))
    try:
        actions.sign(signature=signature, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(
            request, seen, refusal=refused.sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return redirect("support:agreement", version_id)
