"""Addresses of studies."""

from django.urls import path

from wijkschakel.web.insight import studying

_study = "onderzoek/<uuid:study>/"
urlpatterns = [
    path("onderzoek/", studying.studies, name="studies"),
    path("onderzoek/nieuw/", studying.propose_study, name="propose_study"),
    path(_study, studying.study, name="study"),
    path(f"{_study}open/", studying.open_study, name="open_study"),
    path(f"{_study}sluit/", studying.close_study, name="close_study"),
    path(f"{_study}levering/", studying.deliver_study, name="deliver_study"),
]
