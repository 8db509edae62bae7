"""The form of a consultation hour at the desk."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, ConsultationHour, Series
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue
from wijkschakel.web.common.languages import NAMES, SPOKEN

RHYTHMS = [choice for choice in Series.Rhythm.choices if choice[0] != Series.Rhythm.CHOSEN]
CLOCK = {
    "invalid": _("Deze tijd ken ik niet. Een voorbeeld: 14:00."),
    "required": _("Kies een tijd."),
}
DAY = {
    "invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026."),
    "required": _("Kies een dag."),
}


class HourForm(forms.ModelForm):
    """What it is for, where, when, and whether one makes an appointment."""

    spoken = forms.MultipleChoiceField(
        label=_("Welke talen spreken jullie?"),
        choices=[(code, NAMES[code]) for code in SPOKEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies de talen uit de lijst.")},
    )
    district = forms.ModelChoiceField(
        label=_("In welke wijk?"),
        queryset=District.objects.none(),
        error_messages={
            "required": _("Kies een wijk."),
            "invalid_choice": _("Kies een wijk uit de lijst."),
        },
    )

    class Meta:
        model = ConsultationHour
        fields = [
            "title", "summary", "who", "theme", "venue", "organisation", "phone", "rhythm",
            "first_on", "until_on", "opens", "closes", "is_walk_in", "slot_minutes", "spoken",
            "is_formal", "closes_on_holidays",
        ]  # fmt: skip
        labels = {
            "title": _("Hoe heet het spreekuur?"),
            "summary": _("Waar kun je voor komen?"),
            "who": _("Wie zit er?"),
            "theme": _("Wat past het best?"),
            "venue": _("Waar?"),
            "organisation": _("Van welke organisatie?"),
            "phone": _("Telefoon"),
            "rhythm": _("Hoe vaak?"),
            "first_on": _("Vanaf welke dag?"),
            "until_on": _("Tot en met welke dag?"),
            "opens": _("Open van"),
            "closes": _("Open tot"),
            "is_walk_in": _("Mensen mogen zo binnenlopen."),
            "slot_minutes": _("Hoeveel minuten duurt een afspraak?"),
            "is_formal": _("Hier zit iemand van een organisatie."),
            "closes_on_holidays": _("Op feestdagen is het dicht."),
        }
        help_texts = {
            "who": _("Bijvoorbeeld: twee buren van het taalcafé."),
            "until_on": _("Laat leeg als het blijft."),
            "slot_minutes": _("Laat leeg als je geen afspraken maakt."),
        }
        widgets = {
            "first_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "opens": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        error_messages = {
            "title": {"required": _("Geef het een naam. Bijvoorbeeld: vragen over geld.")},
            "opens": CLOCK,
            "closes": CLOCK,
            "first_on": DAY,
            "until_on": DAY,
        }

    def __init__(self, *args: Any, districts: QuerySet[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        venues = Venue.objects.filter(district__in=districts).only("name")
        parties = Organisation.objects.filter(district__in=districts).only("name")
        self._offer("venue", venues.order_by("name"), _("Weet ik nog niet"))
        self._offer("organisation", parties.order_by("name"), _("Van de buurt zelf"))
        self._offer("district", districts, None)
        for name in ("venue", "organisation", "until_on", "slot_minutes"):
            self.fields[name].required = False
        self.fields["rhythm"].choices = RHYTHMS  # type: ignore[attr-defined]
        self.fields["theme"].choices = Activity.Theme.choices  # type: ignore[attr-defined]
        if not self.instance._state.adding:
            del self.fields["district"]

    def _offer(self, name: str, rows: QuerySet[Any], nothing: Any) -> None:
        field = self.fields[name]
        field.queryset = rows  # type: ignore[attr-defined]
        field.empty_label = nothing  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Give what was filled in, in the words of a consultation hour."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
