"""The forms of who is who, questions to colleagues, and tables."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District
from wijkschakel.support.models import TableMember
from wijkschakel.web.common.moment_fields import day_field
from wijkschakel.web.support.referral_forms import BY_CODE, CHOOSE, text


class EntryForm(forms.Form):
    """How I stand in who is who."""

    function = text(_("Wat is je werk?"), 120, _("Bijvoorbeeld: wijkverpleegkundige."), 1)
    organisation = forms.ModelChoiceField(
        label=_("Bij welke organisatie?"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("Op eigen naam"), error_messages=CHOOSE,
    )  # fmt: skip
    where = text(_("Waar werk je?"), 120, _("Een wijk, of de hele stad."), 1, required=False)
    about = text(_("Wat mogen collega's je vragen?"), 500, required=False)
    phone = text(_("Telefoon op je werk"), 30, "", 1, required=False)
    email = forms.EmailField(
        label=_("E-mail op je werk"), required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres.")},
    )  # fmt: skip
    advises_groups = forms.BooleanField(
        label=_("Groepen uit de buurt mogen mij ook om raad vragen."), required=False
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question without the name of a resident."""

    text = text(_("Je vraag"), 2000, _("Zonder naam, nummer of adres van een bewoner."), 5)
    is_about_nobody = forms.BooleanField(
        label=_("Ik keek het na. Hier staat niemand in."), required=False
    )


class AnswerForm(QuestionForm):
    """An answer to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Je antwoord")


class TableForm(forms.Form):
    """Beginning a table."""

    name = text(_("Hoe heet de tafel?"), 120, _("Zonder naam van een bewoner."), 1)
    purpose = text(_("Waar is de tafel voor?"), 300, "", 2, required=False)
    district = forms.ModelChoiceField(
        label=_("Voor welke wijk?"), queryset=District.objects.none(),
        empty_label=_("Kies een wijk"), error_messages=CHOOSE,
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label=_("Voor welke organisatie zit jij aan tafel?"),
        queryset=Organisation.objects.none(), empty_label=_("Kies een organisatie"),
        error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, *args: Any, districts: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class CaseForm(forms.Form):
    """Asking a resident whether the table may talk about it."""

    who = forms.ChoiceField(
        label=_("Om wie gaat het?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    for_name = text(
        _("Voornaam van de bewoner"), 60, _("Staat alleen op het briefje."), 1, required=False
    )
    question = text(_("Wat wil de bewoner zelf?"), 2000, _("In de eigen woorden."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(person.pk), person.given_name) for person in people]
        by_code = (BY_CODE, _("Iemand anders: met een code op een briefje"))
        self.fields["who"].choices = [*known, by_code]  # type: ignore[attr-defined]
        self.fields["who"].initial = None if known else BY_CODE

    def clean(self) -> dict[str, Any]:
        """Ask a name for on the paper."""
        words = super().clean() or {}
        if words.get("who") == BY_CODE and not words.get("for_name"):
            self.add_error("for_name", _("Vul een voornaam in, voor op het briefje."))
        return words


class ActionForm(forms.Form):
    """Who does what before which day."""

    text = text(_("Wat gaat er gebeuren?"), 500, "", 2)
    owner = forms.ChoiceField(label=_("Wie doet het?"), error_messages=CHOOSE)
    due_on = day_field(_("Voor welke dag?"))
    case = forms.ChoiceField(label=_("Hoort bij"), required=False, error_messages=CHOOSE)

    def __init__(
        self, *args: Any, members: list[TableMember], cases: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.person_id), str(one.person)) for one in members]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]
        about = [(str(one.pk), one.resident.given_name) for one in cases]
        self.fields["case"].choices = [("", _("niemand in het bijzonder")), *about]  # type: ignore[attr-defined]


class CaseAnswerForm(forms.Form):
    """Which organisations may talk about it, until when."""

    organisations = forms.MultipleChoiceField(
        label=_("Wie mag meepraten?"), help_text=_("Niemand aangekruist is nee."),
        required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in organisations]
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]


def half_a_year(day: dt.date) -> dt.date:
    """Give the day until which talking about it may last."""
    return day + dt.timedelta(days=182)
