"""Addresses for machines."""

from django.urls import path

from wijkschakel.web.api import calendars, rpde

app_name = "api"
urlpatterns = [
    path("open-data/openactive/<slug:name>/", rpde.feed, name="feed"),
    path("mijn-week/<str:key>.ics", calendars.my_calendar, name="my_calendar"),
]
