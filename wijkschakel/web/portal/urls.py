"""Addresses of the portal: what there is to do, joining, my week, organising."""

from django.urls import include, path, register_converter

from wijkschakel.web.portal import (
    activity,
    agenda,
    agenda_feeds,
    attendance,
    choose_place,
    circles,
    come_for,
    find,
    guest,
    ladder,
    leads,
    my_place,
    my_week,
    organise,
    plan,
    searches,
    sessions,
    taking_part,
    tellings,
    writing,
)


class GuestKey:
    """The key in the link of a guest: 32 signs."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(GuestKey, "guest_key")

app_name = "portal"
_session = "bijeenkomst/<uuid:session_id>/"
_activity = "activiteit/<uuid:activity_id>/"
urlpatterns = [
    path("", include("wijkschakel.web.portal.area_urls")),
    path("", include("wijkschakel.web.portal.service_urls")),
    path("", include("wijkschakel.web.portal.guide_urls")),
    path("", include("wijkschakel.web.portal.hour_urls")),
    path("", include("wijkschakel.web.portal.post_urls")),
    path("", include("wijkschakel.web.portal.room_urls")),
    path("", include("wijkschakel.web.portal.group_urls")),
    path("", include("wijkschakel.web.portal.debate_urls")),
    path("", include("wijkschakel.web.portal.initiative_urls")),
    path("", include("wijkschakel.web.portal.commission_urls")),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/agenda.ics", agenda_feeds.agenda_calendar, name="agenda_calendar"),
    path("agenda/agenda.atom", agenda_feeds.agenda_atom, name="agenda_atom"),
    path(f"{_activity}activiteit.ics", agenda_feeds.activity_calendar, name="activity_calendar"),
    path("agenda/print/", agenda.agenda_print, name="agenda_print"),
    path("zoekvragen/", searches.show, name="searches"),
    path("zoekvragen/bewaar/", searches.save, name="save_search"),
    path("zoekvragen/<uuid:search_id>/", searches.change, name="change_search"),
    path("zoekvragen/<uuid:search_id>/stop/", searches.stop, name="stop_search"),
    path("zoeken/", find.search_page, name="search"),
    path("waar/", choose_place.choose_place, name="choose_place"),
    path(_session, sessions.session, name="session"),
    path(f"{_session}meedoen/", sessions.join_session, name="join_session"),
    path(f"{_session}wachten/", sessions.wait, name="wait"),
    path(f"{_session}afmelden/", sessions.leave, name="leave"),
    path(f"{_session}bijeenkomst.ics", sessions.session_calendar, name="session_calendar"),
    path(f"{_session}wie-komt/", attendance.who_comes, name="who_comes"),
    path(f"{_session}wie-komt/print/", attendance.who_comes_print, name="who_comes_print"),
    path(f"{_session}wie-komt/erbij/", attendance.add_walk_in, name="add_walk_in"),
    path(f"{_session}wie-komt/<uuid:enrolment_id>/", attendance.mark, name="mark"),
    path(f"{_session}afgelasten/", plan.cancel, name="cancel_session"),
    path(f"{_session}verzetten/", plan.move, name="move_session"),
    path(f"{_session}schrijven/", writing.write, name="write_to_participants"),
    path(f"{_session}bellen/", writing.call_list, name="call_list"),
    path(f"{_session}reeks/", taking_part.join_series, name="join_series"),
    path(f"{_session}reeks/stoppen/", taking_part.leave_series, name="leave_series"),
    path(f"{_session}namens/", come_for.come_for, name="come_for"),
    path(f"{_session}meenemen/", taking_part.bring, name="bring_somebody"),
    path(f"{_session}terugblik/", taking_part.feedback, name="give_feedback"),
    path("mijn-plek/<str:key>/", my_place.my_place, name="my_place"),
    path("mijn-week/herinneren/", my_week.set_reminders, name="set_reminders"),
    path("rolwens/<uuid:wish_id>/", ladder.answer_wish, name="answer_wish"),
    path(_activity, activity.activity, name="activity"),
    path(f"{_activity}kring/", circles.circle, name="circle"),
    path(f"{_activity}kring/<uuid:message_id>/weg/", circles.take_back, name="take_back_message"),
    path(f"{_activity}talen/", tellings.tell, name="tell_activity"),
    path(f"{_activity}talen/weg/", tellings.drop, name="drop_telling"),
    path(f"{_activity}helpen/", ladder.wish_role, name="wish_role"),
    path(f"{_activity}cijfers/", ladder.numbers, name="activity_numbers"),
    path("deelname/<guest_key:key>/", guest.guest, name="guest"),
    path("deelname/<guest_key:key>/afmelden/", guest.guest_leave, name="guest_leave"),
    path("mijn-week/", my_week.my_week, name="my_week"),
    path("mijn-week/print/", my_week.my_week_print, name="my_week_print"),
    path("organiseren/", organise.organise, name="organise"),
    path("organiseren/nieuw/", organise.create, name="create_activity"),
    path(f"{_activity}wijzig/", organise.change, name="change_activity"),
    path(f"{_activity}plannen/", plan.plan, name="plan_sessions"),
    path(f"{_activity}samen/", leads.together, name="together"),
    path(f"{_activity}samen/naam/", leads.show_name, name="show_name"),
    path(f"{_activity}samen/<int:lead_id>/stop/", leads.remove, name="remove_lead"),
    path(f"{_activity}samen/<int:lead_id>/trekker/", ladder.ask_to_lead, name="ask_to_lead"),
    path("meehelpen/<str:token>/", leads.accept_lead, name="accept_lead"),
]
