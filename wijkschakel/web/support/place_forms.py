"""The short form of an activity with room: for which questions, and for how many people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity
from wijkschakel.support.actions.offers import Offered
from wijkschakel.support.models import HelpOffer
from wijkschakel.support.rules import helping as rules
from wijkschakel.web.support.forms import KindsForm

NUMBER = _("Kies een getal van 1 tot 30.")


class PlacesForm(KindsForm):
    """Where it is, when and in which languages the activity tells itself."""

    most = forms.IntegerField(
        label=_("Voor hoeveel mensen heb je plek?"), initial=2, min_value=1,
        max_value=rules.MOST_PER_ACTIVITY,
        help_text=_("Mensen die iets vragen, naast wie er al komt."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NUMBER),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].label = _("Bij welke vraag past het?")
        self.fields["kinds"].label = _("En bij welke nog meer?")
        self.order_fields(["first", "kinds", "most", "words", "key"])

    def places(self, activity: Activity) -> Offered:
        """Give what is offered."""
        said = self.cleaned_data
        return Offered(
            kinds=self.chosen(),
            words=said["words"],
            languages=activity.spoken or ["nl"],
            most=said["most"],
        )

    @classmethod
    def initial_of(cls, offer: HelpOffer) -> dict[str, Any]:
        """Give what was offered, to change it."""
        kinds = [one.kind for one in sorted(offer.kinds.all(), key=lambda one: one.position)]
        return {"first": kinds[0] if kinds else "", "kinds": kinds[1:], "most": offer.most,
                "words": offer.words}  # fmt: skip
