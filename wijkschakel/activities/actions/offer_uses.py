"""What came of an offer: offered to what an initiative needs, taken up by it, and it happened."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.activities.actions import parties
from wijkschakel.activities.models import (
    Initiative,
    InitiativeParty,
    MeansOffer,
    OfferUse,
    Room,
    SupportAsk,
)
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person

State = OfferUse.State
# What may follow on what; what happened or was not needed stays so.
FOLLOWS = {
    State.OFFERED: (State.TAKEN, State.DECLINED),
    State.TAKEN: (State.HAPPENED, State.DECLINED),
}


class NotOnOffer(Refused):
    """The need was met, the initiative ended, or the offer is not there any more."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan niet meer. Het is al geregeld, of je aanbod staat er niet."))


class AnsweredBefore(Refused):
    """Somebody else of the initiative was first."""

    def __init__(self) -> None:
        super().__init__(_("Iemand van jullie antwoordde net. Er is niets veranderd."))


@transaction.atomic
def offer_to(
    *, ask: SupportAsk, offer: Room | MeansOffer, by: Person, now: dt.datetime
) -> OfferUse:
    """Offer something that is on offer to what an initiative needs. Twice is once.

    :raises NotOnOffer: nothing was offered.
    """
    fresh = SupportAsk.objects.select_for_update(of=("self",)).select_related("initiative")
    need = fresh.get(pk=ask.pk)
    is_open = need.state == SupportAsk.State.OPEN and offer.state == "open"
    if not is_open or need.initiative.state != Initiative.State.ACTIVE:
        raise NotOnOffer
    of = {"room": offer} if isinstance(offer, Room) else {"means": offer}
    use, is_new = OfferUse.objects.get_or_create(
        ask=need, **of, defaults={"offered_at": now, "changed_at": now}
    )
    if is_new:
        journal.record(action="offer_to_initiative", now=now, by=by, about=by, thing=need)
        for owner in _owners(need.initiative):
            text = gettext_noop("Iemand biedt aan wat jullie zoeken: %(what)s.")
            _tell(owner, text, need.what, _page(need), by, now)
    return use


def _owners(initiative: Initiative) -> list[Person]:
    rows = initiative.parties.filter(
        role=InitiativeParty.Role.OWNER, state=InitiativeParty.State.ACTIVE, person__isnull=False
    )
    return [row.person for row in rows.select_related("person") if row.person]


def _page(ask: SupportAsk) -> str:
    return f"/initiatief/{ask.initiative_id}/aanbod/"


def _tell(person: Person, text: str, what: str, link: str, by: Person, now: dt.datetime) -> None:
    with translation.override(people_queries.screen_language(person)):
        sentence = _(text) % {"what": what}
    notices.give_notice(person=person, text=sentence, by=by, now=now, link=link)


@transaction.atomic
def answer_offer(*, use: OfferUse, state: str, by: Person, now: dt.datetime) -> OfferUse:
    """Take it up, say that it happened, or that it is not needed; who offered it hears so.

    What happened meets the need.

    :raises AnsweredBefore: this does not follow on how it is now.
    """
    rows = OfferUse.objects.select_for_update(of=("self",))
    fresh = rows.select_related("ask", "room__offered_by", "means__offered_by").get(pk=use.pk)
    if state not in FOLLOWS.get(State(fresh.state), ()):
        raise AnsweredBefore
    fresh.state, fresh.changed_at = state, now
    fresh.save(update_fields=["state", "changed_at"])
    if state == State.HAPPENED:
        parties.meet_ask(ask=fresh.ask, by=by, now=now)
    giver = next((one.offered_by for one in (fresh.room, fresh.means) if one), None)
    journal.record(
        action="answer_offer", now=now, by=by, about=giver, thing=fresh.ask,
        details={"state": state},
    )  # fmt: skip
    if giver and giver.pk != by.pk:
        _tell(giver, WORDS[State(state)], fresh.ask.what, "/ondernemers/", by, now)
    return fresh


WORDS = {
    State.TAKEN: gettext_noop("Ze nemen jouw aanbod graag aan: %(what)s."),
    State.HAPPENED: gettext_noop("Het is gebeurd, met jouw hulp: %(what)s. Dank je wel."),
    State.DECLINED: gettext_noop("Dit is nu niet nodig: %(what)s. Fijn dat je het aanbood."),
}
