"""Sessions as Django keeps them in the database, with the question for one written once."""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from wijkschakel.base.prepared import Prepared


def _write(*, key: str, now: dt.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


_FIND = Prepared(_write)


class SessionStore(Kept):
    """What Django does; only finding a session is asked without writing the question anew."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Give the table."""
        return Session

    def _get_session_from_db(self) -> Any:
        found = _FIND.things(Session, key=str(self.session_key), now=timezone.now())
        if not found:
            self._session_key = None
            return None
        return found[0]
