"""Addresses for machines."""

from django.urls import path

from wijkschakel.web.api import rpde

app_name = "api"
urlpatterns = [
    path("open-data/openactive/<slug:name>/", rpde.feed, name="feed"),
]
