"""Guides at the desk: which there are, looking one over, trying it out, putting it online."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.support import permissions
from wijkschakel.support.actions import guides as actions
from wijkschakel.support.models import Guide, GuideVersion
from wijkschakel.support.queries import guides as queries
from wijkschakel.support.rules.tree import Tree
from wijkschakel.web.common import guides
from wijkschakel.web.common.access import found, holds, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import Place
from wijkschakel.web.desk import guide_words
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR

State = GuideVersion.State
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def editable(request: Request, number: uuid.UUID) -> GuideVersion:
    """Give a version that this coordinator may edit; any other does not exist here."""
    regions = sorted({grant.region_id for grant in request.roles if grant.region_id})
    version = found(queries.find_draft(number, regions))
    return found(version if edits(request, version.guide) else None)


def edits(request: Request, guide: Guide) -> bool:
    """Say who edits: coordinators of the district; the guide of all, who coordinates everywhere."""
    return holds(request, {COORDINATOR}, guide.district)


@with_role(COORDINATOR)
@require_safe
def overview(request: Request) -> HttpResponse:
    """List the guides of the own districts, and what districts have none."""
    scope = scopes.of(request)
    rows = queries.guides_for(scope.ids)
    taken = {guide.district_id for guide in rows}
    own = set(scope.ids)
    is_everywhere = permissions.may_edit_needs(scope.coordinator, None, request.now)
    shown = [
        {
            "guide": guide,
            "versions": sorted(guide.versions.all(), key=lambda one: -one.number),
            "may_edit": guide.district_id in own or (not guide.district_id and is_everywhere),
        }
        for guide in rows
    ]
    without = [district for district in scope.districts if district.pk not in taken]
    context = {"place": scope.place, "guides": shown, "without": without}
    return render(request, "desk/guides/list.html", context)


@with_role(COORDINATOR)
@require_POST
def copy(request: Request) -> HttpResponse:
    """Make a guide for a district out of the one that holds there now, or the one we bring."""
    scope = scopes.of(request)
    wanted = request.POST.get("wijk", "")
    district = found(next((one for one in scope.districts if str(one.pk) == wanted), None))
    draft = actions.create_guide(
        name=_("Vraagwijzer %(district)s") % {"district": district.name},
        district=district,
        source=queries.find_online(district),
        by=scope.coordinator,
        now=request.now,
    )
    return redirect("desk:guide_version", draft.pk)


@with_role(COORDINATOR)
@require_POST
def start_draft(request: Request, guide: uuid.UUID) -> HttpResponse:
    """Begin a new version."""
    chosen = found(queries.find_guide(guide))
    found(chosen if edits(request, chosen) else None)
    draft = actions.start_draft(guide=chosen, by=found(request.person), now=request.now)
    return redirect("desk:guide_version", draft.pk)


def looked_over(request: Request, version: GuideVersion, whole: Tree) -> dict[str, object]:
    """Give what is right and wrong with a version."""
    faults, live = guides.findings(whole, version, request.now)
    remarks = guide_words.remarks(faults, whole)
    return {
        "place": version.guide.district,
        "version": version,
        "stops": [one for one in remarks if one.stops],
        "advice": [one for one in remarks if not one.stops],
        "live": live,
    }


@with_role(COORDINATOR)
@require_safe
def version(request: Request, version: uuid.UUID) -> HttpResponse:
    """Show every screen of a version, with what is wrong and how often its ends helped."""
    one = editable(request, version)
    whole = queries.tree_of(one)
    counted = queries.helped(one)
    wrong = looked_over(request, one, whole)
    rows: list[dict[str, Any]] = [
        {
            "node": node,
            "screen": guides.make_screen(whole, node, [], str),
            "helped": counted.get(node.key),
        }
        for node in whole.nodes.values()
    ]
    context = wrong | {
        "questions": [row for row in rows if not row["node"].is_leaf],
        "leaves": [row for row in rows if row["node"].is_leaf],
        "whole": whole,
        "is_draft": one.state == State.DRAFT,
        "may_undo": one.state == State.DRAFT and queries.is_changed(one),
    }
    return render(request, "desk/guides/version.html", context)


@with_role(COORDINATOR)
@require_safe
def preview(request: Request, version: uuid.UUID, screen: str) -> HttpResponse:
    """Walk a version that is not online yet, as people would."""
    one = editable(request, version)
    whole = queries.tree_of(one)
    node = found(whole.get(screen))

    def address(key: str) -> str:
        return reverse("desk:preview_guide", args=[one.pk, key])

    way = guides.read_way(request.GET, whole, node)
    context: dict[str, object] = {
        "place": one.guide.district,
        "version": one,
        "preview": True,
        "screen": guides.make_screen(whole, node, way, address),
    }
    if node.is_leaf:
        district = one.guide.district or scopes.of(request).districts[0]
        context["leaf"] = guides.make_leaf(node, district, Place(district), request.now)
    return render(request, "desk/guides/preview.html", context)


@with_role(COORDINATOR)
def publish(request: Request, version: uuid.UUID) -> HttpResponse:
    """Show what changes for people, and put it online."""
    one = editable(request, version)
    if one.state != State.DRAFT:
        return redirect("desk:guide_version", one.pk)
    if request.method != "POST":
        return _publish_page(request, one)
    whole = queries.tree_of(one)
    _faults, live = guides.findings(whole, one, request.now)
    seen = request.POST.get("revisie", "")
    try:
        actions.publish_version(
            draft=one,
            revision=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            live=live,
            by=found(request.person),
            now=request.now,
        )
    except Refused as refused:
        return _publish_page(request, editable(request, version), refused.sentence)
    messages.success(request, _("De vraagwijzer staat online."))
    return redirect("desk:guide_version", one.pk)


def _publish_page(request: Request, one: GuideVersion, refused: str = "") -> HttpResponse:
    whole = queries.tree_of(one)
    online = one.guide.versions.filter(state=State.PUBLISHED).first()
    changes = queries.differences(queries.tree_of(online) if online else None, whole)
    context = looked_over(request, one, whole) | {
        "refused": refused,
        "online": online,
        "changes": changes,
    }
    status = INVALID if refused else HTTPStatus.OK
    return render(request, "desk/guides/publish.html", context, status=status)
