"""Addresses of referrals, who is who and tables of organisations."""

from django.urls import path

from wijkschakel.web.support import colleagues, exchange, referral, referrals, table, writing

_referral = "verwijzing/<uuid:referral>/"
_table = "tafel/<uuid:table>/"
urlpatterns = [
    path("mijn-verwijzingen/", referrals.mine, name="my_referrals"),
    path("mijn-verwijzingen/samen/<uuid:person>/", referrals.together, name="referrals_together"),
    path("verwijzingen/", referrals.work, name="referrals"),
    path("verwijzingen/plek/<uuid:service>/", referrals.ask_capacity, name="ask_capacity"),
    path(
        "verwijzingen/plek/<uuid:service>/antwoord/",
        referrals.answer_capacity,
        name="answer_capacity",
    ),
    path("verwijzingen/inlezen/", exchange.read_in, name="read_in"),
    path("verwijzingen/fhir.json", exchange.write_all, name="referrals_fhir"),
    path("verwijzen/", writing.refer, name="refer"),
    path("verwijzen/zelf/", writing.refer_myself, name="refer_myself"),
    path("verwijzing/code/", writing.claim, name="claim_referral"),
    path(_referral, referral.show, name="referral"),
    path(f"{_referral}ja/", referral.say_yes, name="send_referral"),
    path(f"{_referral}stap/", referral.step, name="step_referral"),
    path(f"{_referral}woorden/", referral.words, name="referral_words"),
    path(f"{_referral}terug/", referral.feedback, name="referral_feedback"),
    path(f"{_referral}briefje/", referral.paper, name="referral_paper"),
    path(f"{_referral}fhir.json", exchange.write_one, name="referral_fhir"),
    path("wie-is-wie/", colleagues.directory, name="directory"),
    path("wie-is-wie/ik/", colleagues.my_entry, name="my_entry"),
    path("wie-is-wie/ik/weg/", colleagues.unlist, name="unlist"),
    path("wie-is-wie/vragen/", colleagues.questions, name="questions"),
    path("wie-is-wie/vraag/<uuid:question>/", colleagues.question, name="question"),
    path("wie-is-wie/<uuid:entry>/", colleagues.entry, name="entry"),
    path("initiatief/<uuid:initiative>/adviseurs/", colleagues.advisers, name="advisers"),
    path(
        "initiatief/<uuid:initiative>/adviseurs/<uuid:entry>/",
        colleagues.ask_adviser,
        name="ask_adviser",
    ),
    path("tafels/", table.tables, name="tables"),
    path(_table, table.show, name="table"),
    path(f"{_table}lid/", table.add_member, name="add_member"),
    path(f"{_table}weg/<int:member>/", table.leave, name="leave_table"),
    path(f"{_table}vraag/", table.ask_case, name="ask_case"),
    path(f"{_table}actie/", table.add_action, name="add_action"),
    path(f"{_table}actie/<uuid:action>/klaar/", table.finish, name="finish_action"),
    path("bespreking/code/", table.claim, name="claim_case"),
    path("bespreking/<uuid:case>/", table.case, name="table_case"),
    path("bespreking/<uuid:case>/klaar/", table.close, name="close_case"),
    path("bespreking/<uuid:case>/briefje/", table.paper, name="case_paper"),
]
