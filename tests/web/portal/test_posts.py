"""Reading and writing on the page, the feed, the picture to share, the questions of a room."""

import io
import xml.etree.ElementTree as ElementTree

import pytest
from django.urls import reverse
from PIL import Image

from tests.factories.activities import make_lead, make_session
from tests.factories.posts import make_comment, make_debate, make_post, make_question
from wijkschakel.activities.models import Comment, LiveQuestion, Post

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = {"kind": "notice", "title": "Wie wandelt mee?", "body": "Elke **dinsdag**."}


def url(name: str, *args) -> str:
    return reverse(f"portal:{name}", args=args)


def test_fatma_writes_noor_places_and_all_read(visit, fatma, noor, client, district):
    answer = visit(fatma).post(url("write_post"), WORDS | {"shows_name": "on"})
    post = Post.objects.get()
    assert answer.url == url("post", post.pk)
    assert client.get(answer.url).status_code == 404
    desk = visit(noor)
    assert "Wie wandelt mee?" in desk.get(reverse("desk:posts")).text
    desk.post(reverse("desk:place_post", args=[post.pk]))
    page = client.get(answer.url).text
    assert "<strong>dinsdag</strong>" in page
    assert "Fatma" in page


def test_without_a_name_below_it_nobody_reads_the_name(visit, fatma, client, district):
    visit(fatma).post(url("write_post"), WORDS)
    Post.objects.update(state="published", published_at="2026-11-01T10:00Z")
    post = Post.objects.get()
    for page in (url("post", post.pk), url("posts"), url("posts_feed")):
        assert "Fatma" not in client.get(f"{page}?wijk={district.code}").text


def test_a_form_keeps_what_was_typed(visit, fatma, district):
    answer = visit(fatma).post(url("write_post"), WORDS | {"title": ""})
    assert (answer.status_code, "Elke **dinsdag**." in answer.text) == (422, True)


def test_news_of_the_district_is_for_its_coordinator(visit, fatma, noor, district):
    assert visit(fatma).post(url("write_post"), WORDS | {"kind": "news"}).status_code == 422
    visit(noor).post(url("write_post"), WORDS | {"kind": "news"})
    assert Post.objects.get().state == "published"


def test_what_a_neighbour_knows_has_a_kind_of_its_own_and_stays(visit, fatma, noor, client):
    visit(fatma).post(url("write_post"), WORDS | {"kind": "tip", "title": "Stekken in water"})
    visit(noor).post(reverse("desk:place_post", args=[Post.objects.get().pk]))
    make_post(fatma, title="Wie heeft een boor?", kind="notice")
    page = client.get(f"{url('posts')}?soort=tips").text
    assert ("Stekken in water" in page, "Wie heeft een boor?" in page) == (True, False)
    assert Post.objects.get(kind="tip").until_on is None


def test_scripts_in_a_post_are_text(client, district, fatma):
    post = make_post(fatma, title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>")
    page = client.get(url("post", post.pk)).text
    assert "<script>alert" not in page
    assert "onerror=alert" not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")


def test_the_feed_is_atom_and_holds_what_is_placed(client, fatma, district):
    make_post(fatma, title="Nieuwe bankjes", kind="news")
    make_post(fatma, title="Nog niet", state="waiting", published_at=None)
    answer = client.get(f"{url('posts_feed')}?wijk={district.code}")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == [
        "Nieuwe bankjes"
    ]


def test_who_shares_a_post_shares_a_picture_with_its_title(client, fatma):

    post = make_post(fatma, title="Een heel lange titel " * 9)
    page = client.get(url("post", post.pk)).text
    where = url("share_card", "bericht", post.pk)
    assert f'property="og:image" content="http://testserver{where}"' in page
    answer = client.get(where)
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    again = client.get(where, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_there_is_no_picture_of_what_is_not_public(client, fatma):
    post = make_post(fatma, state="waiting", published_at=None)
    assert client.get(url("share_card", "bericht", post.pk)).status_code == 404
    assert client.get(f"/deel/iets/{post.pk}.png").status_code == 404


def test_a_comment_of_another_is_taken_away_by_noor_only(visit, fatma, jan, wil, noor):
    post = make_post(fatma)
    comment = make_comment(post, jan)
    where = url("remove_comment", post.pk, comment.pk)
    assert visit(wil).post(where).status_code == 404
    assert visit(noor).post(where).status_code == 302
    assert Comment.objects.get().state == "removed"


@pytest.mark.parametrize("rows", [1, 3, 29])
def test_the_list_asks_as_many_questions_whatever_there_is(
    client, fatma, district, django_assert_max_num_queries, rows
):
    for _number in range(rows):
        make_comment(make_post(fatma))
    client.get(url("posts"))
    with django_assert_max_num_queries(4):
        client.get(f"{url('posts')}?wijk={district.code}")


@pytest.fixture
def room(wil):
    session = make_session()
    make_lead(session.activity, wil, role="lead")
    return make_debate(session)


def test_from_a_phone_to_the_screen(visit, wil, client, room):
    number = room.session_id
    asked = client.post(url("ask_live", number), {"text": "Komt er een bank?"})
    assert asked.status_code == 302
    assert "Komt er een bank?" not in client.get(url("hall", number)).text
    question = LiveQuestion.objects.get()
    leads = visit(wil)
    assert "Komt er een bank?" in leads.get(url("lead_debate", number)).text
    leads.post(url("set_question", number, question.pk), {"wat": "toon"})
    assert "Komt er een bank?" in client.get(url("hall", number)).text


def test_support_counts_once_and_hidden_questions_are_not_there(client, visit, room):
    question = make_question(room)
    where = url("support_question", room.session_id, question.pk)
    client.post(where)
    client.post(where)
    visit(None).post(where)
    question.refresh_from_db()
    assert question.supporters == 2
    hidden = make_question(room, state="waiting")
    where = url("support_question", room.session_id, hidden.pk)
    assert client.post(where).status_code == 404


def test_the_list_of_the_room_is_a_part_of_the_page(client, room):
    make_question(room)
    where = url("questions", room.session_id)
    part = client.get(where, headers={"HX-Request": "true"}).text.strip()
    assert part.startswith('<ul class="ws-hall-list"')


def test_a_session_without_a_debate_has_no_questions(client):
    assert client.get(url("questions", make_session().pk)).status_code == 404
