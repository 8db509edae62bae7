"""Choosing: a coordinator proposes with reasons, a second person confirms or sends it back."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.funding import permissions
from wijkschakel.funding.actions import telling
from wijkschakel.funding.actions.locking import lock
from wijkschakel.funding.models import Award, AwardPart, Bid, Commission
from wijkschakel.funding.queries import bids as bid_queries
from wijkschakel.funding.queries import commissions as queries
from wijkschakel.funding.rules import CLOSED
from wijkschakel.people.models import Membership, Person

State = Commission.State


class MayNotDecide(Refused):
    """Somebody without a role in the region."""

    def __init__(self) -> None:
        super().__init__(_("Kiezen doet wie hier coördineert of betaalt. Er is niets veranderd."))


class OwnOrganisation(Refused):
    """Who belongs to an organisation with a bid decides nothing here."""

    def __init__(self) -> None:
        super().__init__(_("Jouw organisatie deed zelf een voorstel. Daarom kies jij niet mee. "
                           "Vraag een ander. Er is niets veranderd."))  # fmt: skip


class NotClosedYet(Refused):
    """Bids may still come."""

    def __init__(self) -> None:
        super().__init__(_("Kiezen kan pas als de uitvraag gesloten is, en maar één keer. "
                           "Er is niets veranderd."))  # fmt: skip


class ProposedAlready(Refused):
    """Somebody else was first."""

    def __init__(self) -> None:
        super().__init__(_("Er ligt al een keuze. Een tweede mens kijkt ernaar. "
                           "Er is niets veranderd."))  # fmt: skip


class BidsChanged(Refused):
    """The bids are no longer those that were read."""

    def __init__(self) -> None:
        super().__init__(_("De voorstellen zijn veranderd terwijl je keek. Lees ze opnieuw. "
                           "Er is nog niets gekozen."))  # fmt: skip


class AboveCeiling(Refused):
    """It costs more than was said."""

    def __init__(self) -> None:
        super().__init__(_("Samen kost dit meer dan het bedrag dat er is. Kies anders, "
                           "of schrijf op waarom het toch mag. "
                           "Er is nog niets gekozen."))  # fmt: skip


class SamePerson(Refused):
    """Who proposed it does not confirm it."""

    def __init__(self) -> None:
        super().__init__(_("Jij stelde deze keuze voor. Een tweede mens bevestigt. "
                           "Er is niets veranderd."))  # fmt: skip


class Answered(Refused):
    """Somebody else was first, or it was sent back."""

    def __init__(self) -> None:
        super().__init__(_("Een ander gaf al antwoord op deze keuze. Er is niets veranderd."))


class BidGone(Refused):
    """A chosen organisation stepped back, or nobody belongs to it any more."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s doet niet meer mee. Stuur de keuze terug. "
                           "Er is niets veranderd.") % {"name": name})  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What is said of one bid."""

    is_chosen: bool
    reason: str


@dataclass(frozen=True)
class Choice:
    """What is proposed: of each bid whether it is chosen, and why; the reason for everybody."""

    parts: Mapping[uuid.UUID, Said]
    reason: str
    why_above: str = ""


@transaction.atomic
def propose_award(*, commission: Commission, choice: Choice, by: Person, now: dt.datetime) -> Award:
    """Propose which bids are chosen, or none. It counts when a second person confirms it.

    :raises MayNotDecide, OwnOrganisation, NotClosedYet, ProposedAlready, BidsChanged, AboveCeiling.
    """
    fresh = lock(commission)
    mine = permissions.standing_of(by, fresh, now)
    if not mine.coordinates:
        raise MayNotDecide
    if mine.has_interest:
        raise OwnOrganisation
    if mine.stage != CLOSED:
        raise NotClosedYet
    if queries.awards_of(fresh)[0]:
        raise ProposedAlready
    bids = bid_queries.opened_bids(fresh, now)
    if {bid.pk for bid in bids} != set(choice.parts):
        raise BidsChanged
    award = Award(
        commission=fresh, reason=choice.reason.strip(), proposed_by=by, proposed_at=now,
        why_above=_why_above(fresh, bids, choice),
    )  # fmt: skip
    award.save(force_insert=True)
    AwardPart.objects.bulk_create(
        AwardPart(award=award, bid=bid, **vars(choice.parts[bid.pk])) for bid in bids
    )
    journal.record(action="propose_award", now=now, by=by, thing=award)
    telling.ask_second(award, by, now)
    return award


def _why_above(commission: Commission, bids: Collection[Bid], choice: Choice) -> str:
    """Give why it may cost more than the ceiling; nothing when it does not.

    :raises AboveCeiling: it does, and nobody said why.
    """
    total = sum(bid.total_cents for bid in bids if choice.parts[bid.pk].is_chosen)
    if commission.ceiling_cents is None or total <= commission.ceiling_cents:
        return ""
    if not choice.why_above.strip():
        raise AboveCeiling
    return choice.why_above.strip()


def _second(award: Award, by: Person, now: dt.datetime) -> Award:
    """Give the choice as it is now, to who may answer it.

    :raises MayNotDecide, OwnOrganisation, SamePerson.
    """
    lock(award.commission)
    fresh = Award.objects.select_related("commission__region").get(pk=award.pk)
    mine = permissions.standing_of(by, fresh.commission, now)
    if not mine.decides:
        raise MayNotDecide
    if mine.has_interest:
        raise OwnOrganisation
    if by.pk == fresh.proposed_by_id:
        raise SamePerson
    return fresh


@transaction.atomic
def confirm_award(*, award: Award, by: Person, now: dt.datetime) -> Award:
    """Say yes as the second person: from now on it counts, and who made a bid hears why.

    Confirming twice is once.

    :raises MayNotDecide, OwnOrganisation, SamePerson, Answered, BidGone.
    """
    fresh = _second(award, by, now)
    if fresh.confirmed_at and fresh.confirmed_by_id == by.pk:
        return fresh
    if fresh.confirmed_at or fresh.returned_at:
        raise Answered
    parts = list(fresh.parts.select_related("bid__organisation"))
    chosen = [part.bid for part in parts if part.is_chosen]
    for bid in chosen:
        if not _is_there(bid, now):
            raise BidGone(bid.by_name)
    fresh.confirmed_by, fresh.confirmed_at = by, now
    fresh.save(update_fields=["confirmed_by", "confirmed_at"])
    state = State.AWARDED if chosen else State.NOT_AWARDED
    Commission.objects.filter(pk=fresh.commission_id).update(state=state)
    journal.record(action="confirm_award", now=now, by=by, thing=fresh)
    telling.tell_bidders(fresh, parts, by, now)
    return fresh


def _is_there(bid: Bid, now: dt.datetime) -> bool:
    """Say whether the bid stands, and somebody belongs to who made it today."""
    members = Membership.objects.active(timezone.localdate(now))
    return (
        bid.taken_back_at is None
        and bid.organisation_id is not None
        and members.filter(organisation=bid.organisation_id).exists()
    )


@transaction.atomic
def return_award(*, award: Award, why: str, by: Person, now: dt.datetime) -> None:
    """Send a choice back with a reason; a new one may be proposed.

    :raises MayNotDecide, OwnOrganisation, SamePerson, Answered.
    """
    fresh = _second(award, by, now)
    if fresh.confirmed_at or fresh.returned_at:
        raise Answered
    fresh.returned_by, fresh.returned_at, fresh.why_returned = by, now, why.strip()
    fresh.save(update_fields=["returned_by", "returned_at", "why_returned"])
    journal.record(action="return_award", now=now, by=by, thing=fresh)
    telling.tell_returned(fresh, by, now)
