"""The one offer of the voluntary questions: look at them, or never be asked again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkschakel.paths.actions import asking
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.path.owner import number_of


@signed_in
@require_POST
def answer_offer(request: Request) -> HttpResponse:
    """Close the offer and go to the questions, or back to what was joined."""
    person, looks = visitor(request), request.POST.get("doe") == "kijk"
    asking.close_offer(person=person, is_skipped=not looks, by=person, now=request.now)
    if looks:
        return redirect("account:my_questions")
    messages.success(request, _("Goed. We vragen het niet meer."))
    return redirect("portal:session", number_of(request.POST.get("van", "")))
