"""Addresses of help that finds each other."""

from django.urls import include, path

app_name = "support"
urlpatterns = [
    path("", include("wijkschakel.web.support.referral_urls")),
]
