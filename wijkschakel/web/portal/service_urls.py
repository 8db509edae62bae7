"""Addresses of the service map."""

from django.urls import path

from wijkschakel.web.portal import service_list, service_views

_service = "wie-helpt/<uuid:service_id>/"
urlpatterns = [
    path("wie-helpt/", service_list.services, name="services"),
    path("wie-helpt/diensten.csv", service_views.services_csv, name="services_csv"),
    path(_service, service_views.service, name="service"),
    path("organisaties/<uuid:organisation_id>/", service_views.organisation, name="organisation"),
]
