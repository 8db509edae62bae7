"""Matching: proposing, choosing, two times yes, contact, and stopping without a reason."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import consent
from wijkschakel.people.models import Person
from wijkschakel.places.models import Venue
from wijkschakel.support import permissions
from wijkschakel.support.actions import ending, requests
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.matching import rules as engine_rules
from wijkschakel.support.matching.explanations import EVERYBODY, Explanation
from wijkschakel.support.models import (
    HelpOffer,
    HelpPart,
    HelpRefusal,
    HelpRequest,
    Match,
)
from wijkschakel.support.queries import engine, offer_rows
from wijkschakel.support.queries import helping as queries
from wijkschakel.support.rules import helping

State = Match.State
SHARED = ["phone", "email"]
CONSENT_TEXT = "match-1"


class AlreadySuggested(Refused):
    """A colleague was first."""

    def __init__(self) -> None:
        super().__init__(
            _("Voor deze vraag is net al iemand gevraagd. Er is niets veranderd. Kijk nog eens.")
        )


class NotOpen(Refused):
    """The request rests, is over, or was changed."""

    def __init__(self) -> None:
        super().__init__(_("Deze vraag staat nu niet open. Er is niets veranderd."))


class MayNotMatch(Refused):
    """The pair breaks a rule: of the agreement, of the resident or of the helper."""

    def __init__(self, broken: list[str]) -> None:
        super().__init__(_sentence(broken))
        self.broken = broken


class NotYourMatch(Refused):
    """Only the two people of a match answer it."""

    def __init__(self) -> None:
        super().__init__(_("Dit is niet aan jou. Er is niets veranderd."))


class MatchOver(Refused):
    """It was answered, stopped or it lapsed."""

    def __init__(self) -> None:
        super().__init__(_("Dit voorstel is er niet meer. Er is niets veranderd."))


def _sentence(broken: list[str]) -> str:
    """Say what stands in the way; the most serious first. Nothing about the other person."""
    if engine_rules.AGREEMENT in broken:
        return _("De afspraak hiervoor loopt niet meer. Het voorstel blijft staan. Bel de balie.")
    if engine_rules.CHECKS in broken or engine_rules.RISK in broken:
        return _("Er mist een geldig bewijs, zoals een VOG. Het voorstel blijft staan. "
                 "Laat het bewijs zien aan de balie.")  # fmt: skip
    if engine_rules.FULL in broken:
        return _("Deze helper heeft nu geen plek meer. Er is niets veranderd.")
    return _("Dit past nu niet meer bij elkaar. Er is niets veranderd. Kijk nog eens.")


def _locked_part(part: HelpPart) -> HelpPart:
    """Lock the request of a part, and give the part as it is now."""
    request = requests.locked(part.request)
    fresh = HelpPart.objects.filter(pk=part.pk, request=request).first()
    if fresh is None or request.state not in (HelpRequest.State.OPEN, HelpRequest.State.MATCHED):
        raise NotOpen
    fresh.request = request
    return fresh


def _judge(
    part: HelpPart, offer: HelpOffer, now: dt.datetime, *, is_asked: bool = False
) -> tuple[Explanation, str]:
    """Give why a pair fits, and the version it stands on; the offer is locked first.

    :param is_asked: this suggestion itself counts among what the helper has.
    :raises MayNotMatch: it does not fit, now.
    """
    rows = HelpOffer.objects.select_for_update(of=("self",), no_key=True)
    rows.only("pk").get(pk=offer.pk)
    found = engine.pair(part, offer, now, is_asked=is_asked)
    if not found.suggestions.best:
        raise MayNotMatch(list(found.suggestions.failed))
    best = found.suggestions.best[0]
    standing = next(reason for reason in best.allowed if reason.code == "agreement")
    numbers = standing.facts["agreements"]
    return best, str(numbers[0])  # type: ignore[index]


def reasons_of(best: Explanation) -> list[dict[str, object]]:
    """Keep why it fits: codes and numbers that both sides may read."""
    told = [*best.allowed, *best.turn, *best.load]
    return [{"code": one.code, **one.facts} for one in told if one.reader == EVERYBODY]


@transaction.atomic
def suggest_match(
    *, part: HelpPart, offer: HelpOffer, source: str, by: Person | None, now: dt.datetime
) -> Match:
    """Propose a helper: by a coordinator, by the resident (who says yes with it), by the plan.

    :raises AlreadySuggested: two did it at once. NotOpen. MayNotMatch: a rule is broken, now.
    """
    fresh = _locked_part(part)
    if fresh.state != HelpPart.State.OPEN:
        raise AlreadySuggested
    if Match.objects.filter(part=fresh, state__in=offer_rows.RUNNING).exists():
        raise AlreadySuggested
    best, version = _judge(fresh, offer, now)
    is_resident = source == Match.Source.RESIDENT
    match = Match.objects.create(
        part=fresh, offer=offer, version_id=version, source=source, score=best.total,
        reasons=reasons_of(best), suggested_at=now, suggested_by=by.pk if by else None,
        lapses_at=now + helping.ANSWER_WITHIN, resident_yes_at=now if is_resident else None,
    )  # fmt: skip
    journal.record(
        action="suggest_match", now=now, by=by, about=fresh.request.person, thing=match,
        details={"source": source, "score": best.total},
    )  # fmt: skip
    _ask_both(match, by, now)
    return match


def _ask_both(match: Match, by: Person | None, now: dt.datetime) -> None:
    link = ending.address_of(match)
    if match.resident_yes_at is None:
        tell(
            match.part.request.person,
            lambda: _("Er is misschien iemand voor je vraag. Kijk of het past."),
            key=f"match-resident:{match.pk}", link=link, by=by, now=now,
        )  # fmt: skip
    tell(
        match.offer.person,
        lambda: _("Iemand kan jouw hulp gebruiken. Kijk of het past. Nee zeggen mag altijd."),
        key=f"match-helper:{match.pk}", link=link, by=by, now=now,
    )  # fmt: skip


def locked_match(match: Match) -> Match:
    """Lock the request, and give the match as it is now."""
    requests.locked(match.part.request)
    return ending.with_people(Match.objects.all()).get(pk=match.pk)


def _side(match: Match, by: Person, now: dt.datetime) -> str:
    """Say for which side somebody answers; who helps the resident now answers with them.

    :raises NotYourMatch: for neither.
    """
    side = permissions.side_of(by, match)
    if not side and permissions.may_change_request(by, match.part.request, now):
        side = "resident"
    if not side:
        raise NotYourMatch
    return side


@transaction.atomic
def say_yes(*, match: Match, by: Person, now: dt.datetime) -> Match:
    """Say yes; at the second yes both see each other's name and contact.

    All rules are asked again: a check may have run out, an agreement ended, a place been taken.

    :raises NotYourMatch, MatchOver, MayNotMatch.
    """
    fresh = locked_match(match)
    side = _side(fresh, by, now)
    if fresh.state == State.CONTACT:
        return fresh
    if fresh.state != State.SUGGESTED or fresh.lapses_at <= now:
        raise MatchOver
    _best, version = _judge(fresh.part, fresh.offer, now, is_asked=True)
    moved = {"version": version} if str(fresh.version_id) != version else {}
    fresh.version_id = uuid.UUID(version)
    setattr(fresh, f"{side}_yes_at", now)
    if fresh.resident_yes_at and fresh.helper_yes_at:
        _make_contact(fresh, by, now)
    fresh.save()
    journal.record(
        action="say_yes", now=now, by=by, about=fresh.part.request.person, thing=fresh,
        details={"side": side, "contact": fresh.contact_at is not None} | moved,
    )  # fmt: skip
    return fresh


def _make_contact(match: Match, by: Person, now: dt.datetime) -> None:
    """Let both see each other, propose where to meet, and ask later how it goes."""
    match.state, match.contact_at = State.CONTACT, now
    first = helping.asked_from(now, queries.first_meeting(match, now))
    match.asks_at = max(first, now + helping.HOW_IT_WENT_AFTER)
    match.venue = _meeting_place(match.part.request)
    match.part.state = HelpPart.State.MATCHED
    match.part.save(update_fields=["state"])
    ending.settle_state(match.part.request, now)
    pair = (match.part.request.person, match.offer.person)
    for one, other in (pair, pair[::-1]):
        consent.give_consent(
            person=one, purpose="match", items=SHARED, text_version=CONSENT_TEXT,
            to_person=other, by=one, now=now,
        )  # fmt: skip
        tell(
            one,
            lambda: _("Jullie zeiden allebei ja. Je ziet nu elkaars naam en nummer."),
            key=f"match-contact:{match.pk}:{one.pk}", link=ending.address_of(match), by=by, now=now,
        )  # fmt: skip


def _meeting_place(request: HelpRequest) -> Venue | None:
    """Give a place where people meet: in the own neighbourhood, else in the district."""
    kinds = (Venue.Kind.COMMUNITY, Venue.Kind.LIBRARY)
    rows = Venue.objects.filter(district=request.district_id, kind__in=kinds).order_by("name", "pk")
    near = rows.filter(neighbourhood=request.neighbourhood_id) if request.neighbourhood_id else rows
    return near.first() or rows.first()


@transaction.atomic
def say_no(*, match: Match, by: Person, now: dt.datetime) -> None:
    """Say no, or take a yes back before there is contact. The other hears only that it is off.

    A helper who said no rests for some days. These two are not proposed to each other again.

    :raises NotYourMatch, MatchOver.
    """
    fresh = locked_match(match)
    side = _side(fresh, by, now)
    if fresh.state != State.SUGGESTED:
        raise MatchOver
    ending.finish(fresh, State.DECLINED, now)
    never_again(fresh, now)
    if side == "helper":
        HelpOffer.objects.filter(pk=fresh.offer_id).update(rests_until=now + helping.REST_AFTER_NO)
    journal.record(
        action="say_no", now=now, by=by, about=fresh.part.request.person, thing=fresh,
        details={"side": side},
    )  # fmt: skip
    _tell_it_is_off(fresh, side, by, now)


def never_again(match: Match, now: dt.datetime) -> None:
    """Keep that these two are not proposed to each other again."""
    HelpRefusal.objects.get_or_create(
        request_id=match.part.request_id, offer_id=match.offer_id, defaults={"made_at": now}
    )


def _tell_it_is_off(match: Match, side: str, by: Person, now: dt.datetime) -> None:
    """Tell the other side, when they had said yes or were in contact."""
    to_helper = side == "resident"
    knew = match.contact_at or (match.helper_yes_at if to_helper else match.resident_yes_at)
    if not knew:
        return
    other = match.offer.person if to_helper else match.part.request.person
    link = "/hulp/aanbod/" if to_helper else f"/hulp/vraag/{match.part.request_id}/"
    tell(
        other, lambda: _("Het gaat niet door met de koppeling. Dat ligt niet aan jou."),
        key=f"match-off:{match.pk}:{side}", link=link, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def stop_match(*, match: Match, by: Person, now: dt.datetime) -> None:
    """Stop a running match, without a reason; the part of the request is open again.

    :raises NotYourMatch, MatchOver.
    """
    fresh = locked_match(match)
    side = _side(fresh, by, now)
    if fresh.state != State.CONTACT:
        raise MatchOver
    ending.finish(fresh, State.ENDED, now)
    ending.close_contact(fresh, now)
    never_again(fresh, now)
    ending.settle_state(fresh.part.request, now)
    journal.record(
        action="stop_match", now=now, by=by, about=fresh.part.request.person, thing=fresh,
        details={"side": side},
    )  # fmt: skip
    _tell_it_is_off(fresh, side, by, now)
