"""What is new, as an Atom feed: no account, no cookie, no tracking."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import feedgenerator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.base.text import markdown
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place
from wijkschakel.web.portal.posts import asked_initiative

MOST = 40


@public
@require_safe
def posts_feed(request: Request) -> HttpResponse:
    """Give the newest posts of a district, or of one programme, as Atom."""
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    name = district.name if district else "Wijkschakel"
    rows = queries.posts_in(district, "", request.now)
    if about := asked_initiative(request):
        name, rows = about.name, queries.news_of(about, request.now)
    feed = feedgenerator.Atom1Feed(
        title=_("Nieuws uit %(place)s") % {"place": name},
        link=f"{settings.BASE_URL}/nieuws/",
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=request.build_absolute_uri(),
    )
    for post in rows[:MOST]:
        author = post.author.given_name if post.author and post.shows_name else None
        feed.add_item(
            title=post.title,
            link=f"{settings.BASE_URL}/bericht/{post.pk}/",
            unique_id=f"urn:uuid:{post.pk}",
            description=markdown.safe_html(post.body),
            author_name=post.organisation.name if post.organisation else author,
            pubdate=post.published_at,
            updateddate=post.changed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
