"""Sharing a part with somebody named, for a purpose, until a date; and what they add."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions, rules
from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import Ambition, Path, Share, SupportNote
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Organisation, Person

TEXT_VERSION = "path-1"
SHARED = gettext_lazy("Iemand deelt een stuk van een pad met je.")
SUPPORTED = gettext_lazy("Er is steun bij een van je doelen.")


class NotShared(Refused):
    """It is not, or no longer, shared with who reads."""

    def __init__(self) -> None:
        super().__init__(_("Dit stuk is niet meer met je gedeeld. Er is niets bewaard."))


@transaction.atomic
def share_part(
    *,
    path: Path,
    ambition: Ambition | None,
    purpose: str,
    parts: Collection[str],
    until_on: dt.date,
    by: Person,
    now: dt.datetime,
    to_person: Person | None = None,
    to_organisation: Organisation | None = None,
) -> Share:
    """Open a goal, or what is prepared for a moment, for one receiver. Only the owner does so.

    :raises TooMuchAsked: more than the purpose needs, or longer than a year.
    """
    if by.pk != path.person_id:
        raise owning.NotYourPath
    given = consents.give_consent(
        person=path.person, purpose=purpose, items=sorted(parts), text_version=TEXT_VERSION,
        to_person=to_person, to_organisation=to_organisation, until_on=until_on,
        is_beside_others=True, by=by, now=now,
    )  # fmt: skip
    share = Share(path=path, consent=given, ambition=ambition, made_at=now)
    share.save(force_insert=True)
    owning.note("share_part", path, share, by, now, {"parts": sorted(parts)})
    if to_person is not None:
        # No name and no words: it may be taken back before it is read.
        owning.tell(to_person, SHARED, "/mijn-pad/gedeeld/", by, now)
    return share


@transaction.atomic
def stop_sharing(*, share: Share, by: Person, now: dt.datetime) -> None:
    """Take it back: at the next click nothing is to be seen. Twice is once."""
    consents.withdraw_consent(consent=share.consent, by=by, now=now)


@transaction.atomic
def add_support(
    *, share: Share, words: str, by: Person, now: dt.datetime, once: str | None = None
) -> SupportNote:
    """Add support to a goal that was shared. The goal itself stays as the resident wrote it.

    :raises NotShared: it was taken back meanwhile.
    """
    if not permissions.may_support(by, share, now) or share.ambition is None:
        raise NotShared
    words = rules.clean_words(words)
    if not words:
        raise owning.NothingWritten
    same = share.ambition.support.filter(once=once).first() if once else None
    if same is not None:
        return same
    made = SupportNote(
        ambition=share.ambition,
        author=by,
        organisation=share.consent.to_organisation,
        words=words,
        once=once,
        made_at=now,
    )
    made.save(force_insert=True)
    journal.record(
        action="add_support", now=now, by=by, about=share.path.person, thing=made,
        organisation=share.consent.to_organisation, why=share.consent.purpose,
    )  # fmt: skip
    owning.tell(share.path.person, SUPPORTED, "/mijn-pad/", by, now)
    return made
