"""Invitations on paper: making one for a district, beginning with one, stopping one."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal, outbox, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries, rules
from wijkschakel.people.actions import accounts, cards, joining
from wijkschakel.people.algorithms import cards as paper
from wijkschakel.people.models import Account, InvitationCode, Person
from wijkschakel.places.models import District

LASTS = dt.timedelta(days=120)
# Cards are printed again from the same words only when these last a while.
PRINTED_AGAIN = dt.timedelta(days=60)
MOST_USES = 300


class InvitationNotRight(Refused):
    """The words are not those of an invitation, or it is over: the same sentence."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze woorden werken niet, of niet meer. Kijk nog eens op het kaartje. "
              "Lukt het niet? Bel ons. Je naam staat er nog.")
        )  # fmt: skip


@transaction.atomic
def invitation_for(*, district: District, by: Person, now: dt.datetime) -> InvitationCode:
    """Give the words for cards of this district: those that last a while, or new ones."""
    District.objects.select_for_update().only("pk").get(pk=district.pk)
    until = timezone.localdate(now + PRINTED_AGAIN)
    known = queries.open_invitations([district.pk], now).filter(ends_on__gte=until)
    if usable := known.filter(uses__lt=F("most_uses") / 2).first():
        return usable
    code = InvitationCode.objects.create(
        district=district,
        words=" ".join(paper.choose_words()),
        made_at=now,
        ends_on=timezone.localdate(now + LASTS),
        most_uses=MOST_USES,
    )
    journal.record(action="make_invitation", now=now, by=by, thing=code)
    return code


@transaction.atomic
def invite_helpers(
    *, district: District, addresses: Sequence[str], by: Person, now: dt.datetime
) -> InvitationCode:
    """Write to the first helpers of a district; they begin with its six words."""
    code = invitation_for(district=district, by=by, now=now)
    for address in addresses:
        link = f"{settings.BASE_URL}/uitnodiging/{code.words.replace(' ', '-')}/"
        lines = [
            _("Dag,"),
            _("%(name)s vraagt of je wilt helpen in %(district)s.")
            % {"name": by.given_name, "district": district.name},
            _("Begin hier met je voornaam:") + f"\n{link}",
            _("Heb je geen zin? Dan hoef je niets te doen. Je adres gaat na een maand weg."),
        ]
        outbox.queue_mail(
            key=f"helper:{code.pk}:{address.lower()}",
            to=address,
            subject=_("Help je mee in %(district)s?") % {"district": district.name},
            body="\n\n".join(lines),
            now=now,
        )
    details = {"letters": len(addresses)}
    journal.record(action="invite_helpers", now=now, by=by, thing=code, details=details)
    return code


@transaction.atomic
def stop_invitation(*, code: InvitationCode, by: Person, now: dt.datetime) -> None:
    """Let the words work no longer; who began with them stays."""
    if code.stopped_at is None:
        code.stopped_at = now
        code.save(update_fields=["stopped_at"])
        journal.record(action="stop_invitation", now=now, by=by, thing=code)


def count_try(*, network: str, now: dt.datetime) -> None:
    """Count one try from this place on the network.

    :raises cards.TooManyTries: it tries too often.
    """
    if not throttle.allow(
        "invitation", network, limit=rules.CARD_TRIES, window=rules.CARD_TRIES_WINDOW, now=now
    ):
        raise cards.TooManyTries


@transaction.atomic
def begin_with_invitation(
    *, typed_words: str, given_name: str, language: str, now: dt.datetime
) -> Account:
    """Let somebody begin with a first name and six words: they live here, without an address.

    :raises InvitationNotRight: the words do not work, or no longer.
    :raises joining.NoName: the name is empty.
    """
    words = " ".join(paper.read_words(typed_words))
    code = queries.find_invitation(words, now)
    if code is None:
        raise InvitationNotRight
    counted = InvitationCode.objects.filter(pk=code.pk, uses__lt=F("most_uses"))
    if not counted.update(uses=F("uses") + 1):
        raise InvitationNotRight
    person = joining.welcome_person(
        given_name=given_name, language=language, district=code.district, now=now
    )
    account = accounts.open_account(person=person, email="", by=person, now=now)
    journal.record(
        action="begin_with_invitation", now=now, by=person, about=person, thing=code.district
    )
    return account
