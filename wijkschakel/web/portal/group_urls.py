"""Addresses of closed groups."""

from django.urls import path

from wijkschakel.web.portal import group_talk, groups

_group = "groep/<uuid:group_id>/"
urlpatterns = [
    path("groepen/", groups.groups, name="groups"),
    path("groepen/nieuw/", groups.new_group, name="new_group"),
    path(_group, groups.group, name="group"),
    path(f"{_group}vraag/", groups.ask, name="ask_group"),
    path(f"{_group}afspraken/", groups.agree, name="agree_group"),
    path(f"{_group}uitnodiging/<guest_key:key>/", groups.invitation, name="group_invitation"),
    path(f"{_group}weg/", groups.leave, name="leave_group"),
    path(f"{_group}wijzigen/", groups.change, name="change_group"),
    path(f"{_group}mensen/", groups.people, name="group_people"),
    path(f"{_group}mensen/<int:member_id>/", groups.change_member, name="change_group_member"),
    path(f"{_group}link/", groups.renew, name="renew_group_invitation"),
    path(f"{_group}schrijf/", group_talk.write, name="write_in_group"),
    path(
        f"{_group}bericht/<uuid:message_id>/weg/", group_talk.take_back, name="take_back_in_group"
    ),
    path(f"{_group}bericht/<uuid:message_id>/geholpen/", group_talk.settle, name="settle_in_group"),
    path(f"{_group}plannen/", group_talk.plan, name="plan_group_date"),
    path(f"{_group}afspraak/<uuid:date_id>/", group_talk.come, name="come_to_group_date"),
    path(f"{_group}afspraak/<uuid:date_id>/weg/", group_talk.cancel, name="cancel_group_date"),
]
