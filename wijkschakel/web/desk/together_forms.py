"""What a coordinator fills in before residents are asked: when, who carries it, and whom."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.actions.arrangements import Draft
from wijkschakel.support.arranging import together
from wijkschakel.support.models import Arrangement
from wijkschakel.support.queries.arrangements import Gathering
from wijkschakel.web.common.moment_fields import clock_field, day_field

MOST_CENTS = 1_000_000
NOBODY = _("Ik zoek nog iemand")


class AskForm(forms.Form):
    """One meeting: its day and hour, who carries it, what it costs, who is asked."""

    on = day_field(_("Wanneer is de eerste keer?"))
    clock = clock_field(_("Hoe laat?"))
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=Arrangement.Rhythm.choices,
        error_messages={"required": _("Kies hoe vaak."), "invalid_choice": _("Kies hoe vaak.")},
    )
    lead = forms.ModelChoiceField(
        label=_("Wie ontvangt de mensen?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=NOBODY,
        help_text=_("Hier staan mensen die hulp aanbieden. Zonder naam ontvang jij."),
        error_messages={"invalid_choice": _("Kies iemand uit de lijst.")},
    )
    parties = forms.ModelMultipleChoiceField(
        label=_("Welke organisaties doen mee?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Twee of meer in de eigen buurt telt als maatwerk."),
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    euros = forms.DecimalField(
        label=_("Wat kost het per keer, in euro's?"),
        min_value=0,
        max_value=MOST_CENTS // 100,
        decimal_places=2,
        error_messages={
            "required": _("Vul een bedrag in. Nul mag ook."),
            "invalid": _("Vul een bedrag in, zoals 42,50."),
            "min_value": _("Een bedrag is nul of meer."),
            "max_value": _("Dit bedrag is te hoog."),
            "max_decimal_places": _("Vul een bedrag in, zoals 42,50."),
        },
        localize=True,
    )

    def __init__(
        self, *args: Any, gathering: Gathering, now: dt.datetime, organisations: Any, leads: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        self.leads = leads
        # What is offered was read once, for the forms of all meetings.
        for name, rows, nobody in (("parties", organisations, ()), ("lead", leads, [("", NOBODY)])):
            field: Any = self.fields[name]
            field.queryset = rows
            field.choices = [*nobody, *((row.pk, str(row)) for row in rows)]
        earliest = timezone.localdate(now + together.SOONEST) + dt.timedelta(days=1)
        theme = gathering.theme
        self.initial = {
            "on": together.first_day(gathering.block, earliest),
            "clock": theme.clock(gathering.block),
            "rhythm": Arrangement.Rhythm.WEEKLY,
            "euros": Decimal(gathering.cost_cents) / 100,
        }

    @property
    def picked(self) -> set[str]:
        """Give whom to ask: everybody, until somebody is unticked."""
        if self.is_bound:
            return set(self.data.getlist(self.add_prefix("wie")))  # type: ignore[attr-defined]
        return {str(asker.part.pk) for asker in self.gathering.askers}

    def draft(self) -> Draft:
        """Give what is asked; only people of this meeting can be in it."""
        data = self.cleaned_data
        could = {str(asker.part.pk): asker.part.pk for asker in self.gathering.askers}
        parts: Sequence[uuid.UUID] = [could[one] for one in sorted(self.picked) if one in could]
        moment = dt.datetime.combine(data["on"], data["clock"])
        return Draft(
            theme=self.gathering.theme,
            venue=self.gathering.venue,
            starts_at=timezone.make_aware(moment),
            rhythm=data["rhythm"],
            parts=parts,
            parties=list(data["parties"]),
            cost_cents=int(data["euros"] * 100),
            lead=data["lead"],
        )
