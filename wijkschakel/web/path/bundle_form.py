"""The form of a bundle: under which goal the parts of a programme are kept together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.paths.models import Ambition, Heading
from wijkschakel.web.path.forms import words_field


class GoalOfBundleForm(forms.Form):
    """Under which goal it is kept together: one that is there, or a new one in own words."""

    goal = forms.ChoiceField(
        label=_("Bij welk doel hoort het?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    words = words_field(
        _("Wat wil je ermee?"),
        _("In je eigen woorden. Bijvoorbeeld: ik wil fitter worden, met anderen."),
        required=False,
    )
    heading = forms.ChoiceField(
        label=_("Waar past het bij?"),
        choices=Heading.choices,
        initial=Heading.HEALTHY,
        required=False,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )

    def __init__(self, *args: Any, goals: list[tuple[Ambition, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {str(one.pk): one for one, _words in goals}
        choices: list[tuple[str, Any]] = [(str(one.pk), words[:80]) for one, words in goals]
        choices.append(("", _("Een nieuw doel")))
        self.fields["goal"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for words when it is a new goal."""
        kept: dict[str, Any] = super().clean() or {}
        if not kept.get("goal") and not kept.get("words", "").strip():
            self.add_error("words", _("Schrijf op wat je wilt. Eén zin is genoeg."))
        return kept

    def facts(self) -> dict[str, Any]:
        """Give the goal that is there, or the words of a new one."""
        kept = self.cleaned_data
        return {
            "goal": self.goals.get(kept["goal"]),
            "words": kept["words"],
            "heading": kept["heading"] or Heading.HEALTHY,
        }
