"""Addresses of a resident's own path."""

from django.urls import path

from wijkschakel.web.path import (
    check,
    following,
    goal,
    home,
    method,
    reminding,
    sharing,
    step,
    taking,
    talking,
    together,
)

app_name = "path"
_goal = "doel/<uuid:goal_id>/"
_step = "stap/<uuid:step_id>/"
urlpatterns = [
    path("werkwijze/", method.method, name="method"),
    path("", home.show, name="show"),
    path("begin/", home.begin, name="begin"),
    path("begin/bewaar/", home.note_need, name="note_need"),
    path("instellen/", home.change, name="change"),
    path("wens/<uuid:need_id>/", goal.need, name="need"),
    path(_goal, goal.show, name="goal"),
    path(f"{_goal}woorden/", goal.words, name="words"),
    path(f"{_goal}verder/", goal.move, name="move"),
    path(f"{_goal}stap/", step.step, name="step"),
    path(f"{_goal}van-plan/", step.plan, name="plan"),
    path(f"{_goal}stap/<uuid:session_id>/", step.join, name="join"),
    path(f"{_goal}check-in/", check.check_in, name="check_in"),
    path(f"{_step}gedaan/", step.done, name="done"),
    path(f"{_step}klaar/", step.end, name="end"),
    path("cijfers/", following.indicators, name="indicators"),
    path("cijfers/<uuid:indicator_id>/", following.indicator, name="indicator"),
    path("vragen/", following.questions, name="questions"),
    path("vragen/<slug:key>/", following.question, name="question"),
    path("tijdlijn/", following.timeline, name="timeline"),
    path("tijdlijn/<uuid:line_id>/weg/", following.throw_away, name="throw_away"),
    path("delen/", sharing.shares, name="shares"),
    path("delen/nieuw/", sharing.new_share, name="new_share"),
    path("delen/<uuid:share_id>/stop/", sharing.stop, name="stop_share"),
    path("gedeeld/", sharing.shared, name="shared"),
    path("gedeeld/<uuid:share_id>/", sharing.read_share, name="read_share"),
    path("gesprekken/", talking.talks, name="talks"),
    path("gesprekken/<uuid:talk_id>/", talking.talk, name="talk"),
    path("gesprekken/<uuid:talk_id>/verder/", talking.change_talk, name="change_talk"),
    path("momenten/", talking.moments, name="moments"),
    path("momenten/nieuw/", talking.new_moment, name="new_moment"),
    path("momenten/<uuid:moment_id>/", talking.moment, name="moment"),
    path("momenten/<uuid:moment_id>/uitnodigen/", talking.invite, name="invite"),
    path("meenemen/", taking.take_along, name="take_along"),
    path("meenemen/fhir.json", taking.fhir_file, name="fhir"),
    path("meenemen/boekje/", taking.order_booklet, name="order_booklet"),
    path("meenemen/boekje.pdf", taking.booklet, name="booklet"),
    path("kaartje/<slug:code>/", taking.card, name="card"),
    path(f"{_goal}kaartjes/", taking.cards, name="cards"),
    path(f"{_goal}seintje/", reminding.remind, name="remind"),
    path("samen/<uuid:person_id>/", together.together, name="together"),
]
