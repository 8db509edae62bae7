"""Answering htmx with a part of the page, and everybody else with the whole page."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from wijkschakel.web.common.http import Request


def wants_part(request: Request) -> bool:
    """Say whether a part is enough. Who goes back in the history needs the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def render_part(
    request: Request,
    page: str,
    part: str,
    context: Mapping[str, object],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show the page, or the part of it that changed."""
    template = part if wants_part(request) else page
    response = render(request, template, dict(context), status=status)
    # The same address gives two answers: a store must keep them apart.
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: Request, address: str) -> HttpResponse:
    """Go to another page, also from a request of htmx."""
    if request.htmx:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
