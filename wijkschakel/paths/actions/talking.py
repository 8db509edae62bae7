"""Conversations with a trained fellow resident, and moments that matter."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions, rules
from wijkschakel.paths.actions import following, owning
from wijkschakel.paths.actions.refusing import MayNotManage
from wijkschakel.paths.models import (
    Conversation,
    ConversationNote,
    ConversationPartner,
    Moment,
    Path,
    Share,
)
from wijkschakel.people.models import Person

State = Conversation.State
ASKED = gettext_lazy("Iemand wil graag een gesprek met je.")


class NotReady(Refused):
    """The training is over, or there is no time."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze gesprekspartner kan nu geen gesprek houden. Er is niets gevraagd. "
              "Kies iemand anders.")
        )  # fmt: skip


class NotYourConversation(Refused):
    """Only the two who talk."""

    def __init__(self) -> None:
        super().__init__(_("Dit is niet jouw gesprek. Er is niets veranderd."))


def _record(action: str, talk: Conversation, by: Person, now: dt.datetime) -> None:
    journal.record(action=action, now=now, by=by, about=talk.resident, thing=talk)


@transaction.atomic
def ask_conversation(
    *,
    resident: Person,
    partner: ConversationPartner,
    card: str,
    question: str,
    by: Person,
    now: dt.datetime,
    once: str | None = None,
) -> Conversation:
    """Ask a conversation partner for a talk. What it may be about is the resident's choice.

    :raises NotReady: the training ended or the partner has no time.
    """
    owning.helper_of(resident, by, now)
    if not partner.is_open or not permissions.is_ready(partner, now):
        raise NotReady
    mine = Conversation.objects.filter(resident=resident)
    same = mine.filter(once=once).first() if once else None
    if same is not None:
        return same
    talk = Conversation(
        resident=resident,
        partner=partner.person,
        card=card,
        question=rules.clean_words(question),
        once=once,
        made_at=now,
        changed_at=now,
    )
    talk.save(force_insert=True)
    _record("ask_conversation", talk, by, now)
    owning.tell(partner.person, ASKED, "/mijn-pad/gesprekken/", by, now)
    return talk


@transaction.atomic
def plan_conversation(
    *, talk: Conversation, planned_at: dt.datetime, where: str, by: Person, now: dt.datetime
) -> None:
    """Agree on a day and a place: either of the two notes it."""
    fresh = _locked(talk, by)
    fresh.planned_at, fresh.where = planned_at, rules.clean_words(where)[:200]
    fresh.state, fresh.changed_at = State.PLANNED, now
    fresh.save(update_fields=["planned_at", "where", "state", "changed_at"])
    _record("plan_conversation", fresh, by, now)


@transaction.atomic
def call_off(*, talk: Conversation, by: Person, now: dt.datetime) -> None:
    """Call it off: either of the two, without a reason."""
    fresh = _locked(talk, by)
    fresh.state, fresh.changed_at = State.CALLED_OFF, now
    fresh.save(update_fields=["state", "changed_at"])
    _record("call_off_conversation", fresh, by, now)


@transaction.atomic
def keep_result(*, talk: Conversation, result: str, by: Person, now: dt.datetime) -> None:
    """Keep what came out of it. It is the resident's; the partner does not see it here."""
    owning.helper_of(talk.resident, by, now)
    fresh = Conversation.objects.select_for_update(of=("self",), no_key=True).get(pk=talk.pk)
    owning.read_first(fresh, "result")
    fresh.result = rules.clean_words(result)
    fresh.state, fresh.changed_at = State.HELD, now
    fresh.save(update_fields=["result", "state", "changed_at"])
    _record("keep_result", fresh, by, now)


@transaction.atomic
def write_note(*, talk: Conversation, words: str, by: Person, now: dt.datetime) -> ConversationNote:
    """Write an own note as partner; the resident always sees it.

    :raises NotYourConversation: not the partner of this talk, or it was called off.
    """
    if talk.partner_id != by.pk or talk.state == State.CALLED_OFF:
        raise NotYourConversation
    words = rules.clean_words(words)
    if not words:
        raise owning.NothingWritten
    made = ConversationNote(conversation=talk, words=words, made_at=now)
    made.save(force_insert=True)
    _record("write_conversation_note", talk, by, now)
    return made


def _locked(talk: Conversation, by: Person) -> Conversation:
    if by.pk not in (talk.resident_id, talk.partner_id):
        raise NotYourConversation
    return Conversation.objects.select_for_update(of=("self",), no_key=True).get(pk=talk.pk)


@transaction.atomic
def note_training(
    *,
    person: Person,
    languages: Sequence[str],
    trained_on: dt.date,
    valid_until: dt.date,
    is_open: bool,
    by: Person,
    now: dt.datetime,
    about: str = "",
) -> ConversationPartner:
    """Note at the desk that a fellow resident was trained, and until when.

    :raises MayNotManage: not a coordinator of where this person lives.
    """
    if not permissions.may_manage_partners(by, person.district, now):
        raise MayNotManage
    made, _is_new = ConversationPartner.objects.update_or_create(
        person=person,
        defaults={
            "languages": list(languages),
            "about": about[:200],
            "trained_on": trained_on,
            "valid_until": valid_until,
            "is_open": is_open,
            "changed_at": now,
        },
    )
    journal.record(action="note_training", now=now, by=by, about=person, thing=made)
    return made


@transaction.atomic
def prepare_moment(
    *,
    path: Path,
    kind: str,
    at: dt.datetime | None,
    words: Mapping[str, str],
    by: Person,
    now: dt.datetime,
    moment: Moment | None = None,
    revision: int = 1,
) -> Moment:
    """Prepare a talk that matters: what I do, what neighbours do, informal first, what came out.

    :raises ChangedElsewhere: another device was first.
    """
    owning.helper_of(path.person, by, now)
    content = following.content_of(
        **{name: rules.clean_words(text) for name, text in words.items()}
    )
    if moment is None:
        made = Moment(path=path, kind=kind, at=at, content=content, made_at=now, changed_at=now)
        made.save(force_insert=True)
        owning.note("prepare_moment", path, made, by, now, {"kind": kind})
        return made
    rows = Moment.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.get(pk=moment.pk)
    if fresh.revision != revision:
        raise owning.ChangedElsewhere
    owning.read_first(fresh, "content")
    fresh.kind, fresh.at, fresh.content = kind, at, content
    fresh.revision += 1
    fresh.changed_at = now
    fresh.save(update_fields=["kind", "at", "content", "revision", "changed_at"])
    owning.note("prepare_moment", path, fresh, by, now, {"kind": kind})
    return fresh


@transaction.atomic
def invite_to_moment(*, moment: Moment, share: Share, by: Person, now: dt.datetime) -> None:
    """Let a supporter see what was prepared, and come along."""
    owning.helper_of(moment.path.person, by, now)
    Moment.objects.filter(pk=moment.pk).update(share=share, changed_at=now)
    owning.note("invite_to_moment", moment.path, moment, by, now)
