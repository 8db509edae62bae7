"""News, notices and stories: what may be read, and what waits for a coordinator."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.activities.models import Comment, Initiative, Post, PostReport
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

State = Post.State


def readable_posts(now: dt.datetime) -> QuerySet[Post]:
    """What anyone may read: placed, and not past its last day."""
    today = timezone.localdate(now)
    posts = Post.objects.filter(state=State.PUBLISHED).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today)
    )
    related = posts.select_related("author", "organisation", "district", "activity", "initiative")
    return related.defer("district__boundary").order_by("-published_at", "pk")


def posts_in(district: District | None, kind: str, now: dt.datetime) -> QuerySet[Post]:
    """What may be read in a district, or everywhere; of one kind, or all."""
    posts = readable_posts(now)
    if district:
        posts = posts.filter(district=district)
    return posts.filter(kind=kind) if kind else posts


def news_of(initiative: Initiative, now: dt.datetime) -> QuerySet[Post]:
    """What may be read about a programme and about what belongs to it."""
    about = Q(initiative=initiative) | Q(initiative__programme=initiative)
    return readable_posts(now).filter(about)


def with_talk(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Count what readers say below each."""
    visible = Q(comments__state=Comment.State.VISIBLE)
    return posts.annotate(talk=Count("comments", filter=visible))


def find_post(post_id: uuid.UUID, person: Person | None, now: dt.datetime) -> Post | None:
    """Give a post anyone may read, or one's own."""
    found = readable_posts(now).filter(pk=post_id).first()
    if found is None and person is not None:
        found = own_posts(person).filter(pk=post_id).first()
    return found


def own_posts(person: Person) -> QuerySet[Post]:
    """What somebody wrote, placed or not."""
    posts = Post.objects.filter(author=person).select_related(
        "district", "organisation", "activity"
    )
    return posts.defer("district__boundary").order_by("-made_at", "pk")


def comments_of(post: Post) -> list[Comment]:
    """What readers say below it, the first first."""
    rows = post.comments.filter(state=Comment.State.VISIBLE).select_related("author")
    return list(rows.order_by("made_at", "pk"))


def find_comment(post: Post, comment_id: uuid.UUID) -> Comment | None:
    """Give a comment that stands below this post."""
    rows = post.comments.filter(state=Comment.State.VISIBLE, pk=comment_id)
    return rows.select_related("author", "post").first()


def posts_at_desk(districts: Collection[uuid.UUID]) -> QuerySet[Post]:
    """Every post of these districts, for their coordinators."""
    posts = Post.objects.filter(district__in=districts)
    related = posts.select_related("author", "organisation", "district")
    return related.defer("district__boundary").order_by("-made_at", "pk")


def waiting_posts(districts: Collection[uuid.UUID]) -> QuerySet[Post]:
    """What waits to be placed, the longest first."""
    return posts_at_desk(districts).filter(state=State.WAITING).order_by("made_at", "pk")


def open_reports(districts: Collection[uuid.UUID]) -> list[PostReport]:
    """What readers found wrong and nobody looked at yet."""
    rows = PostReport.objects.filter(settled_at__isnull=True, post__district__in=districts)
    related = rows.select_related("post__author", "comment__author", "post__district")
    return list(related.defer("post__district__boundary").order_by("made_at", "pk"))


def reported_posts(districts: Collection[uuid.UUID]) -> QuerySet[Post]:
    """Posts with an open report."""
    reports = PostReport.objects.filter(post=OuterRef("pk"), settled_at__isnull=True)
    return posts_at_desk(districts).filter(Exists(reports))
