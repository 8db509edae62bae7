"""Addresses of all pages."""

from django.urls import URLPattern, URLResolver, include, path

# First those with a word of their own in front: that is looked at once, where the others are tried
# one page after the other.
urlpatterns: list[URLPattern | URLResolver] = [
    path("werkplek/", include("wijkschakel.web.desk.urls")),
    path("hulp/", include("wijkschakel.web.support.urls")),
    path("cijfers/", include("wijkschakel.web.insight.urls")),
    path("mijn-pad/", include("wijkschakel.web.path.urls")),
    path("leren/", include("wijkschakel.web.learn.urls")),
    path("api/hsds/", include("wijkschakel.web.api.hsds_urls")),
    path("", include("wijkschakel.web.home.urls")),
    path("", include("wijkschakel.web.portal.urls")),
    path("", include("wijkschakel.web.account.urls")),
    path("", include("wijkschakel.web.api.urls")),
    path("", include("wijkschakel.web.gallery.urls")),
]
