"""Addresses of me in the figures."""

from django.urls import path

from wijkschakel.web.account.views import figures

urlpatterns = [
    path("mijn/cijfers/", figures.my_figures, name="my_figures"),
    path("mijn/cijfers/tel-mij/", figures.choose_counting, name="choose_counting"),
    path("mijn/cijfers/onderzoek/<uuid:study>/", figures.answer_study, name="answer_study"),
    path("mijn/cijfers/vragen/", figures.my_questions, name="my_questions"),
]
