"""Klopt er iets niet? Anybody may say so, without an account."""

import uuid
from http import HTTPStatus

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.actions import service_suggestions
from wijkschakel.activities.models import Service, ServiceSuggestion
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.service_forms import DAYS, SuggestionForm
from wijkschakel.web.common.signin import network_of

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


class ReaderForm(SuggestionForm):
    """What is wrong, in the fields or in own words."""

    is_gone = forms.BooleanField(label=_("Dit bestaat niet meer."), required=False)
    note = forms.CharField(
        label=_("Wat klopt er niet?"),
        help_text=_(
            "Schrijf het in je eigen woorden. Alleen de mensen die dit nakijken lezen het."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"max_length": _("Deze tekst is te lang. Kort hem in.")},
    )
    contact = forms.CharField(
        label=_("Mogen we je iets vragen?"),
        help_text=_("Je telefoon of mailadres. Na een maand wissen we het."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"max_length": _("Deze tekst is te lang. Kort hem in.")},
    )

    def facts(self) -> service_facts.Facts:
        """Give what was filled in; what is gone is proposed to stop."""
        found = super().facts()
        return (
            found | {"state": Service.State.CLOSED.value} if self.cleaned_data["is_gone"] else found
        )


@public
def suggest(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Ask what is wrong, and keep it for two people to look at."""
    service = found(queries.find_service(service_id))
    facts = service_facts.facts_of(service)
    if request.method != "POST":
        return _page(request, service, ReaderForm(facts=facts))
    form = ReaderForm(request.POST, facts=facts)
    if not form.is_valid():
        return _page(request, service, form, status=INVALID)
    try:
        _limit(request)
        suggestion = service_suggestions.suggest_change(
            service=service,
            facts=form.facts(),
            note=form.cleaned_data["note"],
            contact=form.cleaned_data["contact"],
            by=request.person,
            now=request.now,
        )
    except Refused as refused:
        return _page(request, service, form, refused.sentence, INVALID)
    return render(request, "portal/services/suggested.html", _thanks(service, suggestion))


def _limit(request: Request) -> None:
    """Refuse when one internet address says more than a neighbour would."""
    if not throttle.allow(
        "suggest_change",
        network_of(request),
        limit=rules.SUGGESTIONS_PER_NETWORK,
        window=rules.SUGGESTIONS_WINDOW,
        now=request.now,
    ):
        raise service_suggestions.TooManySuggestions


def _page(
    request: Request,
    service: Service,
    form: ReaderForm,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "service": service,
        "place": service.district,
        "form": form,
        "days": [form[name] for name, _day, _label in DAYS],
        "refusal": refusal,
    }
    return render(request, "portal/services/suggest.html", context, status=status)


def _thanks(service: Service, suggestion: ServiceSuggestion) -> dict[str, object]:
    before = {name: change["from"] for name, change in suggestion.changes.items()}
    after = {name: change["to"] for name, change in suggestion.changes.items()}
    return {
        "service": service,
        "place": service.district,
        "changes": service_facts.differences(before, after),
        "note": suggestion.note,
    }
