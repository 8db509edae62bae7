"""Addresses of programmes, labels and new districts at the desk."""

from django.urls import path

from wijkschakel.web.desk.views import programmes, umbrella

_programme = "programma/<uuid:programme>/"
urlpatterns = [
    path("programmas/", programmes.packages, name="packages"),
    path("programmas/lees/", programmes.read_package, name="read_package"),
    path("programmas/<str:code>/<int:version>/", programmes.package, name="package"),
    path(_programme, programmes.programme, name="programme"),
    path(f"{_programme}weg/", programmes.discard, name="discard_programme"),
    path(f"{_programme}terugmelden/", programmes.tell, name="tell_of_programme"),
    path(f"{_programme}pakket/", programmes.pass_on, name="pass_on_programme"),
    path("nodig/", umbrella.needs, name="small_needs"),
    path("themas/", umbrella.themes, name="themes"),
    path("begin-een-wijk/", umbrella.begin, name="begin_district"),
    path("labels/", umbrella.labels, name="labels"),
    path("labels/<slug:slug>/", umbrella.label, name="label"),
]
