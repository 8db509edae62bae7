"""A new version of an agreement: what runs keeps its own, and the coordinator sees how much."""

import datetime as dt

import pytest

from tests.factories import helping as make
from tests.factories import people, places
from tests.web.desk.counting import questions
from tests.web.support.test_helping import page, town  # noqa: F401
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import RegionDistrict
from wijkschakel.support import permissions
from wijkschakel.support.actions import agreements
from wijkschakel.support.models import AgreementVersion, Match
from wijkschakel.support.queries import agreements as queries


def next_version(town) -> AgreementVersion:  # noqa: F811
    """Let two parties sign a next version that asks a VOG and allows one match."""
    day = town.now.date()
    parties = [people.make_organisation(district=town.district) for _number in range(2)]
    signers = [people.make_person() for _party in parties]
    for signer, party in zip(signers, parties, strict=True):
        people.make_membership(signer, party, starts_on=day)
    written = agreements.Written(
        starts_on=day, ends_on=day + dt.timedelta(90), terms={"along": (["vog"], 2)},
        parties=parties, most_per_helper=1,
    )  # fmt: skip
    version = agreements.write_version(
        agreement=town.version.agreement, written=written, by=town.noor, now=town.now
    )
    agreements.ask_signatures(version=version, by=town.noor, now=town.now)
    for signature in version.signatures.all():
        signer = signers[parties.index(signature.organisation)]
        agreements.sign(signature=signature, by=signer, now=town.now)
    return version


def test_what_runs_keeps_its_version_and_the_coordinator_sees_how_much(town, visit):  # noqa: F811
    match = make.make_match(
        make.make_request(town.fatma, now=town.now), town.offer, now=town.now, contact=True
    )
    newer = next_version(town)
    match.refresh_from_db()
    assert (match.version, match.state) == (town.version, Match.State.CONTACT)
    assert queries.in_force(town.district.pk, town.now.date()) == [newer]
    noor, path = visit(town.noor), f"/hulp/afspraak/{newer.pk}/"
    said = "1 koppeling onder <b>versie 1</b>"
    assert said in page(noor.get(path))
    assert "Er loopt 1 koppeling onder deze versie. Een nieuwe versie" in page(
        noor.get("/werkplek/afspraken/")
    )
    assert "1 koppeling onder deze versie" in page(noor.get(f"/hulp/afspraak/{town.version.pk}/"))
    for who in (town.jan, None):
        assert "koppeling onder" not in page(visit(who).get(path) if who else visit().get(path))


@pytest.mark.parametrize("state", ["draft", "signing", "signed", "stopped"])
@pytest.mark.parametrize("rows", [1, 3, 30])
def test_an_agreement_takes_ten_questions_at_most_with_all_in_it(
    town,  # noqa: F811
    visit,
    state,
    rows,
):
    agreement, day = town.version.agreement, town.now.date()
    asked = make.make_request(town.fatma, now=town.now)
    make.make_match(asked, town.offer, now=town.now, contact=True)
    for number in range(rows):
        agreement.region.districts.add(places.make_district())
        people.grant_role(town.noor, "coordinator", places.make_region(town.district))
        AgreementVersion.objects.create(
            agreement=agreement, number=number + 2, state="signed", made_at=town.now,
            starts_on=day, ends_on=day, signed_at=town.now,
        )  # fmt: skip
        party = people.make_organisation(district=town.district)
        people.make_membership(town.noor, party, starts_on=day)
        town.version.signatures.create(organisation=party)
    AgreementVersion.objects.filter(pk=town.version.pk).update(state=state)
    noor, path = visit(town.noor), f"/hulp/afspraak/{town.version.pk}/"
    shown = page(noor.get(path))
    assert ("koppeling onder" in shown, shown.count("Teken voor deze partij")) == (
        True, rows if state == "signing" else 0,
    )  # fmt: skip
    assert questions(lambda: noor.get(path)) <= 10
    signer = town.version.signatures.filter(person__isnull=False).first().person
    browser = visit(signer)
    browser.get(path)
    assert questions(lambda: browser.get(path)) <= 10


def test_who_coordinates_a_part_of_a_region_or_around_it_writes_its_agreement(district):
    region, outside = places.make_region(district), places.make_district()
    places_and_answers = {
        district: True, region: True, places.make_region(district): True,
        district.municipality: True, None: True, outside: False,
        outside.municipality: False, places.make_region(outside): False,
    }  # fmt: skip
    for place, answer in places_and_answers.items():
        person = people.make_person()
        assert not permissions.may_write_agreement(person, region, people.MOMENT)
        people.grant_role(person, "coordinator", place)
        assert permissions.may_write_agreement(person, region, people.MOMENT) == answer, place
        empty = places.make_region()
        assert not permissions.may_write_agreement(person, empty, people.MOMENT)
    organiser = people.make_person()
    people.grant_role(organiser, "organiser", district)
    assert not permissions.may_write_agreement(organiser, region, people.MOMENT)


def test_the_list_of_agreements_asks_as_often_for_one_version_as_for_more(
    town,  # noqa: F811
    visit,
):
    noor = visit(town.noor)
    noor.get("/werkplek/afspraken/")
    first = questions(lambda: noor.get("/werkplek/afspraken/"))
    for number in range(2):
        region = town.version.agreement.region
        make.make_agreement(town.district, region=region, name=f"Nog een {number}")
    next_version(town)
    assert questions(lambda: noor.get("/werkplek/afspraken/")) == first <= 10


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_form_of_a_version_takes_ten_questions_at_most(town, visit, number):  # noqa: F811
    """However many districts the region has, and whatever roles the visitor."""
    region = town.version.agreement.region
    for _number in range(number):
        RegionDistrict.objects.create(region=region, district=places.make_district())
        people.make_organisation(district=town.district)
    maria = people.make_person(given_name="Maria")
    people.grant_role(maria, RoleGrant.Role.COORDINATOR, region)
    for browser in (visit(town.noor), visit(maria)):
        for page_of in ("", "nieuw/"):
            address = f"/werkplek/afspraken/{town.version.pk}/{page_of}"
            browser.get(address)
            assert questions(lambda path=address, of=browser: of.get(path)) <= 10


def test_a_version_is_written_in_the_own_region_only(town, visit):  # noqa: F811
    address = f"/werkplek/afspraken/{town.version.pk}/nieuw/"
    sam, maria, jet = (people.make_person() for _person in range(3))
    people.grant_role(sam, RoleGrant.Role.COORDINATOR, places.make_district())
    people.grant_role(maria, RoleGrant.Role.COORDINATOR, places.make_region(town.district))
    people.grant_role(jet, RoleGrant.Role.COORDINATOR)
    assert [visit(one).get(address).status_code for one in (sam, maria, jet)] == [404, 200, 200]
