"""Plain rules: the year, the clock of reminders, instruments and what they refuse."""

import datetime as dt
import tomllib
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from wijkschakel.paths import rules
from wijkschakel.paths.rules import fhir, instruments, shipped

pytestmark = pytest.mark.once
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PACK = """
id = "a"
version = 1
title = {{ nl = "T", en = "T" }}
scoring = {{ kind = "sum", good_codes = [1] }}
missing = {{ most = 1 }}
wording_hash = "{hash}"
{licence}
[[items]]
id = "x"
nl = "{words}"
en = "X"
answers = [{{ code = {first}, nl = "ja", en = "yes" }}, {{ code = 2, nl = "nee", en = "no" }}]
[[items]]
id = "y"
nl = "Y"
en = "Y"
answers = [{{ code = 1, nl = "ja", en = "yes" }}, {{ code = 2, nl = "nee", en = "no" }}]
"""
LICENCE = '[licence]\nname = "CC0"\nurl = "https://example.org/"\nmay_ship = true\n'


def text_of(words="X", first="1", licence=LICENCE, hash_of=None):
    """Write a pack whose hash is that of `hash_of`, or of itself."""
    import tomllib  # noqa: PLC0415

    bare = PACK.format(hash="", words=words, first=first, licence=licence)
    known = PACK.format(hash="", words=hash_of or words, first=first, licence=licence)
    wording = instruments.wording_of(tomllib.loads(known))
    return bare.replace('wording_hash = ""', f'wording_hash = "{wording}"')


def test_the_year_is_twelve_houses_with_the_last_mark_and_the_lit_weeks():
    today = dt.date(2026, 3, 20)
    marks = [(dt.date(2026, 3, 1), 4), (dt.date(2026, 3, 19), 6), (dt.date(2025, 3, 31), 9)]
    active = [dt.date(2026, 3, 2), dt.date(2026, 3, 3), dt.date(2026, 3, 10), dt.date(2026, 1, 1)]
    street = rules.street_of(marks, active, today)
    assert [(one.first.month, one.mark, one.weeks) for one in street if one.mark or one.weeks] == [
        (1, None, 1),
        (3, 6, 2),
    ]
    assert (len(street), street[0].first, street[-1].is_now) == (12, dt.date(2025, 4, 1), True)
    assert rules.active_weeks(active, dt.date(2026, 1, 1)) == 3


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # Nine o'clock stays nine o'clock, on both sides of the night the clock changes.
        ("2026-03-28T08:00+00:00", "2026-03-29T07:00+00:00"),
        ("2026-10-24T07:00+00:00", "2026-10-25T08:00+00:00"),
    ],
)
def test_reminders_keep_to_the_clock_of_people_across_summer_time(after, expected):
    moment = rules.next_moment(
        clock=dt.time(9), after=dt.datetime.fromisoformat(after), days=1, zone=AMSTERDAM
    )
    assert moment == dt.datetime.fromisoformat(expected)


def test_an_hour_that_does_not_exist_becomes_the_one_after_it():
    after = dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC)
    moment = rules.next_moment(clock=dt.time(2, 30), after=after, days=1, zone=AMSTERDAM)
    assert moment.astimezone(AMSTERDAM).strftime("%d %H:%M") == "29 03:30"


@pytest.mark.parametrize(
    ("day", "done", "expected"),
    [
        ("2026-01-02", [], "start"),
        ("2026-01-02", ["start"], ""),
        ("2026-03-25", ["start"], "month_3"),
        ("2026-06-01", ["start"], ""),  # missed is missed
        ("2026-07-03", [], "month_6"),
        ("2027-01-20", [], "month_12"),
    ],
)
def test_the_shared_questions_come_at_start_three_six_and_twelve_months(day, done, expected):
    given = dict.fromkeys(done, True)
    first = dt.date(2026, 1, 1)
    assert rules.due_moment(first, dt.date.fromisoformat(day), given) == expected


@pytest.mark.parametrize(
    ("pack", "why"),
    [
        (text_of(licence=""), "no licence line"),
        (text_of(licence='[licence]\nname = "CC0"\n'), "no licence line"),
        (text_of(first="2"), "answer codes overlap"),
        (text_of(words="Anders", hash_of="X"), "the wording changed under the same version"),
        (text_of(first='"1"'), "an answer code is a whole number"),
        (text_of(first="1.5"), "an answer code is a whole number"),
        ("dit is geen toml", "not a pack: TOMLDecodeError"),
        ("id = 'a'", "no licence line"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_reason(pack, why):
    with pytest.raises(instruments.WrongPack, match=f"^{why}$"):
        instruments.read_pack(pack)


def test_what_is_shipped_may_be_has_a_source_and_its_own_hash():
    packs = shipped.instruments_shipped()
    assert sorted(packs) == [
        "get-by", "knows-the-movement", "life-satisfaction", "marks-from-elsewhere", "ownership",
        "perceived-health", "seven-outcomes", "six-marks", "strong-neighbourhood",
    ]  # fmt: skip
    assert all(pack.may_ship and pack.source and pack.licence_url for pack in packs.values())
    assert {key for key, pack in packs.items() if pack.for_whom == "groups"} == {
        "get-by", "knows-the-movement",
    }  # fmt: skip
    assert [(key, card.licence != "") for key, card in shipped.cards_shipped().items()] == [
        ("happiness", True),
        ("six-marks", True),
    ]


NEGATIVE, POSITIVE = ("emptiness", "miss", "rejected"), ("lean", "trust", "close")


def own_copy(name="loneliness-6", **changes):
    """Write a copy as a district does that has permission; its sentences are nonsense here."""
    answers = ", ".join(f'{{ code = {n}, nl = "{n}", en = "{n}" }}' for n in (1, 2, 3))
    good = ", ".join(
        f"{item} = {[1, 2] if item in NEGATIVE else [2, 3]}" for item in (*NEGATIVE, *POSITIVE)
    )
    items = "".join(
        f'[[items]]\nid = "{item}"\nnl = "Zin {item}"\nen = "Line {item}"\nanswers = [{answers}]\n'
        for item in (*NEGATIVE, *POSITIVE)[: changes.get("number", 6)]
    )
    if changes.get("number", 6) < 6:
        good = ""
    text = (
        f'id = "{name}"\nversion = 1\ntitle = {{ nl = "Zes", en = "Six" }}\nsource = "Eigen"\n'
        f'for = "{changes.get("for_whom", "groups")}"\n'
        f'scoring = {{ kind = "sum", good = {{ {good} }} }}\nmissing = {{ most = 1 }}\n'
        'wording_hash = "HASH"\n[licence]\nname = "Toestemming"\nurl = "https://example.org/"\n'
        + items
    )
    return text.replace("HASH", instruments.wording_of(tomllib.loads(text)))


def test_what_may_not_come_along_is_described_without_one_of_its_sentences():
    folder = shipped.FOLDER / "instruments"
    for file in folder.rglob("*.toml"):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        is_described = file.parent.name == "described"
        assert ("items" in content, content["licence"]["may_ship"]) == (
            not is_described, not is_described,
        ), file.name  # fmt: skip
    [one] = shipped.described().values()
    assert (one.key, one.for_whom, one.number) == ("loneliness-6", "groups", 6)
    assert all((one.licence, one.licence_url, one.why["nl"], one.why["en"]))
    assert one.key not in shipped.instruments_shipped()


@pytest.mark.parametrize(
    ("name", "changes", "is_kept"),
    [
        ("loneliness-6", {}, True), ("loneliness-6-borgele", {}, True),
        ("loneliness-6", {"for_whom": "self"}, False),
        ("loneliness-6-borgele", {"for_whom": "self"}, False),
        ("loneliness-6", {"number": 5}, False),
    ],
)  # fmt: skip
def test_a_copy_of_ones_own_stays_for_groups_only(name, changes, is_kept):
    pack = instruments.read_pack(own_copy(name, **changes))
    one = shipped.described()["loneliness-6"]
    assert (one.covers(pack), one.is_kept_by(pack)) == (True, is_kept)


def test_scores_follow_the_rule_of_the_pack_and_what_was_skipped():
    packs = shipped.instruments_shipped()
    lonely = instruments.read_pack(own_copy())
    most = {"emptiness": 1, "lean": 3, "trust": 2, "close": 3, "miss": 2, "rejected": 1}
    assert instruments.score(lonely, most) == 6.0
    least = {"emptiness": 3, "lean": 1, "trust": 1, "close": 1, "miss": 3, "rejected": 3}
    assert instruments.score(lonely, least) == 0.0
    del least["miss"]
    assert instruments.score(lonely, least) == 0.0
    del least["trust"]
    assert instruments.score(lonely, least) is None
    health = packs["perceived-health"]
    assert [instruments.score(health, {"health": code}) for code in range(1, 6)] == [1, 1, 0, 0, 0]
    assert instruments.score(packs["life-satisfaction"], {"life": 7}) == 7
    assert instruments.score(packs["six-marks"], {"body": 3}) is None


@pytest.mark.parametrize("given", [{"health": "6"}, {"health": "goed"}, {"health": "-1"}])
def test_an_answer_that_is_none_is_refused(given):
    with pytest.raises(instruments.WrongPack):
        instruments.clean_answers(shipped.instruments_shipped()["perceived-health"], given)


def test_fhir_is_what_an_independent_reader_calls_valid():
    r4 = pytest.importorskip("fhir.resources.R4B.bundle")
    packs = shipped.instruments_shipped()
    row = {"answers": {"health": 2}, "at": "2026-03-01T10:00:00+00:00"}
    exported = {
        "goals": [
            {"number": 1, "state": state, "words": "Zwemmen 🏊", "a_little_better": "Vaker",
             "reached": "", "made_at": "2026-01-01T00:00:00+00:00"}
            for state in fhir.LIFE
        ],
        "steps": [{"goal": 1, "state": state, "words": "Bellen"} for state in fhir.ACTIVITY],
        "measurements": [
            row | {"pack": "perceived-health", "version": 1},
            {"pack": "six-marks", "version": 1, "at": row["at"], "answers": {"body": 6}},
            {"pack": "six-marks", "version": 99, "at": row["at"], "answers": {"body": 6}},
        ],
    }  # fmt: skip
    known = {(pack.id, pack.version): pack for pack in packs.values()}
    made = fhir.bundle(exported, known, "fatma-1", "Fatma")
    read = r4.Bundle.model_validate(made)
    kinds = [one["resource"]["resourceType"] for one in made["entry"]]
    assert len(read.entry) == len(made["entry"])
    assert kinds == ["Patient", *["Questionnaire"] * 2, *["QuestionnaireResponse"] * 2,
                     *["Goal"] * 4, "CarePlan"]  # fmt: skip
    made["entry"][5]["resource"]["lifecycleStatus"] = ["geen status"]
    with pytest.raises(ValueError, match="lifecycleStatus"):
        r4.Bundle.model_validate(made)


def test_a_path_has_no_domain_by_which_it_could_be_reported():
    names = {
        field.name
        for model in apps.get_app_config("paths").get_models()
        for field in model._meta.get_fields()
    }
    assert "heading" in names
    assert not names & {"theme", "domain", "law", "funder", "scheme", "diagnosis"}
