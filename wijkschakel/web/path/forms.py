"""The forms of a path: own words first, everything else may be skipped."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.paths import rules
from wijkschakel.paths.models import DiaryLine, Heading, Moment, Reminder, Step
from wijkschakel.paths.rules import shipped
from wijkschakel.web.common import dates
from wijkschakel.web.common.moment_fields import clock_field, day_field

TOO_LONG = {"max_length": _("Dit is te lang. Kort het in: hooguit 10.000 tekens.")}


def words_field(label: Any, hint: Any = "", rows: int = 2, **more: Any) -> forms.CharField:
    """Give a field for own words: long enough, in every script."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=rules.LONGEST,
        error_messages=TOO_LONG | {"required": _("Schrijf hier iets op.")},
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        **more,
    )


class NeedForm(forms.Form):
    """What I want: typed, or ticked from pictures. Nothing about illness, law or money owed."""

    words = words_field(
        _("Wat zou je graag willen?"),
        _("In je eigen woorden. Eén zin is genoeg."),
        required=False,
    )
    pictures = forms.MultipleChoiceField(
        label=_("Of kies een plaatje"),
        required=False,
        choices=lambda: [(key, key) for key in shipped.pictures()],
        error_messages={"invalid_choice": _("Kies een plaatje uit de lijst.")},
    )
    heading = forms.ChoiceField(
        label=_("Waar past het bij?"),
        required=False,
        choices=Heading.choices,
        error_messages={"invalid_choice": _("Kies er één uit de lijst.")},
    )
    strengths = words_field(
        _("Wat gaat er goed? Waar ben je goed in?"),
        _("Overslaan mag."),
        required=False,
    )

    def need(self, language: str) -> tuple[str, str]:
        """Give heading and words: typed words go before the words of pictures."""
        known = shipped.pictures()
        picked = [known[key] for key in self.cleaned_data["pictures"]]
        words = self.cleaned_data["words"].strip()
        if not words and picked:
            words = ". ".join(one.wish.get(language, one.wish["nl"]) for one in picked)
        first = picked[0].heading if picked else Heading.HAPPY
        return self.cleaned_data["heading"] or first, words


class PictureForm(forms.Form):
    """What a little better and reached look like, agreed up front."""

    a_little_better = words_field(
        _("Waaraan merk je dat het een beetje beter gaat?"),
        _("Bijvoorbeeld: ik ga één keer per week ergens heen."),
        required=False,
    )
    reached = words_field(
        _("Waaraan merk je dat het gelukt is?"),
        _("Bijvoorbeeld: ik heb twee mensen die ik kan bellen."),
        required=False,
    )
    is_horizon = forms.BooleanField(
        label=_("Dit is iets voor de lange tijd. Ik wil eerst kleine dingen proberen."),
        required=False,
    )


class GoalForm(PictureForm):
    """The goal in other words."""

    words = words_field(_("Wat wil je?"))
    revision = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("words", "a_little_better", "reached", "is_horizon", "revision")


class StepForm(forms.Form):
    """A step of one's own."""

    words = words_field(_("Wat ga je doen?"), _("Klein is goed. Bijvoorbeeld: ik bel Ans."))
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=Step.Rhythm.choices,
        initial=Step.Rhythm.ONCE,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies hoe vaak.")},
    )
    days = forms.IntegerField(
        label=_("Na hoeveel dagen stopt het?"),
        help_text=_("Leeg laten mag. Dan stop je zelf."),
        required=False,
        min_value=1,
        max_value=366,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Vul een getal in van 1 tot 366.")
        ),
    )
    look = words_field(
        _("Waar ga je op letten?"),
        _("Alleen als je iets wilt uitproberen. Overslaan mag."),
        required=False,
    )

    def ends_on(self, today: dt.date) -> dt.date | None:
        """Give the last day, when one was chosen."""
        days = self.cleaned_data["days"]
        return today + dt.timedelta(days=days) if days else None


class CheckInForm(forms.Form):
    """A mark, and a sentence or a picture."""

    mark = forms.TypedChoiceField(
        choices=[(str(number), str(number)) for number in rules.MARKS],
        coerce=int,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Kies een cijfer van 0 tot 10.")
        ),
    )
    words = words_field(_("Wil je er iets bij zeggen?"), _("Overslaan mag."), required=False)
    picture = forms.ChoiceField(
        choices=lambda: [(key, key) for key in shipped.pictures()],
        required=False,
        error_messages={"invalid_choice": _("Kies een plaatje uit de lijst.")},
    )


class LearnForm(forms.Form):
    """What came of a step."""

    learned = words_field(_("Wat kwam eruit?"), _("Overslaan mag."), required=False)
    worked = forms.ChoiceField(
        label=_("Werkte het?"),
        required=False,
        choices=[("ja", _("Ja")), ("nee", _("Nee, en dat is ook een uitkomst"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies ja of nee.")},
    )


class LineForm(forms.Form):
    """A line of the timeline."""

    kind = forms.ChoiceField(
        label=_("Wat wil je bewaren?"),
        choices=DiaryLine.Kind.choices,
        initial=DiaryLine.Kind.DID,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies wat het was.")),
    )
    words = words_field(_("Vertel"), required=False)
    meant = words_field(_("Wat betekende het?"), _("Voor jou, of voor een ander."), required=False)
    picture = CheckInForm.base_fields["picture"]


class IndicatorForm(forms.Form):
    """Something I want to look at myself."""

    words = words_field(
        _("Waar wil je zelf op letten?"), _("Bijvoorbeeld: uitgerust wakker worden."), rows=1
    )
    weight = forms.TypedChoiceField(
        label=_("Hoe zwaar telt het voor je?"),
        choices=[("1", _("een beetje")), ("2", _("gewoon")), ("3", _("veel"))],
        initial="2",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies hoe zwaar het telt.")),
    )


class ShareForm(forms.Form):
    """What, with whom, what for, until when."""

    goal = forms.ChoiceField(
        label=_("Welk doel?"), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies een doel.")),
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("Wat mag diegene zien?"),
        choices=[
            ("path_goal", _("het doel, in mijn woorden")),
            ("path_steps", _("mijn stappen bij dit doel")),
            ("path_follow", _("mijn cijfers bij dit doel")),
        ],
        initial=["path_goal"],
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies wat je deelt.")),
    )
    receiver = forms.ChoiceField(
        label=_("Met wie?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies met wie.")),
    )
    purpose = forms.ChoiceField(
        label=_("Waarvoor?"),
        choices=[
            ("path_support", _("om mij te steunen bij dit doel")),
            ("path_talk", _("om er samen over te praten")),
        ],
        initial="path_support",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies waarvoor.")),
    )
    until_on = forms.DateField(
        label=_("Tot en met welke dag?"),
        help_text=_("Hooguit een jaar. Stoppen kan elke dag."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026."),
        },
    )

    def __init__(
        self,
        *args: Any,
        goals: list[tuple[str, str]],
        receivers: list[tuple[str, str]],
        last: dt.date,
        first: dt.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = first, last
        self.fields["goal"].choices = goals  # type: ignore[attr-defined]
        self.fields["receiver"].choices = [("", _("Kies iemand")), *receivers]  # type: ignore[attr-defined]
        self.fields["receiver"].widget.choices = self.fields["receiver"].choices  # type: ignore[attr-defined]

    def clean_until_on(self) -> dt.date:
        """Refuse a day that has passed, or more than a year."""
        day: dt.date = self.cleaned_data["until_on"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(_("Kies een dag van vandaag tot over een jaar."))
        return day


class SupportForm(forms.Form):
    """Support for a goal of somebody else."""

    words = words_field(_("Wat kun jij doen?"), _("De bewoner leest dit."))


class MomentForm(forms.Form):
    """Preparing a talk that matters."""

    kind = forms.ChoiceField(
        label=_("Wat voor gesprek is het?"),
        choices=Moment.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies er één.")),
    )
    day = forms.DateField(
        label=_("Op welke dag?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Deze dag ken ik niet. Een voorbeeld: 24-11-2026.")},
    )
    myself = words_field(_("Wat doe ik zelf al?"), required=False)
    neighbours = words_field(_("Wat doen buren, familie en vrienden?"), required=False)
    informal = words_field(_("Wat kan er dichtbij, zonder loket?"), required=False)
    needed = words_field(_("Wat heb ik dan nog nodig?"), required=False)
    outcome = words_field(_("Wat kwam eruit?"), _("Vul dit na het gesprek in."), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReminderForm(forms.Form):
    """When I want a word, and how."""

    about = forms.CharField(widget=forms.HiddenInput, required=False)
    medium = forms.ChoiceField(
        label=_("Hoe?"),
        choices=Reminder.Medium.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies hoe.")),
    )
    every = forms.TypedChoiceField(
        label=_("Hoe vaak?"),
        choices=[("0", _("één keer")), ("1", _("elke dag")), ("7", _("elke week")),
                 ("30", _("elke maand"))],
        initial="7",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies hoe vaak.")),
    )  # fmt: skip
    clock = forms.TypedChoiceField(
        label=_("Hoe laat?"),
        choices=[(str(hour), f"{hour}:00") for hour in range(7, 22)],
        initial="9",
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies een tijd.")),
    )
    has_words = forms.BooleanField(
        label=_("Op papier: zet mijn eigen woorden erbij"),
        help_text=_("Anders komt er een lege regel. Daar schrijf je zelf op waarvoor het is."),
        required=False,
    )


class TalkForm(forms.Form):
    """Asking for a conversation."""

    partner = forms.ChoiceField(
        label=_("Met wie wil je praten?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies iemand.")),
    )
    card = forms.ChoiceField(
        label=_("Waarover?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies een kaart.")),
    )
    question = words_field(
        _("Wil je er al iets bij zeggen?"), _("Je gesprekspartner leest dit."), required=False
    )

    def __init__(
        self,
        *args: Any,
        partners: list[tuple[str, str]],
        cards: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]
        self.fields["card"].choices = cards  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """When and where two people talk."""

    day = day_field(_("Op welke dag?"))
    clock = clock_field(_("Hoe laat?"))
    where = words_field(_("Waar?"), _("Bijvoorbeeld: bij mij aan de keukentafel."), rows=1)

    def moment(self) -> dt.datetime:
        """Give the moment, in the zone of the people."""
        clock: dt.time = self.cleaned_data["clock"]
        start = dates.start_of(self.cleaned_data["day"])
        return start.replace(hour=clock.hour, minute=clock.minute)
