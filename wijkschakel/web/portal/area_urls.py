"""Addresses of regions, municipalities, districts and neighbourhoods."""

from django.urls import path

from wijkschakel.web.portal import area_views as views
from wijkschakel.web.portal import coverage

urlpatterns = [
    path("regios/", views.regions, name="regions"),
    path("regio/<slug:region>/", views.region, name="region"),
    path("regio/<slug:region>/eisen/", views.add_criterion, name="add_criterion"),
    path(
        "regio/<slug:region>/eisen/<int:criterion>/weg/",
        views.remove_criterion,
        name="remove_criterion",
    ),
    path(
        "regio/<slug:region>/wijk/<str:district>/vinkjes/",
        views.tick_criteria,
        name="tick_criteria",
    ),
    path("gemeente/<str:municipality>/", views.municipality, name="municipality"),
    path("wijk/<str:district>/", views.district, name="district"),
    path("wijk/<str:district>/dekking/", coverage.coverage, name="coverage"),
    path("buurt/<str:neighbourhood>/", views.neighbourhood, name="neighbourhood"),
]
