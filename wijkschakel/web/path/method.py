"""How we talk and work, for anyone to read: in our own words, with exercises for a training."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkschakel.paths.models import Heading
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.home import ICONS
from wijkschakel.web.path.owner import language


@public
@require_safe
def method(request: Request) -> HttpResponse:
    """Say how we talk, what we ask and what we never ask."""
    code = language()
    six = shipped.instruments_shipped()["six-marks"]
    cards = shipped.cards_shipped().values()
    context = {
        "place": place_of(request),
        "headings": [(word, ICONS[value]) for value, word in Heading.choices],
        "marks": [instruments.words_of(item.words, code) for item in six.items],
        "cards": [
            (instruments.words_of(card.title, code), instruments.words_of(card.intro, code),
             [instruments.words_of(one, code) for one in card.questions], card.licence)
            for card in cards
        ],
    }  # fmt: skip
    return render(request, "path/method.html", context)
