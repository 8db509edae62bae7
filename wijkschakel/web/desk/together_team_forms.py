"""The short form of one task of an arrangement: who may do it, the certificate, who does it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.support.models import ArrangementTask, Check
from wijkschakel.support.queries.arrangement_teams import Candidate
from wijkschakel.web.common import helping, words

WRONG = {"invalid_choice": gettext_lazy("Kies uit de lijst.")}


class TaskForm(forms.Form):
    """Who may do it; nothing chosen is everybody."""

    helpers = forms.MultipleChoiceField(
        label=gettext_lazy("Wie mag dit doen?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, name) for code, name in helping.HELPERS.items() if code != "activity"],
        error_messages=WRONG,
    )  # fmt: skip
    check_kind = forms.ChoiceField(
        label=gettext_lazy("Welk bewijs is nodig?"),
        required=False,
        error_messages=WRONG,
        choices=[("", gettext_lazy("geen")), *Check.Kind.choices],
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Wie doet het?"), required=False, error_messages=WRONG
    )

    def __init__(
        self, *args: Any, could: Mapping[uuid.UUID, Candidate], now: dt.datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.could = could
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Nog niemand")),
            *((str(number), described(one, now)) for number, one in could.items()),
        ]


def described(one: Candidate, now: dt.datetime) -> str:
    """Say who somebody is and what was seen: name, as what, certificates with their last day."""
    roles = ", ".join(str(helping.HELPERS.get(code, code)) for code in sorted(one.helpers))
    kinds = dict(Check.Kind.choices)
    seen = "; ".join(
        _("%(check)s, tot en met %(day)s")
        % {"check": kinds[code], "day": words.short_day(until, now)}
        for code, until in sorted(one.checks.items())
    )
    return f"{one.person} ({roles})" + (f". {seen}" if seen else "")


def form_for(
    job: str, task: ArrangementTask | None, could: Mapping[uuid.UUID, Candidate], now: dt.datetime
) -> TaskForm:
    """Give the form of a task as it is now; each on a page has names of its own."""
    start = {
        "helpers": task.helpers if task else [], "check_kind": task.check_kind if task else "",
        "person": str(task.person_id) if task and task.person_id else "",
    }  # fmt: skip
    return TaskForm(initial=start, could=could, now=now, auto_id=f"taak-{job}-%s")
