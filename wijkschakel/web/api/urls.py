"""Addresses for machines."""

from django.urls import path

from wijkschakel.web.api import calendars, lessons, openapi, pages, rpde, tables

app_name = "api"
urlpatterns = [
    path("open-data/", pages.open_data, name="open_data"),
    path("open-data/dataset.jsonld", openapi.dataset, name="dataset"),
    path("open-data/openapi.json", openapi.openapi, name="openapi"),
    path("open-data/hsds-nl.json", openapi.profile, name="profile"),
    path("open-data/openactive/<slug:name>/", rpde.feed, name="feed"),
    path("open-data/activiteiten.csv", tables.activities, name="activities_csv"),
    path("open-data/spreekuren.csv", tables.hours, name="hours_csv"),
    path("open-data/dekking.csv", tables.coverage, name="coverage_csv"),
    path("open-data/lessen.jsonld", lessons.lessons, name="lessons"),
    path("open-data/lessen.csv", lessons.lessons_csv, name="lessons_csv"),
    path("open-data/hsds.zip", tables.service_package, name="service_package"),
    path("open-data/diensten.atom", tables.services_atom, name="services_atom"),
    path("mijn-week/<str:key>.ics", calendars.my_calendar, name="my_calendar"),
]
