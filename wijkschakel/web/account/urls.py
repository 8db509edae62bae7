"""Addresses of signing in, joining, and what is known about me."""

from django.urls import path

from wijkschakel.web.account.views import (
    address,
    bringing,
    joining,
    leaving,
    mine,
    passkeys,
    signing_in,
    slips,
    together,
    trust,
)

app_name = "account"
urlpatterns = [
    path("inloggen/", signing_in.sign_in, name="sign_in"),
    path("inloggen/code/", signing_in.ask_code, name="ask_code"),
    path("inloggen/code/invullen/", signing_in.enter_code, name="enter_code"),
    path("inloggen/naam/", signing_in.give_name, name="give_name"),
    path("inloggen/kaart/", signing_in.sign_in_with_card, name="sign_in_with_card"),
    path("inloggen/sleutel/vraag/", passkeys.passkey_options, name="passkey_options"),
    path("inloggen/sleutel/", passkeys.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("inloggen/als/<slug:key>/", signing_in.demo_sign_in, name="demo_sign_in"),
    path("uitloggen/", signing_in.sign_out, name="sign_out"),
    path("uitgelogd/", signing_in.signed_out, name="signed_out"),
    path("taal/", signing_in.set_language, name="set_language"),
    path("meedoen/", joining.join, name="join"),
    path("wijk/<slug:district>/meedoen/", joining.join_neighbourhood, name="join_neighbourhood"),
    path("mijn/", mine.mine, name="mine"),
    path("mijn/berichten/<uuid:notice>/gelezen/", mine.read_notice, name="read_notice"),
    path("mijn/sleutels/", mine.my_keys, name="my_keys"),
    path("mijn/sleutels/vraag/", passkeys.new_passkey_options, name="new_passkey_options"),
    path("mijn/sleutels/nieuw/", passkeys.add_passkey, name="add_passkey"),
    path("mijn/sleutels/<uuid:passkey>/weg/", passkeys.remove_passkey, name="remove_passkey"),
    path("mijn/kaarten/<uuid:card>/weg/", mine.revoke_card, name="revoke_card"),
    path("mijn/overal-uitloggen/", mine.sign_out_everywhere, name="sign_out_everywhere"),
    path("mijn/toestemmingen/", trust.my_consents, name="my_consents"),
    path(
        "mijn/toestemmingen/<uuid:consent>/stop/", trust.withdraw_consent, name="withdraw_consent"
    ),
    path("mijn/toestemmingen/<uuid:consent>/terug/", trust.renew_consent, name="renew_consent"),
    path("mijn/wie-keek/", trust.who_looked, name="who_looked"),
    path("mijn/meenemen/", leaving.take_along, name="take_along"),
    path("mijn/meebrengen/", bringing.bring, name="bring"),
    path("mijn/meebrengen/<uuid:record>/", bringing.brought, name="brought"),
    path("mijn/meebrengen/<uuid:record>/weg/", bringing.remove_brought, name="remove_brought"),
    path("mijn/wissen/", leaving.wipe, name="wipe"),
    path("gewist/", leaving.wiped, name="wiped"),
    path("namens/", together.together, name="together"),
    path("namens/<uuid:person>/", together.together_with, name="together_with"),
    path(
        "namens/<uuid:person>/<uuid:session>/meedoen/",
        together.join_together,
        name="join_together",
    ),
    path(
        "namens/<uuid:person>/<uuid:session>/afmelden/",
        together.leave_together,
        name="leave_together",
    ),
    path("namens/<uuid:delegate>/stop/", together.stop_together, name="stop_together"),
    path("namens/<uuid:delegate>/briefje/", slips.slip, name="slip"),
    path("namens/<uuid:delegate>/klopt/", slips.answer_help, name="answer_help"),
    path("mijn/inlogadres/", address.sign_in_address, name="sign_in_address"),
    path("mijn/inlogadres/code/", address.confirm_address, name="confirm_address"),
]
