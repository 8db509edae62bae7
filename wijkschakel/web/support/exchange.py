"""Referrals as FHIR: fetching what I may see, reading in from another system after a look."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wijkschakel.support.actions import referral_exchange
from wijkschakel.support.models import Referral
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.queries import referrals as queries
from wijkschakel.support.rules import fhir
from wijkschakel.support.rules.referring import ALWAYS, Actor
from wijkschakel.web.common.access import found, signed_in, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.support import referral as one_referral
from wijkschakel.web.support.referral_forms import ReadInForm
from wijkschakel.web.support.referrals import WORKERS, note_reading

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SALT = "wijkschakel.referrals.read-in"
BIGGEST = 300_000
LOOK_LASTS = 60 * 60
REASONS = {
    "no_number": gettext_lazy("heeft geen nummer"),
    "unknown_state": gettext_lazy("heeft een status die we niet kennen"),
    "no_request": gettext_lazy("hoort bij geen verzoek in dit bestand"),
    "no_moment": gettext_lazy("heeft geen datum"),
    "no_receiver": gettext_lazy("zegt niet voor welke organisatie"),
    "twice": gettext_lazy("staat twee keer in dit bestand"),
    "here_already": gettext_lazy("staat hier al"),
    "on_its_way": gettext_lazy("loopt al ergens anders"),
    "other_sender": gettext_lazy("is van een andere organisatie"),
    "receiver_unknown": gettext_lazy("is voor een organisatie die hier niet staat"),
    "no_question": gettext_lazy("zegt niet waar het om gaat"),
    "too_many_at_once": gettext_lazy("past niet meer in deze keer; lees het bestand nog eens in"),
}
UNREADABLE = {
    "too_big": gettext_lazy("Dit bestand is te groot. Er is niets overgenomen."),
    "no_json": gettext_lazy("Dit is geen JSON. Er is niets overgenomen."),
    "no_bundle": gettext_lazy("Dit is geen FHIR-bundel. Er is niets overgenomen."),
    "too_many": gettext_lazy(
        "Hier staat te veel in. Er is niets overgenomen. Knip het in stukken."
    ),
    "nothing_in_it": gettext_lazy("Hier staat geen verwijzing in. Er is niets overgenomen."),
}


def _answer(records: list[fhir.Record], name: str) -> HttpResponse:
    response = JsonResponse(
        fhir.write_bundle(records),
        content_type="application/fhir+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def _record(referral: Referral, viewer: Actor, reach: permissions.Reach) -> fhir.Record:
    """Give a referral as its reader may see it."""
    if viewer == Actor.SENDER:
        return queries.as_record(referral, ALWAYS, reach.level)
    if viewer == Actor.RECEIVER:
        return queries.as_record(referral, reach.items, None)
    return queries.as_record(referral, {*ALWAYS, *referral.items}, None)


@signed_in
@require_safe
def write_one(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Give one referral as a FHIR bundle."""
    asked, actors, reach = one_referral.seen(request, referral)
    one_referral.note_seen(request, asked)
    viewer = one_referral.viewer_of(actors)
    return _answer([_record(asked, viewer, reach)], f"verwijzing-{asked.pk}")


@with_role(*WORKERS)
@require_safe
def write_all(request: Request) -> HttpResponse:
    """Give all that is for my organisations, as one FHIR bundle."""
    organisations = permissions.organisations_of(visitor(request), request.now)
    received = queries.received_by(organisations, request.now)
    people = [one.resident for one in received if one.resident]
    note_reading(request, people, "read_referrals")
    items = permissions.items_of_each(received, request.now)
    records = [queries.as_record(one, items[one.pk], None) for one in received]
    return _answer(records, "verwijzingen")


@with_role(*WORKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: Request) -> HttpResponse:
    """Look at a file of another system, and take over what can come."""
    organisations = permissions.organisations_of(visitor(request), request.now)
    if request.method != "POST":
        return _page(request, ReadInForm(organisations=organisations))
    if looked := request.POST.get("gezien"):
        return _take_over(request, looked)
    form = ReadInForm(request.POST, request.FILES, organisations=organisations)
    if not form.is_valid():
        return _page(request, form, status=INVALID)
    file, organisation = form.cleaned_data["file"], form.cleaned_data["organisation"]
    try:
        raw = file.read(BIGGEST + 1)
        if len(raw) > BIGGEST:
            raise fhir.NotReadable("too_big")
        rows = referral_exchange.preview(
            raw=raw, organisation=organisation, by=visitor(request), now=request.now
        )
    except fhir.NotReadable as error:
        return _page(request, form, refusal=str(UNREADABLE[str(error)]), status=INVALID)
    seen = signing.dumps(
        {"raw": raw.decode("utf-8", "replace"), "for": str(organisation.pk)},
        salt=SALT, compress=True,
    )  # fmt: skip
    return _page(request, form, rows=_said(rows), looked=seen, good=_good(rows))


def _good(rows: list[referral_exchange.Row]) -> int:
    return sum(not row.reasons for row in rows)


def _said(rows: list[referral_exchange.Row]) -> list[dict[str, Any]]:
    return [
        {"row": row, "reasons": [str(REASONS.get(code, code)) for code in row.reasons]}
        for row in rows
    ]


def _take_over(request: Request, looked: str) -> HttpResponse:
    organisations = permissions.organisations_of(visitor(request), request.now)
    try:
        content = signing.loads(looked, salt=SALT, max_age=LOOK_LASTS)
    except signing.BadSignature:
        refusal = _("Dit duurde te lang, of er is iets veranderd. Kies het bestand opnieuw.")
        form = ReadInForm(organisations=organisations)
        return _page(request, form, refusal=refusal, status=INVALID)
    organisation = found(organisations.filter(pk=content["for"]).first())
    rows = referral_exchange.take_over(
        raw=content["raw"].encode(), organisation=organisation, by=visitor(request), now=request.now
    )
    n = sum(row.made is not None for row in rows)
    said = ngettext("%(n)s verwijzing staat klaar.", "%(n)s verwijzingen staan klaar.", n) % {
        "n": n
    }
    messages.success(request, said + " " + _("Geef de bewoner het briefje met de code."))
    return redirect("support:referrals")


def _page(
    request: Request, form: ReadInForm, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    return render(request, "support/read_in.html", {"form": form} | more, status=status)
