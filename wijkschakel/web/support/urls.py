"""Addresses of help between people: everything under /hulp/."""

from django.urls import include, path

from wijkschakel.web.support import (
    agreements,
    asking,
    beginning,
    matching,
    mine,
    offering,
    places,
    together,
)

app_name = "support"
_request = "vraag/<uuid:request_id>/"
_offer = "aanbod/<uuid:offer_id>/"
_match = "koppeling/<uuid:match_id>/"
urlpatterns = [
    path("", include("wijkschakel.web.support.referral_urls")),
    path("", include("wijkschakel.web.support.job_urls")),
    path("", mine.start, name="start"),
    path("vragen/", asking.ask, name="ask"),
    path("vragen/verstuur/", asking.send, name="send"),
    path(_request, mine.request_page, name="request"),
    path(f"{_request}wijzig/", asking.change, name="change"),
    path(f"{_request}beginnen/", beginning.begin, name="begin"),
    path(f"{_request}kies/", mine.choose, name="choose"),
    path(f"{_request}deel/<uuid:part_id>/wie/", mine.who_does, name="who_does"),
    path(f"{_request}pauze/", mine.pause, name="pause"),
    path(f"{_request}open/", mine.open_again, name="open_again"),
    path(f"{_request}klaar/", mine.close, name="close"),
    path("aanbod/", offering.offers, name="offers"),
    path("aanbod/nieuw/", offering.new_offer, name="new_offer"),
    path("aanbod/activiteit/<uuid:activity_id>/", places.offer_places, name="offer_places"),
    path("aanbod/opleiding/", offering.tell_course, name="tell_course"),
    path(f"{_offer}wijzig/", offering.change_offer, name="change_offer"),
    path(f"{_offer}uit/", offering.pause, name="pause_offer"),
    path(f"{_offer}aan/", offering.switch_on, name="switch_on"),
    path(f"{_offer}stop/", offering.end, name="end_offer"),
    path(_match, matching.match, name="match"),
    path(f"{_match}ja/", matching.say_yes, name="say_yes"),
    path(f"{_match}nee/", matching.say_no, name="say_no"),
    path(f"{_match}stop/", matching.stop, name="stop_match"),
    path(f"{_match}hoe/", matching.tell, name="tell_how"),
    path(f"{_match}zorg/", matching.worry, name="worry"),
    path("samen/<uuid:invite_id>/", together.together, name="together"),
    path("samen/<uuid:invite_id>/ja/", together.say_yes, name="yes_together"),
    path("samen/<uuid:invite_id>/nee/", together.say_no, name="no_together"),
    path("afspraak/<uuid:version_id>/", agreements.agreement, name="agreement"),
    path("afspraak/<uuid:version_id>/teken/<int:signature_id>/", agreements.sign, name="sign"),
]
