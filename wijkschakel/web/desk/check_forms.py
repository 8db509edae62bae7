"""Form of the desk: which checks an agreement asks per kind of help, and how much trust at most."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.support.actions.agreements import Terms
from wijkschakel.support.models import AgreementVersion, Check
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules import helping as rules
from wijkschakel.support.rules.kinds import HelpKindSaid
from wijkschakel.web.desk.help_forms import PICK, RISKS

MISSING = _("Kies ook een bewijs, zoals een diploma in de zorg.")


class ChecksForm(forms.Form):
    """Two questions per kind of help: which checks, and how much trust it may ask."""

    def __init__(
        self, *args: Any, version: AgreementVersion, kinds: Mapping[str, HelpKindSaid], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.kinds = {
            term.kind: kind_queries.name_of(kinds, term.kind) for term in version.terms.all()
        }
        for term in version.terms.all():
            asked = kinds[term.kind].risk if term.kind in kinds else 0
            self.fields[f"checks-{term.kind}"] = forms.MultipleChoiceField(
                label=_("Welk bewijs is nodig?"), required=False, choices=Check.Kind.choices,
                initial=term.checks, widget=forms.CheckboxSelectMultiple, error_messages=PICK,
            )  # fmt: skip
            self.fields[f"most-{term.kind}"] = forms.TypedChoiceField(
                label=_("Hoeveel vertrouwen mag dit hooguit vragen?"), coerce=int,
                choices=[(risk, word) for risk, word in RISKS.items() if risk >= asked],
                initial=max(term.max_risk, asked), error_messages=PICK,
            )  # fmt: skip

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give per kind its name, its two questions, and which checks it asks now in words."""
        words = dict(Check.Kind.choices)
        for kind, name in self.kinds.items():
            checks, most = self[f"checks-{kind}"], self[f"most-{kind}"]
            chosen = [str(words[code]) for code in checks.value() or () if code in words]
            yield {
                "name": name, "checks": checks, "most": most, "chosen": ", ".join(chosen),
                "is_open": bool(checks.errors or most.errors),
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask a check for what only professionals do."""
        said: dict[str, Any] = super().clean() or {}
        for kind in self.kinds:
            is_far = said.get(f"most-{kind}") == rules.PROFESSIONAL
            if is_far and not said.get(f"checks-{kind}"):
                self.add_error(f"checks-{kind}", MISSING)
        return said

    def terms(self) -> Terms:
        """Give what was filled in."""
        said = self.cleaned_data
        return {kind: (said[f"checks-{kind}"], said[f"most-{kind}"]) for kind in self.kinds}
