"""Addresses of referrals at the desk."""

from django.urls import path

from wijkschakel.web.desk.views import referrals

urlpatterns = [
    path("verwijzingen/", referrals.waiting, name="waiting_referrals"),
    path("bewoner/<uuid:person>/verwijzen/", referrals.together, name="refer_together"),
]
