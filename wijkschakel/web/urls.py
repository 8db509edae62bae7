"""Addresses of all pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wijkschakel.web.gallery.urls")),
    path("", include("wijkschakel.web.home.urls")),
    path("", include("wijkschakel.web.portal.urls")),
    path("hulp/", include("wijkschakel.web.support.urls")),
    path("mijn-pad/", include("wijkschakel.web.path.urls")),
    path("", include("wijkschakel.web.account.urls")),
    path("", include("wijkschakel.web.api.urls")),
    path("api/hsds/", include("wijkschakel.web.api.hsds_urls")),
    path("cijfers/", include("wijkschakel.web.insight.urls")),
    path("werkplek/", include("wijkschakel.web.desk.urls")),
]
