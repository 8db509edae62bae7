"""The form in which a researcher proposes a study."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Region
from wijkschakel.web.common.moment_fields import day_field
from wijkschakel.web.common.study_words import COLUMNS

PICK = {"required": _("Kies uit de lijst."), "invalid_choice": _("Kies uit de lijst.")}


class StudyForm(forms.Form):
    """What will be known afterwards, from which columns, until when."""

    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("In welke regio?"), empty_label=None, error_messages=PICK
    )
    title = forms.CharField(
        label=_("Hoe heet je onderzoek?"), max_length=120,
        error_messages={"required": _("Geef je onderzoek een naam.")},
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("Wat weten we daarna?"), max_length=2_000,
        help_text=_("Bewoners lezen dit voor ze ja zeggen. Schrijf gewoon."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf op wat we daarna weten.")},
    )  # fmt: skip
    columns = forms.MultipleChoiceField(
        label=_("Wat heb je daarvoor nodig?"), choices=list(COLUMNS.items()),
        help_text=_("Vraag zo weinig mogelijk. Dan zeggen meer mensen ja."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één ding."), "invalid_choice": _("Kies uit de lijst."),
        },
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Voor welke organisatie?"), required=False,
        empty_label=_("Van geen organisatie"), error_messages=PICK,
    )  # fmt: skip
    until_on = day_field(_("Wat is de laatste dag?"))

    def __init__(self, *args: Any, regions: Any, organisations: Any, **kwargs: Any) -> None:
        """Offer the own regions, and the organisations one works for."""
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
