"""Addresses of the service map."""

from django.urls import path

from wijkschakel.web.portal import (
    members,
    organisations,
    service_list,
    service_owner,
    service_suggest,
    service_views,
)

_service = "wie-helpt/<uuid:service_id>/"
_organisation = "organisaties/<uuid:organisation_id>/"
_networks = f"{_organisation}netwerken/"
_people = f"{_organisation}mensen/"
_own = "wie-helpt/beheer/<str:owner_token>/"
urlpatterns = [
    path("wie-helpt/", service_list.services, name="services"),
    path("wie-helpt/diensten.csv", service_views.services_csv, name="services_csv"),
    path(_service, service_views.service, name="service"),
    path(f"{_service}klopt-niet/", service_suggest.suggest, name="suggest_service"),
    path(_own, service_owner.own, name="own_service"),
    path(f"{_own}klopt/", service_owner.check, name="check_own_service"),
    path(f"{_own}plek/", service_owner.capacity, name="own_service_capacity"),
    path(f"{_own}voorstel/<uuid:suggestion_id>/", service_owner.decide, name="decide_own_service"),
    path(_people, members.members, name="members"),
    path(f"{_people}erbij/", members.give, name="give_membership"),
    path(f"{_people}<int:membership_id>/stop/", members.end, name="end_membership"),
    path(_organisation, organisations.organisation, name="organisation"),
    path(_networks, organisations.networks, name="organisation_networks"),
    path(f"{_networks}vraag/<uuid:other_id>/", organisations.ask, name="ask_network"),
    path(f"{_networks}<int:member_id>/ja/", organisations.agree, name="agree_network"),
    path(f"{_networks}<int:member_id>/stop/", organisations.end, name="end_network"),
]
