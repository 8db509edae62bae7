"""Which checks an agreement asks per kind: chosen on a page, signed, and held to day and night."""

import datetime as dt

import pytest

from tests.factories import helping as make
from tests.factories import people
from tests.web.support.test_helping import page, town  # noqa: F401
from wijkschakel.support.actions import agreements, offers, plans
from wijkschakel.support.models import AgreementVersion, PlannedMatch, Signature
from wijkschakel.support.queries import engine

DAY = dt.timedelta(days=1)


@pytest.fixture
def draft(town):  # noqa: F811
    """Noor begins the next version of the agreement: going along, and care with hands."""
    day = town.now.date()
    town.parties = [people.make_organisation(district=town.district) for _number in range(2)]
    written = agreements.Written(
        starts_on=day, ends_on=day + 90 * DAY, parties=town.parties,
        terms={"along": ([], 2), "hands": ([], 2)},
    )  # fmt: skip
    agreement = town.version.agreement
    return agreements.write_version(
        agreement=agreement, written=written, by=town.noor, now=town.now
    )


def terms_of(version):
    """Give what a version asks per kind."""
    return {term.kind: (term.checks, term.max_risk) for term in version.terms.all()}


def signed(version, town):  # noqa: F811
    """Let two people sign for the parties."""
    agreements.ask_signatures(version=version, by=town.noor, now=town.now)
    for signature in Signature.objects.filter(version=version):
        signer = people.make_person()
        people.make_membership(signer, signature.organisation, starts_on=town.now.date())
        agreements.sign(signature=signature, by=signer, now=town.now)


def test_the_coordinator_chooses_per_kind_and_anybody_reads_it(town, draft, visit):  # noqa: F811
    noor, path = visit(town.noor), f"/werkplek/afspraken/{draft.pk}/bewijs/"
    shown = page(noor.get(path))
    assert (shown.count("<details"), "Mee op pad" in shown, "Zorg met handen" in shown) == (
        2, True, True,
    )  # fmt: skip
    words = {"checks-along": ["vog", "first_aid"], "most-along": "1", "most-hands": "3"}
    refused = noor.post(path, words)
    assert (refused.status_code, "zoals een diploma in de zorg" in page(refused)) == (422, True)
    assert terms_of(draft) == {"along": ([], 2), "hands": ([], 2)}
    assert noor.post(path, words | {"checks-hands": ["care"]}).status_code == 302
    assert terms_of(draft) == {"along": (["vog", "first_aid"], 1), "hands": (["care"], 3)}
    assert f'href="{path}"' in page(noor.get(f"/hulp/afspraak/{draft.pk}/"))
    signed(draft, town)
    text = page(visit().get(f"/hulp/afspraak/{draft.pk}/"))
    assert "<b>VOG: verklaring over gedrag, EHBO</b><br>Mee op pad" in text
    assert "Alleen zolang dit een beetje vertrouwen vraagt." in text
    assert "Ook als alleen professionals dit doen." in text
    assert noor.post(path, words | {"checks-hands": ["care"]}).status_code == 422
    assert "/bewijs/" not in page(noor.get(f"/hulp/afspraak/{draft.pk}/"))


def test_a_risk_below_what_the_kind_asks_cannot_be_chosen(town, draft, visit):  # noqa: F811
    path = f"/werkplek/afspraken/{draft.pk}/bewijs/"
    words = {"most-along": "0", "most-hands": "3", "checks-hands": ["care"]}
    assert visit(town.noor).post(path, words).status_code == 422
    assert terms_of(draft)["along"] == ([], 2)


def test_what_only_professionals_do_never_goes_without_a_check(town, draft):  # noqa: F811
    with pytest.raises(agreements.NoCheckAsked):
        agreements.ask_checks(version=draft, terms={"hands": ([], 3)}, by=town.noor, now=town.now)
    assert terms_of(draft)["hands"] == ([], 2)


def test_the_first_form_and_a_next_version_keep_the_other_checks(town, draft, visit):  # noqa: F811
    terms = {"along": (["vog", "first_aid"], 1)}
    agreements.ask_checks(version=draft, terms=terms, by=town.noor, now=town.now)
    words = {
        "name": "Samen in de wijk", "region": str(draft.agreement.region_id),
        "starts_on": draft.starts_on.isoformat(), "ends_on": draft.ends_on.isoformat(),
        "kinds": ["along", "meal"], "vog": ["meal"], "most_per_helper": "2",
        "parties": [str(party.pk) for party in town.parties],
    }  # fmt: skip
    noor = visit(town.noor)
    assert noor.post(f"/werkplek/afspraken/{draft.pk}/", words).status_code == 302
    kept = {"along": (["first_aid"], 1), "meal": (["vog"], 2)}
    assert terms_of(draft) == kept
    signed(draft, town)
    assert noor.post(f"/werkplek/afspraken/{draft.pk}/nieuw/", words).status_code == 302
    newest = AgreementVersion.objects.filter(agreement=draft.agreement).latest("number")
    assert (newest.number, terms_of(newest)) == (draft.number + 1, kept)


def test_who_lacks_a_chosen_check_is_not_asked_by_day_nor_by_night(town, draft):  # noqa: F811
    request = make.make_request(town.fatma, now=town.now)
    part = request.parts.select_related(
        "request__person", "request__district", "request__neighbourhood"
    ).get()
    terms = {"along": (["vog", "first_aid"], 2)}
    agreements.ask_checks(version=draft, terms=terms, by=town.noor, now=town.now)
    assert engine.suggestions(part, town.now).suggestions.best
    signed(draft, town)

    def found():
        plans.plan_regions(town.now)
        planned = PlannedMatch.objects.filter(plan__is_current=True, part=part)
        looked = engine.suggestions(part, town.now).suggestions
        return len(looked.best), looked.failed, planned.count()

    make.make_check(town.jan, "vog", seen_on=town.now.date(), until_on=draft.ends_on)
    assert found() == (0, {"checks": 1}, 0)
    offers.note_check(
        person=town.jan, kind="first_aid", until_on=draft.ends_on, by=town.noor, now=town.now
    )
    assert found() == (1, {}, 1)
