"""Posts: read first, placed, declined, told, reported, forgotten."""

import datetime as dt

import pytest

from tests.factories.people import MOMENT, make_organisation, make_person
from tests.factories.posts import make_comment, make_post, make_report
from wijkschakel.activities import queries
from wijkschakel.activities.actions import posts
from wijkschakel.activities.models import Comment, Post
from wijkschakel.activities.privacy import posts as post_privacy
from wijkschakel.base import search
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def write(person, **changes) -> Post:
    values = {"kind": "notice", "title": "Boormachine te leen?", "body": "Voor een middag."}
    values |= {"district": person.district, "shows_name": False, "places_itself": False}
    return posts.write_post(by=person, now=MOMENT, **values | changes)


def found_words(words: str) -> list:
    return [hit.thing_id for hit in search.find(words, kinds=("post",), now=MOMENT)]


def test_what_a_resident_writes_is_read_first(fatma, jan):
    post = write(fatma)
    assert list(queries.readable_posts(MOMENT)) == []
    assert queries.find_post(post.pk, fatma, MOMENT) == post
    assert queries.find_post(post.pk, jan, MOMENT) is None
    assert found_words("boormachine") == []


def test_a_placed_post_is_read_found_and_told(fatma, noor):
    post = write(fatma)
    posts.place_post(post=post, by=noor, now=MOMENT)
    assert [one.pk for one in queries.readable_posts(MOMENT)] == [post.pk]
    assert found_words("boormachine") == [post.pk]
    [notice] = Notice.objects.filter(person=fatma)
    assert notice.text == "Je bericht staat erop: Boormachine te leen?"
    assert notice.link == f"/bericht/{post.pk}/"


def test_two_coordinators_decide_once(fatma, noor):
    post = write(fatma)
    posts.place_post(post=post, by=noor, now=MOMENT)
    with pytest.raises(posts.AlreadyDecided):
        posts.place_post(post=post, by=noor, now=MOMENT)


def test_who_is_declined_reads_why_and_can_write_it_again(fatma, noor):
    post = write(fatma)
    posts.decline_post(post=post, reason="Er staat een adres in.", by=noor, now=MOMENT)
    post.refresh_from_db()
    assert (post.state, post.reason) == ("declined", "Er staat een adres in.")
    changed = posts.change_post(
        post=post, title="Boor te leen?", body="Bel aan.", shows_name=True, places_itself=False,
        by=fatma, now=MOMENT,
    )  # fmt: skip
    assert changed.state == "waiting"


def test_a_change_of_what_stands_there_is_read_again(fatma, noor):
    post = write(fatma)
    posts.place_post(post=post, by=noor, now=MOMENT)
    posts.change_post(
        post=post, title="Koop mijn spullen", body="!", shows_name=False, places_itself=False,
        by=fatma, now=MOMENT,
    )  # fmt: skip
    assert list(queries.readable_posts(MOMENT)) == []
    assert found_words("boormachine") == []


def test_a_notice_comes_off_the_board_after_sixty_days(fatma):
    write(fatma, places_itself=True)
    assert queries.readable_posts(MOMENT + 60 * DAY).count() == 1
    assert queries.readable_posts(MOMENT + 61 * DAY).count() == 0
    assert posts.drop_past_notices(MOMENT + 61 * DAY) == {"past_notices": 1}
    assert found_words("boormachine") == []


def test_one_writer_does_not_fill_the_desk(fatma):
    for _number in range(5):
        write(fatma)
    with pytest.raises(posts.EnoughWaiting):
        write(fatma)
    assert Post.objects.count() == 5


def test_the_same_comment_sent_twice_stands_there_once(fatma, jan):
    post = make_post(fatma)
    for _time in range(2):
        posts.say_below(post=post, text="Ik heb er een!", by=jan, now=MOMENT)
    assert post.comments.count() == 1


def test_below_what_was_taken_away_nobody_says_anything(fatma, jan, noor):
    post = make_post(fatma)
    posts.decline_post(post=post, reason="Nee.", by=noor, now=MOMENT)
    with pytest.raises(posts.NotThere):
        posts.say_below(post=post, text="Jammer", by=jan, now=MOMENT)


def test_who_reports_is_not_kept(fatma):
    post = make_post(fatma)
    posts.report_post(post=post, comment=None, reason="Dit klopt niet", now=MOMENT)
    [line] = JournalEntry.objects.filter(action="report_post")
    assert (line.by, line.about) == (None, None)


def test_taking_a_comment_away_settles_its_report(fatma, jan, noor, district):
    post = make_post(fatma)
    comment = make_comment(post, jan)
    make_report(post, comment=comment)
    make_report(post)
    posts.remove_comment(comment=comment, by=noor, now=MOMENT)
    assert [row.comment for row in queries.open_reports([district.pk])] == [None]


def test_wiping_keeps_news_of_an_organisation_without_a_name(fatma):
    news = make_post(fatma, organisation=make_organisation(), shows_name=True)
    make_post(fatma)
    make_comment(news, fatma)
    post_privacy.erase(fatma, MOMENT)
    [left] = Post.objects.all()
    assert (left.pk, left.author, left.shows_name) == (news.pk, None, False)
    assert Comment.objects.count() == 0


def test_old_notices_and_what_was_never_placed_go(fatma):
    make_post(fatma, kind="notice", until_on=MOMENT.date())
    make_post(fatma, state="declined", published_at=None)
    kept = make_post(make_person(district=fatma.district))
    assert post_privacy.retention(MOMENT + 91 * DAY) == {"posts": 2, "reports": 0}
    assert [one.pk for one in Post.objects.all()] == [kept.pk]
