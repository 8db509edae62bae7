"""Who may see what of me, and who looked."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.people import queries, rules
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Consent
from wijkschakel.support.actions import referrals
from wijkschakel.support.models import Referral
from wijkschakel.support.queries import referrals as referral_queries
from wijkschakel.support.rules import referring
from wijkschakel.web.account import words
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.http import SignedInRequest


def _line(consent: Consent, about: Mapping[uuid.UUID, Referral] | None = None) -> dict[str, Any]:
    return {
        "referral": (about or {}).get(consent.pk),
        "consent": consent,
        "receiver": consent.receiver_name,
        "items": words.items(consent.items),
        "purpose": words.purpose(consent.purpose),
    }


def _may_renew(consent: Consent, about: Mapping[uuid.UUID, Referral], today: dt.date) -> bool:
    """Say whether it can be given anew here: not when what it was for has ended."""
    if consent.until_on is not None and consent.until_on <= today:
        return False
    if consent.purpose == referring.FEEDBACK:
        return consent.pk in about
    if consent.purpose == referring.PURPOSE:
        return consent.pk in about and about[consent.pk].ended_at is None
    return consent.purpose not in rules.GIVEN_WITH_A_PATH


@signed_in
@never_cache
@require_safe
def my_consents(request: SignedInRequest) -> HttpResponse:
    """Show who may see what of me, and what I stopped."""
    person, today = request.person, timezone.localdate(request.now)
    live = list(queries.consents_of(person, request.now))
    ended = list(queries.ended_consents_of(person, request.now)[:50])
    about = referral_queries.by_consent([consent.pk for consent in [*live, *ended]])
    context = {
        "live": [_line(consent, about) for consent in live],
        "ended": [
            _line(consent, about) | {"may_renew": _may_renew(consent, about, today)}
            for consent in ended
        ],
    }
    return render(request, "account/consents.html", context)


@signed_in
@require_POST
def withdraw_consent(request: SignedInRequest, consent: uuid.UUID) -> HttpResponse:
    """Stop sharing; it works from the next request on."""
    mine = get_object_or_404(request.person.consents, pk=consent)
    consents.withdraw_consent(consent=mine, by=request.person, now=request.now)
    if mine.purpose in rules.GIVEN_WITH_A_PATH:
        messages.success(request, _("Gestopt. Dit werkt meteen."))
    else:
        messages.success(
            request, _("Gestopt. Dit werkt meteen. Je kunt het hieronder weer terugzetten.")
        )
    return redirect("account:my_consents")


def _give_anew(request: SignedInRequest, old: Consent) -> None:
    if old.purpose in (referring.PURPOSE, referring.FEEDBACK):
        referrals.share_again(consent=old, by=request.person, now=request.now)
        return
    consents.give_consent(
        person=request.person,
        purpose=old.purpose,
        items=old.items,
        text_version=old.text_version,
        to_person=old.to_person,
        to_organisation=old.to_organisation,
        until_on=old.until_on,
        by=request.person,
        now=request.now,
    )


@signed_in
@require_POST
def renew_consent(request: SignedInRequest, consent: uuid.UUID) -> HttpResponse:
    """Give anew what was stopped by mistake: the same, to the same receiver."""
    old = get_object_or_404(request.person.consents, pk=consent)
    if old.withdrawn_at is None or old.purpose in rules.GIVEN_WITH_A_PATH:
        return redirect("account:my_consents")
    try:
        _give_anew(request, old)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Teruggezet. Het is weer zoals het was."))
    return redirect("account:my_consents")


@signed_in
@never_cache
@require_safe
def who_looked(request: SignedInRequest) -> HttpResponse:
    """Show who looked in my data: this month in the heading, the months before below."""
    local = timezone.localtime(request.now)
    month = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    since = month - dt.timedelta(days=365)
    looks = queries.who_looked(request.person, since)
    recent = [look for look in looks if look.last_at >= month]
    number = len({(look.name, look.organisation) for look in recent})
    context = {
        "heading": words.people_looked(number),
        "has_recent": bool(recent),
        "lines": words.lines(looks),
        "emergencies": queries.emergencies_of(request.person),
        "consents": [_line(c) for c in queries.consents_of(request.person, request.now)[:5]],
    }
    return render(request, "account/who_looked.html", context)
