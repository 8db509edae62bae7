"""Personal links with which an owner keeps one service right, without an account."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import services
from wijkschakel.activities.models import Service, ServiceEditor
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.queries.service_facts import Facts
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import journal, outbox
from wijkschakel.people.models import Person

LINK_LASTS = dt.timedelta(days=730)


def address_hash(email: str) -> str:
    """Give the form in which an address can be found, though it is encrypted."""
    return salted_hmac(
        "wijkschakel.service-editor.address", email.strip().lower(), algorithm="sha256"
    ).hexdigest()


def token_of(editor: ServiceEditor) -> str:
    """Make the token of a link anew: from a number in the table and a key that is not there.

    So it can be sent again, while the table alone opens nothing.
    """
    words = f"{editor.pk}:{editor.salt}"
    return salted_hmac("wijkschakel.service-editor", words, algorithm="sha256").hexdigest()


def _link(editor: ServiceEditor) -> str:
    return f"{settings.BASE_URL}/wie-helpt/beheer/{token_of(editor)}/"


@transaction.atomic
def give_link(
    *, service: Service, email: str, function: str, by: Person | None, now: dt.datetime
) -> ServiceEditor:
    """Send somebody a personal link; an older one to the same address stops working."""
    digest = address_hash(email)
    service.editors.filter(email_hash=digest, revoked_at__isnull=True).update(revoked_at=now)
    editor = ServiceEditor(
        service=service,
        email=email.strip(),
        email_hash=digest,
        function=function,
        salt=secrets.token_hex(16),
        made_at=now,
        expires_at=now + LINK_LASTS,
    )
    editor.token_hash = queries.hash_of(token_of(editor))
    editor.save(force_insert=True)
    _send_link(editor, now)
    journal.record(action="give_service_link", now=now, by=by, thing=editor)
    return editor


def _send_link(editor: ServiceEditor, now: dt.datetime) -> None:
    words = {"name": editor.service.name}
    lines = [
        _("Dag,"),
        _("Jij kunt nu zelf bijhouden wat er in de wijk te lezen is over: %(name)s.") % words,
        _("Open deze link. Je hebt geen account nodig.") + f"\n{_link(editor)}",
        _("De link is alleen voor jou. Geef hem niet door."),
        _("Groet van de buurt"),
    ]
    outbox.queue_mail(
        key=f"service-link:{editor.pk}",
        to=editor.email,
        subject=_("Jouw link voor %(name)s") % words,
        body="\n\n".join(lines),
        now=now,
    )


@transaction.atomic
def revoke_link(*, editor: ServiceEditor, by: Person | None, now: dt.datetime) -> None:
    """Let a link stop working at once."""
    if editor.revoked_at is None:
        editor.revoked_at = now
        editor.save(update_fields=["revoked_at"])
        journal.record(action="revoke_service_link", now=now, by=by, thing=editor)


@transaction.atomic
def change_as_owner(
    *, editor: ServiceEditor, version: int, facts: Facts, is_checked: bool, now: dt.datetime
) -> Service:
    """Change a service through a link.

    :raises ChangedMeanwhile: somebody else saved it since it was opened.
    """
    _note_use(editor, now)
    return services.change_service(
        service=editor.service,
        version=version,
        facts=facts,
        by=None,
        now=now,
        changed_as=editor.function,
        is_checked=is_checked,
    )


@transaction.atomic
def check_as_owner(*, editor: ServiceEditor, now: dt.datetime) -> Service:
    """Say through a link that everything is still right."""
    _note_use(editor, now)
    return services.check_service(
        service=editor.service, checked_by=editor.function, by=None, now=now
    )


@transaction.atomic
def set_capacity_as_owner(*, editor: ServiceEditor, capacity: str, now: dt.datetime) -> Service:
    """Say through a link whether there is room."""
    _note_use(editor, now)
    return services.set_capacity(service=editor.service, capacity=capacity, by=None, now=now)


def _note_use(editor: ServiceEditor, now: dt.datetime) -> None:
    """Keep a link alive that is used, and the moment it was."""
    editor.last_used_at, editor.expires_at = now, now + LINK_LASTS
    editor.save(update_fields=["last_used_at", "expires_at"])
    journal.record(action="use_service_link", now=now, by=None, thing=editor)


def remind_owners(*, now: dt.datetime) -> int:
    """Ask owners of what was not checked for 6 and for 9 months whether it is still right.

    Once per period: the letter has a key that says which. Give how many were asked now.
    """
    due = ServiceEditor.objects.filter(
        revoked_at__isnull=True,
        expires_at__gt=now,
        service__in=Service.objects.filter(queries.older_than(now, rules.REMIND_AFTER))
        .exclude(state=Service.State.CLOSED)
        .exclude(queries.older_than(now, rules.HIDE_AFTER)),
    ).select_related("service")
    return sum(_remind(editor, now) for editor in due.order_by("pk").iterator(chunk_size=500))


@transaction.atomic
def _remind(editor: ServiceEditor, now: dt.datetime) -> bool:
    service = editor.service
    day = queries.checked_day(service)
    period = queries.freshness_of(service, now)
    key = f"service-check:{editor.pk}:{day.isoformat()}:{period}"
    if outbox.subject_of(key):
        return False
    _keep_token(editor)
    words = {"name": service.name}
    lines = [
        _("Dag,"),
        _("Klopt het nog wat de buurt leest over %(name)s?") % words,
        _("Kijk het even na. Klopt alles? Dan is één tik genoeg.") + f"\n{_link(editor)}",
        _("Na een jaar zonder antwoord laten we het niet meer zien. We gooien niets weg."),
        _("Groet van de buurt"),
    ]
    outbox.queue_mail(
        key=key,
        to=editor.email,
        subject=_("Klopt het nog? %(name)s") % words,
        body="\n\n".join(lines),
        now=now,
    )
    journal.record(action="remind_owner", now=now, by=None, thing=editor, details={"why": period})
    return True


def _keep_token(editor: ServiceEditor) -> None:
    """Bring the kept hash up to date, should our key have been changed since."""
    if (fresh := queries.hash_of(token_of(editor))) != editor.token_hash:
        editor.token_hash = fresh
        editor.save(update_fields=["token_hash"])
