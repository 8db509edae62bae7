"""Solving many requests with one arrangement: asking privately, answering, going on, stopping."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wijkschakel.activities import rules as activity_rules
from wijkschakel.activities.actions import joining, whole_series
from wijkschakel.activities.actions import series as series_actions
from wijkschakel.activities.models import Activity, Series, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue
from wijkschakel.support import permissions
from wijkschakel.support.actions import arrangement_teams, ending, for_needs, needs
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.arranging import together
from wijkschakel.support.arranging.together import Together
from wijkschakel.support.models import (
    Arrangement,
    ArrangementInvite,
    ArrangementParty,
    HelpPart,
    HelpRequest,
    Match,
    Need,
)
from wijkschakel.support.queries import arrangements as queries

State = Arrangement.State
Invite = ArrangementInvite.State


class NotYours(Refused):
    """Somebody answers or stops what is not theirs."""

    def __init__(self) -> None:
        super().__init__(_("Dit kun jij niet doen. Er is niets veranderd."))


class TooSoon(Refused):
    """People need some days to answer, and the host to prepare."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit is te snel. Kies een dag die minstens drie dagen verder ligt. "
              "Wat je invulde staat er nog.")
        )  # fmt: skip


class TooFewLeft(Refused):
    """While the page was open, requests were solved, stopped or asked for something else."""

    def __init__(self, left: int, smallest: int) -> None:
        super().__init__(
            _("Er zijn nog %(left)s mensen die dit kan helpen. %(smallest)s zijn er nodig. "
              "Er is niemand gevraagd.")
            % {"left": left, "smallest": smallest}
        )  # fmt: skip


class AnswerTooLate(Refused):
    """It was decided already."""

    def __init__(self) -> None:
        super().__init__(_("Het is al beslist. Je eigen vraag verandert niet."))


class AlreadySolved(Refused):
    """The request is no longer open."""

    def __init__(self) -> None:
        super().__init__(_("Je vraag staat niet meer open. Er is niets veranderd."))


class ArrangementFull(Refused):
    """Everybody who fits is in."""

    def __init__(self) -> None:
        super().__init__(_("Het is vol. Je eigen vraag blijft gewoon staan."))


@dataclass(frozen=True)
class Draft:
    """What a coordinator wants to ask.

    :param parts: parts of requests that would be asked.
    :param cost_cents: each time, all together.
    """

    theme: Together
    venue: Venue
    starts_at: dt.datetime
    rhythm: str
    parts: Collection[uuid.UUID]
    parties: Sequence[Organisation]
    cost_cents: int
    lead: Person | None = None


@transaction.atomic
def ask_together(
    *, draft: Draft, by: Person, now: dt.datetime, key: uuid.UUID | None = None
) -> Arrangement:
    """Ask these residents, each apart, whether one arrangement would solve their request.

    :param key: number of the form; the same form sent twice asks once.
    :raises NotYours, TooSoon, TooFewLeft.
    """
    if not permissions.may_work_on(by, draft.venue.district, now):
        raise NotYours
    if key and (earlier := Arrangement.objects.filter(pk=key, made_by=by.pk).first()):
        return earlier
    if draft.starts_at < now + together.SOONEST:
        raise TooSoon
    parts = _lock_open(draft, by, now)
    if len(parts) < draft.theme.smallest:
        raise TooFewLeft(len(parts), draft.theme.smallest)
    arrangement = _write(draft, by, now, key)
    ArrangementParty.objects.bulk_create(
        ArrangementParty(arrangement=arrangement, organisation=organisation)
        for organisation in {party.pk: party for party in draft.parties}.values()
    )
    invites = ArrangementInvite.objects.bulk_create(
        ArrangementInvite(arrangement=arrangement, part=part, asked_at=now) for part in parts
    )
    for invite in invites:
        _ask(invite, draft, by, now)
    journal.record(
        action="ask_together", now=now, by=by, thing=arrangement, details={"asked": len(invites)}
    )
    return arrangement


def _lock_open(draft: Draft, by: Person, now: dt.datetime) -> list[HelpPart]:
    """Lock the requests, and give the parts that can still be asked, in the order of waiting.

    Only of districts where this coordinator works; the venue may lie just over a border.
    """
    asked = HelpRequest.objects.filter(parts__in=draft.parts)
    numbers = sorted(set(asked.values_list("pk", flat=True)))
    list(HelpRequest.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=numbers))
    theirs = District.objects.filter(pk__in=asked.values("district")).defer("boundary")
    own = [district.pk for district in theirs if permissions.may_work_on(by, district, now)]
    rows = queries.open_parts(own, draft.theme.kinds).filter(pk__in=draft.parts)
    return list(rows[: draft.theme.largest])


def _write(draft: Draft, by: Person, now: dt.datetime, key: uuid.UUID | None) -> Arrangement:
    theme = draft.theme
    return Arrangement.objects.create(
        pk=key or uuid.uuid4(), district=draft.venue.district, theme=theme.code, venue=draft.venue,
        starts_at=draft.starts_at, minutes=theme.minutes, rhythm=draft.rhythm, lead=draft.lead,
        smallest=theme.smallest, largest=theme.largest, cost_cents=draft.cost_cents,
        alone_cents=theme.alone_cents, alone_minutes=theme.alone_minutes,
        together_minutes=theme.together_minutes, made_at=now, made_by=by.pk,
        answer_until=together.answer_until(draft.starts_at, now),
    )  # fmt: skip


def address_of(invite: ArrangementInvite) -> str:
    """Give the page on which somebody answers."""
    return f"/hulp/samen/{invite.pk}/"


def _ask(invite: ArrangementInvite, draft: Draft, by: Person, now: dt.datetime) -> None:
    def say() -> str:
        question = draft.theme.said("asks", (get_language() or "nl")[:2])
        return _("%(question)s Dit past bij je vraag. Je kiest zelf.") % {"question": question}

    person = invite.part.request.person
    tell(person, say, key=f"together:{invite.pk}", link=address_of(invite), by=by, now=now)
    journal.record(action="be_asked_together", now=now, by=by, about=person, thing=invite)


def _locked(arrangement: Arrangement) -> Arrangement:
    rows = Arrangement.objects.select_for_update(of=("self",), no_key=True)
    related = rows.select_related("district", "venue", "lead", "activity")
    return related.defer("district__boundary").get(pk=arrangement.pk)


@transaction.atomic
def answer_together(
    *, invite: ArrangementInvite, says_yes: bool, by: Person, now: dt.datetime
) -> Arrangement:
    """Say yes or no; with enough yeses it goes on at once. An answer can change until then.

    Who says no keeps the own request as it is; nobody else hears of it.

    :raises NotYours, AnswerTooLate, AlreadySolved, ArrangementFull.
    """
    arrangement = _locked(invite.arrangement)
    fresh = ArrangementInvite.objects.select_related("part__request__person").get(pk=invite.pk)
    request = _locked_request(fresh.part.request_id)
    if not permissions.may_change_request(by, request, now):
        raise NotYours
    _refuse_when_decided(arrangement, fresh, now)
    if says_yes:
        _refuse_when_not_possible(arrangement, fresh)
    fresh.state = Invite.YES if says_yes else Invite.NO
    fresh.answered_at = now
    fresh.save(update_fields=["state", "answered_at"])
    journal.record(
        action="answer_together", now=now, by=by, about=request.person, thing=fresh,
        on_behalf_of=None if by.pk == request.person_id else request.person,
    )  # fmt: skip
    if says_yes and arrangement.state == State.GOING:
        _bring_in(arrangement, [fresh], now)
    elif says_yes:
        _go_on_when_enough(arrangement, now)
    return arrangement


def _locked_request(number: uuid.UUID) -> HelpRequest:
    rows = HelpRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("person").get(pk=number)


def _refuse_when_decided(
    arrangement: Arrangement, invite: ArrangementInvite, now: dt.datetime
) -> None:
    over = arrangement.state not in (State.ASKING, State.GOING) or arrangement.starts_at <= now
    if over or invite.state in (Invite.SOLVED, Invite.LAPSED):
        raise AnswerTooLate


def _refuse_when_not_possible(arrangement: Arrangement, invite: ArrangementInvite) -> None:
    part = HelpPart.objects.select_related("request").get(pk=invite.part_id)
    if part.state != HelpPart.State.OPEN or part.request.state != HelpRequest.State.OPEN:
        raise AlreadySolved
    others = arrangement.invites.filter(state__in=[Invite.YES, Invite.SOLVED])
    if others.exclude(pk=invite.pk).count() >= arrangement.largest:
        raise ArrangementFull
    if part.invites.filter(state__in=queries.PENDING).exclude(pk=invite.pk).exists():
        raise AlreadySolved


def _go_on_when_enough(arrangement: Arrangement, now: dt.datetime) -> None:
    yes = list(_yeses(arrangement))
    if not together.goes_on(len(yes), arrangement.smallest):
        return
    arrangement.activity = _make_activity(arrangement, now)
    arrangement.state, arrangement.settled_at = State.GOING, now
    arrangement.save(update_fields=["activity", "state", "settled_at"])
    _bring_in(arrangement, yes, now)
    journal.record(
        action="go_on_together", now=now, by=None, thing=arrangement, details={"people": len(yes)}
    )


def _yeses(arrangement: Arrangement) -> Sequence[ArrangementInvite]:
    rows = arrangement.invites.filter(state=Invite.YES).select_related("part__request__person")
    return list(rows.order_by("answered_at", "pk"))


def _make_activity(arrangement: Arrangement, now: dt.datetime) -> Activity:
    """Make the activity with its first sessions; the lead leads it, else the desk finds one."""
    theme = together.themes()[arrangement.theme]
    local = timezone.localtime(arrangement.starts_at)
    is_once = arrangement.rhythm == Arrangement.Rhythm.ONCE
    plan = activity_rules.Plan(
        Series.Rhythm.WEEKLY, local.date(), until_on=local.date() if is_once else None
    )
    first = arrangement.parties.select_related("organisation").order_by("pk").first()
    team = arrangement_teams.who_still_may(arrangement)
    host = arrangement_teams.Job.HOST
    is_said = arrangement.tasks.filter(job=host).exists()
    lead = (team.pop(host, None) if is_said else arrangement.lead) or _coordinator(arrangement)
    sessions = series_actions.start_activity(
        district=arrangement.district, plan=plan, clock=local.time(), minutes=arrangement.minutes,
        by=lead, now=now,  # type: ignore[arg-type]
        title=theme.said("name", "nl"), theme=theme.activity_theme, venue=arrangement.venue,
        organisation=first.organisation if first else None, capacity=arrangement.largest,
    )  # fmt: skip
    activity = sessions[0].activity
    arrangement_teams.bring_along(activity, list(team.values()), now)
    heard = for_needs.hear(activity, activity.title, Need.Source.HELP, lead, now)
    needs.cite_needs(activity=activity, needs=[heard], by=lead, now=now)
    return activity


def _coordinator(arrangement: Arrangement) -> Person | None:
    if arrangement.made_by is None:
        return None
    return Person.objects.filter(pk=arrangement.made_by).first()


def _bring_in(
    arrangement: Arrangement, invites: Sequence[ArrangementInvite], now: dt.datetime
) -> None:
    """Give who said yes a place, and close their requests as solved together."""
    for invite in invites:
        person = invite.part.request.person
        _join(arrangement, person, now)
        invite.state = Invite.SOLVED
        invite.save(update_fields=["state"])
        _solve(invite, now)
        tell(
            person,
            lambda: _("Het gaat door! Je plek is vrijgehouden. Je vraag is samen opgelost."),
            key=f"together-on:{invite.pk}", link=address_of(invite), by=None, now=now,
        )  # fmt: skip
    arrangement.solved = arrangement.invites.filter(state=Invite.SOLVED).count()
    arrangement.save(update_fields=["solved"])


def _join(arrangement: Arrangement, person: Person, now: dt.datetime) -> None:
    series = Series.objects.filter(activity=arrangement.activity).first()
    try:
        if series:
            whole_series.join_series(series=series, person=person, by=person, now=now)
            return
        session = Session.objects.filter(activity=arrangement.activity).order_by("starts_at")[0]
        joining.join_session(session=session, person=person, by=person, now=now)
    except (joining.AlreadyJoined, whole_series.AlreadyInSeries):
        return


def _solve(invite: ArrangementInvite, now: dt.datetime) -> None:
    """Close the part, and the request when nothing of it is left open."""
    request = _locked_request(invite.part.request_id)
    part = request.parts.get(pk=invite.part_id)
    if part.matches.filter(state=Match.State.SUGGESTED).exists():
        ending.take_back_suggestions(request, None, now)
    part.state = HelpPart.State.DONE
    part.save(update_fields=["state"])
    if request.parts.exclude(state=HelpPart.State.DONE).exists():
        ending.settle_state(request, now)
        return
    request.state, request.ended_at = HelpRequest.State.TOGETHER, now
    request.ended_how, request.looks_at = HelpRequest.Ended.HELPED, None
    request.changed_at = now
    request.save()
    journal.record(action="solve_together", now=now, by=None, about=request.person, thing=request)


@transaction.atomic
def stop_asking(*, arrangement: Arrangement, by: Person, now: dt.datetime) -> None:
    """Stop before it went on; everybody who was asked hears it, and keeps the own request.

    :raises NotYours, AnswerTooLate.
    """
    fresh = _locked(arrangement)
    if not permissions.may_work_on(by, fresh.district, now):
        raise NotYours
    if fresh.state != State.ASKING:
        raise AnswerTooLate
    _give_up(fresh, State.STOPPED, by, now)


def _give_up(arrangement: Arrangement, state: str, by: Person | None, now: dt.datetime) -> None:
    arrangement.state, arrangement.settled_at = state, now
    arrangement.save(update_fields=["state", "settled_at"])
    invites = list(
        arrangement.invites.filter(state__in=queries.PENDING).select_related(
            "part__request__person"
        )
    )
    for invite in invites:
        if invite.state == Invite.YES or state == State.STOPPED:
            tell(
                invite.part.request.person,
                lambda: _("Het gaat samen niet door. Je eigen vraag staat nog open."),
                key=f"together-off:{invite.pk}", link=address_of(invite), by=by, now=now,
            )  # fmt: skip
    arrangement.invites.filter(state__in=queries.PENDING).update(state=Invite.LAPSED)
    journal.record(
        action="give_up_together", now=now, by=by, thing=arrangement, details={"state": state}
    )


def lapse_unanswered(*, now: dt.datetime) -> int:
    """Give up what has too few yeses when the time to answer is over, each on its own."""
    late = Arrangement.objects.filter(state=State.ASKING, answer_until__lte=now)
    return sum(_lapse(arrangement, now) for arrangement in late.order_by("answer_until", "pk"))


@transaction.atomic
def _lapse(arrangement: Arrangement, now: dt.datetime) -> bool:
    fresh = _locked(arrangement)
    if fresh.state != State.ASKING:
        return False
    _give_up(fresh, State.LAPSED, None, now)
    return True
