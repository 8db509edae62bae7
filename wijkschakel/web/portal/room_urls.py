"""Addresses of rooms, means, and the page for who has a shop."""

from django.urls import path

from wijkschakel.web.portal import business, offer_uses, rooms

_room = "ruimtes/<uuid:room_id>/"
urlpatterns = [
    path("ondernemers/", business.business, name="business"),
    path("ondernemers/ruimte/", business.offer_room, name="offer_room"),
    path("ondernemers/middelen/", business.offer_means, name="offer_means"),
    path("ondernemers/<uuid:offer_id>/stop/", business.end_offer, name="end_offer"),
    path("ondernemers/bied/<uuid:ask_id>/<uuid:offer_id>/", offer_uses.offer, name="offer_to_ask"),
    path("ruimtes/", rooms.rooms, name="rooms"),
    path("ruimtes/reservering/<uuid:booking_id>/weg/", rooms.cancel, name="cancel_booking"),
    path(_room, rooms.room, name="room"),
    path(f"{_room}vraag/", rooms.ask, name="ask_room"),
    path(f"{_room}sleutel/", rooms.keys, name="room_keys"),
    path(f"{_room}sleutel/<uuid:booking_id>/", rooms.answer, name="answer_booking"),
]
