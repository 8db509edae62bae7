"""What there is to read, to use and to borrow in Hazelrode, and the questions of its evening."""

import datetime as dt
from typing import Any

from wijkschakel.activities.actions import posts as post_actions
from wijkschakel.activities.models import (
    Comment,
    Debate,
    KeyHolder,
    LiveQuestion,
    MeansOffer,
    Post,
    Room,
    RoomBooking,
)
from wijkschakel.base import search
from wijkschakel.places.models import District
from wijkschakel.upkeep.demo import texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in, wall_clock
from wijkschakel.upkeep.demo.residents import Town

QUESTIONS = (
    ("Komt er ook een bankje bij de bushalte?", "shown", 14),
    ("Waarom duurt het zo lang met de verlichting in het park?", "shown", 9),
    ("Mag de jongerenplek ook op zondag open?", "answered", 17),
)


def write_posts(town: Map, people: Town, now: dt.datetime) -> int:
    """Write the posts and what is said below them."""
    rows = texts.read("posts")["post"]
    for row in rows:
        post = _post(people, row, now)
        post.save(force_insert=True)
        if post.state == Post.State.PUBLISHED:
            search.put_all([post_actions.entry(post)])
        for number, (who, text) in enumerate(row.get("talk", ())):
            Comment.objects.create(
                id=demo_id("comment", f"{row['key']}:{number}"),
                post=post,
                author=people.cast[who],
                text=text,
                made_at=post.made_at + dt.timedelta(hours=3 + number),
            )
    return len(rows)


def _post(people: Town, row: dict[str, Any], now: dt.datetime) -> Post:
    made = now - dt.timedelta(days=row["days"], hours=4)
    waits = row.get("waiting", False)
    is_notice = row["kind"] == Post.Kind.NOTICE
    writer = row.get("by") or row.get("author") or "noor"
    return Post(
        id=demo_id("post", row["key"]),
        kind=row["kind"],
        title=row["title"],
        body=row["body"].strip(),
        district=District.objects.get(code=row["district"]),
        organisation=people.organisations.get(row.get("org", "")),
        author=people.cast[writer],
        shows_name=bool(row.get("by")),
        state=Post.State.WAITING if waits else Post.State.PUBLISHED,
        made_at=made,
        changed_at=made,
        published_at=None if waits else made,
        until_on=today_in(now) + dt.timedelta(days=50) if is_notice and not waits else None,
    )


def write_rooms(town: Map, people: Town, now: dt.datetime) -> int:
    """Write the rooms, who has the key, what is asked, and the means."""
    began = now - dt.timedelta(weeks=20)
    for row in texts.read("posts")["room"]:
        room = Room.objects.create(
            id=demo_id("room", row["key"]),
            name=row["name"],
            venue=town.venues[row["venue"]],
            organisation=people.organisations.get(row.get("org", "")),
            people=row["people"],
            what_is_there=row["there"],
            rules=row["rules"],
            opens=dt.time.fromisoformat(row["opens"]),
            closes=dt.time.fromisoformat(row["closes"]),
            state=Room.State.OPEN,
            offered_by=people.cast[row["by"]],
            offered_at=began,
        )
        KeyHolder.objects.create(venue=room.venue, person=people.cast[row["by"]], since=began)
        _bookings(room, people, now)
    rows = texts.read("posts")["means"]
    for row in rows:
        _means(town, people, row, began)
    return len(rows)


def _bookings(room: Room, people: Town, now: dt.datetime) -> None:
    """Use it every week for three months, and let Fatma ask for next week."""
    today = today_in(now)
    for week in range(-12, 2):
        day = today + dt.timedelta(days=2 + 7 * week)
        starts_at = wall_clock(day, dt.time(18))
        is_next = week == 1
        RoomBooking.objects.create(
            id=demo_id("booking", f"{room.name}:{week}"),
            room=room,
            person=people.cast["fatma" if is_next else "wil"],
            purpose="Breien leren" if is_next else "Koor van de kade",
            is_resident_run=week % 4 != 0,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=2),
            state=RoomBooking.State.ASKED if is_next else RoomBooking.State.GRANTED,
            asked_at=now - dt.timedelta(weeks=20),
        )


def _means(town: Map, people: Town, row: dict[str, Any], began: dt.datetime) -> None:
    organisation = people.organisations[row["org"]]
    MeansOffer.objects.create(
        id=demo_id("means", row["key"]),
        kind=row["kind"],
        title=row["title"],
        text=row["text"],
        phone=row.get("phone", ""),
        district=organisation.district or town.venues["kachel"].district,
        organisation=organisation,
        offered_by=people.cast.get(row.get("by", "")),
        state=MeansOffer.State.OPEN,
        offered_at=began,
    )


def write_debate(planned: Agenda, now: dt.datetime) -> None:
    """Let people ask at the evening about the plans."""
    coming = [one for one in planned.sessions_of("buurtidee") if one.starts_at > now]
    if not coming:
        return
    debate = Debate.objects.create(session=coming[0], made_at=now)
    for number, (text, state, supporters) in enumerate(QUESTIONS):
        LiveQuestion.objects.create(
            id=demo_id("question", number),
            debate=debate,
            text=text,
            state=state,
            supporters=supporters,
            asked_at=now - dt.timedelta(minutes=number),
        )


def take_out(inside: list[Any]) -> None:
    """Delete what stands in these districts."""
    posts = Post.objects.filter(district__in=inside)
    search.drop_all(post_actions.SEARCH_KIND, list(posts.values_list("pk", flat=True)))
    posts.delete()
    Room.objects.filter(venue__district__in=inside).delete()
    KeyHolder.objects.filter(venue__district__in=inside).delete()
    MeansOffer.objects.filter(district__in=inside).delete()
