"""The form of one screen of a guide: a question with answers, or an end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Activity, Service
from wijkschakel.support.rules import tree
from wijkschakel.support.rules.checking import MOST_ANSWERS
from wijkschakel.support.rules.tree import Answer, Kind, Node, PersonKind, Target, Tree

TARGETS = 4
NEW_LEAF, NEW_QUESTION = "+leaf", "+question"
PICTURES: dict[str, Any] = {
    "money": _("geld"), "letter": _("brief"), "home": _("huis"), "key": _("sleutel"),
    "tool": _("gereedschap"), "bus": _("bus"), "bike": _("fiets"), "walk": _("wandelen"),
    "shopping": _("winkelen"), "eat": _("eten"), "coffee": _("koffie"), "talk": _("praten"),
    "people": _("mensen"), "person": _("één mens"), "hand": _("hand"), "help": _("hulp"),
    "learn": _("leren"), "language": _("taal"), "mobile": _("mobiel"), "music": _("muziek"),
    "garden": _("tuin"), "clock": _("klok"), "calendar": _("agenda"), "phone": _("bellen"),
    "flag": _("vlag"), "list": _("lijst"), "edit": _("schrijven"), "search": _("zoeken"),
    "path": _("pad"), "window": _("raam"), "wheelchair": _("rolstoel"), "alert": _("let op"),
    "next": _("pijl"),
}  # fmt: skip


def _line(label: Any, longest: int, **settings: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=widget, **settings
    )


def _picture() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Plaatje"), choices=list(PICTURES.items()), required=False)


class ScreenForm(forms.Form):
    """What a screen says, in Dutch and in English."""

    text_nl = forms.CharField(
        label=_("Wat staat er?"),
        max_length=200,
        error_messages={"required": _("Zeg in een paar woorden wat er staat.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    text_en = _line(_("In het Engels"), 200)
    more_nl = _line(_("Uitleg eronder"), tree.LONGEST_TEXT)
    more_en = _line(_("Uitleg in het Engels"), tree.LONGEST_TEXT)
    icon = _picture()
    words = forms.CharField(
        label=_("Woorden die mensen hiervoor gebruiken"),
        help_text=_("Met een komma ertussen. Zo vinden mensen dit met eigen woorden."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, node: Node, **kwargs: Any) -> None:
        self.node = node
        start = {
            "text_nl": node.text.get("nl", ""),
            "text_en": node.text.get("en", ""),
            "more_nl": node.more.get("nl", ""),
            "more_en": node.more.get("en", ""),
            "icon": node.icon,
            "words": ", ".join(node.words),
            "seen": tree.digest(node),
        }
        start |= kwargs.pop("initial", {})
        super().__init__(*args, **{**kwargs, "initial": start})

    def _common(self) -> dict[str, Any]:
        kept = self.cleaned_data
        words = (word.strip()[: tree.LONGEST_TEXT] for word in kept["words"].split(","))
        return {
            "key": self.node.key,
            "kind": self.node.kind,
            "text": _both(kept["text_nl"], kept["text_en"]),
            "more": _both(kept["more_nl"], kept["more_en"]),
            "icon": kept["icon"] or "help",
            "words": tuple(word for word in words if word)[: tree.MOST_WORDS],
        }

    def made(self) -> Node:
        """Give the screen as it was filled in."""
        raise NotImplementedError


def _both(dutch: str, english: str) -> dict[str, str]:
    return {code: text for code, text in (("nl", dutch), ("en", english)) if text}


class QuestionForm(ScreenForm):
    """A question: at most six answers, each with a place, a picture and where it leads."""

    def __init__(self, *args: Any, node: Node, whole: Tree, **kwargs: Any) -> None:
        self.whole = whole
        self.fresh: dict[str, str] = {}
        start: dict[str, Any] = {}
        for number, answer in enumerate(node.answers[:MOST_ANSWERS], start=1):
            start |= {
                f"nl_{number}": answer.text.get("nl", ""),
                f"en_{number}": answer.text.get("en", ""),
                f"icon_{number}": answer.icon,
                f"to_{number}": answer.to,
                f"place_{number}": number,
            }
        super().__init__(*args, node=node, initial=start, **kwargs)
        screens: list[tuple[str, Any]] = [("", _("nog nergens heen"))]
        screens += [(NEW_LEAF, _("een nieuw eind")), (NEW_QUESTION, _("een nieuwe vraag"))]
        screens += [
            (one.key, tree.said(one.text, "nl")[:80] or one.key)
            for one in whole.nodes.values()
            if one.key not in (node.key, whole.start)
        ]
        for number in range(1, MOST_ANSWERS + 1):
            self._add_answer(number, screens)

    def _add_answer(self, number: int, screens: list[tuple[str, Any]]) -> None:
        places = [(place, place) for place in range(1, MOST_ANSWERS + 1)]
        self.fields[f"nl_{number}"] = _line(_("Antwoord"), 100)
        self.fields[f"en_{number}"] = _line(_("In het Engels"), 100)
        self.fields[f"icon_{number}"] = _picture()
        self.fields[f"to_{number}"] = forms.ChoiceField(
            label=_("Gaat naar"), choices=screens, required=False
        )
        self.fields[f"place_{number}"] = forms.TypedChoiceField(
            label=_("Plek"), coerce=int, choices=places, initial=number, required=False,
            empty_value=None,
        )  # fmt: skip

    def answer_rows(self) -> list[dict[str, Any]]:
        """Give the fields of each answer together."""
        names = ("nl", "en", "icon", "to", "place")
        return [
            {"number": number} | {name: self[f"{name}_{number}"] for name in names}
            for number in range(1, MOST_ANSWERS + 1)
        ]

    def made(self) -> Node:
        """Give the question, with its answers in their places; an empty answer is none."""
        kept = self.cleaned_data
        rows = [
            (kept[f"place_{number}"] or number, number)
            for number in range(1, MOST_ANSWERS + 1)
            if kept[f"nl_{number}"]
        ]
        answers = tuple(self._answer(number) for _place, number in sorted(rows))
        return Node(answers=answers, **self._common())

    def _answer(self, number: int) -> Answer:
        kept = self.cleaned_data
        to = kept[f"to_{number}"]
        if to in (NEW_LEAF, NEW_QUESTION):
            kind = Kind.LEAF if to == NEW_LEAF else Kind.QUESTION
            known = self.whole
            for key in self.fresh:
                known = known.with_node(Node(key, Kind.LEAF, {}))
            to = tree.new_key(known, kept[f"nl_{number}"])
            self.fresh[to] = kind
        text = _both(kept[f"nl_{number}"], kept[f"en_{number}"])
        return Answer(text, to, kept[f"icon_{number}"] or "next")


def _target_choices() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("", _("niets"))]
    found += [("activities:", _("Activiteiten, op woorden"))]
    found += [
        (f"activities:{theme.value}", _("Activiteiten: %(what)s") % {"what": theme.label})
        for theme in Activity.Theme
    ]
    found += [("services:", _("Diensten, op woorden"))]
    found += [
        (f"services:{kind.value}", _("Diensten: %(what)s") % {"what": kind.label})
        for kind in Service.Kind
    ]
    return [*found, ("hours:", _("Spreekuren"))]


class LeafForm(ScreenForm):
    """The end of a walk: what there is to do, and who is there."""

    person = forms.ChoiceField(
        label=_("Wie is er?"),
        choices=[
            (PersonKind.DISTRICT, _("De telefoon van de wijk")),
            (PersonKind.HOUR, _("Iemand op een spreekuur")),
            (PersonKind.NOBODY, _("Niemand")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, node: Node, whole: Tree, **kwargs: Any) -> None:
        start: dict[str, Any] = {"person": node.person}
        self.fresh: dict[str, str] = {}
        for number, target in enumerate(node.targets[:TARGETS], start=1):
            start[f"what_{number}"] = f"{target.kind}:{target.topic}"
            start[f"by_{number}"] = target.words
        super().__init__(*args, node=node, initial=start, **kwargs)
        for number in range(1, TARGETS + 1):
            self.fields[f"what_{number}"] = forms.ChoiceField(
                label=_("Dit is er te doen"), choices=_target_choices(), required=False
            )
            self.fields[f"by_{number}"] = _line(_("Zoek ook op deze woorden"), 100)

    def target_rows(self) -> list[dict[str, Any]]:
        """Give the two fields of each target together."""
        return [
            {"number": number, "what": self[f"what_{number}"], "by": self[f"by_{number}"]}
            for number in range(1, TARGETS + 1)
        ]

    def made(self) -> Node:
        """Give the end as it was filled in."""
        kept = self.cleaned_data
        targets = []
        for number in range(1, TARGETS + 1):
            kind, _colon, topic = kept[f"what_{number}"].partition(":")
            if kind:
                targets.append(Target(kind, topic, kept[f"by_{number}"]))
        return Node(targets=tuple(targets), person=kept["person"], **self._common())


def form_of(node: Node, whole: Tree, data: Any = None) -> QuestionForm | LeafForm:
    """Give the form of a screen."""
    if node.is_leaf:
        return LeafForm(data, node=node, whole=whole)
    return QuestionForm(data, node=node, whole=whole)
