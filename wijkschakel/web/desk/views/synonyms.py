"""Words that mean the same: looked through, added, changed and taken away by a coordinator."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.base.search import editing, synonyms
from wijkschakel.base.search.synonyms import Group
from wijkschakel.base.text import stems
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR

MOST_SHOWN = 60


class GroupForm(forms.Form):
    """The words of a group."""

    words = forms.CharField(
        label=_("Woorden"),
        max_length=3000,
        help_text=_("Zet een komma tussen de woorden."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "nl"}),
    )
    note = forms.CharField(label=_("Waarom?"), max_length=200, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@with_role(COORDINATOR)
@require_http_methods(["GET", "POST"])
def synonym_groups(request: Request) -> HttpResponse:
    """Show the groups, look for a word in them, add one."""
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            editing.add_group(
                words=form.cleaned_data["words"], note=form.cleaned_data["note"],
                by=visitor(request), now=request.now,
            )  # fmt: skip
            return redirect("desk:synonym_groups")
        except Refused as refused:
            form.add_error("words", refused.sentence)
    status = 422 if form.errors else 200
    return render(request, "desk/synonyms.html", _list(request) | {"form": form}, status=status)


def _list(request: Request) -> dict[str, object]:
    words = " ".join(request.GET.get("woord", "").replace("\0", " ").split())[:80]
    groups = [group for group in synonyms.everything() if _holds(group, words)]
    gone = request.GET.get("weg", "")
    return {
        "place": scopes.of(request).place,
        "words": words,
        "groups": groups[:MOST_SHOWN],
        "rest": max(0, len(groups) - MOST_SHOWN),
        "total": len(groups),
        "gone": synonyms.find(gone) if gone and len(gone) < 80 else None,
    }


def _holds(group: Group, words: str) -> bool:
    asked = stems.fold(words)
    return any(asked in stems.fold(word) for word in group.words)


@with_role(COORDINATOR)
@require_http_methods(["GET", "POST"])
def synonym_group(request: Request, name: str) -> HttpResponse:
    """Show one group with who changed it last, and change it."""
    group = found(synonyms.find(name))
    start = {"words": ", ".join(group.words), "note": group.note, "version": group.version}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            editing.change_group(
                name=name, version=form.cleaned_data["version"] or 0,
                words=form.cleaned_data["words"], note=form.cleaned_data["note"],
                by=visitor(request), now=request.now,
            )  # fmt: skip
            return redirect("desk:synonym_groups")
        except editing.ChangedMeanwhile as refused:
            # What they wrote stays; who reads the sentence and saves again has seen the other.
            form = _seen(form, found(synonyms.find(name)))
            form.add_error("words", refused.sentence)
        except Refused as refused:
            form.add_error("words", refused.sentence)
    return _page(request, group, form)


def _seen(form: GroupForm, fresh: Group) -> GroupForm:
    again = GroupForm(form.cleaned_data | {"version": fresh.version})
    again.is_valid()
    return again


def _page(request: Request, group: Group, form: GroupForm) -> HttpResponse:
    line = editing.last_change(group)
    context = {
        "place": scopes.of(request).place,
        "group": group,
        "form": form,
        "changed_at": line and line.at,
        "changed_by": line and line.by and people_queries.find_person(line.by),
    }
    return render(request, "desk/synonym.html", context, status=422 if form.errors else 200)


@with_role(COORDINATOR)
@require_POST
def take_synonyms_away(request: Request, name: str) -> HttpResponse:
    """Let a group no longer count; the list offers to put it back."""
    group = found(synonyms.find(name))
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 7 else -1
    try:
        row = editing.take_away(name=name, version=seen, by=visitor(request), now=request.now)
    except Refused as refused:
        start = {"words": ", ".join(group.words), "note": group.note, "version": group.version}
        form = GroupForm(start)
        form.add_error("words", refused.sentence)
        return _page(request, group, form)
    response = redirect("desk:synonym_groups")
    response["Location"] += f"?weg={row.pk}"
    return response


@with_role(COORDINATOR)
@require_POST
def put_synonyms_back(request: Request, name: str) -> HttpResponse:
    """Undo taking a group away."""
    if editing.put_back(name=name, by=visitor(request), now=request.now) is None:
        raise Http404
    return redirect("desk:synonym_groups")
