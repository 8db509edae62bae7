"""Seven equal questions become one table; who says no keeps the own question."""

import datetime as dt

import pytest

from tests.factories import arrangements as make
from tests.factories import helping, people
from tests.factories.people import MOMENT
from wijkschakel.activities.models import Activity, SeriesEnrolment, Session
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import Notice
from wijkschakel.support.actions import arrangement_teams as teams
from wijkschakel.support.actions import arrangements as actions
from wijkschakel.support.actions import requests as request_actions
from wijkschakel.support.arranging import together
from wijkschakel.support.models import Arrangement, ArrangementInvite, HelpRequest
from wijkschakel.support.queries import arrangements as queries
from wijkschakel.upkeep import privacy

DAY = dt.timedelta(days=1)
State = HelpRequest.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def town(district, noor):
    """Seven people ask to eat together, near De Kachel; Noor coordinates."""

    class Town:
        venue = make.place(district)
        asked = make.ask_for_meals(district, 7)

    Town.district, Town.noor = district, noor
    return Town


def states(requests):
    """Give where the requests stand now."""
    return [HelpRequest.objects.get(pk=one.pk).state for one in requests]


def test_a_group_shows_the_venue_the_people_and_what_it_saves(town):
    theme = together.themes()["meal"]
    group = queries.group_of(theme, [town.district.pk])
    best = group.best
    assert (group.count, best.people, best.gatherings[0].venue) == (7, 7, town.venue)
    assert best.saved_minutes == 7 * theme.alone_minutes - theme.together_minutes
    assert [one.theme.code for one in queries.groups([town.district.pk])] == ["meal"]


def test_who_wants_no_activity_or_is_asked_already_is_not_in_a_group(town):
    alone = make.ask_for_meals(town.district, 1, helpers=["neighbour"])
    theme = together.themes()["meal"]
    assert queries.group_of(theme, [town.district.pk]).count == 7
    make.ask_together(town.asked[:5], town.venue, town.noor)
    assert queries.group_of(theme, [town.district.pk]).count == 2
    assert states(alone) == [State.OPEN]


def test_everybody_is_asked_apart_without_names_and_only_once(town):
    key = people.make_person().pk
    first = make.ask_together(town.asked, town.venue, town.noor, key=key)
    again = make.ask_together(town.asked, town.venue, town.noor, key=key)
    assert first == again
    assert ArrangementInvite.objects.count() == 7
    assert Notice.objects.filter(person=town.asked[0].person).count() == 1
    mails = [mail.body for mail in OutgoingMail.objects.all()]
    assert len(mails) == 7
    others = [f"Vrager {n}" for n in range(7)]
    named = [[name for name in others if name in body] for body in mails]
    assert sorted(named) == [[name] for name in others]  # each letter greets, and names no other
    assert [body for body in mails if "markt" in body] == []  # what was asked is not in it


def test_with_enough_yeses_it_becomes_an_activity_and_the_requests_are_solved_together(town):
    arrangement = make.ask_together(town.asked, town.venue, town.noor)
    for one in town.asked[:3]:
        make.say(one, True)
    make.say(town.asked[3], False)
    assert Activity.objects.count() == 0
    make.say(town.asked[4], True)
    arrangement.refresh_from_db()
    assert (arrangement.state, arrangement.solved) == (Arrangement.State.GOING, 4)
    joined = {row.person for row in SeriesEnrolment.objects.all()}
    assert joined == {town.asked[n].person for n in (0, 1, 2, 4)}
    first = Session.objects.order_by("starts_at")[0]
    assert (first.starts_at, first.activity.venue) == (arrangement.starts_at, town.venue)
    together_now = [State.TOGETHER] * 3 + [State.OPEN, State.TOGETHER] + [State.OPEN] * 2
    assert states(town.asked) == together_now
    make.say(town.asked[5], True)  # who answers later comes along too
    arrangement.refresh_from_db()
    assert (arrangement.solved, states([town.asked[5]])) == (5, [State.TOGETHER])
    gained = queries.gained([town.district.pk])
    theme = together.themes()["meal"]
    assert gained.solved == 5
    assert gained.saved_minutes == 5 * theme.alone_minutes - theme.together_minutes
    assert gained.tailor_made == 0


def test_two_parties_in_the_own_surroundings_count_as_tailor_made(town):
    parties = [people.make_organisation(district=town.district) for _each in range(2)]
    make.ask_together(town.asked, town.venue, town.noor, parties=parties)
    for one in town.asked[:4]:
        make.say(one, True)
    assert queries.gained([town.district.pk]).tailor_made == 1


def test_a_no_is_seen_by_nobody_and_changes_nothing(town):
    make.ask_together(town.asked, town.venue, town.noor)
    notices = Notice.objects.count()
    make.say(town.asked[0], False)
    assert states(town.asked) == [State.OPEN] * 7
    assert Notice.objects.count() == notices
    make.say(town.asked[0], True)  # and may still change
    assert make.invite_of(town.asked[0]).state == "yes"


def test_too_few_yeses_in_time_and_everybody_keeps_the_own_request(town):
    arrangement = make.ask_together(town.asked, town.venue, town.noor)
    for one in town.asked[:3]:
        make.say(one, True)
    assert actions.lapse_unanswered(now=MOMENT + 6 * DAY) == 0
    assert actions.lapse_unanswered(now=MOMENT + 8 * DAY) == 1
    arrangement.refresh_from_db()
    assert arrangement.state == Arrangement.State.LAPSED
    assert states(town.asked) == [State.OPEN] * 7
    with pytest.raises(actions.AnswerTooLate):
        make.say(town.asked[3], True, MOMENT + 8 * DAY)
    assert queries.group_of(together.themes()["meal"], [town.district.pk]).count == 7


def test_a_request_that_was_stopped_meanwhile_is_not_solved_again(town):
    make.ask_together(town.asked, town.venue, town.noor)
    one = town.asked[0]
    request_actions.close_request(
        request=one, ended_how="elsewhere", by=one.person, now=MOMENT + DAY
    )
    with pytest.raises(actions.AlreadySolved):
        make.say(one, True, MOMENT + DAY)


def test_asking_too_few_too_soon_or_elsewhere_is_refused(town, elsewhere, sam):
    with pytest.raises(actions.TooFewLeft):
        make.ask_together(town.asked[:3], town.venue, town.noor)
    with pytest.raises(actions.TooSoon):
        make.ask_together(town.asked, town.venue, town.noor, starts_at=MOMENT + DAY)
    with pytest.raises(actions.NotYours):
        make.ask_together(town.asked, town.venue, sam)
    far = make.place(elsewhere)
    strangers = make.ask_for_meals(elsewhere, 4)
    with pytest.raises(actions.TooFewLeft):
        make.ask_together(strangers, town.venue, town.noor)
    with pytest.raises(actions.NotYours):
        make.ask_together(town.asked, far, town.noor)
    assert ArrangementInvite.objects.count() == 0


def test_only_who_was_asked_can_answer(town, sam):
    make.ask_together(town.asked, town.venue, town.noor)
    invite = make.invite_of(town.asked[0])
    for stranger in (sam, town.noor, town.asked[1].person):
        with pytest.raises(actions.NotYours):
            actions.answer_together(invite=invite, says_yes=True, by=stranger, now=MOMENT)
    assert queries.find_invite(town.asked[1].person, invite.pk) is None


def test_a_full_table_refuses_and_a_table_that_goes_on_lets_no_more_in(town):
    more = make.ask_for_meals(town.district, 5)
    arrangement = make.ask_together([*town.asked, *more], town.venue, town.noor)
    Arrangement.objects.filter(pk=arrangement.pk).update(largest=4)
    for one in town.asked[:4]:
        make.say(one, True)
    with pytest.raises(actions.ArrangementFull):
        make.say(town.asked[4], True)
    assert states([town.asked[4]]) == [State.OPEN]


def test_a_suggestion_that_waited_is_taken_back_when_it_is_solved_together(town, jan):
    make.ask_together(town.asked, town.venue, town.noor)
    helping.make_agreement(town.district)
    match = helping.make_match(town.asked[0], helping.make_offer(jan, "meal"))
    for one in town.asked[:4]:
        make.say(one, True)
    match.refresh_from_db()
    assert (match.state, states([town.asked[0]])) == ("declined", [State.TOGETHER])


def test_stopping_tells_everybody_and_wiping_takes_the_invite_along(town):
    arrangement = make.ask_together(town.asked, town.venue, town.noor)
    person = town.asked[0].person
    (told,) = privacy.export_person(person).rooms["support"]["arrangement_invites"]
    assert (told["theme"], told["venue"], told["state"]) == ("meal", "De Kachel", "asked")
    actions.stop_asking(arrangement=arrangement, by=town.noor, now=MOMENT)
    with pytest.raises(actions.AnswerTooLate):
        actions.stop_asking(arrangement=arrangement, by=town.noor, now=MOMENT)
    assert Notice.objects.filter(person=person).count() == 2
    assert JournalEntry.objects.filter(action="give_up_together").count() == 1
    privacy.erase_person(person=person, by=person, now=MOMENT)
    assert ArrangementInvite.objects.filter(part__request__person=person).count() == 0


def test_a_task_is_done_by_whom_it_may_with_a_certificate_that_was_seen(town):
    """Jan is a volunteer whose paper was seen; Mo is a neighbour without one."""
    jan, mo = (people.make_person(given_name=n, district=town.district) for n in ("Jan", "Mo"))
    helping.make_offer(jan, "meal", helper="volunteer")
    helping.make_offer(mo, "meal", helper="neighbour")
    helping.make_check(jan, "vog")
    made = make.ask_together(town.asked, town.venue, town.noor)

    def choose(person, job="host", helpers=("volunteer",), check="vog", by=town.noor):
        return teams.say_who_does(
            arrangement=made, job=job, helpers=helpers, check=check, person=person, by=by,
            now=MOMENT,
        )  # fmt: skip

    for wrong, refusal in (
        ({"person": mo}, teams.NotTheRightHelper),
        ({"person": mo, "helpers": ()}, teams.NoCertificate),
        ({"person": people.make_person(), "check": ""}, teams.NotTheRightHelper),
        ({"person": jan, "by": mo}, teams.NotAsking),
    ):
        with pytest.raises(refusal):
            choose(**wrong)
    choose(jan)
    choose(mo, job="ride", helpers=(), check="")
    for one in town.asked[:5]:
        make.say(one, True)
    made.refresh_from_db()
    led = {lead.person: lead.role for lead in made.activity.leads.all()}
    assert led == {jan: "lead", mo: "helper"}
    with pytest.raises(teams.NotAsking):
        choose(jan)
    privacy.erase_person(person=mo, by=None, now=MOMENT)
    assert made.tasks.get(job="ride").person is None


def test_a_certificate_that_ran_out_leaves_the_desk_in_the_lead(town):
    jan = people.make_person(given_name="Jan", district=town.district)
    helping.make_offer(jan, "meal", helper="volunteer")
    check = helping.make_check(jan, "vog")
    made = make.ask_together(town.asked, town.venue, town.noor)
    teams.say_who_does(
        arrangement=made, job="host", helpers=[], check="vog", person=jan, by=town.noor, now=MOMENT
    )
    check.until_on = made.starts_at.date() - DAY
    check.save()
    for one in town.asked[:5]:
        make.say(one, True)
    made.refresh_from_db()
    assert [lead.person for lead in made.activity.leads.all()] == [town.noor]
