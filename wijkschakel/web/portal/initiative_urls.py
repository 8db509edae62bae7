"""Addresses of initiatives, labels and the network of a district."""

from django.urls import path, register_converter

from wijkschakel.activities.queries.spending import KINDS
from wijkschakel.web.common.addresses import one_of
from wijkschakel.web.portal import initiative_care, initiatives, offer_uses, spending, umbrella

register_converter(one_of(KINDS), "spender")

_initiative = "initiatief/<uuid:initiative_id>/"
_spending = "uitgaven/<spender:kind>/<uuid:number>/"
urlpatterns = [
    path("initiatieven/", initiatives.initiatives, name="initiatives"),
    path("initiatieven/begin/", initiatives.start, name="start_initiative"),
    path(_initiative, initiatives.initiative, name="initiative"),
    path(f"{_initiative}steunen/", initiatives.support, name="support_initiative"),
    path(f"{_initiative}antwoord/", initiatives.answer, name="answer_invitation"),
    path(f"{_initiative}wijzig/", initiative_care.change, name="change_initiative"),
    path(f"{_initiative}regelen/", initiative_care.manage, name="manage_initiative"),
    path(f"{_initiative}bij/<int:party_id>/", initiative_care.party, name="initiative_party"),
    path(f"{_initiative}aanbod/", offer_uses.offered, name="offered_to_initiative"),
    path(f"{_initiative}aanbod/<uuid:use_id>/", offer_uses.answer, name="answer_offer"),
    path(_spending, spending.spending, name="spending"),
    path(f"{_spending}<uuid:line>/weg/", spending.take_back, name="take_back_spending"),
    path("label/<slug:slug>/", umbrella.label, name="label"),
    path("netwerk/", umbrella.network, name="network"),
]
