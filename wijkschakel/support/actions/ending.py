"""How a match ends, whoever or whatever ends it: a part is open again and nobody is blamed."""

import datetime as dt
import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wijkschakel.people.models import Consent, Person
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import HelpPart, HelpRequest, JobPath, Match
from wijkschakel.support.rules import helping

State = Match.State


def with_people(rows: QuerySet[Match]) -> QuerySet[Match]:
    """Join what is needed to tell both sides."""
    return rows.select_related(
        "part__request__person__account", "part__request__district", "part__request__neighbourhood",
        "offer__person__account", "offer__activity",
    ).defer(
        "part__request__district__boundary", "part__request__neighbourhood__boundary"
    )  # fmt: skip


def address_of(match: Match) -> str:
    """Give the page of a match."""
    return f"/hulp/koppeling/{match.pk}/"


def settle_state(request: HelpRequest, now: dt.datetime) -> None:
    """Let a running request say whether somebody helps with every part."""
    running = (HelpRequest.State.OPEN, HelpRequest.State.MATCHED)
    if request.state not in running:
        return
    has_open = request.parts.filter(state=HelpPart.State.OPEN).exists()
    wanted = HelpRequest.State.OPEN if has_open else HelpRequest.State.MATCHED
    if request.state != wanted:
        request.state = wanted
        request.looks_at = helping.looks_on(now) if has_open else None
        request.save(update_fields=["state", "looks_at"])


def finish(match: Match, state: str, now: dt.datetime) -> None:
    """End one match and open its part again; the caller holds the lock on the request."""
    match.state, match.ended_at = state, now
    match.save(update_fields=["state", "ended_at"])
    match.part.state = HelpPart.State.OPEN
    match.part.save(update_fields=["state"])


def take_back_suggestions(request: HelpRequest, by: Person | None, now: dt.datetime) -> int:
    """Take back what waits for an answer; a helper who said yes hears it."""
    waiting = with_people(Match.objects.filter(part__request=request, state=State.SUGGESTED))
    rows = list(waiting)
    for match in rows:
        finish(match, State.DECLINED, now)
        if match.helper_yes_at or by is None:
            _tell_helper(match, by, now)
    return len(rows)


def end_contacts(request: HelpRequest, by: Person | None, now: dt.datetime) -> int:
    """End the running matches of a request; the helpers hear it, and are thanked."""
    rows = list(with_people(Match.objects.filter(part__request=request, state=State.CONTACT)))
    for match in rows:
        finish(match, State.ENDED, now)
        close_contact(match, now)
        tell(
            match.offer.person,
            lambda: _("Een vraag waarbij je hielp is klaar. Dank je wel!"),
            key=f"match-over:{match.pk}", link=address_of(match), by=by, now=now,
        )  # fmt: skip
    return len(rows)


def close_contact(match: Match, now: dt.datetime) -> None:
    """Let the consent to see each other's contact data run out a week after the end."""
    close_between(match.part.request.person_id, match.offer.person_id, now)


def close_between(one: uuid.UUID, other: uuid.UUID, now: dt.datetime) -> None:
    """Let what these two share run out in a week, unless something else of theirs goes on."""
    if _is_still_tied(one, other):
        return
    last = (now + helping.CONTACT_ENDS_AFTER).date()
    for giver, receiver in ((one, other), (other, one)):
        rows = Consent.objects.filter(person=giver, to_person=receiver, purpose="match")
        rows.filter(withdrawn_at__isnull=True, until_on__gt=last).update(until_on=last)


def _is_still_tied(one: uuid.UUID, other: uuid.UUID) -> bool:
    """Say whether these two help each other, or one guides the job of the other."""
    pair = (one, other)
    helping_on = Match.objects.filter(
        state=State.CONTACT, part__request__person__in=pair, offer__person__in=pair
    )
    jobs_on = JobPath.objects.filter(
        state=JobPath.State.GROWING, person__in=pair, job__guide__in=pair
    )
    return helping_on.exists() or jobs_on.exists()


def _tell_helper(match: Match, by: Person | None, now: dt.datetime) -> None:
    tell(
        match.offer.person,
        lambda: _("Een vraag waar je naar keek gaat niet door. Je hoeft niets te doen."),
        key=f"match-off:{match.pk}", link="/hulp/aanbod/", by=by, now=now,
    )  # fmt: skip


def tell_resident(match: Match, by: Person | None, now: dt.datetime) -> None:
    """Tell the resident that the helper is gone, and that we look on."""
    tell(
        match.part.request.person,
        lambda: _("Je helper kan niet meer. Je vraag staat weer open. We zoeken iemand anders."),
        key=f"match-left:{match.pk}", link=f"/hulp/vraag/{match.part.request_id}/", by=by, now=now,
    )  # fmt: skip
