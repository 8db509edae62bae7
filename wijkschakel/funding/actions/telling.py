"""Who hears of a choice: the second person, and everybody who made a bid, with the reason."""

import datetime as dt
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.funding import permissions
from wijkschakel.funding.models import Award, AwardPart
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Membership, Person
from wijkschakel.support.actions.telling import tell


def ask_second(award: Award, by: Person, now: dt.datetime) -> None:
    """Tell who may be the second person that a choice waits."""
    commission = award.commission
    link = f"/werkplek/uitvragen/{commission.pk}/"
    region = commission.region
    for person in people_permissions.holders_in_region(permissions.DECIDERS, region, now):
        if permissions.standing_of(person, commission, now).may_confirm(award):
            tell(
                person,
                lambda: _("Een keuze voor “%(title)s” wacht op een tweede mens. Kijk jij mee?")
                % {"title": commission.title},
                key=f"award-second:{award.pk}:{person.pk}", link=link, by=by, now=now,
            )  # fmt: skip


def tell_bidders(award: Award, parts: Collection[AwardPart], by: Person, now: dt.datetime) -> None:
    """Tell everybody who belongs to an organisation with a bid what was decided of it, and why."""
    for part in parts:
        for person in _members(part, now):
            tell(
                person,
                lambda part=part: _said(award, part),  # type: ignore[misc]
                key=f"award:{part.pk}:{person.pk}", link=f"/uitvraag/{award.commission_id}/",
                by=by, now=now,
            )  # fmt: skip


def _said(award: Award, part: AwardPart) -> str:
    words = {"title": award.commission.title, "why": part.reason}
    if part.is_chosen:
        return _("Jullie voorstel voor “%(title)s” is gekozen. Waarom: %(why)s") % words
    return _("Jullie voorstel voor “%(title)s” is niet gekozen. Waarom: %(why)s") % words


def _members(part: AwardPart, now: dt.datetime) -> list[Person]:
    today = Membership.objects.active(timezone.localdate(now))
    today = today.filter(organisation=part.bid.organisation_id)
    rows = Person.objects.filter(pk__in=today.values("person"), erased_at__isnull=True)
    return list(rows.select_related("account").order_by("pk"))


def tell_returned(award: Award, by: Person, now: dt.datetime) -> None:
    """Tell who proposed it that it came back, and why."""
    person = award.proposed_by
    if person is not None:
        tell(
            person,
            lambda: _("Je keuze voor “%(title)s” kwam terug. Waarom: %(why)s")
            % {"title": award.commission.title, "why": award.why_returned},
            key=f"award-returned:{award.pk}", by=by, now=now,
            link=f"/werkplek/uitvragen/{award.commission_id}/",
        )  # fmt: skip
