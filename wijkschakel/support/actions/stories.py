"""How it went, by both; a worry for the safeguarding person; what lapses by itself."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.permissions import covers
from wijkschakel.support import permissions
from wijkschakel.support.actions import ending, matches
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import HelpOffer, HelpRequest, Match, MatchStory, Worry
from wijkschakel.support.rules import helping

State = Match.State


class NothingToTell(Refused):
    """They were never in contact."""

    def __init__(self) -> None:
        super().__init__(_("Jullie hadden nog geen contact. Er is niets bewaard."))


class AlreadySettled(Refused):
    """Somebody else did it."""

    def __init__(self) -> None:
        super().__init__(_("Dit is al besproken. Er is niets veranderd."))


@transaction.atomic
def tell_how_it_went(
    *, match: Match, went: str, has_tie: bool, words: str, by: Person, now: dt.datetime
) -> MatchStory:
    """Keep how it went for one side; telling it again replaces it.

    :raises NotYourMatch, NothingToTell.
    """
    fresh = ending.with_people(Match.objects.all()).get(pk=match.pk)
    side = permissions.side_of(by, fresh)
    if not side:
        raise matches.NotYourMatch
    if fresh.contact_at is None:
        raise NothingToTell
    MatchStory.objects.filter(match=fresh, side=side).delete()
    story = MatchStory(
        match=fresh, side=side, went=went, has_tie=has_tie, words=words.strip(), told_at=now
    )
    story.save(force_insert=True)
    journal.record(
        action="tell_how_it_went", now=now, by=by, about=by, thing=fresh,
        details={"side": side, "went": went},
    )  # fmt: skip
    return story


@transaction.atomic
def tell_worry(*, match: Match, words: str, by: Person, now: dt.datetime) -> Worry:
    """Tell the safeguarding person that something is not right; the other does not hear it.

    :raises NotYourMatch.
    """
    fresh = ending.with_people(Match.objects.all()).get(pk=match.pk)
    if not permissions.side_of(by, fresh):
        raise matches.NotYourMatch
    district = fresh.part.request.district
    worry = Worry(match=fresh, person=by, district=district, words=words.strip(), told_at=now)
    worry.save(force_insert=True)
    journal.record(action="tell_worry", now=now, by=by, about=by, thing=worry)
    today = timezone.localdate(now)
    grants = RoleGrant.objects.active(today).filter(role=RoleGrant.Role.SAFEGUARDING)
    told = {grant.person for grant in grants.select_related("person") if covers(grant, district)}
    for one in sorted(told, key=lambda person: str(person.pk)):
        tell(
            one, lambda: _("Iemand heeft een zorg gemeld. Lees hem vandaag."),
            key=f"worry:{worry.pk}:{one.pk}", link="/werkplek/zorgen/", by=None, now=now,
        )  # fmt: skip
    return worry


@transaction.atomic
def settle_worry(*, worry: Worry, by: Person, now: dt.datetime) -> None:
    """Note that a worry was talked about.

    :raises NotYourMatch: no safeguarding role here. AlreadySettled.
    """
    if not permissions.may_settle_worry(by, worry.district, now):
        raise matches.NotYourMatch
    rows = Worry.objects.filter(pk=worry.pk, settled_at__isnull=True)
    if not rows.update(settled_at=now, settled_by=by.pk):
        raise AlreadySettled
    journal.record(action="settle_worry", now=now, by=by, about=worry.person, thing=worry)


@transaction.atomic
def _lapse(match: Match, now: dt.datetime) -> None:
    fresh = matches.locked_match(match)
    if fresh.state != State.SUGGESTED or fresh.lapses_at > now:
        return
    ending.finish(fresh, State.LAPSED, now)
    if fresh.helper_yes_at is None:
        rests = now + helping.REST_AFTER_NO
        HelpOffer.objects.filter(pk=fresh.offer_id).update(rests_until=rests)
    # Whoever did not answer is not asked for this again; who did, hears why nothing came.
    matches.never_again(fresh, now)
    HelpRequest.objects.filter(pk=fresh.part.request_id).update(looks_at=now)
    journal.record(action="lapse_match", now=now, by=None, about=fresh.part.request.person,
                   thing=fresh)  # fmt: skip
    for yes, person in ((fresh.resident_yes_at, fresh.part.request.person),
                        (fresh.helper_yes_at, fresh.offer.person)):  # fmt: skip
        if yes:
            tell(
                person,
                lambda: _("Er kwam geen antwoord. We zoeken verder. Je hoeft niets te doen."),
                key=f"match-lapsed:{fresh.pk}", link="/hulp/", by=None, now=now,
            )  # fmt: skip


def lapse_and_ask(now: dt.datetime) -> dict[str, int]:
    """Nightly: let suggestions without an answer lapse, and ask both how it goes."""
    old = Match.objects.filter(state=State.SUGGESTED, lapses_at__lte=now).select_related(
        "part__request"
    )
    lapsed = 0
    for match in old:
        _lapse(match, now)
        lapsed += 1
    due = Match.objects.filter(state=State.CONTACT, asks_at__lte=now)
    asked = 0
    for match in ending.with_people(due):
        _ask_how(match, now)
        asked += 1
    return {"lapsed_matches": lapsed, "asked_how_it_goes": asked}


@transaction.atomic
def _ask_how(match: Match, now: dt.datetime) -> None:
    if not Match.objects.filter(pk=match.pk, asks_at__lte=now).update(asks_at=None):
        return
    told = set(match.stories.values_list("side", flat=True))
    for side, person in (("resident", match.part.request.person), ("helper", match.offer.person)):
        if side not in told:
            tell(
                person, lambda: _("Hoe gaat het samen? Vertel het in één tik."),
                key=f"match-how:{match.pk}:{side}", link=ending.address_of(match), by=None, now=now,
            )  # fmt: skip
