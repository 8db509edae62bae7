"""What every write of a path shares: whose it is, who helped, and the line in the journal."""

import datetime as dt

from django.db import IntegrityError, models, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions
from wijkschakel.paths.models import Mode, Path
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person


class NotYourPath(Refused):
    """Somebody else, or a helper whose hour is over."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit kan alleen de bewoner zelf. Je uur om te helpen is misschien voorbij. "
              "Er is nog niets bewaard; wat je typte staat er nog. Laat de bewoner opnieuw "
              "de pincode typen.")
        )  # fmt: skip


class ChangedElsewhere(Refused):
    """Another device was first."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit is net op een ander apparaat veranderd. Daar staat het goed. Wat je hier typte "
              "staat er nog. Kijk wat je wilt houden, en bewaar dan opnieuw.")
        )  # fmt: skip


class NothingWritten(Refused):
    """Nothing is left of what was typed."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf iets op, of kies een plaatje. Er is nog niets bewaard."))


class EnoughOfThese(Refused):
    """More than anybody keeps an eye on."""

    def __init__(self) -> None:
        super().__init__(_("Je hebt er al veel. Rond er eerst één af. Er is niets veranderd."))


def helper_of(person: Person, by: Person, now: dt.datetime) -> Person | None:
    """Give who helps; None when the owner acts alone.

    :raises NotYourPath: neither.
    """
    if not permissions.may_write(person, by, now):
        raise NotYourPath
    return None if by.pk == person.pk else by


def read_first(row: models.Model, *names: str) -> None:
    """Read what will be written over: what no key opens now is kept, and nothing is written.

    :raises CannotDecrypt: a key is missing.
    """
    for name in names:
        getattr(row, name)


def mode_of(helper: Person | None) -> str:
    """Say how it was filled in."""
    return Mode.TOGETHER if helper else Mode.SELF


@transaction.atomic
def begin_path(*, person: Person, by: Person, now: dt.datetime) -> Path:
    """Give the path of this person; made when there is none, by the owner or beside them."""
    helper_of(person, by, now)
    found = Path.objects.filter(person=person).first()
    if found is not None:
        return found
    path = Path(person=person, made_at=now, changed_at=now)
    try:
        with transaction.atomic():
            path.save(force_insert=True)
    except IntegrityError:  # another device was first
        return Path.objects.get(person=person)
    note("begin_path", path, path, by, now)
    return path


def note(
    action: str,
    path: Path,
    thing: models.Model,
    by: Person,
    now: dt.datetime,
    details: dict[str, object] | None = None,
) -> None:
    """Write the line of the journal: numbers and codes, never words."""
    is_helped = by.pk != path.person_id
    journal.record(
        action=action,
        now=now,
        by=by,
        about=path.person,
        on_behalf_of=path.person if is_helped else None,
        thing=thing,
        details=details,
    )


def tell(person: Person, text: Promise, link: str, by: Person, now: dt.datetime) -> None:
    """Leave a word for somebody in their own language. No name and no words of a path in it."""
    with translation.override(people_queries.screen_language(person)):
        notices.give_notice(person=person, text=str(text), link=link, by=by, now=now)


@transaction.atomic
def change_path(
    *,
    path: Path,
    revision: int,
    by: Person,
    now: dt.datetime,
    strengths: str | None = None,
    follows_attendance: bool | None = None,
) -> Path:
    """Say what goes well, and whether being there counts by itself.

    :raises ChangedElsewhere: another device was first; nothing is lost there or here.
    """
    helper_of(path.person, by, now)
    fresh = Path.objects.select_for_update(of=("self",), no_key=True).get(pk=path.pk)
    if fresh.revision != revision:
        raise ChangedElsewhere
    if strengths is not None:
        read_first(fresh, "strengths")
        fresh.strengths = strengths
    if follows_attendance is not None:
        fresh.follows_attendance = follows_attendance
    fresh.revision += 1
    fresh.changed_at = now
    fresh.save(update_fields=["strengths", "follows_attendance", "revision", "changed_at"])
    note("change_path", fresh, fresh, by, now)
    return fresh
