"""Finds the account behind a session, with the person in the same query."""

import uuid
from typing import Any

from django.http import HttpRequest

from wijkschakel.people.models import Account


class AccountBackend:
    """Gives the signed-in account; signing in itself is done by code, passkey or paper card."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Passwords do not exist here."""
        return

    def get_user(self, user_id: uuid.UUID) -> Account | None:
        """Give the active account with its person, district and neighbourhood."""
        return (
            Account.objects.select_related("person__district", "person__neighbourhood")
            .filter(pk=user_id, is_active=True)
            .first()
        )
