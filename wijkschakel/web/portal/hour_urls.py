"""Addresses of consultation hours."""

from django.urls import path

from wijkschakel.web.portal import hour_host, hours

_hour = "spreekuur/<uuid:hour_id>/"
urlpatterns = [
    path("spreekuren/", hours.hours, name="hours"),
    path(_hour, hours.hour, name="hour"),
    path(f"{_hour}afspraak/", hours.make_appointment, name="make_appointment"),
    path(f"{_hour}wie-komt/", hour_host.hour_list, name="hour_list"),
    path(f"{_hour}dag/", hour_host.change_day, name="change_hour_day"),
    path(f"{_hour}dag/<int:change_id>/weg/", hour_host.undo_day, name="undo_hour_day"),
    path(
        "afspraak/<uuid:appointment_id>/afzeggen/",
        hours.cancel_appointment,
        name="cancel_appointment",
    ),
    path("afspraak/<guest_key:key>/", hours.guest_appointment, name="guest_appointment"),
    path("afspraak/<guest_key:key>/afzeggen/", hours.guest_cancel, name="guest_cancel"),
]
