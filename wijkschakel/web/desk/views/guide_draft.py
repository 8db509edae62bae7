"""Changing a version in the making, screen by screen; every change can be taken back."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import guides as actions
from wijkschakel.support.models import GuideVersion
from wijkschakel.support.queries import guides as queries
from wijkschakel.support.rules import checking, tree
from wijkschakel.support.rules.tree import Node, Tree
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import guide_words
from wijkschakel.web.desk.guide_forms import LeafForm, QuestionForm, form_of
from wijkschakel.web.desk.scope import COORDINATOR
from wijkschakel.web.desk.views.guides import INVALID, editable

ScreenForm = QuestionForm | LeafForm


def _page(
    request: Request,
    draft: GuideVersion,
    form: ScreenForm,
    *,
    refused: str = "",
    theirs: Node | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    whole = queries.tree_of(draft)
    found_here = [
        one for one in guide_words.remarks(checking.check(whole), whole) if one.key == form.node.key
    ]
    context = {
        "place": draft.guide.district,
        "version": draft,
        "form": form,
        "node": form.node,
        "is_start": form.node.key == whole.start,
        "remarks": found_here,
        "refused": refused,
        "theirs": theirs,
        "names": {key: tree.said(node.text, "nl") for key, node in whole.nodes.items()},
    }
    return render(request, "desk/guides/edit.html", context, status=status)


@with_role(COORDINATOR)
def edit(request: Request, version: uuid.UUID, screen: str) -> HttpResponse:
    """Change one screen. Who was second sees both, and loses nothing."""
    draft = editable(request, version)
    if draft.state != GuideVersion.State.DRAFT:
        return redirect("desk:guide_version", draft.pk)
    whole = queries.tree_of(draft)
    node = found(whole.get(screen))
    if request.method != "POST":
        return _page(request, draft, form_of(node, whole))
    form = form_of(node, whole, request.POST)
    if not form.is_valid():
        return _page(request, draft, form, status=INVALID)
    return _save(request, draft, form, whole)


def _save(request: Request, draft: GuideVersion, form: ScreenForm, whole: Tree) -> HttpResponse:
    node = form.made()
    try:
        actions.save_node(
            draft=draft,
            node=node,
            seen=form.cleaned_data["seen"],
            fresh=form.fresh,
            by=visitor(request),
            now=request.now,
        )
    except actions.ScreenChangedMeanwhile as refused:
        data = request.POST.copy()
        data["seen"] = tree.digest(refused.theirs)
        again = form_of(refused.theirs or form.node, whole, data)
        return _page(
            request, draft, again, refused=refused.sentence, theirs=refused.theirs, status=INVALID
        )
    except Refused as refused:
        return _page(request, draft, form, refused=refused.sentence, status=INVALID)
    messages.success(request, _("Bewaard. Dit kun je nog terugzetten."))
    if request.POST.get("verder") == "nieuw" and form.fresh:
        return redirect("desk:edit_guide", draft.pk, next(iter(form.fresh)))
    return redirect("desk:guide_version", draft.pk)


@with_role(COORDINATOR)
@require_POST
def remove(request: Request, version: uuid.UUID, screen: str) -> HttpResponse:
    """Take a screen out; it can be put back."""
    draft = editable(request, version)
    node = found(queries.tree_of(draft).get(screen))
    actions.remove_node(draft=draft, key=node.key, by=visitor(request), now=request.now)
    messages.success(request, _("Weggehaald. Dit kun je nog terugzetten."))
    return redirect("desk:guide_version", draft.pk)


@with_role(COORDINATOR)
@require_POST
def undo(request: Request, version: uuid.UUID) -> HttpResponse:
    """Put back how it read before the last change."""
    draft = editable(request, version)
    seen = request.POST.get("revisie", "")
    actions.undo_change(
        draft=draft,
        revision=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
        by=visitor(request),
        now=request.now,
    )
    messages.success(request, _("Teruggezet."))
    return redirect("desk:guide_version", draft.pk)
