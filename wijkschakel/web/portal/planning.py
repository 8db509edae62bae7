"""When it is and how often: the short form of a series, and the days it gives before planning."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities import rules
from wijkschakel.activities.models import Series
from wijkschakel.web.common.moment_fields import clock_field, day_field
from wijkschakel.web.portal.forms import duration_choices, one_sentence

ONCE = "once"
YEARS_AHEAD = 2
DAYS_SHOWN = 60
BETWEEN = re.compile(r"[\s,;]+")
RHYTHMS = ((ONCE, _("één keer")), *Series.Rhythm.choices)
HOLIDAYS = {
    "new_year": _("Nieuwjaarsdag"),
    "good_friday": _("Goede Vrijdag"),
    "easter": _("Eerste Paasdag"),
    "easter_monday": _("Tweede Paasdag"),
    "kings_day": _("Koningsdag"),
    "liberation_day": _("Bevrijdingsdag"),
    "ascension": _("Hemelvaartsdag"),
    "pentecost": _("Eerste Pinksterdag"),
    "pentecost_monday": _("Tweede Pinksterdag"),
    "christmas": _("Eerste Kerstdag"),
    "boxing_day": _("Tweede Kerstdag"),
    "christmas_break": _("kerstvakantie"),
    "may_break": _("meivakantie"),
}


@dataclass(frozen=True)
class PlannedDay:
    """One day of the series as it will be: its date, a holiday on it, left out or not."""

    date: dt.date
    holiday: str
    is_skipped: bool

    @property
    def value(self) -> str:
        """Give the date as a form sends it."""
        return self.date.isoformat()


class MomentForm(forms.Form):
    """When it is, and how often."""

    day = day_field(_("Op welke dag?"))
    at = clock_field(_("Hoe laat?"))
    minutes = forms.TypedChoiceField(
        label=_("Hoe lang?"),
        coerce=int,
        initial=120,
        error_messages=one_sentence(_("Kies hoe lang het duurt."), "required", "invalid_choice"),
    )
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=RHYTHMS,
        initial=ONCE,
        error_messages=one_sentence(_("Kies hoe vaak het is."), "required", "invalid_choice"),
    )
    until = forms.DateField(
        label=_("Tot en met welke dag?"),
        help_text=_("Komt er geen einde aan? Laat dit leeg."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026.")},
    )
    dates = forms.CharField(
        label=_("Op welke dagen nog meer?"),
        help_text=_("Zet een komma tussen de dagen. Bijvoorbeeld: 24-11-2026, 3-12-2026."),
        required=False,
        max_length=3000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localtime(now).date()
        self.fields["minutes"].choices = duration_choices()  # type: ignore[attr-defined]

    def _refuse_far_days(self, day: dt.date) -> None:
        if day < self.today:
            raise ValidationError(_("Deze dag is al geweest. Kies een dag die nog komt."))
        if day.year > self.today.year + YEARS_AHEAD:
            raise ValidationError(_("Deze dag is te ver weg. Kies een dag binnen twee jaar."))

    def clean_day(self) -> dt.date:
        """Refuse days that have passed."""
        day: dt.date = self.cleaned_data["day"]
        self._refuse_far_days(day)
        return day

    def clean_dates(self) -> frozenset[dt.date]:
        """Read the days somebody typed."""
        texts = [text for text in BETWEEN.split(self.cleaned_data["dates"]) if text]
        if len(texts) > rules.CHOSEN_MAXIMUM:
            raise ValidationError(_("Dit zijn te veel dagen. Kies er hooguit 200."))
        found = set()
        for text in texts:
            try:
                day = forms.DateField().to_python(text)
            except ValidationError as error:
                sentence = _("Deze dag ken ik niet: %(text)s. Een voorbeeld: 24-11-2026.")
                raise ValidationError(sentence % {"text": text[:20]}) from error
            if day:
                self._refuse_far_days(day)
                found.add(day)
        return frozenset(found)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        kept: dict[str, Any] = super().clean() or {}
        day, until = kept.get("day"), kept.get("until")
        if day and until and until < day:
            self.add_error("until", _("Het einde ligt voor het begin. Kies een latere dag."))
        return kept

    @property
    def skips(self) -> frozenset[dt.date]:
        """Give the days that were ticked to leave out."""
        data = self.data
        texts = data.getlist("skip") if isinstance(data, MultiValueDict) else []
        return frozenset(filter(None, map(_read_day, texts[: rules.CHOSEN_MAXIMUM])))

    @property
    def plan(self) -> rules.Plan:
        """Give the rule of the series."""
        kept = self.cleaned_data
        rhythm, first, extras = kept["rhythm"], kept["day"], kept["dates"]
        until = kept["until"]
        if rhythm == ONCE:
            rhythm, extras, until = Series.Rhythm.CHOSEN, frozenset(), first
        if rhythm == Series.Rhythm.CHOSEN:
            extras |= {first}
            until = max(extras)
        return rules.Plan(rhythm, first, skips=self.skips, extras=extras, until_on=until)

    def days(self) -> list[PlannedDay]:
        """Give the days as they will be, with what is special about them."""
        plan, skips = self.plan, self.skips
        end = max([plan.first_on + rules.AHEAD, *plan.extras])
        whole = rules.Plan(plan.rhythm, plan.first_on, extras=plan.extras, until_on=plan.until_on)
        found = rules.days(whole, start=plan.first_on, end=end)
        return [
            PlannedDay(day, str(HOLIDAYS.get(rules.name_of(day), "")), day in skips)
            for day in found[:DAYS_SHOWN]
        ]


def _read_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class MoveForm(MomentForm):
    """To which day and time a session goes, and whether what follows goes along."""

    rhythm = None  # type: ignore[assignment]
    until = None  # type: ignore[assignment]
    dates = None  # type: ignore[assignment]
    what = forms.ChoiceField(
        label=_("Wat gaat mee?"),
        choices=(("one", _("Alleen deze dag")), ("following", _("Deze dag en alle volgende"))),
        initial="one",
        widget=forms.RadioSelect,
        error_messages=one_sentence(_("Kies wat er meegaat."), "required", "invalid_choice"),
    )

    def clean(self) -> dict[str, Any]:
        """There is no end to check."""
        return forms.Form.clean(self) or {}
