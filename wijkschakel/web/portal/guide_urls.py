"""Addresses of the guide. A walk keeps its version in the address."""

from django.urls import path

from wijkschakel.web.portal import cite_needs, guide

_screen = "vraagwijzer/<uuid:version_id>/<slug:screen>/"
urlpatterns = [
    path("activiteit/<uuid:activity_id>/behoefte/", cite_needs.cite, name="cite_needs"),
    path("vraagwijzer/", guide.start, name="guide"),
    path("vraagwijzer/vraag/", guide.ask, name="guide_ask"),
    path(_screen, guide.walk, name="guide_screen"),
    path(f"{_screen}geen-van-deze/", guide.none_of_these, name="guide_none"),
    path(f"{_screen}print/", guide.leaf_print, name="guide_print"),
    path(f"{_screen}geholpen/", guide.helped, name="guide_helped"),
]
