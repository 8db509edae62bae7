"""What was looked at, and why, in words a person knows."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkschakel.people import queries
from wijkschakel.web.account import figure_words, job_words, path_words

NUMBERS: tuple[str | Promise, ...] = (
    gettext_lazy("Niemand"),
    gettext_lazy("Eén mens"),
    gettext_lazy("Twee mensen"),
    gettext_lazy("Drie mensen"),
    gettext_lazy("Vier mensen"),
    gettext_lazy("Vijf mensen"),
    gettext_lazy("Zes mensen"),
    gettext_lazy("Zeven mensen"),
    gettext_lazy("Acht mensen"),
    gettext_lazy("Negen mensen"),
    gettext_lazy("Tien mensen"),
)
LOOKED_AT: dict[str, str | Promise] = {
    **path_words.LOOKED_AT,
    **job_words.LOOKED_AT,
    **figure_words.LOOKED_AT,
    "read_attendance_list": gettext_lazy("Je naam op de lijst van wie meedoet"),
    "see_attendance_list": gettext_lazy("Je naam op de lijst van wie meedoet"),
    "print_attendance_list": gettext_lazy("Je naam op de lijst van wie meedoet, op papier"),
    "read_call_list": gettext_lazy("Je naam, om je te bellen over een bijeenkomst"),
    "read_role_wishes": gettext_lazy("Je naam, omdat je wilt helpen"),
    "read_possible_leads": gettext_lazy("Je naam, om je te vragen mee te organiseren"),
    "search_at_desk": gettext_lazy("Je naam, geboortejaar en buurt, bij het zoeken aan de balie"),
    "see_list_at_desk": gettext_lazy("Je naam op een lijst aan de balie"),
    "see_second_steps": gettext_lazy("Je naam, je rol en of je inlogt met twee stappen"),
    "see_roles": gettext_lazy("Je naam en je rol"),
    "see_members": gettext_lazy("Je naam, en bij welke organisatie je hoort"),
    "help_at_desk": gettext_lazy("Je naam, geboortejaar, buurt en waar je aan meedoet"),
    "act_together": gettext_lazy("Je week, om samen iets te kiezen"),
    "search_in_emergency": gettext_lazy("Je naam, bij het zoeken in een noodgeval"),
    "see_slips": gettext_lazy("Wat iemand samen met jou deed"),
    "see_emergencies": gettext_lazy("Je naam, in de lijst van noodgevallen"),
    "see_in_emergency": gettext_lazy("Je naam en hoe je te bereiken bent"),
    "read_referral": gettext_lazy("Je vraag om hulp, en wat je deelde"),
    "read_referrals": gettext_lazy("Je naam in de lijst van vragen om hulp"),
    "read_table": gettext_lazy("Je vraag op een overlegtafel, en wat er is afgesproken"),
    "read_help_request": gettext_lazy("Je hulpvraag, of je aanbod om te helpen"),
    "read_helpers": gettext_lazy("Je naam en wat je aanbiedt"),
    "read_checks": gettext_lazy("Je bewijzen, zoals een VOG"),
    "read_contact": gettext_lazy("Je naam en hoe je te bereiken bent"),
    "read_worry": gettext_lazy("De zorg die je vertelde"),
    "see_who_offers_help": gettext_lazy("Je naam, omdat je hulp aanbiedt"),
    "see_who_could_come_together": gettext_lazy("Je naam en je hulpvraag, om samen op te lossen"),
    "people.person": gettext_lazy("Je naam en hoe je te bereiken bent"),
    "people.consent": gettext_lazy("Wat je mag laten zien van jezelf"),
    "activities.session": gettext_lazy("Waar je aan meedoet"),
    "activities.activity": gettext_lazy("Waar je aan meedoet"),
}
REASONS: dict[str, str | Promise] = {
    **figure_words.REASONS,
    **path_words.REASONS,
    **job_words.REASONS,
    "organise": gettext_lazy("Om een activiteit te regelen"),
    "organise_activity": gettext_lazy("Om een activiteit te regelen"),
    "membership": gettext_lazy("Om te weten wie erbij hoort"),
    "desk": gettext_lazy("Om je aan de balie te helpen"),
    "together": gettext_lazy("Om samen met jou in te vullen"),
    "contact": gettext_lazy("Om je te bellen of te schrijven"),
    "plan": gettext_lazy("Om samen te plannen"),
    "match": gettext_lazy("Om iemand te vinden die bij je past"),
    "referral": gettext_lazy("Om je vraag op te pakken"),
    "table": gettext_lazy("Om samen te overleggen over je vraag"),
    "emergency": gettext_lazy("Omdat het een noodgeval was"),
}


@dataclass(frozen=True)
class Line:
    """One reader who did one thing in one month: the last time, and the times before."""

    look: queries.Look
    what: str
    why: str
    times: int
    moments: tuple[dt.datetime, ...]


def lines(looks: list[queries.Look]) -> list[Line]:
    """Put together what the same reader did for the same reason in the same month."""
    together: dict[tuple[object, ...], list[queries.Look]] = {}
    for look in looks:
        month = timezone.localtime(look.last_at).strftime("%Y-%m")
        who = (look.name, look.organisation, look.role)
        key = (month, *who, what(look), why(look), look.is_emergency)
        together.setdefault(key, []).append(look)
    return [
        Line(
            look=found[0],
            what=what(found[0]),
            why=why(found[0]),
            times=sum(look.times for look in found),
            moments=tuple(look.last_at for look in found[1:]),
        )
        for found in together.values()
    ]


def people_looked(number: int) -> str:
    """Say how many people looked this month: the heading of the page."""
    if number < len(NUMBERS):
        verb = ngettext("keek deze maand", "keken deze maand", max(number, 1))
        return f"{NUMBERS[number]} {verb}"
    return _("%(number)s mensen keken deze maand") % {"number": number}


def what(look: queries.Look) -> str:
    """Say what somebody looked at."""
    found = LOOKED_AT.get(look.action) or LOOKED_AT.get(look.object_kind)
    return str(found or _("Iets uit je gegevens"))


def why(look: queries.Look) -> str:
    """Say why."""
    if look.is_emergency:
        return str(REASONS["emergency"])
    return str(REASONS.get(look.why) or _("Er staat geen reden bij. Vraag ernaar."))


def items(codes: list[str]) -> list[str]:
    """Say which items of data a consent is about."""
    return [str(queries.ITEM_WORDS.get(code, code)) for code in codes]


def purpose(code: str) -> str:
    """Say what a consent is for."""
    return str(queries.PURPOSE_WORDS.get(code, code))
