"""Everybody may say what is wrong; it changes when two people agree."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import permissions
from wijkschakel.activities.actions import service_editors, services
from wijkschakel.activities.models import (
    Service,
    ServiceEditor,
    ServiceSuggestion,
    SuggestionApproval,
)
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries.service_facts import Facts
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import journal, outbox
from wijkschakel.base.errors import Refused
from wijkschakel.people import privacy as people_privacy
from wijkschakel.people.models import Person

State = ServiceSuggestion.State


class NothingSuggested(Refused):
    """The form says the same as the page."""

    def __init__(self) -> None:
        super().__init__(
            _("Er is nog niets veranderd. Pas aan wat er niet klopt, of schrijf het onderaan.")
        )


class TooManySuggestions(Refused):
    """Suggestions come too fast."""

    def __init__(self) -> None:
        super().__init__(
            _("Er kwamen net al veel voorstellen. Jouw tekst staat er nog. Probeer het straks.")
        )


class AlreadyDecided(Refused):
    """Somebody else decided just before."""

    def __init__(self) -> None:
        super().__init__(_("Over dit voorstel is al besloten. Er is niets veranderd."))


class OwnSuggestion(Refused):
    """Nobody approves what they suggested themselves."""

    def __init__(self) -> None:
        super().__init__(_("Dit stelde je zelf voor. Laat twee anderen kijken."))


class AlreadyApproved(Refused):
    """One person agrees once, under whatever name."""

    def __init__(self) -> None:
        super().__init__(_("Je gaf al je akkoord. Nu moet nog iemand anders kijken."))


class NotYours(Refused):
    """Only coordinators of the district and the owner decide."""

    def __init__(self) -> None:
        super().__init__(_("Hierover besluit de wijk zelf. Er is niets veranderd."))


@transaction.atomic
def suggest_change(
    *,
    service: Service,
    facts: Facts,
    note: str,
    contact: str,
    by: Person | None,
    now: dt.datetime,
) -> ServiceSuggestion:
    """Keep what somebody thinks is wrong; nothing changes yet.

    :param facts: how it should be, by the names of `service_facts.KNOWN`.
    :raises NothingSuggested: it is as the page says already.
    :raises TooManySuggestions: many wait for this service already.
    """
    changes = _changes(service, facts)
    if not changes and not note.strip():
        raise NothingSuggested
    since = now - rules.SUGGESTIONS_WINDOW
    if service.suggestions.filter(made_at__gt=since).count() >= rules.SUGGESTIONS_PER_SERVICE:
        raise TooManySuggestions
    suggestion = ServiceSuggestion(
        service=service,
        changes=changes,
        note=note.strip(),
        contact=contact.strip(),
        proposed_by=by,
        made_at=now,
    )
    suggestion.save(force_insert=True)
    journal.record(
        action="suggest_change",
        now=now,
        by=by,
        thing=suggestion,
        details={"fields": sorted(changes)},
    )
    return suggestion


def _changes(service: Service, facts: Facts) -> dict[str, dict[str, object]]:
    """Give per fact that is different what stands there and what should."""
    if strange := set(facts) - service_facts.KNOWN:
        raise TypeError(f"not facts of a service: {', '.join(sorted(strange))}")
    before = service_facts.facts_of(service)
    return {
        name: {"from": before[name], "to": value}
        for name, value in facts.items()
        if before[name] != value
    }


@transaction.atomic
def approve_suggestion(
    *,
    suggestion: ServiceSuggestion,
    version: int,
    by: Person | None,
    now: dt.datetime,
    editor: ServiceEditor | None = None,
) -> ServiceSuggestion:
    """Agree with a suggestion; the second who agrees lets it happen.

    :param version: the version of the service that was seen beside the suggestion.
    :param editor: the owner, who comes without an account; `by` is None then.
    """
    locked = _open_suggestion(suggestion, by, editor, now)
    if locked.proposed_by_id and by and locked.proposed_by_id == by.pk:
        raise OwnSuggestion
    service = services.lock(locked.service, version)
    if _agreed_already(locked, by, editor):
        raise AlreadyApproved
    SuggestionApproval.objects.create(suggestion=locked, person=by, editor=editor, approved_at=now)
    journal.record(action="approve_suggestion", now=now, by=by, thing=locked)
    if locked.approvals.count() >= rules.APPROVALS_NEEDED:
        _take_over(locked, service, by, now)
    return locked


def _open_suggestion(
    suggestion: ServiceSuggestion,
    by: Person | None,
    editor: ServiceEditor | None,
    now: dt.datetime,
) -> ServiceSuggestion:
    """Lock a suggestion for who may decide about it."""
    locked = ServiceSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    service = locked.service
    is_owner = (
        editor is not None
        and editor.service_id == service.pk
        and permissions.may_use_link(editor, now)
    )
    if not is_owner and not permissions.may_edit_service(by, service, now):
        raise NotYours
    if locked.state != State.OPEN:
        raise AlreadyDecided
    return locked


def _agreed_already(
    suggestion: ServiceSuggestion, by: Person | None, editor: ServiceEditor | None
) -> bool:
    """Say whether this person agreed before: also with the link, when the address is theirs."""
    approvals = list(suggestion.approvals.select_related("person", "editor"))
    if by is not None:
        own = {service_editors.address_hash(one) for one in people_privacy.addresses_of(by)}
        return any(
            approval.person_id == by.pk
            or (approval.editor is not None and approval.editor.email_hash in own)
            for approval in approvals
        )
    return editor is not None and any(
        approval.editor_id is not None or _is_address_of(editor, approval.person)
        for approval in approvals
    )


def _is_address_of(editor: ServiceEditor, person: Person | None) -> bool:
    addresses = people_privacy.addresses_of(person) if person else []
    return editor.email_hash in {service_editors.address_hash(one) for one in addresses}


def _take_over(
    suggestion: ServiceSuggestion, service: Service, by: Person | None, now: dt.datetime
) -> None:
    services.change_service(
        service=service,
        version=service.version,
        facts={name: change["to"] for name, change in suggestion.changes.items()},
        by=by,
        now=now,
        changed_as=_("voorstel van een lezer"),
    )
    _close(suggestion, State.APPROVED, "", now)


@transaction.atomic
def decline_suggestion(
    *,
    suggestion: ServiceSuggestion,
    reason: str,
    by: Person | None,
    now: dt.datetime,
    editor: ServiceEditor | None = None,
) -> ServiceSuggestion:
    """Leave the service as it is."""
    locked = _open_suggestion(suggestion, by, editor, now)
    _close(locked, State.DECLINED, reason.strip()[:300], now)
    journal.record(action="decline_suggestion", now=now, by=by, thing=locked)
    return locked


def _close(suggestion: ServiceSuggestion, state: str, reason: str, now: dt.datetime) -> None:
    suggestion.state, suggestion.decided_at, suggestion.reason = state, now, reason
    suggestion.save(update_fields=["state", "decided_at", "reason"])
    _thank(suggestion, now)


def _thank(suggestion: ServiceSuggestion, now: dt.datetime) -> None:
    """Tell who left a mail address what became of it."""
    try:
        validate_email(suggestion.contact)
    except ValidationError:
        return
    words = {"name": suggestion.service.name}
    if suggestion.state == State.APPROVED:
        told = _("Je voorstel voor %(name)s staat nu op de site. Dank je wel!") % words
    else:
        told = _("We keken naar je voorstel voor %(name)s. We laten het zoals het was.") % words
    outbox.queue_mail(
        key=f"suggestion:{suggestion.pk}",
        to=suggestion.contact,
        subject=_("Je voorstel voor %(name)s") % words,
        body="\n\n".join(
            filter(None, [_("Dag,"), told, suggestion.reason, _("Groet van de buurt")])
        ),
        now=now,
    )
