"""News, the notice board and stories: reading, writing one, saying something, reporting."""

import datetime as dt
import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import permissions, queries
from wijkschakel.activities.actions import posts as post_actions
from wijkschakel.activities.models import Initiative, Post
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import District
from wijkschakel.web.common.access import found, holds, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place, place_of
from wijkschakel.web.common.signin import network_of
from wijkschakel.web.portal.post_forms import CommentForm, PostForm, ReportForm

COORDINATOR = RoleGrant.Role.COORDINATOR
KINDS = {
    "nieuws": Post.Kind.NEWS, "prikbord": Post.Kind.NOTICE, "tips": Post.Kind.TIP,
    "verhalen": Post.Kind.STORY,
}  # fmt: skip
SHOWN = 30
REPORTS_PER_NETWORK = 20
REPORTS_WINDOW = dt.timedelta(hours=1)
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


class EnoughReports(Refused):
    """More reports from one place than anybody reads."""

    def __init__(self) -> None:
        super().__init__(_("Er kwamen hier net veel meldingen vandaan. Bel ons, dan kijken we."))


@public
@require_safe
def posts(request: Request) -> HttpResponse:
    """Show what there is to read, the newest first."""
    name = request.GET.get("soort", "")
    kind = KINDS.get(name, "")
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    about = asked_initiative(request)
    some = queries.posts_in(district, kind, request.now)
    if about:
        district, some = about.district, queries.news_of(about, request.now)
    found_posts = queries.with_talk(some)
    context = {
        "place": district,
        "district": district,
        "kind": name if kind else "",
        "about": about,
        "posts": found_posts[:SHOWN],
        "total": found_posts.count(),
    }
    return render(request, "portal/posts/posts.html", context)


def asked_initiative(request: Request) -> Initiative | None:
    """Give the programme or initiative whose news is asked for; None when none is."""
    text = request.GET.get("initiatief", "") or request.POST.get("initiatief", "")
    if not text:
        return None
    try:
        number = uuid.UUID(text)
    except ValueError:
        return found(None)
    return found(initiative_queries.find_initiative(number))


def _post(request: Request, post_id: uuid.UUID) -> Post:
    return found(queries.find_post(post_id, request.person, request.now))


def _may_place(request: Request, district: District) -> bool:
    return holds(request, [COORDINATOR], district)


def _show(
    request: Request,
    post: Post,
    *,
    form: CommentForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    person = request.person
    context = {
        "post": post,
        "place": post.district,
        "comments": queries.comments_of(post),
        "form": form or CommentForm(),
        "report": ReportForm(),
        "refusal": refusal,
        "is_mine": person is not None and post.author_id == person.pk,
        "may_place": _may_place(request, post.district),
        "is_there": post.state == Post.State.PUBLISHED,
    }
    return render(request, "portal/posts/post.html", context, status=status)


@public
@require_safe
def post(request: Request, post_id: uuid.UUID) -> HttpResponse:
    """Show one post with what readers say."""
    return _show(request, _post(request, post_id))


@signed_in
def write(request: Request) -> HttpResponse:
    """Write a post; a coordinator reads it first."""
    about = asked_initiative(request)
    if about and not permissions.may_change_initiative(visitor(request), about, request.now):
        about = found(None)
    district = about.district if about else place_of(request)
    if district is None:
        return redirect("portal:choose_place")
    may_place = _may_place(request, district)
    news = _news_name(about, may_place)
    if request.method != "POST":
        kind = Post.Kind.NEWS if about else Post.Kind.NOTICE
        start = {"kind": KINDS.get(request.GET.get("soort", ""), kind)}
        return _write_page(request, district, PostForm(initial=start, news=news), about=about)
    form = PostForm(request.POST, news=news)
    if not form.is_valid():
        return _write_page(request, district, form, about=about, status=INVALID)
    try:
        written = post_actions.write_post(
            district=district,
            initiative=about,
            places_itself=may_place,
            by=visitor(request),
            now=request.now,
            **form.cleaned_data,
        )
    except Refused as refused:
        return _write_page(
            request, district, form, about=about, refusal=refused.sentence, status=INVALID
        )
    messages.success(request, _written(may_place))
    return redirect("portal:post", written.pk)


def _news_name(about: Initiative | None, may_place: bool) -> str:
    """Name the news this writer may bring: of the own programme, or of the whole district."""
    if about:
        return _("Nieuws van %(name)s") % {"name": about.name}
    return _("Nieuws van de wijk") if may_place else ""


def _written(may_place: bool) -> str:
    if may_place:
        return _("Het staat erop.")
    return _("Dank je. Een coördinator leest het eerst. Je hoort het als het erop staat.")


def _write_page(
    request: Request,
    district: District,
    form: PostForm,
    *,
    written: Post | None = None,
    about: Initiative | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "place": district,
        "form": form,
        "refusal": refusal,
        "post": written,
        "about": about,
    }
    return render(request, "portal/posts/write.html", context, status=status)


def _mine(request: Request, post_id: uuid.UUID) -> Post:
    return found(queries.own_posts(visitor(request)).filter(pk=post_id).first())


@signed_in
def change(request: Request, post_id: uuid.UUID) -> HttpResponse:
    """Change my own post; it is read again."""
    mine = _mine(request, post_id)
    may_place = _may_place(request, mine.district)
    if request.method != "POST":
        start = {name: getattr(mine, name) for name in ("title", "body", "shows_name")}
        form = PostForm(initial=start, is_written=True)
        return _write_page(request, mine.district, form, written=mine)
    form = PostForm(request.POST, is_written=True)
    if not form.is_valid():
        return _write_page(request, mine.district, form, written=mine, status=INVALID)
    try:
        post_actions.change_post(
            post=mine,
            places_itself=may_place,
            by=visitor(request),
            now=request.now,
            **form.cleaned_data,
        )
    except Refused as refused:
        return _write_page(
            request, mine.district, form, written=mine, refusal=refused.sentence, status=INVALID
        )
    messages.success(request, _written(may_place))
    return redirect("portal:post", post_id)


@signed_in
@require_POST
def take_back(request: Request, post_id: uuid.UUID) -> HttpResponse:
    """Throw my own post away."""
    post_actions.take_back_post(post=_mine(request, post_id), by=visitor(request), now=request.now)
    messages.success(request, _("Je bericht is weg."))
    return redirect("portal:posts")


@signed_in
@require_POST
def say(request: Request, post_id: uuid.UUID) -> HttpResponse:
    """Say something below a post."""
    read = _post(request, post_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, read, form=form, status=INVALID)
    try:
        post_actions.say_below(
            post=read, text=form.cleaned_data["text"], by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _show(request, read, form=form, refusal=refused.sentence, status=INVALID)
    return redirect("portal:post", post_id)


@signed_in
@require_POST
def remove_comment(request: Request, post_id: uuid.UUID, comment_id: uuid.UUID) -> HttpResponse:
    """Take away what I said, or as coordinator what somebody said."""
    read = _post(request, post_id)
    comment = found(queries.find_comment(read, comment_id))
    is_mine = comment.author_id == visitor(request).pk
    found(comment if is_mine or _may_place(request, read.district) else None)
    post_actions.remove_comment(comment=comment, by=visitor(request), now=request.now)
    return redirect("portal:post", post_id)


@public
@require_POST
def report(request: Request, post_id: uuid.UUID) -> HttpResponse:
    """Tell the coordinator that something should not stand there."""
    read = _post(request, post_id)
    form = ReportForm(request.POST)
    try:
        if not throttle.allow(
            "report_post",
            network_of(request),
            limit=REPORTS_PER_NETWORK,
            window=REPORTS_WINDOW,
            now=request.now,
        ):
            raise EnoughReports
    except Refused as refused:
        return _show(request, read, refusal=refused.sentence, status=INVALID)
    words = form.cleaned_data if form.is_valid() else {}
    number = words.get("comment")
    comment = found(queries.find_comment(read, number)) if number else None
    post_actions.report_post(
        post=read, comment=comment, reason=words.get("reason", ""), now=request.now
    )
    messages.success(request, _("Dank je. Een coördinator kijkt ernaar."))
    return redirect("portal:post", post_id)
