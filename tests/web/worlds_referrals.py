"""A referral in every hand, who is who and a table, in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import people, referrals
from tests.factories.services import make_service
from wijkschakel.support.actions import tables
from wijkschakel.support.models import ColleagueQuestion, Referral

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "support:question": lambda world: {"question": world.colleague_question.pk},
    "support:ask_capacity": lambda world: {"service": world.receiving.pk},
    "support:answer_capacity": lambda world: {"service": world.receiving.pk},
    "support:send_referral": lambda world: {"referral": world.draft_referral.pk},
    "support:referral_words": lambda world: {"referral": world.begun.pk},
    "support:referral_paper": lambda world: {"referral": world.coded.pk},
    "support:case_paper": lambda world: {"case": world.coded_case.pk},
    "support:close_case": lambda world: {"case": world.case.pk},
    "support:referrals_together": lambda world: {"person": world.person.pk},
    "support:leave_table": lambda world: {"table": world.table.pk, "member": world.seat.pk},
    "support:finish_action": lambda world: {
        "table": world.table.pk, "action": world.table_action.pk
    },
}  # fmt: skip
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "support:step_referral": lambda world: {"stap": "on-hold", "reason": "Volgende week"},
    "support:referral_words": lambda world: {"words": "Het gaat goed."},
    "support:referral_feedback": lambda world: {"level": "nothing"},
    "support:answer_capacity": lambda world: {"plek": "room"},
    "support:send_referral": lambda world: {"level": "started", "months": "6"},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Let Anke (professional) work for the organisation, and Fatma share with it."""
    anke, fatma = world.people["professional"], world.person
    people.make_membership(anke, world.organisation)
    other = people.make_organisation(district=world.district)
    writer = referrals.make_worker(other, world.district, given_name="Karel")
    world.receiving = make_service(organisation=world.organisation, district=world.district)
    world.referral = referrals.make_sent(
        writer, fatma, world.organisation, now, from_organisation=other, level="words"
    )
    world.begun = referrals.make_sent(writer, fatma, world.organisation, now)
    Referral.objects.filter(pk=world.begun.pk).update(state="accepted")
    world.draft_referral = referrals.make_draft(anke, other, now, resident=fatma)
    world.coded = referrals.make_draft(anke, other, now, for_name="Mia")
    world.entry = referrals.make_entry(writer, organisation=other, advises_groups=True)
    world.colleague_question = ColleagueQuestion(
        from_person=writer, to_person=anke, text="?", asked_at=now
    )
    world.colleague_question.save(force_insert=True)
    world.table = referrals.make_table(anke, world.organisation, world.district, now)
    world.seat = world.table.members.get()
    world.case = referrals.make_case(world.table, anke, fatma, now)
    tables.answer_case(case=world.case, organisations=[world.organisation], by=fatma, now=now)
    world.coded_case = referrals.make_case(world.table, anke, None, now)
    world.table_action = tables.add_action(
        table=world.table, text="Bellen", owner=anke, due_on=now.date(), by=anke, now=now
    )
