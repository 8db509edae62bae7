"""Writing, placing and taking away posts; what readers say and report."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.activities.models import Comment, Initiative, Post, PostReport
from wijkschakel.base import journal, search
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District

SEARCH_KIND = "post"
NOTICE_DAYS = 60
WAITING_AT_ONCE = 5
State, Kind = Post.State, Post.Kind


class EnoughWaiting(Refused):
    """A coordinator reads them one by one."""

    def __init__(self) -> None:
        super().__init__(
            _("Er wachten al %(n)s berichten van jou. Even geduld. Je tekst staat er nog.")
            % {"n": WAITING_AT_ONCE}
        )


class AlreadyDecided(Refused):
    """Somebody else decided on it."""

    def __init__(self) -> None:
        super().__init__(_("Een ander heeft hier net al over beslist. Er is niets veranderd."))


class NotThere(Refused):
    """It does not stand there any more."""

    def __init__(self) -> None:
        super().__init__(_("Dit bericht staat er niet meer. Er is niets veranderd."))


@transaction.atomic
def write_post(
    *,
    kind: str,
    title: str,
    body: str,
    district: District,
    shows_name: bool,
    places_itself: bool,
    by: Person,
    now: dt.datetime,
    organisation: Organisation | None = None,
    initiative: Initiative | None = None,
    language: str = "nl",
) -> Post:
    """Write a post. Of who may place by themselves it stands there at once, else it waits.

    :param places_itself: the writer coordinates this district.
    :raises EnoughWaiting: too many of this writer wait already.
    """
    Person.objects.select_for_update().get(pk=by.pk)
    waiting = Post.objects.filter(author=by, state=State.WAITING)
    if not places_itself and waiting.count() >= WAITING_AT_ONCE:
        raise EnoughWaiting
    post = Post(
        kind=kind, title=title, body=body, language=language, district=district,
        organisation=organisation, initiative=initiative, author=by, shows_name=shows_name,
        state=State.WAITING, made_at=now, changed_at=now,
    )  # fmt: skip
    if places_itself:
        _place(post, now)
    post.save(force_insert=True)
    find_or_drop(post)
    journal.record(action="write_post", now=now, by=by, thing=post, details={"kind": kind})
    return post


def _place(post: Post, now: dt.datetime) -> None:
    post.state, post.published_at, post.reason = State.PUBLISHED, now, ""
    if post.kind == Kind.NOTICE:
        post.until_on = timezone.localdate(now) + dt.timedelta(days=NOTICE_DAYS)


@transaction.atomic
def change_post(
    *, post: Post, title: str, body: str, shows_name: bool, places_itself: bool,
    by: Person, now: dt.datetime,
) -> Post:  # fmt: skip
    """Change one's own post; what a coordinator placed waits again, so that all is read once."""
    fresh = Post.objects.select_for_update().get(pk=post.pk)
    if fresh.state == State.REMOVED:
        raise NotThere
    fresh.title, fresh.body, fresh.shows_name, fresh.changed_at = title, body, shows_name, now
    fresh.state = State.WAITING
    if places_itself:
        _place(fresh, fresh.published_at or now)
    fresh.save()
    find_or_drop(fresh)
    journal.record(action="change_post", now=now, by=by, thing=fresh)
    return fresh


@transaction.atomic
def place_post(*, post: Post, by: Person, now: dt.datetime) -> None:
    """Put a post that waits, or that was taken away, where all can read it.

    :raises AlreadyDecided: it stands there.
    """
    fresh = _locked(post)
    if fresh.state == State.PUBLISHED:
        raise AlreadyDecided
    _place(fresh, now)
    fresh.save()
    find_or_drop(fresh)
    _settle(fresh, None, now)
    journal.record(action="place_post", now=now, by=by, about=fresh.author, thing=fresh)
    _tell(fresh, gettext_noop("Je bericht staat erop: %(title)s"), by, now)


@transaction.atomic
def decline_post(*, post: Post, reason: str, by: Person, now: dt.datetime) -> None:
    """Do not place it, or take it away; the writer reads why.

    :raises AlreadyDecided: it was declined or taken away before.
    """
    fresh = _locked(post)
    if fresh.state in (State.DECLINED, State.REMOVED):
        raise AlreadyDecided
    was_there = fresh.state == State.PUBLISHED
    fresh.state = State.REMOVED if was_there else State.DECLINED
    fresh.reason = reason
    fresh.save(update_fields=["state", "reason"])
    find_or_drop(fresh)
    _settle(fresh, None, now)
    journal.record(action="decline_post", now=now, by=by, about=fresh.author, thing=fresh)
    _tell(fresh, gettext_noop("Je bericht staat er niet op: %(title)s"), by, now)


def _locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("author").get(pk=post.pk)


def _tell(post: Post, text: str, by: Person, now: dt.datetime) -> None:
    if post.author is None or post.author == by:
        return
    with translation.override(people_queries.screen_language(post.author)):
        words = _(text) % {"title": post.title}
    notices.give_notice(person=post.author, text=words, by=by, now=now, link=f"/bericht/{post.pk}/")


@transaction.atomic
def take_back_post(*, post: Post, by: Person, now: dt.datetime) -> None:
    """Throw one's own post away, with what stands below it."""
    search.drop(SEARCH_KIND, post.pk)
    journal.record(action="take_back_post", now=now, by=by, thing=post)
    post.delete()


@transaction.atomic
def say_below(*, post: Post, text: str, by: Person, now: dt.datetime) -> Comment:
    """Say something below a post; the same words sent twice stand there once.

    :raises NotThere: the post was taken away.
    """
    fresh = Post.objects.select_for_update().get(pk=post.pk)
    if fresh.state != State.PUBLISHED:
        raise NotThere
    since = now - dt.timedelta(minutes=10)
    same = fresh.comments.filter(author=by, text=text, made_at__gt=since).first()
    if same:
        return same
    comment = Comment.objects.create(post=fresh, author=by, text=text, made_at=now)
    journal.record(action="say_below", now=now, by=by, thing=fresh)
    return comment


@transaction.atomic
def remove_comment(*, comment: Comment, by: Person, now: dt.datetime) -> None:
    """Take a comment away: the writer's own, or by a coordinator."""
    comment.state = Comment.State.REMOVED
    comment.save(update_fields=["state"])
    _settle(comment.post, comment, now)
    journal.record(
        action="remove_comment", now=now, by=by, about=comment.author, thing=comment.post
    )


@transaction.atomic
def report_post(
    *, post: Post, comment: Comment | None, reason: str, now: dt.datetime
) -> PostReport:
    """Tell the coordinator that something should not stand there; who told is not kept."""
    report = PostReport.objects.create(post=post, comment=comment, reason=reason, made_at=now)
    journal.record(action="report_post", now=now, by=None, thing=post)
    return report


@transaction.atomic
def keep_reported(*, report: PostReport, by: Person, now: dt.datetime) -> None:
    """Look at a report and let it stand."""
    report.settled_at = now
    report.save(update_fields=["settled_at"])
    journal.record(action="keep_reported", now=now, by=by, thing=report.post)


def _settle(post: Post, comment: Comment | None, now: dt.datetime) -> None:
    reports = post.reports.filter(settled_at__isnull=True)
    if comment is not None:
        reports = reports.filter(comment=comment)
    reports.update(settled_at=now)


def find_or_drop(post: Post) -> None:
    """Let a post be found as it is now, or no longer."""
    if post.state == State.PUBLISHED:
        search.put_all([entry(post)])
    else:
        search.drop(SEARCH_KIND, post.pk)


def entries(now: dt.datetime) -> Iterator[search.Entry]:
    """Give every post that can be found, to build the index anew."""
    rows = Post.objects.filter(state=State.PUBLISHED).select_related("district")
    for post in rows.defer("district__boundary").order_by("pk").iterator(chunk_size=500):
        yield entry(post)


def entry(post: Post) -> search.Entry:
    """Say how a post is found."""
    return search.Entry(
        kind=SEARCH_KIND,
        thing_id=post.pk,
        district_code=post.district.code,
        title=post.title,
        labels=(),
        summary="",
        body=post.body,
        language=post.language,
        point=None,
        starts_at=None,
        facets=(post.kind,),
    )


def drop_past_notices(now: dt.datetime) -> dict[str, int]:
    """Let notices past their last day no longer be found."""
    past = Post.objects.filter(state=State.PUBLISHED, until_on__lt=timezone.localdate(now))
    numbers: list[uuid.UUID] = list(past.values_list("pk", flat=True))
    search.drop_all(SEARCH_KIND, numbers)
    return {"past_notices": len(numbers)}
