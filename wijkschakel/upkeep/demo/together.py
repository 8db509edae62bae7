"""What people in Hazelrode do together: a circle that writes, a walk in more languages, news."""

import datetime as dt

from django.utils import timezone

from wijkschakel.activities.actions import finding, posts
from wijkschakel.activities.models import (
    ActivityTranslation,
    CircleMessage,
    ClosedGroup,
    GroupComing,
    GroupDate,
    GroupMember,
    GroupMessage,
    Initiative,
    Post,
)
from wijkschakel.base import search
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.residents import Town

# Activity, who of the cast, words, days ago.
CIRCLE = (
    ("langetafel", "wil", "Wie kan zondag de stoelen uit het buurthuis halen?", 5),
    ("langetafel", "jan", "Ik haal ze. Ik neem de bakfiets.", 4),
    ("wandelen", "wil", "Dinsdag lopen we langs de molen. Neem een paraplu mee.", 2),
)
TOLD = (
    ("wandelen", "en", "Walking together along the Wilgenkade",
     "We walk at the pace of the slowest. Tea afterwards."),
    ("wandelen", "ar", "نمشي معا على ضفة فيلخنكاده", "نمشي ببطء معا، ثم نشرب الشاي."),
    ("koffie_ar", "nl", "Koffie en praten met de buren", "In het Arabisch. Iedereen is welkom."),
)  # fmt: skip
NEWS_TITLE = "De eerste zes weken zitten erop"
NEWS = (
    "We liepen, zongen en kookten samen. **Veertien** mensen kwamen elke week terug. In januari "
    "gaan we verder, nu ook op donderdag."
)


GROUPS = (
    ("vroegwakker", "fatma", "Vroeg wakker", "Voor wie slecht slaapt.",
     "Wat hier gezegd wordt, blijft hier.\nWe geven geen medische raad.",
     ("jan", "els")),
    ("zorgdelers", "jan", "Zorg je voor een ander?", "Mantelzorgers onder elkaar.",
     "We noemen de naam niet van wie we verzorgen.", ("mo",)),
)  # fmt: skip
# Group, who of the cast, what kind, words, hours ago; an answer stands under the one before it.
GROUP_TALK = (
    ("vroegwakker", "fatma", "ask", "Om vier uur lag ik weer wakker. Wat doen jullie dan?", 30),
    ("vroegwakker", "els", "answer", "Ik maak alvast deeg. Kom een keer kijken!", 27),
    ("vroegwakker", "jan", "tell", "Vannacht voor het eerst doorgeslapen tot zes.", 5),
    ("zorgdelers", "jan", "ask", "Wie kan een middag bij mijn moeder zitten?", 50),
)  # fmt: skip


def write_together(people: Town, planned: Agenda, now: dt.datetime) -> None:
    """Write it; who writes in a circle leads or helps there."""
    for number, (key, who, text, days) in enumerate(CIRCLE):
        CircleMessage(
            id=demo_id("circle", number),
            activity=planned.activities[key],
            author=people.cast[who],
            text=text,
            made_at=now - dt.timedelta(days=days, hours=3),
        ).save(force_insert=True)
    for key, language, title, summary in TOLD:
        ActivityTranslation.objects.create(
            activity=planned.activities[key],
            language=language,
            title=title,
            summary=summary,
            changed_at=now,
        )
    finding.put_activities([planned.activities[key] for key in ("wandelen", "koffie_ar")], now)
    _write_groups(people, now)
    _write_news(now)


def _write_groups(people: Town, now: dt.datetime) -> None:
    """Make closed groups, with a date the day after tomorrow."""
    began, made = now - dt.timedelta(days=40), {}
    for key, keeper, name, about, rules, others in GROUPS:
        group = made[key] = ClosedGroup(
            id=demo_id("group", key), district=people.cast[keeper].district, name=name,
            about=about, rules=rules, made_at=began,
        )  # fmt: skip
        group.save(force_insert=True)
        for who in (keeper, *others):
            GroupMember.objects.create(
                group=group, person=people.cast[who], is_in=True, is_keeper=who == keeper,
                agreed_number=1, since=began,
            )  # fmt: skip
    first: GroupMessage | None = None
    for number, (key, who, kind, text, hours) in enumerate(GROUP_TALK):
        is_answer = kind == "answer"
        message = GroupMessage(
            id=demo_id("group_message", number), group=made[key], author=people.cast[who],
            kind="tell" if is_answer else kind, answers=first if is_answer else None, text=text,
            made_at=now - dt.timedelta(hours=hours),
        )  # fmt: skip
        message.save(force_insert=True)
        first = first if is_answer else message
    _plan_group_date(made["vroegwakker"], people, now)


def _plan_group_date(group: ClosedGroup, people: Town, now: dt.datetime) -> None:
    day = timezone.localtime(now).date() + dt.timedelta(days=2)
    starts_at = dt.datetime.combine(day, dt.time(8), tzinfo=timezone.get_current_timezone())
    date = GroupDate(
        id=demo_id("group_date", 0), group=group, title="Wandelen voor het ontbijt",
        where="Bij de brug", starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1),
        made_by=people.cast["els"], made_at=now - dt.timedelta(days=1),
    )  # fmt: skip
    date.save(force_insert=True)
    for who in ("els", "fatma"):
        GroupComing.objects.create(date=date, person=people.cast[who])


def _write_news(now: dt.datetime) -> None:
    programme = Initiative.objects.get(pk=demo_id("initiative", "samenvergeten"))
    made = now - dt.timedelta(days=6)
    post = Post(
        id=demo_id("post", "zesweken"),
        kind=Post.Kind.NEWS,
        title=NEWS_TITLE,
        body=NEWS,
        district=programme.district,
        initiative=programme,
        state=Post.State.PUBLISHED,
        made_at=made,
        changed_at=made,
        published_at=made,
    )
    post.save(force_insert=True)
    search.put_all([posts.entry(post)])
