"""The forms of news, notices and stories, and of what readers say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.models import Post


class PostForm(forms.Form):
    """A title, the text, and whether the name stands below it."""

    kind = forms.ChoiceField(
        label=_("Wat wordt het?"),
        choices=[
            (Post.Kind.NOTICE, _("Een briefje op het prikbord")),
            (Post.Kind.TIP, _("Een tip: iets wat ik weet of kan")),
            (Post.Kind.STORY, _("Een verhaal")),
        ],
        initial=Post.Kind.NOTICE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat het wordt."),
            "invalid_choice": _("Kies wat het wordt."),
        },
    )
    title = forms.CharField(
        label=_("Hoe heet het?"),
        help_text=_("Bijvoorbeeld: wie heeft een boormachine te leen?"),
        max_length=200,
        error_messages={
            "required": _("Geef het een titel."),
            "max_length": _("Deze titel is te lang. Kort hem in."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    body = forms.CharField(
        label=_("Vertel het in je eigen woorden"),
        help_text=_("Noem geen namen van anderen zonder het te vragen."),
        max_length=8000,
        error_messages={
            "required": _("Schrijf eerst je tekst."),
            "max_length": _("Deze tekst is te lang. Kort hem in."),
        },
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    shows_name = forms.BooleanField(label=_("Zet mijn voornaam eronder."), required=False)

    def __init__(self, *args: Any, news: Any = "", is_written: bool = False, **kwargs: Any) -> None:
        """Offer news too, under this name, to who may bring it."""
        super().__init__(*args, **kwargs)
        if is_written:
            del self.fields["kind"]
        elif news:
            field = self.fields["kind"]
            field.choices = [(Post.Kind.NEWS, news), *field.choices]  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    """What a reader says."""

    text = forms.CharField(
        label=_("Wat wil je zeggen?"),
        max_length=1000,
        error_messages={
            "required": _("Schrijf eerst iets."),
            "max_length": _("Dit is te lang. Kort het in."),
        },
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ReportForm(forms.Form):
    """What is wrong with it."""

    reason = forms.CharField(
        label=_("Wat klopt er niet?"),
        help_text=_("Je naam bewaren we niet."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    comment = forms.UUIDField(required=False, widget=forms.HiddenInput)
