"""Posts and comments: theirs to take along and to wipe; notices go after a while."""

import datetime as dt

from django.utils import timezone

from wijkschakel.activities.models import Comment, Post, PostReport
from wijkschakel.base import search
from wijkschakel.people.models import Person

NOTICE_KEPT = dt.timedelta(days=90)
REPORT_KEPT = dt.timedelta(days=90)
DECLINED_KEPT = dt.timedelta(days=90)


def _moment(value: dt.datetime | None) -> str | None:
    return value.astimezone(dt.UTC).isoformat() if value else None


def export(person: Person) -> dict[str, object]:
    """Give what somebody wrote."""
    posts = Post.objects.filter(author=person)
    comments = Comment.objects.filter(author=person).select_related("post")
    return {
        "posts": [
            {
                "kind": row.kind,
                "title": row.title,
                "body": row.body,
                "state": row.state,
                "shows_name": row.shows_name,
                "made_at": _moment(row.made_at),
                "published_at": _moment(row.published_at),
            }
            for row in posts.order_by("made_at", "pk")
        ],
        "comments": [
            {"post": row.post.title, "text": row.text, "made_at": _moment(row.made_at)}
            for row in comments.order_by("made_at", "pk")
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Throw away what they wrote; news of an organisation stays, without a name."""
    mine = Post.objects.filter(author=person)
    mine.filter(organisation__isnull=False).update(author=None, shows_name=False)
    search.drop_all("post", list(mine.values_list("pk", flat=True)))
    mine.delete()
    Comment.objects.filter(author=person).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away old notices, what was never placed, and settled reports."""
    old = Post.objects.filter(until_on__lt=timezone.localdate(now) - NOTICE_KEPT)
    gone = Post.objects.filter(
        state__in=[Post.State.DECLINED, Post.State.REMOVED], changed_at__lte=now - DECLINED_KEPT
    )
    search.drop_all("post", list(old.values_list("pk", flat=True)))
    counts = {"posts": old.delete()[0] + gone.delete()[0]}
    reports = PostReport.objects.filter(settled_at__lte=now - REPORT_KEPT)
    return counts | {"reports": reports.delete()[0]}
