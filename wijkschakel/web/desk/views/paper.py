"""Printed products: ordering them, seeing how far they are, and taking them along."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries
from wijkschakel.activities.actions import paper
from wijkschakel.activities.models import PrintedProduct
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import invitations
from wijkschakel.people.models import InvitationCode
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.htmx import render_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.paper_forms import ProductsForm
from wijkschakel.web.desk.scope import OPENERS, Scope

SHOWN = 30
State = PrintedProduct.State


@with_role(*OPENERS)
@require_GET
@never_cache
def products(request: Request) -> HttpResponse:
    """Show what can be printed, and what was made this week."""
    scope = scopes.of(request, *OPENERS)
    form = ProductsForm(scope=scope, initial={"language": "nl", "activity": _about(request)})
    return _page(request, scope, form)


def _about(request: Request) -> uuid.UUID | None:
    """Give the activity of the address, to fill in the form."""
    try:
        return uuid.UUID(request.GET.get("over", ""))
    except ValueError:
        return None


def _page(request: Request, scope: Scope, form: ProductsForm, **more: Any) -> HttpResponse:
    made = list(queries.printed_products(scope.ids)[:SHOWN])
    context = {
        "place": scope.place,
        "form": form,
        "is_at_desk": scope.is_at_desk,
        "made": made,
        "is_busy": any(one.state in (State.WAITING, State.BUSY) for one in made),
        "invitations": people_queries.open_invitations(scope.ids, request.now).select_related(
            "district"
        ).defer("district__boundary"),
    }  # fmt: skip
    status = more.pop("status", 200)
    return render_part(
        request, "desk/products.html", "desk/_products.html", context | more, status=status
    )


@with_role(*OPENERS)
@require_POST
def order(request: Request) -> HttpResponse:
    """Let the task worker make them."""
    from wijkschakel.web.desk.paper import tasks  # noqa: PLC0415  # slow import

    scope = scopes.of(request, *OPENERS)
    form = ProductsForm(request.POST, scope=scope)
    if not form.is_valid():
        return _page(request, scope, form, status=422)
    try:
        paper.order_products(
            hand_over=tasks.make_product.enqueue,
            by=scope.coordinator,
            now=request.now,
            **form.cleaned_data,
        )
    except Refused as refused:
        return _page(request, scope, form, refused=refused.sentence, status=422)
    return redirect("desk:products")


@with_role(*OPENERS)
@require_GET
def download(request: Request, product: uuid.UUID) -> HttpResponse:
    """Give the PDF."""
    scope = scopes.of(request, *OPENERS)
    ready = queries.printed_products(scope.ids).defer(None).defer("district__boundary")
    one = found(ready.filter(pk=product, state=State.READY).first())
    about = slugify(one.activity.title if one.activity else one.district.name)[:40]
    name = "-".join(part for part in (one.get_kind_display(), about) if part)
    headers = {"Content-Disposition": f'inline; filename="{slugify(name)}.pdf"'}
    return HttpResponse(bytes(one.pdf or b""), content_type="application/pdf", headers=headers)


@with_role(*OPENERS)
@require_POST
def stop_words(request: Request, invitation: uuid.UUID) -> HttpResponse:
    """Let the words of an invitation work no longer."""
    scope = scopes.of(request, *OPENERS)
    rows = InvitationCode.objects.filter(district__in=scope.ids)
    code = found(rows.filter(pk=invitation).first())
    invitations.stop_invitation(code=code, by=scope.coordinator, now=request.now)
    return redirect("desk:products")
