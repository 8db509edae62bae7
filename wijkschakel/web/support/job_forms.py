"""The questions of neighbourhood jobs: putting one up, wanting one, answering, the next step."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.actions.jobs import Described
from wijkschakel.support.models import Job, JobStep
from wijkschakel.support.queries import jobs as queries
from wijkschakel.support.rules import helping, jobs

AREA = {"rows": 3, "dir": "auto"}
LINE = {"dir": "auto"}
CHOSEN = {"required": _("Kies er een."), "invalid_choice": _("Kies uit de lijst.")}
TYPED = {"required": _("Vul dit in."), "max_length": _("Dit is te lang. Kort het in.")}
DAY = {
    "required": _("Kies een dag."),
    "invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026."),
}


def _number(label: Any, low: int, high: int, **more: Any) -> forms.IntegerField:
    said = _("Kies een getal van %(low)s tot en met %(high)s.") % {"low": low, "high": high}
    return forms.IntegerField(
        label=label, min_value=low, max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
        **more,
    )  # fmt: skip


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=DAY, **more)


class JobForm(forms.Form):
    """What the job is, what one learns, and what it may lead to."""

    title = forms.CharField(
        label=_("Wat is het?"), help_text=_("Bijvoorbeeld: gastheer of gastvrouw in De Kachel."),
        max_length=120, error_messages=TYPED, widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Wat doe je dan?"), help_text=_("Zoals je het een buur vertelt."),
        max_length=1_000, error_messages=TYPED, widget=forms.Textarea(attrs={**AREA, "rows": 4}),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Waar is het?"), max_length=120, error_messages=TYPED,
        widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    learns = forms.CharField(
        label=_("Wat leer je hier?"),
        help_text=_("Eén ding op elke regel. Bijvoorbeeld: gasten ontvangen."),
        max_length=800, error_messages=TYPED, widget=forms.Textarea(attrs={**AREA, "rows": 4}),
    )  # fmt: skip
    needs = forms.CharField(
        label=_("Wat moet je al kunnen?"), help_text=_("Vraag niet meer dan nodig is."),
        required=False, max_length=800, error_messages=TYPED, widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip
    hours = _number(_("Hoeveel uur in de week?"), 1, 40, initial=4)
    places = _number(_("Voor hoeveel mensen tegelijk?"), 1, 20, initial=1)
    pay = forms.ChoiceField(
        label=_("Wat staat ertegenover?"), choices=Job.Pay.choices, widget=forms.RadioSelect,
        initial=Job.Pay.VOLUNTARY, error_messages=CHOSEN,
    )  # fmt: skip
    leads_to = forms.ChoiceField(
        label=_("Waar kan het naartoe leiden?"), choices=Job.Next.choices,
        widget=forms.RadioSelect, error_messages=CHOSEN,
    )  # fmt: skip
    until_on = _day(_("Tot wanneer kan iemand zich melden?"))
    organisation = forms.ModelChoiceField(
        label=_("Van welke zaak of groep?"), queryset=Organisation.objects.none(),
        required=False, empty_label=_("Van mijzelf"), error_messages=CHOSEN,
    )  # fmt: skip
    guide = forms.ModelChoiceField(
        label=_("Wie begeleidt?"), queryset=Person.objects.none(), required=False,
        empty_label=_("Ikzelf"), error_messages=CHOSEN,
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, person: Person, now: dt.datetime, **kwargs: Any) -> None:
        """Offer the organisations of the writer, and who works there as guide."""
        super().__init__(*args, **kwargs)
        today = timezone.localdate(now)
        mine = people_queries.organisations_of(person, today)
        colleagues = queries.colleagues_of(person, today).exclude(pk=person.pk)
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]
        self.fields["guide"].queryset = colleagues  # type: ignore[attr-defined]
        if not mine:
            del self.fields["organisation"]
        if not colleagues:
            del self.fields["guide"]
        if not self.is_bound:
            self.fields["until_on"].initial = today + dt.timedelta(days=60)

    def described(self) -> Described:
        """Give what the job is."""
        said = dict(self.cleaned_data)
        said.pop("key")
        for name in ("learns", "needs"):
            said[name] = jobs.skills_of(said[name])
        return Described(**said)

    @staticmethod
    def initial_of(job: Job) -> dict[str, Any]:
        """Give what a job says now, to change it."""
        names = ("title", "about", "place", "hours", "places", "pay", "leads_to", "until_on")
        return {name: getattr(job, name) for name in names} | {
            "learns": "\n".join(skill.name for skill in job.learns),
            "needs": "\n".join(skill.name for skill in job.needs),
            "organisation": job.organisation_id,
            "guide": job.guide_id if job.guide_id != job.offered_by_id else None,
        }


class WantForm(forms.Form):
    """I want this: why, and what goes along."""

    words = forms.CharField(
        label=_("Wil je er iets bij vertellen?"), help_text=_("Alleen wie begeleidt, leest dit."),
        required=False, max_length=helping.LONGEST,
        error_messages=TYPED, widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip
    takes_strengths = forms.BooleanField(label=_("Neem mee wat ik kan brengen."), required=False)

    def __init__(self, *args: Any, brings: str = "", **kwargs: Any) -> None:
        """Ask whether strengths go along, and show them; without any there is nothing to ask."""
        super().__init__(*args, **kwargs)
        if brings:
            self.fields["takes_strengths"].help_text = f"“{brings}”"
        else:
            del self.fields["takes_strengths"]


class ReasonForm(forms.Form):
    """Why not; the resident reads it."""

    reason = forms.CharField(
        label=_("Waarom niet? De ander leest dit."), max_length=helping.LONGEST,
        error_messages={"required": _("Schrijf waarom. Eén zin is genoeg."),
                        "max_length": _("Dit is te lang. Kort het in.")},
        widget=forms.Textarea(attrs={**AREA, "rows": 2}),
    )  # fmt: skip


class StepForm(forms.Form):
    """The next step: which one, from when, and what one does then."""

    kind = forms.ChoiceField(
        label=_("Wat is de volgende stap?"), widget=forms.RadioSelect, error_messages=CHOSEN
    )
    starts_on = _day(_("Vanaf wanneer?"))
    tasks = forms.CharField(
        label=_("Wat ga je dan doen?"), required=False, max_length=helping.LONGEST,
        error_messages=TYPED, widget=forms.Textarea(attrs=AREA),
    )  # fmt: skip

    def __init__(self, *args: Any, agreed: list[str], **kwargs: Any) -> None:
        """Offer the steps that come after those both agreed on."""
        super().__init__(*args, **kwargs)
        names = dict(JobStep.Kind.choices)
        self.fields["kind"].choices = [(one, names[one]) for one in jobs.steps_after(agreed)]  # type: ignore[attr-defined]
