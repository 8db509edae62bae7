"""An activity in more languages: which one the visitor reads, and writing one."""

import uuid
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkschakel.activities.actions import translating
from wijkschakel.activities.models import Activity, ActivityTranslation
from wijkschakel.activities.queries import translations as queries
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import NAMES, language_name
from wijkschakel.web.portal.organisers import activity_to_organise

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
# Right to left, whatever the letters before it are.
RIGHT_TO_LEFT = ("ar", "fa")
SIGNED = ("nsi", "dse")


class TellingForm(forms.Form):
    """The same activity, told once more."""

    language = forms.ChoiceField(
        label=gettext_lazy("In welke taal?"),
        choices=[(code, name) for code, name in NAMES.items() if code not in SIGNED],
        error_messages={"invalid_choice": gettext_lazy("Kies een taal uit de lijst.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Hoe heet het in die taal?"),
        max_length=500,
        error_messages={"required": gettext_lazy("Schrijf hoe het heet.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    summary = forms.CharField(
        label=gettext_lazy("In één zin"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    description = forms.CharField(
        label=gettext_lazy("Zo gaat het"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


def for_visitor(request: Request, activity: Activity) -> dict[str, object]:
    """Give the text to show, and the links to the other languages."""
    others = queries.translations_of(activity)
    asked = request.GET.get("taal", "")[:12]
    own = request.person.language if request.person else ""
    told = queries.told_in(activity, others, [asked, own, get_language() or "nl"])
    codes = [activity.language, *(one.language for one in others)] if others else []
    languages = [(code, language_name(code), code == told.language) for code in codes]
    direction = "rtl" if told.language.split("-")[0] in RIGHT_TO_LEFT else "auto"
    return {"told": told, "told_languages": languages, "told_direction": direction}


@signed_in
def tell(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Write an activity in one more language."""
    activity = activity_to_organise(request, activity_id)
    if request.method != "POST":
        return _show(request, activity, TellingForm(initial=_start(request, activity)))
    form = TellingForm(request.POST)
    if not form.is_valid():
        return _show(request, activity, form, status=INVALID)
    try:
        translating.translate_activity(
            activity=activity, by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        return _show(request, activity, form, refused.sentence, INVALID)
    messages.success(request, _("De taal staat erbij."))
    return redirect("portal:tell_activity", activity_id)


def _start(request: Request, activity: Activity) -> dict[str, str]:
    """Fill in what stands there in the language that was chosen."""
    chosen = activity.translations.filter(language=request.GET.get("taal", "")[:12]).first()
    if chosen is None:
        return {"language": "en" if activity.language != "en" else "nl"}
    names = ("language", "title", "summary", "description")
    return {name: getattr(chosen, name) for name in names}


def _show(
    request: Request,
    activity: Activity,
    form: TellingForm,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    others = [(one, language_name(one.language)) for one in queries.translations_of(activity)]
    context = {
        "activity": activity,
        "place": activity.district,
        "written": language_name(activity.language),
        "others": others,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "portal/tellings.html", context, status=status)


@signed_in
@require_POST
def drop(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Take a language away."""
    activity = activity_to_organise(request, activity_id)
    language = request.POST.get("taal", "")[:12]
    told: ActivityTranslation = found(activity.translations.filter(language=language).first())
    translating.drop_translation(told=told, by=visitor(request), now=request.now)
    return redirect("portal:tell_activity", activity_id)
