"""Who decides: an indicator by choosing, a promise, a study; and what everybody may read of it."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from tests.factories.initiatives import make_initiative
from tests.factories.outcomes import make_definition, make_promise, make_study
from tests.factories.people import grant_role, make_person
from tests.factories.places import (
    make_district,
    make_figure,
    make_neighbourhood,
    make_region,
)
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.outcomes.actions import definitions, studies
from wijkschakel.outcomes.models import Definition, FocusArea, Promise, Study
from wijkschakel.outcomes.rules.definitions import Choice

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Gezond in de wijk",
    "counted": "feels_healthy",
    "among": "participants",
    "words": "Wat mensen zelf zeggen.",
    "grouping": "district",
    "period": "year",
    "level": "resident",
    "block": "monitoring",
    "target_percent": "",
    "target_on": "",
}
LATER = (clock.now() + dt.timedelta(days=300)).date()


@pytest.fixture
def region(district):
    return make_region(district)


@pytest.fixture
def hanna(region, district):
    person = make_person(given_name="Hanna", district=district)
    grant_role(person, "researcher", region)
    return person


def new(region):
    return reverse("insight:new_definition", args=[region.slug])


def test_it_is_read_in_plain_words_before_it_is_registered(visit, noor, region):
    browser = visit(noor)
    page = browser.post(new(region), FORM | {"kijk": "1"})
    text = page.content.decode()
    assert "Van de mensen die meedoen: hoeveel voelen zich gezond, per wijk, per jaar." in text
    assert Definition.objects.count() == 0
    seen = page.context["seen"]
    answer = browser.post(new(region), FORM | {"leg_vast": "1", "gezien": seen}, follow=True)
    row = Definition.objects.get()
    assert (row.region, row.registered_by, row.title) == (region, noor.pk, "Gezond in de wijk")
    assert row.digest in answer.content.decode()
    assert "voordat er gekeken is" in answer.content.decode()


def test_what_was_not_read_is_not_registered(visit, noor, region):
    browser = visit(noor)
    seen = browser.post(new(region), FORM | {"kijk": "1"}).context["seen"]
    for changes in ({"period": "quarter", "gezien": seen}, {"gezien": ""}, {}):
        page = browser.post(new(region), FORM | {"leg_vast": "1"} | changes)
        assert (page.status_code, page.context["preview"] is not None) == (200, True)
    assert Definition.objects.count() == 0


def test_what_makes_no_sense_is_said_in_a_sentence_that_names_what_does(visit, noor, region):
    wrong = FORM | {"counted": "takes_part", "among": "askers"}
    page = visit(noor).post(new(region), wrong)
    assert page.status_code == 422
    assert (
        "Dit kun je bij deze mensen niet tellen. Wel bij: alle bewoners." in page.content.decode()
    )
    half = visit(noor).post(new(region), FORM | {"target_percent": "25"})
    assert "Een doel heeft een percentage én een dag" in half.content.decode()


def test_a_change_says_that_the_series_breaks_and_shows_both_versions(visit, noor, region):
    choice = Choice("Gezond", "Zo.", "feels_healthy", "participants")
    row = definitions.register_definition(region=region, choice=choice, by=noor, now=clock.now())
    browser = visit(noor)
    address = reverse("insight:change_definition", args=[region.slug, row.key])
    assert "De reeks breekt" in browser.get(address).content.decode()
    changed = FORM | {"period": "quarter"}
    seen = browser.post(address, changed).context["seen"]
    page = browser.post(address, changed | {"leg_vast": "1", "gezien": seen}, follow=True)
    text = page.content.decode()
    assert [each["row"].version for each in (page.context["now"], *page.context["earlier"])] == [
        2, 1,
    ]  # fmt: skip
    assert (row.digest in text, "per wijk, per kwartaal." in text) == (True, True)
    browser.post(reverse("insight:end_definition", args=[region.slug, row.key]))
    assert "Dit tellen we niet meer" in browser.get(text_address(row)).content.decode()


def text_address(row):
    return reverse("insight:definition", args=[row.key])


def test_everybody_reads_what_is_above_and_below_the_line_and_what_it_does_not_say(client):
    definitions.register_built_in(now=clock.now())
    for row in Definition.objects.all():
        page = client.get(text_address(row))
        text = page.content.decode()
        assert (page.status_code, row.digest in text, "Wat het niet zegt" in text) == (
            200, True, True,
        )  # fmt: skip
        assert "De woorden zijn nog precies zo" in text
    health = client.get("/cijfers/uitleg/perceived-health/").content.decode()
    for told in ("Hoe is over het algemeen uw gezondheid?", "en die antwoord gaven"):
        assert told in health
    assert client.get("/cijfers/uitleg/niets/").status_code == 404


def test_words_that_do_not_fit_the_seal_are_noticed(client, region):
    row = make_definition(region, digest="1" * 64)
    assert "passen niet bij het zegel" in client.get(text_address(row)).content.decode()


def test_the_axes_say_where_nothing_is_counted(visit, noor, region):
    make_definition(region, level="system", block="funding")
    make_definition(region, level="system", block="funding")
    page = visit(noor).get(reverse("insight:definitions", args=[region.slug]))
    axes = page.context["axes"]
    assert [len(cells) for _level, cells in axes] == [5] * 4
    assert [number for _block, number in axes[3][1]] == [0, 0, 2, 0, 0]
    assert sum(number for _level, cells in axes for _block, number in cells) == 2


def test_the_administrator_reads_and_changes_nothing(visit, region):
    tim = make_person()
    grant_role(tim, "administrator")
    make_definition(region)
    browser = visit(tim)
    text = browser.get(reverse("insight:definitions", args=[region.slug])).content.decode()
    assert ("Maak een indicator" in text, "Nieuwe versie" in text) == (False, False)
    assert (
        "<form"
        not in browser.get(promises(region)).content.decode().split("<main")[1].split("</main>")[0]
    )


def promises(region):
    return reverse("insight:promises", args=[region.slug])


def promise_form(row, **changes):
    today = clock.now().date()
    values = {
        "definition": row.pk, "percent": "25", "comparison": "other_districts", "agreement": "",
        "organisation": "", "baseline_from": today, "baseline_until": today + dt.timedelta(days=90),
        "reached_on": today + dt.timedelta(days=800),
    }  # fmt: skip
    return values | changes


def test_a_promise_is_written_down_and_an_early_baseline_says_its_grade(visit, noor, region):
    row = make_definition(region, registered_at=clock.now())
    organisation = make_promise(region, make_definition(region)).organisation
    browser = visit(noor)
    alone = browser.post(promises(region), promise_form(row))
    assert "Met wie is dit afgesproken?" in alone.content.decode()
    early = promise_form(row, organisation=organisation.pk, baseline_from="2020-01-01")
    page = browser.post(promises(region), early, follow=True).content.decode()
    assert "nooit sterker dan graad D" in page
    browser.post(promises(region), promise_form(row, organisation=organisation.pk))
    assert Promise.objects.filter(definition=row).count() == 2
    made = Promise.objects.filter(definition=row).first()
    browser.post(reverse("insight:end_promise", args=[region.slug, made.pk]))
    made.refresh_from_db()
    assert made.ended_at is not None


def test_a_funder_reads_a_promise_and_signs_it_and_the_writer_cannot(visit, noor, bas, region):
    made = make_promise(region, make_definition(region), made_by=noor.pk, signed_at=None)
    sign = reverse("insight:sign_promise", args=[region.slug, made.pk])
    writer, payer = visit(noor), visit(bas)
    assert sign not in writer.get(promises(region)).content.decode()
    assert "niet wie het opschreef" in writer.post(sign, follow=True).content.decode()
    assert sign in payer.get(promises(region)).content.decode()
    assert "Vanaf nu telt deze belofte" in payer.post(sign, follow=True).content.decode()
    made.refresh_from_db()
    assert made.signed_by == bas.pk


def study_form(region, **changes):
    values = {
        "region": region.pk, "title": "Samen eten", "purpose": "Weten wat het doet.",
        "columns": ["age_band", "weeks"], "organisation": "", "until_on": LATER,
    }  # fmt: skip
    return values | changes


def test_a_study_goes_from_a_proposal_to_a_table(visit, hanna, noor, fatma, region, district):
    browser, desk = visit(hanna), visit(noor)
    page = browser.post(reverse("insight:propose_study"), study_form(region), follow=True)
    study = Study.objects.get()
    assert "Samen eten" in page.content.decode()
    assert "Samen eten" in desk.get(reverse("insight:studies")).content.decode()
    mine = visit(fatma)
    assert "Samen eten" not in mine.get(reverse("account:my_figures")).content.decode()
    desk.post(reverse("insight:open_study", args=[study.pk]))
    text = mine.get(reverse("account:my_figures")).content.decode()
    for told in ("Samen eten", "Weten wat het doet.", "Je leeftijd, in stappen van twintig jaar"):
        assert told in text
    mine.post(reverse("account:answer_study", args=[study.pk]), {"zeg": "ja"})
    deliver = reverse("insight:deliver_study", args=[study.pk])
    assert "Nog minder dan 10 mensen" in browser.get(study_page(study)).content.decode()
    few = browser.post(deliver)
    assert (few.status_code, "minstens 10" in few.content.decode()) == (422, True)
    say_yes(study, district, 11)
    answer = browser.post(deliver)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0], len(rows) - 1) == (["person", "age_band", "weeks"], 11)
    assert "-11-rijen-0-grover-1-weggelaten.csv" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    looked = mine.get(reverse("account:who_looked")).content.decode()
    assert ("Hanna" in looked, "Omdat je ja zei tegen een onderzoek" in looked) == (True, True)


def study_page(study):
    return reverse("insight:study", args=[study.pk])


def say_yes(study, district, number):
    for _each in range(number):
        person = make_person(district=district, birth_year=1950)
        study.refresh_from_db()
        studies.join_study(study=study, person=person, by=person, now=clock.now())


def test_nobody_but_the_researcher_and_who_coordinates_there_sees_a_study(visit, region, hanna):
    study = make_study(region, hanna, until_on=LATER)
    other, joke = make_person(), make_person()
    grant_role(other, "researcher", region)
    grant_role(joke, "coordinator", make_district())
    for person in (other, joke):
        assert visit(person).get(study_page(study)).status_code == 404
    assert visit(hanna).get(study_page(study)).status_code == 200


def test_pages_ask_as_much_for_three_as_for_one(visit, noor, hanna, region, district):
    coordinates, researches = visit(noor), visit(hanna)
    row = make_definition(region)
    study = make_study(region, hanna, until_on=LATER, state="open")
    make_promise(region, row)
    pages = {
        "list": lambda: coordinates.get(reverse("insight:definitions", args=[region.slug])),
        "text": lambda: coordinates.get(text_address(row)),
        "promises": lambda: coordinates.get(promises(region)),
        "studies": lambda: researches.get(reverse("insight:studies")),
        "study": lambda: researches.get(study_page(study)),
        "mine": lambda: researches.get(reverse("account:my_figures")),
        "questions": lambda: researches.get(reverse("account:my_questions")),
    }
    few = {name: questions(ask) for name, ask in pages.items()}
    for number in (2, 3):
        make_definition(region, key=row.key, version=number)
        make_promise(region, make_definition(region))
        make_study(region, hanna, until_on=LATER, state="open")
    study.exports.create(rows=12, digest="0" * 64, made_at=clock.now())
    many = {name: questions(ask) for name, ask in pages.items()}
    assert few == many
    assert max(many.values()) <= 10, many


def test_the_desk_gives_every_initiative_a_place(visit, noor, sam, region, district):
    one, other = (make_initiative(district=district) for _ in range(2))
    browser, page = visit(noor), reverse("desk:place")
    assert "2 initiatieven hebben nog geen plek</h1>" in browser.get(page).content.decode()
    half = browser.post(page, {f"level-{one.pk}": "resident", f"block-{one.pk}": ""})
    assert (half.status_code, "Kies allebei" in half.content.decode()) == (422, True)
    words = {f"level-{one.pk}": "resident", f"block-{one.pk}": "learning"}
    assert browser.post(page, words).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.level, one.block, other.level) == ("resident", "learning", "")
    assert visit(sam).get(page).status_code == 404


def test_a_coordinator_chooses_where_to_look_first(visit, noor, region, district):
    hood = make_neighbourhood(district=district, name="Lage Wal")
    browser, page = visit(noor), reverse("insight:focus", args=[region.slug])
    assert "Lage Wal" in browser.get(page).content.decode()
    high = make_neighbourhood(district=district, name="Hoge Wal")
    for one, residents, score in ((hood, 2000.0, -0.4), (high, 8000.0, 0.3)):
        make_figure(one, "residents", value=residents)
        make_figure(one, "ses_score", value=score)
    low = browser.get(page).content.decode()
    assert low.count("lagere SES-score (2024)") == 1  # what the figure says, with its year
    assert "weinig geld" not in low
    browser.post(page, {"buurt": [str(hood.pk), "onzin"]})
    assert FocusArea.objects.get().neighbourhood == hood
    assert "checked" in browser.get(page).content.decode()
