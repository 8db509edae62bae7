"""Addresses of the desk: everything under /werkplek/, for coordinators."""

from django.urls import path

from wijkschakel.web.desk.views import (
    bringing,
    cards,
    counter,
    emergency,
    hours,
    news_letters,
    oversight,
    roles,
    second_steps,
    sessions,
    slips,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("balie/", counter.counter, name="counter"),
    path("balie/nieuw/", counter.welcome, name="welcome"),
    path("bewoner/<uuid:person>/", counter.resident, name="resident"),
    path("bewoner/<uuid:person>/week/", counter.week_print, name="week_print"),
    path("bewoner/<uuid:person>/meedoen/<uuid:session>/", counter.join, name="join"),
    path("bewoner/<uuid:person>/wachten/<uuid:session>/", counter.wait, name="wait"),
    path("bewoner/<uuid:person>/afmelden/<uuid:session>/", counter.leave, name="leave"),
    path("bijeenkomst/<uuid:session>/", sessions.session, name="session"),
    path("bijeenkomst/<uuid:session>/aanwezig/<uuid:enrolment>/", sessions.mark, name="mark"),
    path("bijeenkomst/<uuid:session>/leiden/<uuid:person>/", sessions.lead, name="lead"),
    path("kaart/<uuid:person>/", cards.card, name="card"),
    path("kaart/<uuid:person>/maken/", cards.make_card, name="make_card"),
    path("kaart/<uuid:person>/intrekken/", cards.revoke_card, name="revoke_card"),
    path("nieuws-op-papier/", news_letters.letters, name="news_letters"),
    path("nieuws-op-papier/<uuid:search>/", news_letters.letter_print, name="news_letter_print"),
    path(
        "nieuws-op-papier/<uuid:search>/gegeven/", news_letters.hand_over, name="news_letter_given"
    ),
    path("spreekuren/", hours.hours, name="hours"),
    path("spreekuren/nieuw/", hours.new_hour, name="new_hour"),
    path("spreekuren/<uuid:hour>/", hours.hour, name="hour"),
    path("spreekuren/<uuid:hour>/stop/", hours.stop_hour, name="stop_hour"),
    path("spreekuren/<uuid:hour>/zit/<uuid:person>/", hours.add_host, name="add_host"),
    path("spreekuren/<uuid:hour>/weg/<int:host>/", hours.remove_host, name="remove_host"),
    path("nood/", emergency.emergencies, name="emergencies"),
    path("nood/bewoner/<uuid:person>/", emergency.break_glass, name="break_glass"),
    path("nood/maand/", oversight.report, name="emergency_report"),
    path("nood/maand/print/", oversight.report_print, name="emergency_report_print"),
    path("nood/maand/csv/", oversight.report_csv, name="emergency_report_csv"),
    path("nood/vertellen/", oversight.to_tell, name="to_tell"),
    path("nood/vertellen/<uuid:access>/", oversight.told, name="told"),
    path("briefjes/", slips.slips, name="slips"),
    path("briefjes/<uuid:delegate>/", slips.note_slip, name="note_slip"),
    path("bewoner/<uuid:person>/meebrengen/", bringing.bring, name="bring"),
    path("bewoner/<uuid:person>/meebrengen/<uuid:record>/", bringing.brought, name="brought"),
    path("nood/<uuid:access>/", emergency.emergency, name="emergency"),
    path("nood/<uuid:access>/later/", emergency.postpone_telling, name="postpone_telling"),
    path("rollen/", roles.roles, name="roles"),
    path("rollen/geef/<uuid:person>/", roles.grant_role, name="grant_role"),
    path("rollen/<uuid:grant>/stop/", roles.end_role, name="end_role"),
    path("tweede-stap/", second_steps.second_steps, name="second_steps"),
    path(
        "tweede-stap/<uuid:person>/opnieuw/",
        second_steps.reset_second_step,
        name="reset_second_step",
    ),
]
