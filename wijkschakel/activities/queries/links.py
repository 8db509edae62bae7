"""The key in a letter with which somebody answers without signing in: for one enrolment only."""

import uuid

from django.core import signing

from wijkschakel.activities.models import Enrolment

SALT = "wijkschakel.enrolment-link"


def link_key(enrolment: Enrolment) -> str:
    """Give the signed end of the link to one enrolment."""
    return signing.Signer(salt=SALT).sign(enrolment.pk.hex)


def find_by_link(key: str) -> Enrolment | None:
    """Give the enrolment of a link that we signed, with its session."""
    try:
        number = uuid.UUID(signing.Signer(salt=SALT).unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    rows = Enrolment.objects.select_related(
        "person", "session__activity__venue", "session__district"
    )
    return rows.defer("session__district__boundary").filter(pk=number).first()
