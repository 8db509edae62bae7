"""Words for lessons, in the page of data that a person takes along."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wijkschakel.learning.models import Lesson

LABELS: dict[str, str | Promise] = {
    "learning": gettext_lazy("Wat je probeerde"),
    "trials": gettext_lazy("Lessen die je schreef"),
    "tries": gettext_lazy("Wat je probeerde"),
    "expects": gettext_lazy("Wat je verwachtte"),
    "how_it_went": gettext_lazy("Wat kwam eruit?"),
    "came_of_it": gettext_lazy("Wat er gebeurde"),
    "otherwise": gettext_lazy("Wat je anders zou doen"),
    "useful_for": gettext_lazy("Wie er iets aan heeft"),
}
CODED = ("how_it_went",)
CODES: dict[str, str | Promise] = {
    **dict(Lesson.Outcome.choices),
    "draft": gettext_lazy("concept"),
    "withdrawn": gettext_lazy("ingetrokken"),
    "write_lesson": gettext_lazy("Een proef opgeschreven"),
    "change_lesson": gettext_lazy("Een proef gewijzigd"),
    "publish_lesson": gettext_lazy("Een proef geplaatst"),
    "tell_outcome": gettext_lazy("Verteld wat uit een proef kwam"),
    "withdraw_lesson": gettext_lazy("Een les ingetrokken"),
    "discard_lesson": gettext_lazy("Een concept weggegooid"),
    "use_lesson": gettext_lazy("Gezegd dat jullie een les gebruiken"),
    "take_back_lesson_use": gettext_lazy("Gezegd dat jullie een les niet meer gebruiken"),
}
