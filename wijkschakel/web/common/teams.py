"""The short form of a mixed team: who may do which part of a request."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.support.models import HelpPart
from wijkschakel.web.common import helping


class WhoDoesForm(forms.Form):
    """Who may do one part; nothing chosen is: as the whole request says."""

    helpers = forms.MultipleChoiceField(
        label=_("Wie mag dit doen?"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip

    def __init__(self, *args: Any, among: Sequence[str] = (), **kwargs: Any) -> None:
        """Offer everybody, or only those whom the resident said."""
        super().__init__(*args, **kwargs)
        self.fields["helpers"].choices = [  # type: ignore[attr-defined]
            (code, name) for code, name in helping.HELPERS.items() if not among or code in among
        ]


def form_for(part: HelpPart, *, among: Sequence[str] = ()) -> WhoDoesForm:
    """Give the form of a part as it is now; each on a page has names of its own."""
    start = {"helpers": part.helpers}
    return WhoDoesForm(initial=start, among=among, auto_id=f"deel-{part.position}-%s")


def said(part: HelpPart) -> str:
    """Say who does a part, when that was said of this part."""
    return ", ".join(str(helping.HELPERS.get(code, code)) for code in part.helpers)
