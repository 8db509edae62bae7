"""The gallery: every component in every state, for people who build."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.icons import NAMES
from wijkschakel.web.common.scenes import SCENES
from wijkschakel.web.gallery.forms import ExampleForm

SWATCHES = (
    ("paper", "paper", "grond"),
    ("surface", "surface", "kaart"),
    ("sunken", "sunken", "rustvlak"),
    ("ink", "ink", "tekst"),
    ("action", "action", "doen"),
    ("actiont", "action-tint", "rustig doen"),
    ("sun", "sun", "licht aan"),
    ("sunt", "sun-tint", "let op"),
    ("brick", "brick", "stop"),
    ("brickt", "brick-tint", "fout"),
    ("leaft", "leaf-tint", "klaar"),
)
LONG_WORD = "arbeidsongeschiktheidsverzekering" * 15 + "smens"  # 500 letters
LONG_NAME = "Maximiliaan-Alexander van den Bergh-Oosterwijk tot Nederhemert"


def _week(now: datetime) -> list[dict[str, object]]:
    today = timezone.localtime(now).date()
    monday = today - timedelta(days=today.weekday())
    return [{"date": monday + timedelta(days=n), "empty": n in (2, 4, 6)} for n in range(7)]


@public
@require_safe
def show(request: Request) -> HttpResponse:
    """Show all components; `?thema=gemeente` shows them in the second theme."""
    wrong = {"name": "", "phone": "06 12", "about": "Blijft staan", "where": "anker"}
    context: dict[str, object] = {
        "icons": NAMES,
        "scenes": list(SCENES),
        "swatches": SWATCHES,
        "soon": request.now + timedelta(hours=1),
        "later": request.now + timedelta(days=3),
        "week": _week(request.now),
        "empty_form": ExampleForm(auto_id="a_%s"),
        "wrong_form": ExampleForm(wrong, auto_id="b_%s"),
        "long_word": LONG_WORD,
        "long_name": LONG_NAME,
    }
    if request.GET.get("thema") == "gemeente":
        context["theme"] = "gemeente"
    return render(request, "gallery/show.html", context)
