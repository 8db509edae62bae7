"""A browser without a screen: requests through every layer, and answers that were looked at."""

import copy
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.test import client as client_module

from wijkschakel.people.models import Account, Person

SIGNED_IN_BY = "wijkschakel.web.common.signin.AccountBackend"


def keep_the_page(store: dict[str, Any], context: Any, **more: Any) -> None:
    """Keep what the page was made of, and not that of each part: copying all takes time."""
    if "context" not in store:
        store["context"] = client_module.ContextList([copy.copy(context)])


client_module.store_rendered_templates = keep_the_page  # type: ignore[attr-defined]


class Visitor(Client):
    """A test client that refuses pages with template code left in them."""

    def request(self, **request: Any) -> HttpResponse:
        """Ask, and look at the answer."""
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode(response.charset)
            for leftover in ("{{", "{%", "{#"):
                assert leftover not in page, f"{request.get('PATH_INFO')} holds {leftover}"
        return response


def visitor(person: Person | None = None, **headers: Any) -> Visitor:
    """Give a visitor, signed in when a person is given; an account is made when there is none."""
    client = Visitor(**headers)
    if person is not None:
        account = Account.objects.filter(person=person).first()
        if account is None:
            account = Account.objects.create(person=person, email=f"{person.pk}@example.org")
        client.force_login(account, SIGNED_IN_BY)
    return client


Visit = Callable[..., Visitor]
