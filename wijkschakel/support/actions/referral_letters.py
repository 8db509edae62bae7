"""Telling people that a referral moved: never what it is about, only where to read it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkschakel.base import outbox
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.permissions.referrals import WORKERS

# What is said of what happened: short, and about nothing.
ASKED = gettext_lazy("Iemand wil je vraag doorgeven. Jij beslist.")
MOVED = gettext_lazy("Er is nieuws over een verwijzing van jou.")
HEARD = gettext_lazy("Er is nieuws over een verwijzing die jij schreef.")
CAME = gettext_lazy("Er is een nieuwe verwijzing voor jullie.")
WITHDRAWN = gettext_lazy("Een verwijzing is ingetrokken.")
CAPACITY = gettext_lazy("Iemand vraagt of er bij jullie plek is.")
CAPACITY_SAID = gettext_lazy("Er is antwoord op je vraag of er plek is.")
QUESTION = gettext_lazy("Een vakgenoot stelt je een vraag.")
GROUP_QUESTION = gettext_lazy("Een groep uit de buurt stelt je een vraag.")
ANSWER = gettext_lazy("Er is antwoord op je vraag aan een vakgenoot.")
TABLE = gettext_lazy("Je zit aan een overlegtafel.")
CASE_ASKED = gettext_lazy("Mag er over jouw vraag overlegd worden? Jij beslist.")
CASE_OPEN = gettext_lazy("Er ligt een nieuwe vraag op tafel.")
ACTION = gettext_lazy("Er staat een actie op jouw naam.")
MOST = 40


def tell(person: Person, said: Promise, link: str, key: str, now: dt.datetime) -> None:
    """Leave a word, and write to who has an address; both say only where to look."""
    with translation.override(people_queries.screen_language(person)):
        notices.give_notice(person=person, text=str(said), link=link, by=None, now=now)
        address = people_queries.mail_address(person)
        if not address:
            return
        lines = [
            _("Dag %(name)s,") % {"name": person.given_name},
            str(said),
            _("Log in om het te lezen:") + f"\n{settings.BASE_URL}{link}",
            _("Groet van de buurt"),
        ]
        outbox.queue_mail(
            key=f"{key}:{person.pk}",
            to=address,
            subject=_("Er staat iets voor je klaar"),
            body="\n\n".join(lines),
            now=now,
            person=person.pk,
        )


def workers_of(organisation: Organisation, now: dt.datetime) -> Iterable[Person]:
    """Give who works for an organisation today and may see what comes in."""
    day = timezone.localdate(now)

    def runs(side: str) -> Q:
        ends = Q(**{f"{side}__ends_on__isnull": True}) | Q(**{f"{side}__ends_on__gte": day})
        return ends & Q(**{f"{side}__starts_on__lte": day})

    there = Person.objects.filter(runs("memberships"), memberships__organisation=organisation)
    people = there.filter(runs("roles"), roles__role__in=WORKERS).select_related("account")
    return people.distinct().order_by("pk")[:MOST]


def tell_organisation(
    organisation: Organisation, said: Promise, link: str, number: uuid.UUID, now: dt.datetime
) -> None:
    """Tell everybody who works there."""
    for person in workers_of(organisation, now):
        tell(person, said, link, f"referral:{number}:{now.isoformat()}", now)
