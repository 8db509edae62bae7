"""Help over http: what two people read of one another before both said yes, and after."""

import base64
import datetime as dt
from html import unescape

import pytest

from tests.factories import helping as make
from tests.factories import people
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import RoleGrant
from wijkschakel.support.models import HelpKind, HelpOffer, HelpRequest, Match, Signature, Worry
from wijkschakel.upkeep import privacy
from wijkschakel.web.support import mine

Role = RoleGrant.Role


@pytest.fixture
def town(district):
    """Fatma asks, Jan offers; names and words that must not leak stand in it."""
    now = clock.now()

    class Town:
        version = make.make_agreement(district, ends_on=now.date() + dt.timedelta(365))

    district.latitude, district.longitude = 52.25, 6.16
    district.save()
    for name, family in (("Fatma", "Yildiz"), ("Jan", "Postma"), ("Noor", "Dam")):
        person = people.make_person(
            given_name=name, family_name=family, phone="0612345678", district=district,
            email=f"{name.lower()}@example.org",
        )  # fmt: skip
        setattr(Town, name.lower(), person)
    people.grant_role(Town.noor, Role.COORDINATOR, district)
    Town.offer = make.make_offer(Town.jan, "groceries", "along", words="Ik heet Jan.", now=now)
    Town.district, Town.now = district, now
    return Town


def page(response):
    """Give what the main part of a page says."""
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def leaks(response, *words):
    """Name the words that stand in the main part."""
    return [word for word in words if word in page(response)]


def test_fatma_asks_chooses_and_is_helped_by_jan(town, visit):
    fatma, jan = visit(town.fatma), visit(town.jan)
    said = {
        "stap": "1",
        "words": "Wie doet mijn boodschappen? Bel mevrouw Jansen, 06 12345678.",
        "strengths": "Ik kook graag.",
        "key": "6d1f0f3e-52e5-4c62-9a0e-99010000a2e1",
    }
    assert fatma.post("/hulp/vragen/", said | {"words": ""}).status_code == 422
    second = page(fatma.post("/hulp/vragen/", said))
    assert second.count("Er staat een nummer") + second.count("Er staat een naam") == 2
    assert '<input type="radio" name="kind" value="groceries" checked>' in second
    said |= {"kind": "groceries", "rhythm": "weekly", "languages": ["nl"], "is_direct": "on"}
    assert "Wanneer komt het uit?" in page(fatma.post("/hulp/vragen/", said | {"stap": "2"}))
    for _twice in range(2):
        sent = fatma.post("/hulp/vragen/verstuur/", said | {"stap": "4"})
    asked = HelpRequest.objects.get()
    assert sent["Location"] == f"/hulp/vraag/{asked.pk}/"
    seen = fatma.get(sent["Location"])
    assert leaks(seen, "Jan.", "Postma", str(town.offer.pk), str(town.jan.pk)) == []
    token = page(seen).split('name="wie" value="')[1].split('"')[0]
    chosen = fatma.post(f"/hulp/vraag/{asked.pk}/kies/", {"wie": token})
    match = Match.objects.get()
    assert chosen["Location"] == f"/hulp/koppeling/{match.pk}/"
    theirs = jan.get(chosen["Location"])
    assert leaks(theirs, "Fatma", "Yildiz", "0612345678", "Jansen", "kook graag") == []
    assert leaks(fatma.get(chosen["Location"]), "Jan", "Postma", "0612345678") == []
    assert jan.post(f"{chosen['Location']}ja/").status_code == 302
    for browser, other in ((jan, "Fatma"), (fatma, "Jan")):
        known = browser.get(chosen["Location"])
        assert leaks(known, other, "0612345678") == [other, "0612345678"]
        assert leaks(known, "Yildiz", "Postma") == []
    read = JournalEntry.objects.filter(action="read_contact").values_list("about", flat=True)
    assert set(read) == {town.fatma.pk, town.jan.pk}
    for browser, other in ((jan, "Fatma"), (fatma, "Jan")):
        for path in ("/mijn/toestemmingen/", "/mijn/wie-keek/"):
            shown = browser.get(path)
            assert leaks(shown, other) == [other]
            assert leaks(shown, "Yildiz", "Postma") == []
    for person, family in ((town.fatma, "Postma"), (town.jan, "Yildiz")):
        taken = privacy.export_person(person).as_json().decode()
        assert family not in taken
    told = {"went": "good", "has_tie": "on", "words": "Fijn."}
    assert fatma.post(f"{chosen['Location']}hoe/", told).status_code == 302
    assert leaks(jan.get(chosen["Location"]), "Fijn.") == []
    assert fatma.post(f"{chosen['Location']}zorg/", {"words": "Geld."}).status_code == 302
    assert Worry.objects.get().words == "Geld."
    assert fatma.post(f"{chosen['Location']}stop/").status_code == 302
    assert jan.post(f"{chosen['Location']}ja/").status_code == 422


def test_helpers_cannot_be_collected_through_suggestions(town, visit, monkeypatch):
    fatma = visit(town.fatma)
    asked = make.make_request(town.fatma, is_direct=True, now=town.now)
    other = make.make_request(town.noor, is_direct=True, now=town.now)
    path = f"/hulp/vraag/{asked.pk}/"
    here, there = asked.parts.get().pk, other.parts.get().pk
    number, long_ago = str(town.offer.pk), town.now - mine.TOKEN_LASTS
    made_up = (
        "",
        number,
        mine.token_of(other, here, number, town.now),
        mine.token_of(asked, there, number, town.now),
        mine.token_of(asked, here, number, long_ago),
    )
    found = [fatma.post(f"{path}kies/", {"wie": token}).status_code for token in made_up]
    assert found == [404] * 5
    shown = [page(fatma.get(path)).split('name="wie" value="')[1].split('"')[0] for _n in range(2)]
    # Nothing in it is the same when somebody looks again, and nobody but us can read it.
    assert shown[0] != shown[1]
    for token in shown:
        body = base64.b64decode(unescape(token).split(":")[1])
        assert number.encode() not in body
        assert town.offer.pk.bytes not in body
    monkeypatch.setattr(mine, "LOOKS_A_DAY", 2)
    assert "Je keek vandaag al vaak" in page(fatma.get(path))
    assert fatma.get(f"/hulp/vraag/{other.pk}/").status_code == 404


def test_a_coordinator_sees_who_fits_and_why_and_reading_is_noted(town, visit, sam):
    noor, asked = visit(town.noor), make.make_request(town.fatma, now=town.now)
    listed = noor.get("/werkplek/hulpvragen/")
    assert leaks(listed, "Fatma", "markt?") == []
    seen = noor.get(f"/werkplek/hulpvragen/{asked.pk}/")
    assert leaks(seen, "Fatma", "markt?", "Jan Postma", "Ik heet Jan") == [
        "Fatma", "markt?", "Jan Postma",
    ]  # fmt: skip
    lines = JournalEntry.objects.filter(action="read_help_request", by=town.noor.pk)
    assert set(lines.values_list("about", flat=True)) == {town.fatma.pk, town.jan.pk}
    path = f"/werkplek/hulpvragen/deel/{asked.parts.get().pk}/vraag/{town.offer.pk}/"
    assert [noor.post(path).status_code for _twice in range(2)] == [302, 422]
    assert Match.objects.get().suggested_by == town.noor.pk
    people.grant_role(sam, Role.COORDINATOR, sam.district)
    assert visit(sam).post(path).status_code == 404


def test_jan_switches_off_by_one_tap_and_is_thanked(town, visit):
    jan = visit(town.jan)
    make.make_match(
        make.make_request(town.fatma, now=town.now), town.offer, now=town.now, contact=True
    )
    assert "Je hielp al 1 keer. Dank je wel!" in page(jan.get("/hulp/aanbod/"))
    assert jan.post(f"/hulp/aanbod/{town.offer.pk}/uit/").status_code == 302
    assert HelpOffer.objects.get().state == HelpOffer.State.PAUSED
    assert visit(town.fatma).post(f"/hulp/aanbod/{town.offer.pk}/aan/").status_code == 404
    offered = {
        "first": "walking", "kinds": ["walking", "music"], "helper": "student", "radius": "1000",
        "most": "2", "days": ["mo"], "parts": ["evening"], "languages": ["en", "nl"],
    }  # fmt: skip
    assert jan.post("/hulp/aanbod/nieuw/", offered | {"most": "9"}).status_code == 422
    assert jan.post("/hulp/aanbod/nieuw/", offered).status_code == 302
    made = HelpOffer.objects.get(helper="student")
    assert (list(made.kinds.order_by("position").values_list("kind", flat=True)), made.times) == (
        ["walking", "music"],
        4,
    )
    assert made.languages == ["nl", "en"]


def test_an_agreement_is_written_laid_before_parties_and_signed_by_two(town, visit):
    noor = visit(town.noor)
    parties = [people.make_organisation(), people.make_organisation()]
    for signer, party in ((town.jan, parties[0]), (town.fatma, parties[1])):
        people.make_membership(signer, party, title="bestuur")
    day = town.now.date()
    words = {
        "name": "Hulp in huis", "region": str(town.version.agreement.region_id),
        "starts_on": day.isoformat(), "ends_on": (day + dt.timedelta(90)).isoformat(),
        "kinds": ["along"], "vog": ["along"], "most_per_helper": "2", "goal": "Samen.",
    }  # fmt: skip
    path = "/werkplek/afspraken/nieuw/"
    assert noor.post(path, words).status_code == 422
    made = noor.post(path, words | {"parties": [str(party.pk) for party in parties]})
    number = made["Location"].rsplit("/", 2)[1]
    shown = f"/hulp/afspraak/{number}/"
    assert visit(people.make_person()).get(shown).status_code == 404
    assert noor.post(f"/werkplek/afspraken/{number}/tekenen/").status_code == 302
    for signer in (town.jan, town.fatma):
        notice = signer.notices.get()
        assert (notice.link, "handtekening van jouw organisatie" in notice.text) == (shown, True)
        mine_to_sign = Signature.objects.get(
            version=number, organisation__memberships__person=signer
        )
        assert visit(signer).post(f"{shown}teken/{mine_to_sign.pk}/").status_code == 302
    text = page(visit().get(shown))
    assert ("Dit geldt nu" in text, text.count("bestuur"), "VOG" in text) == (True, 2, True)


def test_a_kind_that_the_desk_adds_is_found_by_its_sentences(town, visit):
    words = {
        "group": "practical", "name_nl": "Kippen voeren", "icon": "hand", "risk": "0",
        "examples": "Wie voert mijn kippen?", "is_active": "on",
    }  # fmt: skip
    assert visit(town.noor).post("/werkplek/soorten-hulp/nieuw/", words).status_code == 302
    assert HelpKind.objects.get().code == "kippen-voeren"
    asked = {"stap": "1", "words": "Ik zoek iemand voor de kippen"}
    assert 'value="kippen-voeren" checked' in page(visit(town.fatma).post("/hulp/vragen/", asked))


def test_pages_ask_the_database_as_often_for_one_as_for_three(
    town, visit, django_assert_max_num_queries
):
    asked = [make.make_request(town.fatma, now=town.now)]
    pages = {
        "/hulp/": (town.fatma, 12),
        "/hulp/aanbod/": (town.jan, 12),
        "/werkplek/hulpvragen/": (town.noor, 12),
        "/werkplek/helpers/": (town.noor, 12),
        "/werkplek/plan/": (town.noor, 12),
        f"/werkplek/hulpvragen/{asked[0].pk}/": (town.noor, 20),
    }
    for _more in range(2):
        asked.append(make.make_request(town.fatma, now=town.now))
        make.make_offer(people.make_person(district=town.district), "along", now=town.now)
        make.make_offer(town.jan, "walking", now=town.now)
    for path, (person, most) in pages.items():
        browser = visit(person)
        browser.get(path)
        with django_assert_max_num_queries(most):
            assert browser.get(path).status_code == 200
