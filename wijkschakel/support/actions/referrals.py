"""Writing a referral, and sending it: only the resident sends, and says what goes along."""

import datetime as dt
import secrets
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Initiative, Service
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Consent, Organisation, Person
from wijkschakel.people.rules import SLIP_LENGTH, SLIP_LETTERS, read_slip
from wijkschakel.support.actions import referral_letters as letters
from wijkschakel.support.models import Referral, ReferralStep, TableCase
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.rules import referring
from wijkschakel.support.rules.referring import Level, State

TEXT_VERSION = "referral-1"


class NotNow(Refused):
    """This step does not follow on where the referral is, or is not for this person."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit kan nu niet meer. Er is niets veranderd. Kijk nog eens hoe het ervoor staat.")
        )


class NoConsent(Refused):
    """The resident does not, or no longer, allow this."""

    def __init__(self) -> None:
        super().__init__(
            _("De bewoner geeft hier nu geen toestemming voor. Er is niets gedeeld of veranderd.")
        )


class NoRoom(Refused):
    """The receiver said lately that there is no room."""

    def __init__(self) -> None:
        super().__init__(
            _("Daar is nu geen plek. Er is niets verstuurd. Wat je schreef is bewaard. "
              "Kies een andere plek, of vraag later opnieuw.")
        )  # fmt: skip


class MayNotRefer(Refused):
    """Only who works here, or decides about the group."""

    def __init__(self) -> None:
        super().__init__(_("Verwijzen kan alleen wie hier werkt. Er is niets bewaard."))


class CodeUnknown(Refused):
    """There is no draft with this code, or it is somebody's already."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze code ken ik niet. Er is niets veranderd. Kijk nog eens op het briefje.")
        )


def lock(referral: Referral) -> Referral:
    """Give the referral as it is now, held until the transaction ends."""
    rows = Referral.objects.select_for_update(of=("self",), no_key=True)
    related = rows.select_related(
        "resident", "from_person", "from_organisation", "to_organisation", "service"
    )
    return related.get(pk=referral.pk)


def add_step(referral: Referral, by: Person | None, now: dt.datetime, reason: str = "") -> None:
    """Write what happened."""
    step = ReferralStep(
        referral=referral,
        number=referral.steps.count() + 1,
        state=referral.state,
        reason=reason,
        by=by,
        at=now,
    )
    step.save(force_insert=True)


def free_code(table: type[Referral] | type[TableCase]) -> str:
    """Choose a code for on paper that nothing of this table has."""
    while True:
        code = "".join(secrets.choice(SLIP_LETTERS) for _letter in range(SLIP_LENGTH))
        if not table.objects.filter(code=code).exists():
            return code


@transaction.atomic
def draft_referral(
    *,
    to_organisation: Organisation,
    title: str,
    question: str,
    by: Person,
    now: dt.datetime,
    service: Service | None = None,
    note: str = "",
    resident: Person | None = None,
    for_name: str = "",
    from_organisation: Organisation | None = None,
    from_initiative: Initiative | None = None,
    source_number: str = "",
) -> Referral:
    """Write a referral that waits for the yes of the resident; without one it gets a code.

    :raises MayNotRefer: neither the resident, a worker, nor who decides about the group.
    """
    is_own = resident is not None and people_permissions.may_act_for(resident, by, now)
    if not is_own and not permissions.may_refer(by, from_initiative, now):
        raise MayNotRefer
    referral = Referral(
        to_organisation=to_organisation, service=service, title=title, question=question,
        note=note, resident=resident, for_name="" if resident else for_name,
        code=None if resident else free_code(Referral), from_person=by,
        from_organisation=from_organisation, from_initiative=from_initiative,
        source_number=source_number, made_at=now, changed_at=now,
    )  # fmt: skip
    referral.save(force_insert=True)
    add_step(referral, by, now)
    if resident is not None and not is_own:
        letters.tell(resident, letters.ASKED, link_to(referral), f"referral:{referral.pk}", now)
    _record("draft_referral", referral, by, now)
    return referral


def link_to(referral: Referral) -> str:
    """Give the address of its page."""
    return f"/hulp/verwijzing/{referral.pk}/"


@transaction.atomic
def claim_referral(*, code: str, person: Person, by: Person, now: dt.datetime) -> Referral:
    """Let the resident with the code on paper say: this one is mine. Nothing is sent yet.

    :raises CodeUnknown: also for who wrote it.
    """
    if not people_permissions.may_act_for(person, by, now):
        raise consents.NotYourData
    rows = Referral.objects.select_for_update(no_key=True)
    found = rows.filter(code=read_slip(code), state=State.DRAFT, resident__isnull=True).first()
    if found is None or found.from_person_id == person.pk:
        raise CodeUnknown
    found.resident, found.for_name, found.code, found.changed_at = person, "", None, now
    found.save(update_fields=["resident", "for_name", "code", "changed_at"])
    _record("claim_referral", found, by, now)
    return found


@transaction.atomic
def send_referral(
    *,
    referral: Referral,
    by: Person,
    now: dt.datetime,
    items: Collection[str] = (),
    level: str = Level.NOTHING,
    until_on: dt.date | None = None,
) -> Referral:
    """Let the resident say yes: what goes, to whom, until when, and what the sender hears.

    :param items: what goes along besides name and question.
    :raises NotNow, NoRoom, consents.NotYourData, consents.TooMuchAsked.
    """
    fresh = lock(referral)
    if fresh.resident is None or fresh.state != State.DRAFT:
        raise NotNow
    if fresh.service is not None and not referring.may_send(
        fresh.service.capacity, fresh.service.capacity_at, now
    ):
        raise NoRoom
    chosen = [item for item in referring.OPTIONAL if item in items]
    fresh.consent = _share(fresh, chosen, by, now, until_on)
    fresh.items, fresh.state, fresh.sent_at, fresh.changed_at = chosen, State.REQUESTED, now, now
    fresh.save(update_fields=["items", "state", "sent_at", "changed_at", "consent"])
    share_feedback(fresh, level, by, now)
    add_step(fresh, by, now)
    letters.tell_organisation(fresh.to_organisation, letters.CAME, link_to(fresh), fresh.pk, now)
    if fresh.from_person is not None and fresh.from_person != fresh.resident:
        letters.tell(
            fresh.from_person, letters.HEARD, link_to(fresh), f"referral:{fresh.pk}:sent", now
        )
    _record("send_referral", fresh, by, now, {"items": chosen, "level": str(fresh.level)})
    return fresh


def _share(
    referral: Referral, chosen: list[str], by: Person, now: dt.datetime, until: dt.date | None
) -> Consent:
    """Give the consent of this referral; that of another one there stays as it is."""
    assert referral.resident is not None  # noqa: S101
    return consents.give_consent(
        person=referral.resident,
        purpose=referring.PURPOSE,
        items=sorted({*referring.ALWAYS, *chosen}),
        text_version=TEXT_VERSION,
        to_organisation=referral.to_organisation,
        until_on=until,
        by=by,
        now=now,
        is_beside_others=True,
    )


@transaction.atomic
def share_again(*, consent: Consent, by: Person, now: dt.datetime) -> Referral:
    """Give anew what was taken back by mistake, as long as the referral did not end.

    What the sender hears can be given anew afterwards too: how it ended is worth telling.

    :raises NotNow: it ended, there is no such referral, or its last day is over.
    """
    either = Q(consent=consent) | Q(feedback=consent)
    found = Referral.objects.filter(either, resident=consent.person_id).first()
    fresh = lock(found) if found else None
    is_over = consent.until_on is not None and consent.until_on < timezone.localdate(now)
    if fresh is None or consent.withdrawn_at is None or is_over:
        raise NotNow
    if fresh.feedback_id == consent.pk:
        share_feedback(fresh, referring.heard(Level(fresh.level), consent.items), by, now)
        return fresh
    if fresh.ended_at is not None:
        raise NotNow
    fresh.consent = _share(fresh, fresh.items, by, now, consent.until_on)
    fresh.save(update_fields=["consent"])
    return fresh


def share_feedback(referral: Referral, level: str, by: Person, now: dt.datetime) -> None:
    """Let the sender hear so much of just this referral; what was allowed before ends."""
    resident, sender = referral.resident, referral.from_person
    referral.level = Level(level)
    if resident is not None and sender is not None and sender != resident:
        if referral.feedback is not None:
            consents.withdraw_consent(consent=referral.feedback, by=by, now=now)
        receiver: dict[str, Person | Organisation] = {"to_person": sender}
        if referral.from_organisation is not None:
            receiver = {"to_organisation": referral.from_organisation}
        items = referring.feedback_items(referral.level)
        referral.feedback = None if not items else consents.give_consent(
            person=resident, purpose=referring.FEEDBACK, items=items, text_version=TEXT_VERSION,
            is_beside_others=True, by=by, now=now, **receiver,  # type: ignore[arg-type]
        )  # fmt: skip
    referral.save(update_fields=["level", "feedback"])


@transaction.atomic
def refer_oneself(
    *,
    person: Person,
    to_organisation: Organisation,
    title: str,
    question: str,
    by: Person,
    now: dt.datetime,
    service: Service | None = None,
    from_initiative: Initiative | None = None,
    items: Collection[str] = (),
    until_on: dt.date | None = None,
) -> Referral:
    """Let a resident ask for help themself, also from out of a group: written and sent at once."""
    if not people_permissions.may_act_for(person, by, now):
        raise consents.NotYourData
    draft = draft_referral(
        to_organisation=to_organisation,
        title=title,
        question=question,
        service=service,
        resident=person,
        from_initiative=from_initiative,
        by=by,
        now=now,
    )
    Referral.objects.filter(pk=draft.pk).update(from_person=person)
    return send_referral(referral=draft, by=by, now=now, items=items, until_on=until_on)


def _record(
    action: str,
    referral: Referral,
    by: Person,
    now: dt.datetime,
    details: dict[str, object] | None = None,
) -> None:
    resident = referral.resident
    is_helped = resident is not None and by.pk not in (resident.pk, referral.from_person_id)
    journal.record(
        action=action,
        now=now,
        by=by,
        on_behalf_of=resident if is_helped else None,
        about=resident,
        thing=referral,
        organisation=referral.from_organisation,
        why=referring.PURPOSE,
        details=details,
    )
