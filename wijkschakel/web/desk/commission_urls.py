"""Addresses of the desk: asking what a region needs, and choosing who makes it."""

from django.urls import path

from wijkschakel.web.desk.views import choosing, commissions

_one = "uitvragen/<uuid:commission>/"
urlpatterns = [
    path("uitvragen/", commissions.commissions, name="commissions"),
    path("uitvragen/nieuw/<slug:region>/", commissions.new_commission, name="new_commission"),
    path(_one, choosing.commission, name="commission"),
    path(f"{_one}wijzig/", commissions.change_commission, name="change_commission"),
    path(f"{_one}open/", commissions.open_commission, name="open_commission"),
    path(f"{_one}weg/", commissions.drop_commission, name="drop_commission"),
    path(f"{_one}kies/", choosing.propose, name="propose_award"),
    path(f"{_one}keuze/<uuid:award>/ja/", choosing.confirm, name="confirm_award"),
    path(f"{_one}keuze/<uuid:award>/terug/", choosing.send_back, name="return_award"),
    path(f"{_one}terugkijken/", choosing.finish, name="finish_commission"),
]
