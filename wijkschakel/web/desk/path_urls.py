"""Addresses of the desk for paths: cards typed in, conversation partners, questions of here."""

from django.urls import path

from wijkschakel.web.desk.views import paths

urlpatterns = [
    path("pad-kaartje/", paths.card, name="path_card"),
    path("gesprekspartners/", paths.partners, name="partners"),
    path("vragen-van-hier/", paths.packs, name="path_packs"),
    path("vragen-van-hier/<uuid:pack>/akkoord/", paths.agree, name="agree_pack"),
    path("vragen-van-hier/<uuid:pack>/stop/", paths.retire, name="retire_pack"),
]
