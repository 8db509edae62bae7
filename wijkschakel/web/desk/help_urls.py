"""Addresses of the desk for help between people."""

from django.urls import path

from wijkschakel.web.desk.views import (
    help_agreements,
    help_kinds,
    help_plan,
    help_requests,
    helpers,
    jobs,
)

_plan = "plan/<uuid:planned>/"
urlpatterns = [
    path("hulpvragen/", help_requests.requests, name="help_requests"),
    path("hulpvragen/<uuid:asked>/", help_requests.request_page, name="help_request"),
    path("hulpvragen/<uuid:asked>/beginnen/", help_requests.propose, name="propose_beginning"),
    path("hulpvragen/<uuid:asked>/later/", help_requests.later, name="help_later"),
    path("hulpvragen/deel/<uuid:part>/vraag/<uuid:helper>/", help_requests.suggest, name="suggest"),
    path("hulpvragen/deel/<uuid:part>/wie/", help_requests.who_does, name="who_does"),
    path("helpers/", helpers.overview, name="helpers"),
    path("helpers/<uuid:person>/", helpers.helper, name="helper"),
    path("plan/", help_plan.plan, name="help_plan"),
    path("plan/soort/<slug:kind>/", help_plan.accept_group, name="accept_plan_group"),
    path(f"{_plan}vraag/", help_plan.accept, name="accept_planned"),
    path(f"{_plan}niet/", help_plan.refuse, name="refuse_planned"),
    path("soorten-hulp/", help_kinds.kinds, name="help_kinds"),
    path("soorten-hulp/nieuw/", help_kinds.new_kind, name="new_help_kind"),
    path("soorten-hulp/<slug:help_kind>/", help_kinds.kind, name="help_kind"),
    path("afspraken/", help_agreements.agreements, name="agreements"),
    path("afspraken/nieuw/", help_agreements.new_agreement, name="new_agreement"),
    path("afspraken/<uuid:version>/", help_agreements.agreement, name="agreement"),
    path("afspraken/<uuid:version>/nieuw/", help_agreements.new_version, name="new_version"),
    path("afspraken/<uuid:version>/bewijs/", help_agreements.checks, name="agreement_checks"),
    path("afspraken/<uuid:version>/tekenen/", help_agreements.ask, name="ask_signatures"),
    path("afspraken/<uuid:version>/stop/", help_agreements.stop, name="stop_agreement"),
    path("buurtbanen/", jobs.jobs, name="jobs"),
    path("buurtbanen/<uuid:job>/plaats/", jobs.place, name="place_job"),
    path("buurtbanen/<uuid:job>/niet/", jobs.decline, name="decline_job"),
    path("buurtbanen/<uuid:job>/dicht/", jobs.close, name="close_job"),
    path("buurtbanen/<uuid:job>/begeleider/", jobs.guide, name="job_guide"),
    path("zorgen/", helpers.worries, name="worries"),
    path("zorgen/<uuid:worry>/", helpers.settle, name="settle_worry"),
]
