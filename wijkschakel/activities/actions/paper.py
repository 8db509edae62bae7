"""Printed products: ordering one, and what the task worker notes while it makes it."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity, PrintedProduct
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import invitations
from wijkschakel.people.models import InvitationCode, Person
from wijkschakel.places.models import District

Kind, State = PrintedProduct.Kind, PrintedProduct.State
# More waits for nobody: a printer is not that quick.
MOST_WAITING = 20
PATIENCE = dt.timedelta(hours=1)
ABOUT_AN_ACTIVITY = (Kind.FLYER, Kind.POSTER)


class EnoughWaiting(Refused):
    """The worker has a queue already."""

    def __init__(self) -> None:
        super().__init__(
            _("Er wacht al veel drukwerk. Wacht tot er iets klaar is. Er is niets verloren.")
        )


@transaction.atomic
def order_products(
    *,
    kinds: Sequence[str],
    district: District,
    language: str,
    activity: Activity | None,
    hand_over: Callable[[str], object],
    by: Person,
    now: dt.datetime,
) -> list[PrintedProduct]:
    """Ask for printed products.

    :param activity: what a flyer and a poster are about; None is the whole district.
    :param hand_over: gives a number to the task worker, in the same transaction.
    :raises EnoughWaiting: too much waits already; nothing was asked.
    """
    busy = PrintedProduct.objects.filter(district=district, state__in=[State.WAITING, State.BUSY])
    fresh = busy.filter(ordered_at__gt=now - PATIENCE)
    if fresh.count() + len(kinds) > MOST_WAITING:
        raise EnoughWaiting
    products = []
    for kind in kinds:
        product = PrintedProduct.objects.create(
            kind=kind,
            district=district,
            language=language,
            activity=activity if kind in ABOUT_AN_ACTIVITY else None,
            invitation=_words(kind, district, by, now),
            ordered_at=now,
        )
        details = {"kind": str(kind)}
        journal.record(action="order_product", now=now, by=by, thing=product, details=details)
        hand_over(str(product.pk))
        products.append(product)
    return products


def _words(kind: str, district: District, by: Person, now: dt.datetime) -> InvitationCode | None:
    if kind != Kind.INVITATION:
        return None
    return invitations.invitation_for(district=district, by=by, now=now)


def note_progress(*, product: uuid.UUID, done: int) -> None:
    """Note how far the worker is, at once, so that the page can show it. No line of the journal."""
    PrintedProduct.objects.filter(pk=product).update(state=State.BUSY, done=done)


@transaction.atomic
def finish_product(
    *, product: PrintedProduct, pdf: bytes, pages: int, seconds: float, now: dt.datetime
) -> None:
    """Keep the PDF that was made."""
    product.state, product.done, product.ready_at = State.READY, 100, now
    product.pdf, product.size, product.pages, product.seconds = pdf, len(pdf), pages, seconds
    product.save(update_fields=["state", "done", "ready_at", "pdf", "size", "pages", "seconds"])
    journal.record(action="finish_product", now=now, by=None, thing=product)


@transaction.atomic
def fail_product(*, product: PrintedProduct, now: dt.datetime) -> None:
    """Note that it did not work: who ordered it sees so, and orders it again."""
    product.state = State.FAILED
    product.save(update_fields=["state"])
    journal.record(action="fail_product", now=now, by=None, thing=product)
