"""The gallery: every component in every state, for people who build."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkschakel.web.common.access import public
from wijkschakel.web.common.icons import NAMES
from wijkschakel.web.gallery.forms import ExampleForm


@public
def show(request: HttpRequest) -> HttpResponse:
    """Show all components; `?thema=gemeente` shows them in the second theme."""
    context = {
        "icons": NAMES,
        "soon": request.now + timedelta(hours=2),
        "later": request.now + timedelta(days=3),
        "empty_form": ExampleForm(),
        "wrong_form": ExampleForm({"name": "", "phone": "06 12", "about": "Blijft staan"}),
        "long_word": "Arbeidsongeschiktheidsverzekeringsmaatschappij" * 11,
    }
    if request.GET.get("thema") == "gemeente":
        context["theme"] = "gemeente"
    return render(request, "gallery/show.html", context)
