"""Bringing one another to help in the town: referrals, who is who, a table with an open case."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from wijkschakel.activities.models import Service
from wijkschakel.people.models import Consent, Organisation, Person
from wijkschakel.places.models import District
from wijkschakel.support.models import (
    CareTable,
    ColleagueQuestion,
    DirectoryEntry,
    Referral,
    ReferralStep,
    TableAction,
    TableCase,
    TableMember,
)
from wijkschakel.support.rules import referring
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.residents import Town

DAY = dt.timedelta(days=1)
# Key, resident, sender, organisation of the sender, receiver, title, question, note, level, words.
REFERRALS = (
    ("eten", "fatma", "anke", "nabij", "kachel", "Samen eten",
     "Ik wil niet elke avond alleen eten. Koken doe ik graag.",
     "Fatma kookt heerlijk. Iemand die haar de eerste keer ophaalt, zou helpen.", "words",
     "Ik eet nu elke dinsdag mee. Vorige week heb ik zelf gekookt!"),
    ("geld", "jan", "anke", "nabij", "kachel", "Orde in mijn papieren",
     "De post stapelt zich op. Ik wil het samen uitzoeken.", "", "started", ""),
    ("praten", "jan", "jan", "", "nabij", "Even praten over slapen",
     "Ik slaap slecht sinds mijn vrouw er niet meer is.", "", "nothing", ""),
)  # fmt: skip
# Per referral: the states after the draft, and how many days ago.
WAYS = {
    "eten": (("requested", 26), ("accepted", 24), ("in-progress", 19)),
    "geld": (("requested", 8),),
    "praten": (("requested", 1),),
}
ENTRIES = (
    ("anke", "nabij", "Wijkverpleegkundige", "Wonden, medicijnen, langer thuis wonen.",
     "Molenkwartier", True),
    ("noor", "kachel", "Coördinator", "Wie kent wie, en waar is plek in de wijk.",
     "Molenkwartier", False),
    ("joke", "steiger", "Coördinator", "Eten, taal en jongeren in Havenoord.", "Havenoord", False),
)  # fmt: skip


def write_referrals(town: Map, people: Town, now: dt.datetime) -> None:
    """Write them all."""
    cast, organisations = people.cast, people.organisations
    for row in REFERRALS:
        _referral(row, cast, organisations, now)
    _draft(cast, organisations, now)
    for key, organisation, function, about, where, advises in ENTRIES:
        DirectoryEntry.objects.create(
            id=demo_id("entry", key),
            person=cast[key],
            organisation=organisations[organisation],
            function=function,
            about=about,
            where=where,
            phone=organisations[organisation].phone,
            advises_groups=advises,
            changed_at=now - 40 * DAY,
        )
    _questions(cast, organisations, now)
    _table(town.districts["WK990101"], cast, organisations, now)


def _save(row: models.Model) -> None:
    row.save(force_insert=True)


def _consent(
    person: Person,
    purpose: str,
    items: list[str],
    to: Organisation,
    now: dt.datetime,
    key: object = "",
) -> Consent:
    """Give a consent: of a referral its own, of a table one for each receiver."""
    consent, _is_new = Consent.objects.update_or_create(
        id=demo_id("consent", f"{purpose}:{person.pk}:{key or to.pk}"),
        defaults={
            "person": person, "purpose": purpose, "items": items, "to_organisation": to,
            "text_version": f"{purpose}-1", "given_at": now - 26 * DAY,
            "until_on": timezone.localdate(now) + 150 * DAY,
        },
    )  # fmt: skip
    return consent


def _referral(
    row: tuple[str, ...],
    cast: dict[str, Person],
    organisations: dict[str, Organisation],
    now: dt.datetime,
) -> None:
    key, resident, sender, by, to, title, question, note, level, words = row
    way = WAYS[key]
    made_at = now - (way[0][1] + 1) * DAY
    service = Service.objects.filter(organisation=organisations[to]).order_by("name").first()
    is_begun = way[-1][0] == "in-progress"
    items = ["name", "phone", "question"]
    consent = _consent(cast[resident], "referral", items, organisations[to], now, key)
    heard = referring.feedback_items(referring.Level(level)) if by else []
    feedback = heard and _consent(cast[resident], "feedback", heard, organisations[by], now, key)
    referral = Referral(
        id=demo_id("referral", key), resident=cast[resident], from_person=cast[sender],
        from_organisation=organisations[by] if by else None, to_organisation=organisations[to],
        service=service, taken_by=cast["noor"] if is_begun else None, title=title,
        question=question, note=note, items=["phone"], state=way[-1][0], level=level, words=words,
        consent=consent, feedback=feedback or None, made_at=made_at, sent_at=now - way[0][1] * DAY,
        changed_at=now - way[-1][1] * DAY,
    )  # fmt: skip
    _save(referral)
    steps = [("draft", way[0][1] + 1, cast[sender])]
    steps += [
        (state, days, cast[resident] if state == "requested" else cast["noor"])
        for state, days in way
    ]
    for number, (state, days, person) in enumerate(steps, 1):
        _save(
            ReferralStep(
                id=demo_id("referral step", f"{key}:{number}"), referral=referral, number=number,
                state=state, by=person, at=now - days * DAY,
            )
        )  # fmt: skip


def _draft(
    cast: dict[str, Person], organisations: dict[str, Organisation], now: dt.datetime
) -> None:
    """Anke wrote something that waits for the yes of Fatma."""
    draft = Referral(
        id=demo_id("referral", "tuin"), resident=cast["fatma"], from_person=cast["anke"],
        from_organisation=organisations["nabij"], to_organisation=organisations["akker"],
        title="Buiten zijn", question="Ik wil vaker naar buiten, en iets met mijn handen doen.",
        note="De tuin is dichtbij, en er wordt ook Turks gesproken.",
        made_at=now - 2 * DAY, changed_at=now - 2 * DAY,
    )  # fmt: skip
    _save(draft)
    _save(
        ReferralStep(
            id=demo_id("referral step", "tuin:1"), referral=draft, number=1, state="draft",
            by=cast["anke"], at=now - 2 * DAY,
        )
    )  # fmt: skip


def _questions(
    cast: dict[str, Person], organisations: dict[str, Organisation], now: dt.datetime
) -> None:
    rows = (
        ("tillen", "noor", "kachel", "anke", "nabij", 20,
         "Waar leent iemand een tillift voor een paar weken?",
         "Bij de uitleen in het centrum. Bel even, dan leg ik het klaar."),
        ("taal", "joke", "steiger", "noor", "kachel", 3,
         "Hebben jullie een taalgroep waar nog plek is?", ""),
    )  # fmt: skip
    for key, who, by, whom, to, days, text, answer in rows:
        _save(
            ColleagueQuestion(
                id=demo_id("colleague question", key), from_person=cast[who],
                from_organisation=organisations[by], to_person=cast[whom],
                to_organisation=organisations[to], text=text, answer=answer,
                state="answered" if answer else "open", is_first=True,
                asked_at=now - days * DAY,
                answered_at=now - (days - 1) * DAY if answer else None,
            )
        )  # fmt: skip


def _table(
    district: District,
    cast: dict[str, Person],
    organisations: dict[str, Organisation],
    now: dt.datetime,
) -> None:
    table = CareTable.objects.create(
        id=demo_id("care table", "molen"),
        name="Tafel van het Molenkwartier",
        purpose="Zorg en welzijn om één tafel, elke twee weken.",
        district=district,
        made_at=now - 90 * DAY,
    )
    seats = (("noor", "kachel", True), ("anke", "nabij", False))
    for key, organisation, leads in seats:
        TableMember.objects.create(
            table=table, person=cast[key], organisation=organisations[organisation],
            is_lead=leads, since=now - 90 * DAY,
        )  # fmt: skip
        _consent(cast["fatma"], "table", ["actions", "name", "question"],
                 organisations[organisation], now)  # fmt: skip
    case = TableCase(
        id=demo_id("table case", "fatma"), table=table, resident=cast["fatma"],
        asked_by=cast["anke"], question="Ik wil thuis blijven wonen, ook nu de trap zwaar wordt.",
        state="open", made_at=now - 12 * DAY, answered_at=now - 11 * DAY,
    )  # fmt: skip
    _save(case)
    actions = (
        ("anke", "Samen kijken wat er kan met de trap", 4, case),
        ("noor", "Vragen wie in de straat wil meelopen naar de markt", -1, case),
        ("noor", "Nieuwe huisarts uitnodigen voor de tafel", 9, None),
    )
    for number, (owner, text, days, about) in enumerate(actions):
        _save(
            TableAction(
                id=demo_id("table action", number), table=table, case=about, text=text,
                owner=cast[owner], due_on=timezone.localdate(now) + days * DAY,
                made_at=now - 6 * DAY,
            )
        )  # fmt: skip


def take_out(inside: list[Any]) -> None:
    """Delete what stands in these districts."""
    CareTable.objects.filter(district__in=inside).delete()
    Referral.objects.filter(to_organisation__district__in=inside).delete()
    ColleagueQuestion.objects.filter(to_organisation__district__in=inside).delete()
