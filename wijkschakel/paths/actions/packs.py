"""Publishing simple questions and guide cards of a district: new words are a new version."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions
from wijkschakel.paths.actions.refusing import MayNotManage
from wijkschakel.paths.models import Pack
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

Kind = Pack.Kind


class NotAPack(Refused):
    """It may not be used; the sentence says why."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("Deze vragen kunnen zo niet online. Er is niets veranderd. Wat er mis is: %(why)s.")
            % {"why": why}
        )


REASONS = {
    "no licence line": gettext_lazy("er staat geen licentie bij"),
    "the wording changed under the same version": gettext_lazy(
        "de woorden zijn anders, maar het nummer niet"
    ),
    "answer codes overlap": gettext_lazy("twee antwoorden hebben dezelfde code"),
}
UNREADABLE = gettext_lazy("het bestand klopt niet")


@transaction.atomic
def publish_pack(
    *,
    text: str,
    kind: str,
    district: District,
    agreed_on: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Pack:
    """Put questions or a card of the district online, the same words everywhere they are used.

    :raises NotAPack: no licence, overlapping codes, other words under the same version, or an id
        that comes along with the software.
    """
    if not permissions.may_publish(by, district, now):
        raise MayNotManage
    key, version, wording = _read(text, kind)
    same = Pack.objects.filter(kind=kind, key=key)
    known = same.filter(district=district).order_by("-version").first()
    # What was taken along asks the same words as its source; other words get another name.
    if same.exclude(district=district).exists() and (known is None or known.taken_from_id):
        raise NotAPack(_("een andere wijk heeft deze naam al"))
    if known is not None and known.version >= version:
        if known.version == version and known.wording_hash == wording:
            return known
        raise NotAPack(_("de woorden zijn anders, maar het nummer niet"))
    made = Pack(
        kind=kind,
        key=key,
        version=version,
        district=district,
        content=text,
        wording_hash=wording,
        agreed_on=agreed_on,
        made_at=now,
    )
    made.save(force_insert=True)
    same.filter(district=district, version__lt=version).update(retired_at=now)
    journal.record(action="publish_pack", now=now, by=by, thing=made, details={"version": version})
    return made


def _read(text: str, kind: str) -> tuple[str, int, str]:
    try:
        if kind == Kind.CARD:
            card = shipped.read_card(text)
            return card.key, card.version, instruments.hash_of(text)
        pack = instruments.read_pack(text)
    except (instruments.WrongPack, shipped.WrongCard) as error:
        raise NotAPack(str(REASONS.get(str(error), UNREADABLE))) from error
    if pack.id in shipped.instruments_shipped():
        raise NotAPack(_("deze naam hoort bij vragen die overal gelijk zijn"))
    for one in shipped.described().values():
        if one.covers(pack) and not one.is_kept_by(pack):
            raise NotAPack(_("deze vragenlijst is anders: zo hoort hij niet gesteld te worden"))
    return pack.id, pack.version, pack.wording_hash


@transaction.atomic
def retire_pack(*, pack: Pack, by: Person, now: dt.datetime) -> None:
    """Ask it no more; what was answered stays with who answered."""
    if not permissions.may_publish(by, pack.district, now):
        raise MayNotManage
    Pack.objects.filter(pk=pack.pk, retired_at__isnull=True).update(retired_at=now)
    journal.record(action="retire_pack", now=now, by=by, thing=pack)


@transaction.atomic
def take_packs(*, district: District, source: District, by: Person, now: dt.datetime) -> int:
    """Take along what is asked in another district; it waits until residents here agree.

    The words and their number stay the same, so that answers mean the same in both.

    :return: how many came along.
    """
    mine = Pack.objects.filter(district=district).values_list("kind", "key", "version")
    known = set(mine)
    there = Pack.objects.filter(district=source, retired_at__isnull=True).order_by("key")
    rows = [
        Pack(
            kind=one.kind,
            key=one.key,
            version=one.version,
            district=district,
            content=one.content,
            wording_hash=one.wording_hash,
            taken_from=one,
            made_at=now,
            retired_at=now,
        )
        for one in there
        if (one.kind, one.key, one.version) not in known
    ]
    Pack.objects.bulk_create(rows)
    journal.record(action="take_packs", now=now, by=by, thing=district, details={"n": len(rows)})
    return len(rows)


@transaction.atomic
def agree_pack(*, pack: Pack, agreed_on: dt.date, by: Person, now: dt.datetime) -> None:
    """Put online what was taken along, now that residents here found the words right."""
    if not permissions.may_publish(by, pack.district, now):
        raise MayNotManage
    waiting = Pack.objects.filter(pk=pack.pk, agreed_on__isnull=True, taken_from__isnull=False)
    waiting.update(agreed_on=agreed_on, retired_at=None)
    journal.record(action="agree_pack", now=now, by=by, thing=pack)
