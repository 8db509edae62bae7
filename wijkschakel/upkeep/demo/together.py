"""What people in Hazelrode do together: a circle that writes, a walk in more languages, news."""

import datetime as dt

from wijkschakel.activities.actions import finding, posts
from wijkschakel.activities.models import ActivityTranslation, CircleMessage, Initiative, Post
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
    _write_news(now)


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
