"""Conversations with a fellow resident, and preparing a talk that matters."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import rules
from wijkschakel.paths.actions import owning, sharing, talking
from wijkschakel.paths.models import Conversation, ConversationPartner, Moment
from wijkschakel.paths.queries import learning
from wijkschakel.paths.queries import sharing as sharing_queries
from wijkschakel.paths.queries import talking as queries
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import courses, shipped
from wijkschakel.paths.rules.instruments import words_of
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import language_name
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.forms import MomentForm, PlanForm, SupportForm, TalkForm
from wijkschakel.web.path.owner import again, form_key, language, once, own_moment, path_of

WRITTEN = ("myself", "neighbours", "informal", "needed", "outcome")


def _cards(request: Request) -> list[tuple[str, str]]:
    code = language()
    cards = queries.guide_cards(visitor(request).district)
    return [(key, card.title.get(code, card.title["nl"])) for key, card in cards.items()]


def _partners(request: Request) -> list[ConversationPartner]:
    return sharing_queries.partners_for(visitor(request), request.now)


def _label(one: ConversationPartner) -> str:
    spoken = ", ".join(language_name(code) for code in one.languages)
    trained = _("Opgeleid tot en met %(day)s") % {"day": date_format(one.valid_until, "j F Y")}
    parts = (one.person.given_name, spoken, one.about.rstrip(". "), trained)
    return ". ".join(part for part in parts if part)


def _talks(request: Request, form: TalkForm | None = None) -> dict[str, Any]:
    partners = _partners(request)
    choices = [(str(one.pk), _label(one)) for one in partners]
    return {
        "place": place_of(request),
        "talks": list(queries.conversations_of(visitor(request))[:30]),
        "has_partners": bool(partners),
        "form": form or TalkForm(partners=choices, cards=_cards(request)),
        "once": form_key(request),
        **_learned(request),
    }


def _learned(request: Request) -> dict[str, Any]:
    """Give what I learned: my trainings, until when I am a partner, and my lessons."""
    person, code = visitor(request), language()
    titles = {one.id: words_of(one.title, code) for one in courses.talking().lessons}
    records = learning.records_of(person)
    return {
        "partner": learning.partner_of(person),
        "records": [
            (one, [titles[key] for key in one.lessons if key in titles])
            for one in records
            if not one.is_own
        ],
        "own_lessons": sum(len(one.lessons) for one in records if one.is_own),
        "all_lessons": len(titles),
        "today": timezone.localdate(request.now),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talks(request: Request) -> HttpResponse:
    """Find somebody to talk to, and show the talks there are."""
    if request.method != "POST":
        return render(request, "path/talks.html", _talks(request))
    partners = {str(one.pk): one for one in _partners(request)}
    choices = [(key, _label(one)) for key, one in partners.items()]
    form = TalkForm(request.POST, partners=choices, cards=_cards(request))
    if not form.is_valid():
        return again(request, "path/talks.html", _talks(request, form))
    try:
        talk = talking.ask_conversation(
            resident=visitor(request),
            partner=partners[form.cleaned_data["partner"]],
            card=form.cleaned_data["card"],
            question=form.cleaned_data["question"],
            by=visitor(request),
            now=request.now,
            once=once(request),
        )
    except Refused as refused:
        return again(request, "path/talks.html", _talks(request, form), refused)
    messages.success(request, _("Gevraagd. Spreek samen een dag af."))
    return redirect("path:talk", talk.pk)


def _talk(request: Request, talk_id: uuid.UUID) -> Conversation:
    return found(queries.find_conversation(visitor(request), talk_id))


def _shown(request: Request, talk: Conversation, **more: Any) -> dict[str, Any]:
    """Give what either of the two sees: the result is the resident's, notes are seen by both."""
    is_own = talk.resident_id == visitor(request).pk
    if not is_own:
        journal.record_read(
            action="read_conversation",
            now=request.now,
            by=visitor(request),
            about=talk.resident,
            thing=talk,
            why="path_talk",
        )
    opened = Opened()
    cards = queries.guide_cards(talk.resident.district)
    card = cards.get(talk.card) or next(iter(shipped.cards_shipped().values()))
    code = language()
    return {
        "place": place_of(request),
        "talk": talk,
        "is_own": is_own,
        "question": opened.text(talk, "question"),
        "where": opened.text(talk, "where"),
        "result": opened.text(talk, "result") if is_own else "",
        "notes": [(note, opened.text(note, "words")) for note in talk.notes.order_by("made_at")],
        "card": card,
        "title": card.title.get(code, card.title["nl"]),
        "intro": card.intro.get(code, card.intro["nl"]),
        "asks": [one.get(code, one["nl"]) for one in card.questions],
        "closing": card.closing.get(code, card.closing["nl"]),
        "trained": learning.partner_of(talk.partner) if talk.partner and is_own else None,
        "plan_form": PlanForm(),
        "note_form": SupportForm(),
    } | more


@signed_in
@require_safe
def talk(request: Request, talk_id: uuid.UUID) -> HttpResponse:
    """Show one conversation with its guide card."""
    return render(request, "path/talk.html", _shown(request, _talk(request, talk_id)))


@signed_in
@require_POST
def change_talk(request: Request, talk_id: uuid.UUID) -> HttpResponse:
    """Plan it, call it off, keep the result, or write a note."""
    one = _talk(request, talk_id)
    by, now, what = visitor(request), request.now, request.POST.get("doe", "")
    form = PlanForm(request.POST)
    try:
        if what == "afspreken":
            if not form.is_valid():
                return again(request, "path/talk.html", _shown(request, one, plan_form=form))
            talking.plan_conversation(
                talk=one, planned_at=form.moment(), where=form.cleaned_data["where"], by=by, now=now
            )
        elif what == "afzeggen":
            talking.call_off(talk=one, by=by, now=now)
            return redirect("path:talks")
        elif what == "uitkomst":
            talking.keep_result(talk=one, result=request.POST.get("words", ""), by=by, now=now)
        else:
            talking.write_note(talk=one, words=request.POST.get("words", ""), by=by, now=now)
    except Refused as refused:
        return again(request, "path/talk.html", _shown(request, one), refused)
    messages.success(request, _("Bewaard."))
    return redirect("path:talk", one.pk)


@signed_in
@require_safe
def moments(request: Request) -> HttpResponse:
    """Show the talks that matter."""
    path = path_of(request)
    rows = list(queries.moments_of(path)) if path else []
    return render(request, "path/moments.html", {"place": place_of(request), "rows": rows})


def _start(moment: Moment | None) -> dict[str, Any]:
    if moment is None:
        return {"kind": Moment.Kind.REINDICATION, "revision": 1}
    day = timezone.localdate(moment.at) if moment.at else None
    return Opened().content(moment) | {
        "kind": moment.kind, "day": day, "revision": moment.revision,
    }  # fmt: skip


def _moment(request: Request, moment: Moment | None) -> HttpResponse:
    base: dict[str, Any] = {"place": place_of(request), "moment": moment}
    if moment is not None:
        base["people"] = sharing_queries.people_to_choose(visitor(request), request.now)[:100]
        base["share"] = moment.share
    if request.method != "POST":
        form = MomentForm(initial=_start(moment))
        return render(request, "path/moment.html", base | {"form": form})
    form = MomentForm(request.POST)
    if not form.is_valid():
        return again(request, "path/moment.html", base, form=form)
    given = form.cleaned_data
    person = visitor(request)
    try:
        kept = talking.prepare_moment(
            path=owning.begin_path(person=person, by=person, now=request.now),
            moment=moment,
            kind=given["kind"],
            at=dates.start_of(given["day"]) if given["day"] else None,
            words={name: given[name] for name in WRITTEN},
            revision=given["revision"] or 0,
            by=person,
            now=request.now,
        )
    except Refused as refused:
        return again(request, "path/moment.html", base, refused, form)
    messages.success(request, _("Bewaard."))
    return redirect("path:moment", kept.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_moment(request: Request) -> HttpResponse:
    """Prepare a talk."""
    return _moment(request, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def moment(request: Request, moment_id: uuid.UUID) -> HttpResponse:
    """Go on preparing a talk, or note what came out."""
    return _moment(request, own_moment(request, moment_id))


@signed_in
@require_POST
def invite(request: Request, moment_id: uuid.UUID) -> HttpResponse:
    """Let somebody see what I prepared and come along."""
    one = own_moment(request, moment_id)
    people = sharing_queries.people_to_choose(visitor(request), request.now)
    try:
        number = uuid.UUID(request.POST.get("wie", ""))
    except ValueError:
        messages.error(request, _("Kies iemand uit de lijst."))
        return redirect("path:moment", one.pk)
    supporter = found(people.filter(pk=number).first())
    last = timezone.localdate(request.now) + rules.SHARE_LASTS
    until = timezone.localdate(one.at) if one.at else last
    share = sharing.share_part(
        path=one.path,
        ambition=None,
        purpose="path_moment",
        parts=["path_moment"],
        until_on=min(max(until, timezone.localdate(request.now)), last),
        to_person=supporter,
        by=visitor(request),
        now=request.now,
    )
    talking.invite_to_moment(moment=one, share=share, by=visitor(request), now=request.now)
    messages.success(request, _("Gedeeld. Je kunt het elke dag terugnemen."))
    return redirect("path:moment", one.pk)
