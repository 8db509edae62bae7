"""From the page of a session: the whole series, somebody along, how it was."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse

from wijkschakel.activities import queries
from wijkschakel.activities.actions import answering, companions, joining, whole_series
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.forms import CompanionForm, FeedbackForm
from wijkschakel.web.portal.sessions import (
    done,
    kept_key,
    load,
    offer,
    refused_part,
    sent_or_shown,
    show,
)

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _mine(request: Request, session: Session) -> Enrolment:
    """Give my enrolment; who has none gets the page with a sentence."""
    enrolment = queries.find_enrolment(visitor(request), session)
    if enrolment is None or enrolment.state == Enrolment.State.LEFT:
        raise joining.NotOnTheList
    enrolment.session = session
    return enrolment


@signed_in
@sent_or_shown
def join_series(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Take part in all sessions of the series of this one."""
    session, person = load(session_id), visitor(request)
    series = found(session.series)
    try:
        whole_series.join_series(
            series=series,
            person=person,
            by=person,
            now=request.now,
            for_free="for_free" in request.POST,
        )
    except whole_series.AlreadyInSeries:
        pass
    except Refused as refused:
        return refused_part(request, session_id, refused)
    offer(request, session_id)
    return done(request, session_id)


@signed_in
@sent_or_shown
def leave_series(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Stop with the whole series."""
    session, person = load(session_id), visitor(request)
    member = queries.find_member(person, session.series_id)
    try:
        if member is None:
            raise whole_series.NotInSeries
        whole_series.leave_series(member=member, by=person, now=request.now)
    except Refused as refused:
        return refused_part(request, session_id, refused)
    return done(request, session_id)


@signed_in
@sent_or_shown
def bring(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Bring somebody along, by name only."""
    session, form = load(session_id), CompanionForm(request.POST)
    try:
        enrolment = _mine(request, session)
        if not form.is_valid():
            return show(request, session, company=form, status=INVALID)
        companions.bring_somebody(
            enrolment=enrolment,
            by=visitor(request),
            now=request.now,
            once=kept_key(request),
            **form.cleaned_data,
        )
    except Refused as refused:
        return refused_part(request, session_id, refused, company=form)
    return done(request, session_id)


@signed_in
@sent_or_shown
def feedback(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Say how it was, with one tap."""
    session, form = load(session_id), FeedbackForm(request.POST)
    try:
        enrolment = _mine(request, session)
        if not form.is_valid():
            return show(request, session, opinion=form, status=INVALID)
        answering.give_feedback(
            enrolment=enrolment, by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        return refused_part(request, session_id, refused)
    return done(request, session_id)
