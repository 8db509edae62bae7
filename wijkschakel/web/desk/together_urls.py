"""Addresses of solving together, below /werkplek/samen/."""

from django.urls import path

from wijkschakel.web.desk.views import together

urlpatterns = [
    path("samen/", together.together, name="together"),
    path("samen/gevraagd/<uuid:arrangement>/", together.arrangement, name="arrangement"),
    path(
        "samen/gevraagd/<uuid:arrangement>/stop/", together.stop_asking, name="stop_asking_together"
    ),
    path(
        "samen/gevraagd/<uuid:arrangement>/wie/<slug:job>/",
        together.say_who_does,
        name="arrangement_task",
    ),
    path("samen/<slug:theme>/", together.theme, name="together_theme"),
    path("samen/<slug:theme>/vragen/", together.ask, name="ask_together"),
]
