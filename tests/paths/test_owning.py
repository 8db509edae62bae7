"""A path is its owner's: writing, two devices, keys, a copy of the database, reading by others."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.db.models import F

from tests.factories import people, places
from tests.factories.paths import make_check_in, make_goal, make_step
from tests.factories.people import MOMENT
from tests.paths.test_rules import own_copy
from wijkschakel.activities.actions import joining
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.base.models import JournalEntry
from wijkschakel.paths import permissions, privacy
from wijkschakel.paths.actions import (
    following,
    goals,
    owning,
    packs,
    paper,
    sharing,
    steps,
    talking,
)
from wijkschakel.paths.models import Ambition, CheckIn, CheckInCard, Path, Step, StepDay
from wijkschakel.paths.queries import following as follow_queries
from wijkschakel.paths.queries import goals as queries
from wijkschakel.paths.queries import sharing as share_queries
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.actions import delegates

pytestmark = pytest.mark.django_db
CANARY = "kanarie-zqv"
STRANGE = ["👩🏽‍🦽 samen " * 3, "أريد أن ألتقي الناس", "x" * 10_000, "<script>alert(1)</script>"]
DAY = dt.timedelta(days=1)


def test_nobody_but_the_owner_writes_and_a_helper_only_within_the_hour(fatma, noor, anke, wil):
    goal = make_goal(fatma)
    for somebody in (noor, anke, wil):
        for write in (
            lambda by: goals.note_need(
                person=fatma, heading="happy", words="Anders", by=by, now=MOMENT
            ),
            lambda by: following.check_in(about=goal, mark=1, by=by, now=MOMENT),
            lambda by: steps.take_step(ambition=goal, words="Moet", by=by, now=MOMENT),
            lambda by: owning.begin_path(person=fatma, by=by, now=MOMENT),
        ):
            with pytest.raises(owning.NotYourPath):
                write(somebody)
    delegates.start_helping(
        person=fatma, helper=noor, confirmed_how="paper", by=noor, now=MOMENT, minutes=60
    )
    later = MOMENT + dt.timedelta(minutes=59)
    made = following.check_in(about=goal, mark=6, by=noor, now=later)
    assert (made.mode, made.helped_by) == ("together", noor.pk)
    with pytest.raises(owning.NotYourPath):
        following.check_in(about=goal, mark=6, by=noor, now=MOMENT + dt.timedelta(minutes=60))
    assert (Path.objects.count(), Step.objects.count(), CheckIn.objects.count()) == (1, 0, 1)


@pytest.mark.parametrize("words", STRANGE)
def test_own_words_come_back_as_they_were_typed(fatma, words):
    goal = make_goal(fatma, words=words)
    make_step(goal, words=words)
    make_check_in(goal, 3, words=words)
    whole = queries.whole_path(goal.path, MOMENT)
    assert whole.goals[0].words == words.strip()
    assert whole.goals[0].steps[0].words == words.strip()
    assert whole.goals[0].marks[0].words == words.strip()


def test_two_devices_lose_nothing(fatma):
    goal = make_goal(fatma)
    change = {"a_little_better": "", "reached": "", "is_horizon": False, "by": fatma, "now": MOMENT}
    goals.change_ambition(ambition=goal, revision=1, words="Van mijn telefoon", **change)
    with pytest.raises(owning.ChangedElsewhere):
        goals.change_ambition(ambition=goal, revision=1, words="Van de tablet", **change)
    goal.refresh_from_db()
    assert (goal.words, goal.revision) == ("Van mijn telefoon", 2)


def test_two_devices_at_what_goes_well_and_at_a_moment_lose_nothing_either(fatma):
    path = make_goal(fatma).path
    owning.change_path(path=path, revision=1, strengths="Telefoon", by=fatma, now=MOMENT)
    with pytest.raises(owning.ChangedElsewhere):
        owning.change_path(path=path, revision=1, strengths="Tablet", by=fatma, now=MOMENT)
    prepare = {"path": path, "kind": "other", "at": None, "by": fatma, "now": MOMENT}
    moment = talking.prepare_moment(words={"myself": "Eerst"}, **prepare)
    talking.prepare_moment(words={"myself": "Telefoon"}, moment=moment, **prepare)
    with pytest.raises(owning.ChangedElsewhere):
        talking.prepare_moment(words={"myself": "Tablet"}, moment=moment, **prepare)
    path.refresh_from_db()
    moment.refresh_from_db()
    assert (path.strengths, moment.content) == ("Telefoon", '{"myself": "Telefoon"}')


def test_the_same_form_twice_and_a_clock_that_is_wrong_write_once(fatma):
    key = joining.new_form_key()
    for _time in range(2):
        goals.note_need(
            person=fatma, heading="happy", words="Zingen", by=fatma, now=MOMENT, once=key
        )
    goal = make_goal(fatma)
    for moment in (MOMENT, MOMENT - 800 * DAY):
        make_check_in(goal, 4, now=moment, once=key)
    step = make_step(goal, rhythm="weekly")
    for _time in range(2):
        steps.do_step(step=step, by=fatma, now=MOMENT, day=MOMENT.date() + 700 * DAY)
    assert (fatma_needs(fatma), CheckIn.objects.count(), StepDay.objects.count()) == (2, 1, 1)
    # A day that has not come yet is not noted as done.
    assert StepDay.objects.get().day <= MOMENT.date() + DAY


def fatma_needs(fatma):
    return Path.objects.get(person=fatma).needs.count()


def test_a_goal_never_ends_by_itself_and_a_step_ends_on_the_day_that_was_chosen(fatma):
    goal = make_goal(fatma)
    make_step(goal, ends_on=MOMENT.date() + DAY)
    assert steps.end_past_steps(MOMENT) == {"steps_ended": 0}
    assert steps.end_past_steps(MOMENT + 400 * DAY) == {"steps_ended": 1}
    goal.refresh_from_db()
    assert goal.state == Ambition.State.ACTIVE


def fill_with_canaries(person, other):
    """Put the canary in every text there is."""
    goal = make_goal(person, words=CANARY, a_little_better=CANARY, reached=CANARY)
    path = owning.change_path(path=goal.path, revision=1, strengths=CANARY, by=person, now=MOMENT)
    step = make_step(goal, words=CANARY, look=CANARY, kind="experiment")
    make_check_in(goal, 7, words=CANARY)
    steps.end_step(step=step, state="done", learned=CANARY, by=person, now=MOMENT)
    goals.move_ambition(ambition=goal, state="reached", outcome=CANARY, by=person, now=MOMENT)
    following.pick_indicator(path=path, words=CANARY, by=person, now=MOMENT)
    following.write_line(path=path, kind="felt", words=CANARY, meant=CANARY, by=person, now=MOMENT)
    talking.prepare_moment(
        path=path, kind="other", at=None, words={"myself": CANARY}, by=person, now=MOMENT
    )
    pack = shipped.instruments_shipped()["six-marks"]
    following.measure(
        path=path, pack=pack, asked_hash=pack.wording_hash, answers={"body": 8}, by=person,
        now=MOMENT,
    )  # fmt: skip
    share = share_with(other, goal)
    sharing.add_support(share=share, words=CANARY, by=other, now=MOMENT)
    return goal


def share_with(other, goal, parts=("path_goal",), days=100):
    return sharing.share_part(
        path=goal.path, ambition=goal, purpose="path_support", parts=parts,
        until_on=MOMENT.date() + days * DAY, to_person=other, by=goal.path.person, now=MOMENT,
    )  # fmt: skip


def test_a_copy_of_the_database_shows_no_word_and_no_answer(fatma, anke):
    fill_with_canaries(fatma, anke)
    found, sealed = [], 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                values = dict(zip(names, map(str, row), strict=True))
                found += [(table, name) for name, value in values.items() if CANARY in value]
                found += [(table, name) for name, value in values.items() if '"mark"' in value]
                found += [(table, name) for name, value in values.items() if '"body"' in value]
                sealed += table.startswith("paths_")
    assert (found, sealed > 10) == ([], True)
    # The guard sees it when a text is not sealed.
    Path.objects.update(strengths=F("id"))
    assert "strengths" in {
        field.name for field in Path._meta.fields if isinstance(field, EncryptedTextField)
    }


def test_all_of_it_is_exported_and_wiped_means_wiped(fatma, anke):
    fill_with_canaries(fatma, anke)
    told = json.dumps(privacy.export(fatma))
    assert told.count(CANARY) == 15
    assert '"mark": 7' in told
    assert '"body": 8' in told
    privacy.erase(fatma, MOMENT)
    left = {
        model.__name__: model._default_manager.count()
        for model in Path._meta.apps.get_app_config("paths").get_models()
    }
    assert {name: count for name, count in left.items() if count} == {}


def test_a_key_that_is_missing_hides_words_and_loses_nothing(fatma, settings):
    from tests.base.test_fields import NEW, OLD  # noqa: PLC0415

    settings.FIELD_KEYS = [OLD]
    goal = make_goal(fatma, words="Met de oude sleutel")
    settings.FIELD_KEYS = [NEW, OLD]  # half-way: both open
    make_check_in(goal, 5)
    goal = Ambition.objects.select_related("path__person").get()
    assert queries.whole_path(goal.path, MOMENT).goals[0].words == "Met de oude sleutel"
    settings.FIELD_KEYS = [NEW]  # the old one is gone too early
    whole = queries.whole_path(Path.objects.get(), MOMENT)
    assert (whole.goals[0].words, whole.unreadable, len(whole.goals[0].marks)) == ("", 1, 1)
    settings.FIELD_KEYS = [NEW, OLD]
    assert queries.whole_path(Path.objects.get(), MOMENT).goals[0].words == "Met de oude sleutel"


def test_a_share_opens_one_goal_for_one_receiver_until_a_day_and_closes_at_once(fatma, anke, noor):
    goal, other = make_goal(fatma), make_goal(fatma, words="Geheim")
    share = share_with(anke, goal)
    second = share_with(anke, other, days=10)
    assert [one.pk for one in share_queries.shared_with(anke, MOMENT)] == [share.pk, second.pk] or [
        second.pk, share.pk,
    ]  # fmt: skip
    assert share_queries.shared_with(noor, MOMENT) == []
    assert [one.pk for one in share_queries.shared_with(anke, MOMENT + 50 * DAY)] == [share.pk]
    assert share_queries.shared_with(anke, MOMENT + 101 * DAY) == []
    seen = share_queries.shown(goal, share.consent.items, MOMENT)
    assert (seen.words, seen.steps, seen.marks) == ("Ik wil weer onder de mensen", [], [])
    sharing.add_support(share=share, words="Ik ga mee", by=anke, now=MOMENT)
    for reader, words in ((anke, ["Ik ga mee"]), (noor, [])):
        there = share_queries.shown(goal, share.consent.items, MOMENT, reader=reader).support
        assert [one.words for one in there] == words
    sharing.stop_sharing(share=share, by=fatma, now=MOMENT)
    assert share_queries.find_shared(anke, share.pk, MOMENT) is None
    assert not permissions.may_read_share(anke, share, MOMENT)
    with pytest.raises(sharing.NotShared):
        sharing.add_support(share=share, words="Nog iets", by=anke, now=MOMENT)
    goal.refresh_from_db()
    assert (goal.words, goal.support.count()) == ("Ik wil weer onder de mensen", 1)


def test_an_organisation_reads_as_long_as_somebody_belongs_to_it(fatma, anke, district):
    goal = make_goal(fatma)
    group = people.make_organisation(district=district, kind="care")
    sharing.share_part(
        path=goal.path, ambition=goal, purpose="path_support", parts=["path_goal"],
        until_on=MOMENT.date() + 30 * DAY, to_organisation=group, by=fatma, now=MOMENT,
    )  # fmt: skip
    assert share_queries.shared_with(anke, MOMENT) == []
    member = people.make_membership(anke, group, starts_on=MOMENT.date() - DAY)
    assert len(share_queries.shared_with(anke, MOMENT)) == 1
    member.ends_on = MOMENT.date() - DAY
    member.starts_on = MOMENT.date() - 9 * DAY
    member.save()
    assert share_queries.shared_with(anke, MOMENT) == []


@pytest.mark.parametrize(
    ("parts", "days"), [(["path_goal", "phone"], 10), (["path_goal"], 400), ([], 10)]
)
def test_sharing_more_than_the_purpose_needs_is_refused(fatma, anke, parts, days):
    with pytest.raises(consents.TooMuchAsked):
        share_with(anke, make_goal(fatma), parts, days)
    assert share_queries.shared_with(anke, MOMENT) == []


def test_only_the_owner_shares_also_not_a_helper(fatma, anke, noor):
    goal = make_goal(fatma)
    delegates.start_helping(person=fatma, helper=noor, confirmed_how="paper", by=noor, now=MOMENT)
    with pytest.raises(owning.NotYourPath):
        sharing.share_part(
            path=goal.path, ambition=goal, purpose="path_support", parts=["path_goal"],
            until_on=MOMENT.date(), to_person=anke, by=noor, now=MOMENT,
        )  # fmt: skip


def test_a_pack_that_changed_while_somebody_answers_keeps_the_answers_out(fatma, noor, district):
    path = make_goal(fatma).path
    pack = shipped.instruments_shipped()["six-marks"]
    with pytest.raises(following.PackChanged):
        following.measure(
            path=path, pack=pack, asked_hash="andere woorden", answers={"body": 5}, by=fatma,
            now=MOMENT,
        )  # fmt: skip
    assert path.measurements.count() == 0


def test_a_district_puts_a_described_pack_online_only_as_it_was_described(noor, district):
    def publish(text):
        return packs.publish_pack(
            text=text, kind="instrument", district=district, agreed_on=None, by=noor, now=MOMENT
        )

    with pytest.raises(packs.NotAPack, match="anders"):
        publish(own_copy(for_whom="self"))
    assert publish(own_copy()).key == "loneliness-6"
    found = follow_queries.packs_for(district)["loneliness-6"]
    assert (found.for_whom, len(found.items)) == ("groups", 6)


def test_a_district_publishes_its_own_questions_with_a_new_number_for_new_words(
    noor, fatma, district
):
    from tests.paths.test_rules import text_of  # noqa: PLC0415

    def publish(text, by=noor):
        return packs.publish_pack(
            text=text, kind="instrument", district=district, agreed_on=None, by=by, now=MOMENT
        )

    first = publish(text_of())
    assert publish(text_of()).pk == first.pk
    for wrong in (text_of(words="Anders"), text_of(licence=""), text_of(first="2")):
        with pytest.raises(packs.NotAPack):
            publish(wrong)
    with pytest.raises(talking.MayNotManage):
        publish(text_of(), by=fatma)
    with pytest.raises(packs.NotAPack):
        publish(shipped.instruments_shipped()["six-marks"].raw)
    second = publish(text_of(words="Anders").replace("version = 1", "version = 2"))
    first.refresh_from_db()
    assert (first.retired_at, second.version) == (MOMENT, 2)
    assert isinstance(instruments.read_pack(second.content), instruments.Pack)


def test_a_card_is_typed_in_once_by_who_may_and_tells_the_desk_nothing(fatma, noor, sam):
    goal = make_goal(fatma)
    card = paper.make_cards(ambition=goal, number=2, by=fatma, now=MOMENT)[0]
    elsewhere = people.make_person(district=places.make_district(name="Ver weg"))
    people.grant_role(elsewhere, "coordinator", elsewhere.district)
    typed = {"mark": 7, "words": "Met de pen", "now": MOMENT}
    for somebody in (sam, elsewhere):
        with pytest.raises(paper.UnknownCard):
            paper.use_card(code=card.code, by=somebody, **typed)
    made = paper.use_card(code=f" {card.code[:3].lower()}-{card.code[3:]} ", by=noor, **typed)
    assert (made.mode, made.helped_by, made.ambition) == ("paper", noor.pk, goal)
    with pytest.raises(paper.UnknownCard):
        paper.use_card(code=card.code, by=noor, **typed)
    late = CheckInCard.objects.get(used_at=None)
    with pytest.raises(paper.UnknownCard):
        paper.use_card(code=late.code, by=noor, **(typed | {"now": MOMENT + 400 * DAY}))
    reads = JournalEntry.objects.filter(kind="read", about=fatma.pk)
    assert reads.count() == 0
