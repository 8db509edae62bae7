"""Pages of neighbourhood jobs: the list, wanting one, who guides, the path, and the desk."""

import datetime as dt
import json

import pytest

from tests.factories import jobs as make
from tests.factories.people import grant_role, make_person
from tests.factories.places import make_district
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.support.models import Job, JobPath

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def district():
    return make_district(name="Lindewijk")


@pytest.fixture
def els(district):
    return make_person(given_name="Els", family_name="Kok", phone="06 11", district=district)


@pytest.fixture
def jan(district):
    return make_person(
        given_name="Janneman", family_name="Postma", phone="06 22", district=district,
        brings="Ik kan goed luisteren.",
    )  # fmt: skip


@pytest.fixture
def job(els, district, now):
    until = clock.now().date() + dt.timedelta(60)
    return make.make_job(els, district, now=now, until_on=until)


@pytest.fixture
def path(job, jan, now):
    return make.make_path(job, jan, now=now, yes=True)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_list_shows_what_is_open_and_finds_by_a_word(client, job, district):
    page = f"/hulp/buurtbanen/?wijk={district.code}"
    assert "Er is 1 buurtbaan om in te groeien" in text(client.get(page))
    assert job.title in text(client.get(f"{page}&zoek=gasten"))
    assert "Er past niets bij dit woord" in text(client.get(f"{page}&zoek=raket"))
    other = make_district()
    assert "Er is nu geen buurtbaan" in text(client.get(f"/hulp/buurtbanen/?wijk={other.code}"))


def test_the_job_says_what_one_learns_and_how_one_grows_and_names_nobody(client, job):
    page = text(client.get(f"/hulp/buurtbaan/{job.pk}/"))
    for words in ("Gasten ontvangen", "Op tijd komen", "4 uur in de week", "Rol met taken",
                  "Kan leiden tot een betaalde baan"):  # fmt: skip
        assert words in page
    assert "Els" not in page


def test_a_resident_wants_it_with_what_they_can_only_when_ticked(visit, job, jan):
    page, browser = f"/hulp/buurtbaan/{job.pk}/", visit(jan)
    assert "Ik kan goed luisteren." in text(browser.get(page))
    answer = browser.post(f"{page}wil/", {"words": "Graag!"})
    mine = JobPath.objects.get()
    assert answer["Location"] == f"/hulp/mijn-buurtbaan/{mine.pk}/"
    assert (mine.words, mine.strengths) == ("Graag!", "")
    browser.post(f"{page}wil/", {"words": "Nog eens"})
    assert JobPath.objects.count() == 1
    assert browser.post(f"/hulp/mijn-buurtbaan/{mine.pk}/stop/").status_code == 302
    browser.post(f"{page}wil/", {"takes_strengths": "on"})
    assert JobPath.objects.get(state="wants").strengths == "Ik kan goed luisteren."


def test_who_guides_reads_the_words_and_no_name_before_the_yes(visit, job, els, jan, now):
    wish = make.make_path(job, jan, now=now, words="Ik wil het leren.")
    browser, page = visit(els), f"/hulp/buurtbaan/{job.pk}/mensen/"
    before = text(browser.get(page))
    assert "Ik wil het leren." in before
    for secret in ("Janneman", "Postma", "06 22"):
        assert secret not in before
    looked = JournalEntry.objects.get(action="read_job_wishes")
    assert (looked.by, looked.about) == (els.pk, jan.pk)
    after = text(browser.post(f"{page}{wish.pk}/ja/", follow=True))
    assert "Janneman groeit hier" in after
    assert "06 22" in after
    assert "06 11" in text(visit(jan).get(f"/hulp/mijn-buurtbaan/{wish.pk}/"))


def test_a_no_without_a_reason_comes_back_and_with_one_the_resident_reads_it(
    visit, job, els, jan, now
):
    wish = make.make_path(job, jan, now=now)
    browser, page = visit(els), f"/hulp/buurtbaan/{job.pk}/mensen/{wish.pk}/nee/"
    answer = browser.post(page, {"reason": " "})
    assert (answer.status_code, "Schrijf waarom" in text(answer)) == (422, True)
    assert browser.post(page, {"reason": "De plek is vergeven."}).status_code == 302
    assert "De plek is vergeven." in text(visit(jan).get(f"/hulp/mijn-buurtbaan/{wish.pk}/"))


def test_both_tick_and_only_what_both_saw_stands_on_the_sheet(visit, path, els, jan):
    seen, said = path.job.skills.get(name="De kassa"), path.job.skills.get(name="Op tijd komen")
    mine, theirs = visit(jan), visit(els)
    page = f"/hulp/mijn-buurtbaan/{path.pk}/"
    mine.post(f"{page}kan/{seen.pk}/")
    theirs.post(f"{page}kan/{seen.pk}/")
    mine.post(f"{page}kan/{said.pk}/")
    assert "1 van 3 gezien door jullie allebei" in text(mine.get(page))
    sheet = text(mine.get(f"{page}blad/"))
    assert "Dit kan Janneman Postma" in sheet
    assert "De kassa" in sheet
    assert "Op tijd komen" not in sheet
    assert "Gezien door Els Kok" in sheet


def test_a_step_is_proposed_and_agreed_on_and_paid_work_is_said_so(visit, path, els, jan, now):
    page, today = f"/hulp/mijn-buurtbaan/{path.pk}/", now.date().isoformat()
    visit(els).post(f"{page}stap/", {"kind": "paid_work", "starts_on": today, "tasks": "De zaak"})
    asked = text(visit(jan).get(page))
    assert "Klopt deze stap?" in asked
    step = path.steps.get(kind="paid_work")
    visit(jan).post(f"{page}stap/{step.pk}/ja/")
    assert "Jij bent betaald aan het werk" in text(visit(jan).get(page))


def test_a_step_back_is_refused_with_a_sentence(visit, path, jan, now):
    page = f"/hulp/mijn-buurtbaan/{path.pk}/stap/"
    long_ago = (now.date() - dt.timedelta(90)).isoformat()
    answer = visit(jan).post(page, {"kind": "trainee", "starts_on": long_ago})
    assert answer.status_code == 422
    assert "een dag die niet voor de vorige stap ligt" in text(answer)


def test_the_resident_takes_it_along_and_wipes_it(visit, path, jan):
    browser, page = visit(jan), f"/hulp/mijn-buurtbaan/{path.pk}/"
    told = json.loads(browser.get(f"{page}mee.json").content)
    assert told["path"]["job"] == path.job.title
    assert [step["step"] for step in told["path"]["steps"]] == ["contribution"]
    assert browser.post(f"{page}wis/").status_code == 302
    assert browser.get(page).status_code == 404


def test_putting_one_up_waits_for_the_desk_and_says_so_there(visit, els, district, now):
    noor = grant_role(make_person(given_name="Noor"), "coordinator", district).person
    until = (now.date() + dt.timedelta(30)).isoformat()
    answer = visit(els).post(
        "/hulp/buurtbanen/nieuw/",
        {"title": "Tuinhulp", "about": "Zaaien", "place": "De Akker", "learns": "Zaaien\nOogsten",
         "hours": 4, "places": 2, "pay": "voluntary", "leads_to": "more_hours",
         "until_on": until},
    )  # fmt: skip
    made = Job.objects.get()
    assert answer["Location"] == f"/hulp/buurtbaan/{made.pk}/"
    assert [skill.name for skill in made.skills.all()] == ["Zaaien", "Oogsten"]
    desk = visit(noor)
    assert "1 buurtbaan wacht op jou" in text(desk.get("/werkplek/"))
    assert "Er wacht 1 buurtbaan" in text(desk.get("/werkplek/buurtbanen/"))
    desk.post(f"/werkplek/buurtbanen/{made.pk}/plaats/")
    made.refresh_from_db()
    assert made.state == "open"
    answer = desk.post(f"/werkplek/buurtbanen/{made.pk}/plaats/")
    assert (answer.status_code, "net al over beslist" in text(answer)) == (422, True)


def test_the_desk_chooses_who_guides_on_and_both_sides_say_yes_on_their_pages(
    visit, path, job, els, jan, district
):
    noor = grant_role(make_person(given_name="Noor"), "coordinator", district).person
    page = f"/werkplek/buurtbanen/{job.pk}/begeleider/"
    desk = visit(noor)
    assert f'href="{page}"' in text(desk.get("/werkplek/buurtbanen/"))
    shown = text(desk.get(page))
    assert ("Nu doet Els Kok het." in shown, "Janneman" in shown) == (True, False)
    assert JournalEntry.objects.filter(action="read_who_may_guide", about=els.pk).exists()
    empty = desk.post(page)
    assert (empty.status_code, "Kies uit de lijst." in text(empty)) == (422, True)
    assert desk.post(page, {"guide": noor.pk})["Location"] == "/werkplek/buurtbanen/"
    mine, people = f"/hulp/mijn-buurtbaan/{path.pk}/", f"/hulp/buurtbaan/{job.pk}/mensen/"
    assert visit(noor).get(mine).status_code == 404
    waits = text(visit(noor).get(people))
    assert ("1 mens is hier al bezig" in waits, "Janneman" in waits) == (True, False)
    assert visit(noor).post(f"{people}begeleid/")["Location"] == people
    assert "Zij hoorden dat jij begeleidt." in text(visit(noor).get(people))
    assert "Noor begeleidt je nu" in text(visit(jan).get(mine))
    assert visit(jan).post(f"{mine}begeleider/")["Location"] == mine
    assert "Noor begeleidt je nu" not in text(visit(jan).get(mine))
    assert "Janneman groeit hier" in text(visit(noor).get(mine))
    assert visit(els).get(mine).status_code == 404


def test_without_a_guide_the_desk_is_asked_to_choose_one_and_the_resident_reads_so(
    visit, path, job, jan, district
):
    noor = grant_role(make_person(given_name="Noor"), "coordinator", district).person
    Job.objects.update(guide=None, state="waiting")
    desk = text(visit(noor).get("/werkplek/buurtbanen/"))
    assert ("Kies wie begeleidt" in desk, "Zet het erop" in desk) == (True, False)
    assert "Er begeleidt nu niemand" in text(visit(noor).get(
        f"/werkplek/buurtbanen/{job.pk}/begeleider/"
    ))  # fmt: skip
    assert "Een coördinator zoekt iemand" in text(
        visit(jan).get(f"/hulp/mijn-buurtbaan/{path.pk}/")
    )


@pytest.mark.parametrize("field", ["title", "learns", "until_on", "leads_to"])
def test_what_is_missing_is_said_beside_the_question(visit, els, field):
    answer = visit(els).post("/hulp/buurtbanen/nieuw/", {"hours": 4, "places": 1})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_lists_ask_no_more_of_the_database_with_more_jobs(
    client, els, district, now, django_assert_num_queries
):
    counted = []
    for _turn in range(2):
        for _ in range(3):
            make.make_job(els, district, now=now, until_on=now.date() + dt.timedelta(9))
        with django_assert_num_queries(3) as asked:
            client.get(f"/hulp/buurtbanen/?wijk={district.code}")
        counted.append(len(asked))
    assert counted[0] == counted[1]
