"""Addresses of what a region asks for, and of bids on it."""

from django.urls import path

from wijkschakel.web.portal import commissions

_one = "uitvraag/<uuid:commission>/"
_bid = f"{_one}voorstel/<uuid:bid>/"
urlpatterns = [
    path("regio/<slug:region>/uitvragen/", commissions.commissions, name="commissions"),
    path(_one, commissions.commission, name="commission"),
    path(f"{_one}voorstel/", commissions.bid, name="bid"),
    path(f"{_bid}terug/", commissions.take_back, name="take_back_bid"),
    path(f"{_bid}uitvoeren/", commissions.carry_out, name="carry_out"),
    path(f"{_bid}uitvoeren/<int:delivery>/weg/", commissions.unlink, name="unlink_activity"),
]
