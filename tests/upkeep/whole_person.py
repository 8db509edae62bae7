"""Makes a person with something in every table that knows people, marked to be found again."""

import datetime as dt
import uuid

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as BrowserSession
from django.db import connection, models

from tests.factories.activities import (
    make_activity,
    make_enrolment,
    make_lead,
    make_search,
    make_session,
)
from tests.factories.groups import make_group, make_group_date, make_group_message
from tests.factories.helping import (
    make_agreement,
    make_check,
    make_match,
    make_offer,
    make_request,
)
from tests.factories.hours import make_appointment, make_host, make_hour
from tests.factories.initiatives import make_initiative, make_party
from tests.factories.lessons import make_lesson
from tests.factories.paths import make_check_in, make_goal, make_step
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_account,
    make_carried,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district, make_venue
from tests.factories.posts import make_comment, make_post
from tests.factories.rooms import make_booking, make_key, make_means, make_room
from tests.factories.series import make_member
from tests.factories.services import make_editor, make_service, make_suggestion
from tests.upkeep import person_choosing, person_counted, person_referred, person_working
from wijkschakel.activities.models import (
    CircleMessage,
    Feedback,
    FreePlace,
    ReminderWish,
    RoleWish,
    ServiceVersion,
    SuggestionApproval,
)
from wijkschakel.base import journal, outbox
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.paths.actions import following, paper, reminding, steps, talking
from wijkschakel.paths.models import (
    Booklet,
    Conversation,
    ConversationNote,
    ConversationPartner,
    CourseRecord,
    QuestionOffer,
    Share,
    SupportNote,
)
from wijkschakel.paths.rules import shipped
from wijkschakel.people.actions import calendars, cards
from wijkschakel.people.models import (
    Consent,
    Delegate,
    EmergencyAccess,
    ExternalIdentity,
    Notice,
    Passkey,
    Person,
    RecoveryCode,
    SecondStep,
)
from wijkschakel.support.actions import stories
from wijkschakel.support.models import (
    Arrangement,
    ArrangementInvite,
    ArrangementTask,
    Match,
    Signature,
)

MARK = "zqx"
DAY = dt.timedelta(days=1)


def make_whole_person() -> Person:
    """Make the person. Every text of theirs holds the mark."""
    person = make_person(
        given_name=f"Fatma-{MARK}-1",
        family_name=f"{MARK}-2",
        phone=f"06 {MARK}-3",
        email=f"{MARK}-4@example.org",
        language=f"tr-{MARK}-5"[:12],
        birth_year=1931,
        likes=f"thee {MARK}-6",
        brings=f"soep {MARK}-7",
        district=None,
    )
    account = make_account(person=person, email=f"{MARK}-8@example.org", last_login=MOMENT)
    Passkey.objects.create(
        account=account,
        credential_id=f"{MARK}-9",
        public_part=f"{MARK}-10",
        name=f"telefoon {MARK}-11",
        made_at=MOMENT,
    )
    ExternalIdentity.objects.create(
        account=account, issuer=f"https://{MARK}-41.example", subject=f"{MARK}-42",
        name=f"gemeente {MARK}-43", made_at=MOMENT,
    )  # fmt: skip
    SecondStep(account=account, secret=f"{MARK}-44", made_at=MOMENT, confirmed_at=MOMENT).save()
    RecoveryCode.objects.create(account=account, code_hash=f"{MARK}-45", made_at=MOMENT)
    browser = SessionStore()
    browser["_auth_user_id"] = str(account.pk)
    browser["note"] = f"{MARK}-12"
    browser.save()
    cards.make_card(person=person, by=person, now=MOMENT)
    calendars.make_calendar_link(person=person, by=person, now=MOMENT)
    _trust(person)
    _letters(person)
    _activities(person)
    _services(person)
    _initiatives(person)
    _helping(person)
    _path(person)
    person_referred.add(person, make_activity().district, MARK)
    person_counted.add(person)
    person_choosing.add(person)
    person_working.add(person, make_activity().district, MARK)
    journal.record_read(action="see_person", now=MOMENT, by=make_person(), about=person)
    return person


def _trust(person: Person) -> None:
    organisation, noor = make_organisation(), make_person(given_name="Noor")
    make_membership(person, organisation, title=f"vrijwilliger {MARK}-13")
    grant_role(person, "organiser")
    words = {"purpose": "contact", "items": ["phone"], "text_version": "1", "given_at": MOMENT}
    Consent.objects.create(person=person, to_person=noor, **words)
    Consent.objects.create(person=noor, to_person=person, **words)
    Consent.objects.create(person=noor, to_organisation=organisation, helped_by=person.pk, **words)
    hour = {"confirmed_how": "paper", "starts_at": MOMENT, "ends_at": MOMENT + DAY / 24}
    Delegate.objects.create(person=person, helper=noor, **hour)
    Delegate.objects.create(person=noor, helper=person, **hour)
    make_carried(person, confirmed_at=MOMENT)
    words = {"object_kind": "people.person", "opened_at": MOMENT, "closes_at": MOMENT + DAY / 8}
    EmergencyAccess(
        person=person, opened_by=noor, object_id=str(person.pk), reason=f"zorgen {MARK}-14",
        told_at=MOMENT, postponed_reason=f"{MARK}-15", **words,
    ).save()  # fmt: skip
    EmergencyAccess(
        person=noor, opened_by=person, object_id=str(noor.pk), reason="zorgen om Noor", **words
    ).save()
    Notice(person=person, text=f"Dag {MARK}-16", link=f"/{MARK}-17/", made_at=MOMENT).save()


def _letters(person: Person) -> None:
    words = {"subject": f"{MARK}-18", "body": f"{MARK}-19", "now": MOMENT}
    outbox.queue_mail(key="own", to=person.email, person=person.pk, **words)
    outbox.queue_mail(key="code", to=person.account.email.upper(), **words)


def _activities(person: Person) -> None:
    activity = make_activity()
    make_lead(activity, person)
    past = make_session(activity=activity, starts_at=MOMENT - 3 * DAY)
    make_enrolment(
        session=past, person=person, was_there=True, once=f"{MARK}-20", guest_key=f"{MARK}-21"
    )
    make_enrolment(session=make_session(activity=activity), person=person)
    make_enrolment(session=past, helped_by=person.pk)
    member = make_member(person=person)
    FreePlace.objects.create(person=person, series=member.series, price_cents=250, asked_at=MOMENT)
    Feedback.objects.create(
        person=person, session=past, face="good", words=f"fijn {MARK}-22", given_at=MOMENT
    )
    wish = {"role": "helper", "asked_at": MOMENT}
    RoleWish.objects.create(activity=activity, person=person, asked_by=person, **wish)
    RoleWish.objects.create(activity=activity, person=make_person(), asked_by=person, **wish)
    ReminderWish.objects.create(person=person, since=MOMENT)
    hour = make_hour()
    make_appointment(hour, person, about=f"over {MARK}-24")
    make_appointment(hour, helped_by=person.pk, starts_at=MOMENT + 2 * DAY)
    make_host(hour, person)
    post = make_post(person, title=f"verhaal {MARK}-46", body=f"tekst {MARK}-47")
    make_comment(post, person, text=f"reactie {MARK}-48")
    CircleMessage(
        activity=past.activity, author=person, text=f"kring {MARK}-c1", made_at=MOMENT
    ).save(force_insert=True)
    group = make_group(person, name="Onder ons")
    make_group_message(group, person, text=f"wakker {MARK}-53", kind="ask", settled_at=MOMENT)
    make_group_date(group, person, title=f"koffie {MARK}-54", where=f"bij {MARK}-55")
    room = make_room(offered_by=person)
    make_key(room, person)
    make_booking(room, person, purpose=f"koor {MARK}-49")
    make_means(person, title=f"stoelen {MARK}-50", text=f"bij {MARK}-51", phone=f"{MARK}-52")
    make_search(person, query=f"?zoek={MARK}-23", district=activity.district)


def _path(person: Person) -> None:
    goal = make_goal(person, f"wens {MARK}-60", a_little_better=f"{MARK}-61", reached=f"{MARK}-62")
    path, step = goal.path, make_step(goal, f"stap {MARK}-63", look=f"{MARK}-64")
    steps.do_step(step=step, by=person, now=MOMENT)
    make_check_in(goal, 6, words=f"blij {MARK}-65")
    own = {"by": person, "now": MOMENT}
    following.pick_indicator(path=path, words=f"rust {MARK}-66", **own)
    following.write_line(path=path, kind="gave", words=f"soep {MARK}-67", **own)
    pack = shipped.instruments_shipped()["six-marks"]
    following.measure(
        path=path, pack=pack, asked_hash=pack.wording_hash, answers={"body": 7}, **own
    )
    talking.prepare_moment(
        path=path, kind="other", at=None, words={"myself": f"koken {MARK}-68"}, **own
    )
    paper.make_cards(ambition=goal, number=1, **own)
    Booklet(person=person, ordered_at=MOMENT).save()
    reminding.set_reminder(about=goal, medium="mail", every=7, clock=dt.time(9), **own)
    Share.objects.create(
        path=path, ambition=goal, consent=Consent.objects.filter(person=person).first(),
        made_at=MOMENT,
    )  # fmt: skip
    SupportNote(ambition=goal, words=f"steun {MARK}-69", made_at=MOMENT).save()
    when = {"made_at": MOMENT, "changed_at": MOMENT}
    talk = Conversation(
        resident=person, card="happiness", question=f"{MARK}-70", result=f"{MARK}-71", **when
    )
    talk.save()
    ConversationNote(conversation=talk, words=f"fijn {MARK}-72", made_at=MOMENT).save()
    ConversationPartner.objects.create(
        person=person, about=f"luistert {MARK}-73", trained_on=MOMENT.date(),
        valid_until=MOMENT.date() + DAY, changed_at=MOMENT,
    )  # fmt: skip
    CourseRecord.objects.create(
        person=person, content=f'{{"title": "les {MARK}-74"}}', followed_on=MOMENT.date(),
        changed_at=MOMENT,
    )  # fmt: skip
    QuestionOffer.objects.create(person=person, made_at=MOMENT)


def _initiatives(person: Person) -> None:
    make_party(make_initiative(), person=person, shows_name=True)
    make_party(make_initiative(), person=person, role="supporter")
    make_lesson(person, organisation=make_organisation(), state="draft")
    make_lesson(person, state="draft", title=f"proef {MARK}-L1", tries=f"eten {MARK}-L2")
    make_lesson(person)


def _helping(person: Person) -> None:
    """Somebody who asks, helps, signed for a party and was worried; their district goes at once."""
    district = make_district(latitude=52.25, longitude=6.16)
    make_agreement(district)
    Person.objects.filter(pk=person.pk).update(district=district)
    other = make_person(district=district)
    asked = make_request(person, words=f"mee {MARK}-94", strengths=f"koken {MARK}-95")
    match = make_match(asked, make_offer(other), contact=True)
    Match.objects.filter(pk=match.pk).update(suggested_by=person.pk)
    story = {"went": "good", "has_tie": True, "words": f"fijn {MARK}-96"}
    stories.tell_how_it_went(match=match, by=person, now=MOMENT, **story)
    stories.tell_worry(match=match, words="Hij vroeg om geld.", by=person, now=MOMENT)
    offer = make_offer(person, "letters", words=f"brieven {MARK}-97")
    make_match(make_request(other, "letters"), offer, contact=True)
    make_check(person)
    table = make_request(person, "meal")
    table.idea, table.initiative = f'{{"name": "{MARK}-99"}}', make_initiative(person)
    table.save(update_fields=["idea", "initiative"])
    arrangement = Arrangement.objects.create(
        district=district, theme="meal", venue=make_venue(district=district), minutes=120,
        starts_at=MOMENT + 9 * DAY, lead=person, smallest=2, largest=9, cost_cents=0,
        alone_cents=0, alone_minutes=0, together_minutes=0, made_at=MOMENT,
        answer_until=MOMENT + 3 * DAY,
    )  # fmt: skip
    ArrangementTask.objects.create(arrangement=arrangement, job="host", person=person)
    ArrangementInvite.objects.create(
        arrangement=arrangement, part=table.parts.get(), asked_at=MOMENT
    )
    Signature.objects.filter(title="welzijn").update(person=person, title=f"bestuur {MARK}-98")
    Person.objects.filter(pk=person.pk).update(district=None)


def _services(person: Person) -> None:
    service = make_service()
    make_editor(service, email=person.email)
    make_suggestion(service, proposed_by=person, note="Dicht.", contact="aan de balie")
    SuggestionApproval.objects.create(
        suggestion=make_suggestion(service), person=person, approved_at=MOMENT
    )
    ServiceVersion.objects.create(
        service=service, number=1, facts={}, left_at=MOMENT, changed_by=person.pk
    )


def models_with_people() -> dict[type[models.Model], list[str]]:
    """Give every model that says which of its fields are personal, with those fields."""
    found = {model: getattr(model, "Privacy", None) for model in apps.get_models()}
    return {
        model: privacy.personal for model, privacy in found.items() if privacy and privacy.personal
    }


def dump() -> str:
    """Give every value of every table, encrypted ones opened as well."""
    values: list[str] = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            values += [
                str(value)
                for row in cursor.fetchall()
                for name, value in zip(names, row, strict=True)
                # Counts and numbers of rows go on and on, and may come upon a year of birth.
                if not isinstance(value, int) or "year" in name
            ]
    for model in apps.get_models():
        names = [
            field.attname for field in model._meta.fields if isinstance(field, EncryptedTextField)
        ]
        for row in model._default_manager.all() if names else ():
            values += [str(getattr(row, name)) for name in names]
    values += [str(session.get_decoded()) for session in BrowserSession.objects.all()]
    return "\n".join(values)


def knows(row: models.Model, person: uuid.UUID) -> bool:
    """Say whether a row points to this person, by key or by number, or stands on their path.

    What belongs to a request or an offer of theirs points to them as well.
    """
    for link in ("part", "request", "offer", "match", "path"):
        above = getattr(row, link, None) if row._meta.app_label == "support" else None
        if isinstance(above, models.Model) and knows(above, person):
            return True
    for link in ("path", "ambition", "step", "indicator", "conversation"):
        above = getattr(row, link, None) if row._meta.app_label == "paths" else None
        if above is not None and knows(above, person):
            return True
    return any(
        getattr(row, field.attname) == person
        for field in row._meta.fields
        if isinstance(field, models.ForeignKey | models.OneToOneField | models.UUIDField)
    )
