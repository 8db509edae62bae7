"""Addresses of the portal: what residents look at without an account."""

from django.urls import include, path

app_name = "portal"
urlpatterns = [
    path("", include("wijkschakel.web.portal.area_urls")),
]
