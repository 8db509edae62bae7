"""Addresses of figures."""

from django.urls import path

from wijkschakel.web.insight import (
    activity,
    balance,
    compare,
    definition_urls,
    demand,
    honest,
    moving,
    neighbourhood,
    numbers,
    reach,
    results,
    study_urls,
    together,
    year,
)

app_name = "insight"
_region = "regio/<slug:region>/"

urlpatterns = [
    path("", results.start, name="start"),
    path("eerlijk/", honest.honest, name="honest"),
    path("wijk/<str:district>/", neighbourhood.neighbourhood, name="neighbourhood"),
    path("activiteit/<uuid:activity_id>/", activity.activity, name="activity"),
    path(_region, results.results, name="results"),
    path(f"{_region}bereik/", reach.reach, name="reach"),
    path(f"{_region}samen/", together.together, name="together"),
    path(f"{_region}balans/", balance.balance, name="balance"),
    path(f"{_region}vraag/", demand.demand, name="demand"),
    path(f"{_region}beweging/", moving.moving, name="moving"),
    path(f"{_region}wijken/", compare.compare, name="compare"),
    path(f"{_region}alles/", numbers.numbers, name="numbers"),
    path(f"{_region}alles/cijfers.csv", numbers.as_csv, name="numbers_csv"),
    path(f"{_region}alles/cijfers.json", numbers.as_json, name="numbers_json"),
    path(f"{_region}jaar/", year.year, name="year"),
    path(f"{_region}jaar/maak/", year.make, name="make_year"),
    path(f"{_region}jaar/jaarverslag.pdf", year.pdf, name="year_pdf"),
    *definition_urls.urlpatterns,
    *study_urls.urlpatterns,
]
