"""Owning and supporting an initiative; what it needs; the phases of a programme."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkschakel.activities import permissions
from wijkschakel.activities.actions import initiatives
from wijkschakel.activities.models import Initiative, InitiativeParty, Phase, SupportAsk
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import consent
from wijkschakel.people.models import Organisation, Person
from wijkschakel.people.permissions import live_consents

Role, State = InitiativeParty.Role, InitiativeParty.State
MOST_ASKS = 5
# The version of the sentence that somebody reads before supporting.
CONSENT_TEXT = "steunen-1"


class AlreadyIn(Refused):
    """Somebody who belongs already."""

    def __init__(self) -> None:
        super().__init__(_("Je hoort hier al bij. Er is niets veranderd."))


class AlreadyAsked(Refused):
    """An organisation that was asked or owns already."""

    def __init__(self) -> None:
        super().__init__(_("Deze organisatie is al gevraagd of doet al mee."))


class LastOwner(Refused):
    """An initiative keeps an owner while it goes on."""

    def __init__(self) -> None:
        super().__init__(
            _("Je bent de enige eigenaar. Vraag eerst een ander, of rond het initiatief af.")
        )


class TooManyAsks(Refused):
    """More needs than anybody reads."""

    def __init__(self) -> None:
        super().__init__(_("Er staan al vijf vragen. Zet er eerst een op geregeld."))


class NotUnderIt(Refused):
    """A programme stands under no other programme."""

    def __init__(self) -> None:
        super().__init__(_("Dit past niet onder dat programma. Kies een programma dat nog loopt."))


class NoProgramme(Refused):
    """Only a programme has phases."""

    def __init__(self) -> None:
        super().__init__(_("Fasen horen bij een programma. Laat het initiatief eerst groeien."))


@transaction.atomic
def support_initiative(
    *,
    initiative: Initiative,
    items: list[str],
    by: Person,
    now: dt.datetime,
) -> InitiativeParty:
    """Become a supporter: the owners see the given name.

    :param items: what the owners may see to get in touch: phone, email or nothing.
    :raises AlreadyIn: this person owns or supports it already.
    """
    locked = initiatives.lock(initiative)
    if locked.parties.filter(person=by).exists():
        raise AlreadyIn
    party = InitiativeParty.objects.create(
        initiative=locked, person=by, role=Role.SUPPORTER, since=now
    )
    if items:
        _let_reach(locked, by, items, now)
    journal.record(
        action="support_initiative", now=now, by=by, about=by, thing=locked,
        details={"items": sorted(items)},
    )  # fmt: skip
    return party


def _let_reach(initiative: Initiative, person: Person, items: list[str], now: dt.datetime) -> None:
    owners = initiative.parties.filter(role=Role.OWNER, state=State.ACTIVE)
    known = list(person.consents.filter(live_consents(now), purpose="contact"))
    for owner in owners.select_related("person", "organisation").order_by("since", "pk"):
        # A new consent replaces the last: what was allowed before is not taken back by this.
        earlier = {
            item
            for one in known
            if one.to_person_id == owner.person_id
            and one.to_organisation_id == owner.organisation_id
            for item in one.items
        }
        consent.give_consent(
            person=person,
            purpose="contact",
            items=sorted(earlier | set(items)),
            text_version=CONSENT_TEXT,
            by=person,
            now=now,
            to_person=owner.person,
            to_organisation=owner.organisation,
        )


@transaction.atomic
def stop_party(*, party: InitiativeParty, by: Person, now: dt.datetime) -> None:
    """Stop owning or supporting, or take back an invitation.

    :raises LastOwner: nobody would own it any more.
    """
    rows = Initiative.objects.select_for_update(of=("self",))
    initiative = rows.get(pk=party.initiative_id)
    about = party.person
    party.delete()
    owners = initiative.parties.filter(role=Role.OWNER, state=State.ACTIVE)
    if initiative.state == Initiative.State.ACTIVE and not owners.exists():
        raise LastOwner
    journal.record(
        action="stop_party", now=now, by=by, about=about, thing=initiative,
        organisation=party.organisation,
    )  # fmt: skip


@transaction.atomic
def show_owner(*, party: InitiativeParty, shows: bool, by: Person, now: dt.datetime) -> None:
    """Put the given name of a resident on the page, or take it off."""
    party.shows_name = shows
    party.save(update_fields=["shows_name"])
    journal.record(
        action="show_owner", now=now, by=by, about=party.person, thing=party.initiative,
        details={"shows": shows},
    )  # fmt: skip


@transaction.atomic
def ask_to_own(*, party: InitiativeParty, by: Person, now: dt.datetime) -> None:
    """Ask a supporter to own it too; they say yes or no themselves."""
    initiatives.lock(party.initiative)
    party.role, party.state = Role.OWNER, State.INVITED
    party.save(update_fields=["role", "state"])
    journal.record(action="ask_to_own", now=now, by=by, about=party.person, thing=party.initiative)


@transaction.atomic
def invite_organisation(
    *, initiative: Initiative, organisation: Organisation, role: str, by: Person, now: dt.datetime
) -> InitiativeParty:
    """Ask an organisation to own or support; somebody who belongs to it says yes.

    Who asks for an own organisation says yes at once.
    """
    locked = initiatives.lock(initiative)
    if locked.parties.filter(organisation=organisation).exists():
        raise AlreadyAsked
    is_own = permissions.may_speak_for(by, organisation, now)
    party = InitiativeParty.objects.create(
        initiative=locked,
        organisation=organisation,
        role=role,
        state=State.ACTIVE if is_own else State.INVITED,
        since=now,
    )
    journal.record(
        action="invite_organisation", now=now, by=by, thing=locked, organisation=organisation
    )
    return party


@transaction.atomic
def answer_invitation(
    *, party: InitiativeParty, says_yes: bool, by: Person, now: dt.datetime
) -> None:
    """Say whether one joins, for an organisation or for oneself; who says no still supports."""
    initiative = initiatives.lock(party.initiative)
    if says_yes:
        party.state, party.since = State.ACTIVE, now
        party.save(update_fields=["state", "since"])
    elif party.person_id:
        party.role, party.state = Role.SUPPORTER, State.ACTIVE
        party.save(update_fields=["role", "state"])
    else:
        party.delete()
    journal.record(
        action="answer_invitation", now=now, by=by, about=party.person, thing=initiative,
        organisation=party.organisation, details={"says_yes": says_yes},
    )  # fmt: skip


@transaction.atomic
def ask_support(
    *,
    initiative: Initiative,
    kind: str,
    what: str,
    amount_cents: int | None,
    by: Person,
    now: dt.datetime,
) -> SupportAsk:
    """Say what is needed: a room, some money, a helper.

    :raises TooManyAsks: five are open already.
    """
    locked = initiatives.lock(initiative)
    if locked.asks.filter(state=SupportAsk.State.OPEN).count() >= MOST_ASKS:
        raise TooManyAsks
    ask = SupportAsk.objects.create(
        initiative=locked, kind=kind, what=what, amount_cents=amount_cents, asked_at=now
    )
    journal.record(action="ask_support", now=now, by=by, thing=locked, details={"kind": kind})
    return ask


@transaction.atomic
def meet_ask(*, ask: SupportAsk, by: Person, now: dt.datetime) -> None:
    """Say that what was needed is there. Twice is once."""
    open_ones = SupportAsk.objects.filter(pk=ask.pk, state=SupportAsk.State.OPEN)
    if open_ones.update(state=SupportAsk.State.MET, met_at=now):
        journal.record(action="meet_ask", now=now, by=by, thing=ask.initiative)


@transaction.atomic
def add_phase(
    *,
    programme: Initiative,
    name: str,
    goal: str,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Phase:
    """Add a phase after the last one.

    :raises NoProgramme: it has not grown so far yet.
    """
    locked = initiatives.lock(programme)
    if locked.stage != Initiative.Stage.PROGRAMME:
        raise NoProgramme
    last = locked.phases.aggregate(last=Max("number"))["last"] or 0
    phase = Phase.objects.create(
        programme=locked,
        number=last + 1,
        name=name,
        goal=goal,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    journal.record(
        action="add_phase", now=now, by=by, thing=locked, details={"number": phase.number}
    )
    return phase


@transaction.atomic
def put_under(
    *, initiative: Initiative, programme: Initiative | None, by: Person, now: dt.datetime
) -> None:
    """Let an initiative belong to a programme; None: it stands by itself.

    :raises NotUnderIt: the other is no programme, has ended, or this is one itself.
    """
    locked = initiatives.lock(initiative)
    if programme is not None:
        fits = (programme.stage, programme.state) == (
            Initiative.Stage.PROGRAMME,
            Initiative.State.ACTIVE,
        )
        if not fits or locked.stage == Initiative.Stage.PROGRAMME:
            raise NotUnderIt
    locked.programme, locked.changed_at = programme, now
    locked.save(update_fields=["programme", "changed_at"])
    journal.record(
        action="put_under", now=now, by=by, thing=locked,
        details={"programme": str(programme.pk) if programme else ""},
    )  # fmt: skip
