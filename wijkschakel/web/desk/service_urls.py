"""Addresses of the service map at the desk."""

from django.urls import path

from wijkschakel.web.desk.views import service_care, services

_service = "diensten/<uuid:service_id>/"
_suggestion = "diensten/voorstel/<uuid:suggestion_id>/"
urlpatterns = [
    path("diensten/", services.services, name="services"),
    path("diensten/diensten.csv", services.services_csv, name="services_csv"),
    path("diensten/nieuw/", services.add_service, name="add_service"),
    path(_service, services.service, name="service"),
    path(f"{_service}klopt/", services.check_service, name="check_service"),
    path(f"{_service}plek/", services.service_capacity, name="service_capacity"),
    path(f"{_service}stand/", services.service_state, name="service_state"),
    path(f"{_service}link/", service_care.give_link, name="give_service_link"),
    path(
        f"{_service}link/<uuid:editor_id>/stop/",
        service_care.revoke_link,
        name="revoke_service_link",
    ),
    path(_suggestion, service_care.suggestion, name="suggestion"),
    path(f"{_suggestion}akkoord/", service_care.approve, name="approve_suggestion"),
    path(f"{_suggestion}nee/", service_care.decline, name="decline_suggestion"),
]
