"""Addresses of the questions at a debate."""

from django.urls import path

from wijkschakel.web.portal import debates

_debate = "bijeenkomst/<uuid:session_id>/vragen/"
urlpatterns = [
    path(_debate, debates.questions, name="questions"),
    path(f"{_debate}stel/", debates.ask, name="ask_live"),
    path(f"{_debate}zaal/", debates.hall, name="hall"),
    path(f"{_debate}leiden/", debates.lead, name="lead_debate"),
    path(f"{_debate}leiden/open/", debates.open_or_close, name="open_debate"),
    path(f"{_debate}leiden/papier/", debates.ask_on_paper, name="ask_on_paper"),
    path(f"{_debate}leiden/uitkomst/", debates.write_outcome, name="write_outcome"),
    path(f"{_debate}leiden/<uuid:question_id>/", debates.set_question, name="set_question"),
    path(f"{_debate}<uuid:question_id>/ik-ook/", debates.support, name="support_question"),
]
