"""Sharing a part: choose, see what it looks like, say yes; and take it back at the next click."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import rules
from wijkschakel.paths.actions import sharing
from wijkschakel.paths.models import Ambition, Path, Share
from wijkschakel.paths.queries import goals
from wijkschakel.paths.queries import sharing as queries
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.people.models import Organisation, Person
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.forms import ShareForm, SupportForm
from wijkschakel.web.path.owner import again, form_key, once, own_path, path_of


@signed_in
@require_safe
def shares(request: Request) -> HttpResponse:
    """Show who may see what."""
    path = path_of(request)
    opened = Opened()
    rows = queries.shares_of(path, request.now) if path else []
    context = {
        "place": place_of(request),
        "rows": [(one, opened.text(one.ambition, "words") if one.ambition else "") for one in rows],
        "has_goals": bool(path) and Ambition.objects.filter(path=path).exists(),
    }
    return render(request, "path/shares.html", context)


def _receivers(person: Person, request: Request) -> list[tuple[str, str]]:
    people = [
        (f"p-{one.pk}", str(one)) for one in queries.people_to_choose(person, request.now)[:100]
    ]
    groups = [(f"o-{one.pk}", one.name) for one in queries.organisations_to_choose(person)[:50]]
    return people + groups


def _form(request: Request, path: Path, data: Any = None) -> ShareForm:
    opened = Opened()
    rows = path.ambitions.order_by("-made_at")
    chosen = [(str(one.pk), opened.text(one, "words")[:120]) for one in rows]
    today = timezone.localdate(request.now)
    return ShareForm(
        data,
        goals=chosen,
        receivers=_receivers(path.person, request),
        first=today,
        last=today + rules.SHARE_LASTS,
        initial={"goal": request.GET.get("doel", ""), "until_on": today + rules.SHARE_LASTS / 2},
    )


def _receiver(code: str) -> dict[str, Any]:
    number = code[2:]
    if code.startswith("p-"):
        return {"to_person": found(Person.objects.filter(pk=number).first())}
    return {"to_organisation": found(Organisation.objects.filter(pk=number).first())}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_share(request: Request) -> HttpResponse:
    """Choose, look at it with the eyes of the other, and say yes."""
    path = own_path(request)
    base = {"place": place_of(request)}
    if request.method != "POST":
        return render(request, "path/share.html", base | {"form": _form(request, path)})
    form = _form(request, path, request.POST)
    if not form.is_valid():
        return again(request, "path/share.html", base, form=form)
    given = form.cleaned_data
    ambition = found(goals.find_ambition(visitor(request), uuid.UUID(given["goal"])))
    receiver = _receiver(given["receiver"])
    if request.POST.get("doe") != "ja":
        return render(
            request, "path/share_preview.html", base | _preview(request, form, ambition, receiver)
        )
    try:
        sharing.share_part(
            path=path,
            ambition=ambition,
            purpose=given["purpose"],
            parts=given["parts"],
            until_on=given["until_on"],
            by=visitor(request),
            now=request.now,
            **receiver,
        )
    except Refused as refused:
        return again(request, "path/share.html", base, refused, form)
    messages.success(request, _("Gedeeld. Je kunt het elke dag terugnemen."))
    return redirect("path:shares")


def _preview(
    request: Request, form: ShareForm, ambition: Ambition, receiver: dict[str, Any]
) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "form": form,
        "shown": queries.shown(
            ambition, given["parts"], request.now, reader=receiver.get("to_person")
        ),
        "receiver": next(iter(receiver.values())),
        "until_on": given["until_on"],
        "owner": visitor(request),
        "sent": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
    }


@signed_in
@require_POST
def stop(request: Request, share_id: uuid.UUID) -> HttpResponse:
    """Take it back."""
    share = found(queries.find_share(path_of(request), share_id))
    sharing.stop_sharing(share=share, by=visitor(request), now=request.now)
    messages.success(request, _("Gestopt. Het is nu weer alleen van jou."))
    return redirect("path:shares")


@signed_in
@require_safe
def shared(request: Request) -> HttpResponse:
    """Show what others share with me: whose it is, nothing of what stands in it."""
    rows = queries.shared_with(visitor(request), request.now)
    return render(request, "path/shared.html", {"place": place_of(request), "rows": rows})


def _read(request: Request, share: Share, form: SupportForm) -> dict[str, Any]:
    journal.record_read(
        action="read_shared_path",
        now=request.now,
        by=visitor(request),
        about=share.path.person,
        thing=share,
        organisation=share.consent.to_organisation,
        why=share.consent.purpose,
    )
    return {
        "place": place_of(request),
        "share": share,
        "owner": share.path.person,
        "shown": queries.shown(
            share.ambition,
            share.consent.items,
            request.now,
            queries.moment_of(share),
            visitor(request),
        ),
        "form": form,
        "once": form_key(request),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def read_share(request: Request, share_id: uuid.UUID) -> HttpResponse:
    """Read what somebody shares with me, and add support; each reading is noted for them."""
    share = found(queries.find_shared(visitor(request), share_id, request.now))
    if request.method != "POST":
        return render(request, "path/shared_one.html", _read(request, share, SupportForm()))
    form = SupportForm(request.POST)
    if not form.is_valid():
        return again(request, "path/shared_one.html", _read(request, share, form))
    try:
        sharing.add_support(
            share=share,
            words=form.cleaned_data["words"],
            by=visitor(request),
            now=request.now,
            once=once(request),
        )
    except Refused as refused:
        return again(request, "path/shared_one.html", _read(request, share, form), refused)
    messages.success(request, _("Toegevoegd. De bewoner leest het."))
    return redirect("path:read_share", share.pk)
