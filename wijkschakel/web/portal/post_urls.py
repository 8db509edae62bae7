"""Addresses of news, notices and stories."""

from django.urls import path, register_converter

from wijkschakel.web.common.addresses import one_of
from wijkschakel.web.portal import feeds, posts, share_card

register_converter(one_of(share_card.WORDS), "shared")

_post = "bericht/<uuid:post_id>/"
urlpatterns = [
    path("nieuws/", posts.posts, name="posts"),
    path("nieuws/feed.atom", feeds.posts_feed, name="posts_feed"),
    path("nieuws/schrijf/", posts.write, name="write_post"),
    path("deel/<shared:kind>/<uuid:thing_id>.png", share_card.share_card, name="share_card"),
    path(_post, posts.post, name="post"),
    path(f"{_post}wijzig/", posts.change, name="change_post"),
    path(f"{_post}weg/", posts.take_back, name="take_back_post"),
    path(f"{_post}zeg/", posts.say, name="say_below"),
    path(f"{_post}meld/", posts.report, name="report_post"),
    path(f"{_post}zeg/<uuid:comment_id>/weg/", posts.remove_comment, name="remove_comment"),
]
