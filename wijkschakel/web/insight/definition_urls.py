"""Addresses of indicators and promises: who decides, and what exactly is counted."""

from django.urls import path

from wijkschakel.web.insight import defining, focusing, promising

_own = "indicatoren/<slug:region>/"
urlpatterns = [
    path("uitleg/<slug:key>/", defining.definition, name="definition"),
    path("indicatoren/", defining.own_definitions, name="own_definitions"),
    path(_own, defining.definitions, name="definitions"),
    path(f"{_own}nieuw/", defining.new_definition, name="new_definition"),
    path(f"{_own}<slug:key>/anders/", defining.change_definition, name="change_definition"),
    path(f"{_own}<slug:key>/stop/", defining.end_definition, name="end_definition"),
    path("aandacht/<slug:region>/", focusing.focus, name="focus"),
    path("beloften/", promising.own_promises, name="own_promises"),
    path("beloften/<slug:region>/", promising.promises, name="promises"),
    path("beloften/<slug:region>/<uuid:promise>/teken/", promising.sign, name="sign_promise"),
    path("beloften/<slug:region>/<uuid:promise>/stop/", promising.end_promise, name="end_promise"),
]
