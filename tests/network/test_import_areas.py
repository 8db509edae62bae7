"""Boundaries and figures joined and kept: what is held, and what is told of the rest."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from wijkschakel.places.models import District, Figure, Municipality, Neighbourhood

pytestmark = pytest.mark.django_db
SQUARE = [[6.1, 52.2], [6.2, 52.2], [6.2, 52.3], [6.1, 52.3], [6.1, 52.2]]
RIVM = (
    "leeftijdsgroep,Leeftijd,Marges,WijkenEnBuurten,Perioden,Gemeentenaam_1,"
    "ErvarenGezondheidGoedZeerGoed_4,Roker_11,VoldoetAanBeweegrichtlijn_5\n"
)
ROWS = [
    "18plus,20300,MW00000,NL01,2020JJ00,Nederland,78.0,20,50\n",
    "18plus,20300,MW00000,GM0150,2020JJ00,Deventer,77.0,21,\n",
    "18plus,20300,MW00000,WK015001,2020JJ00,Deventer,79.0,.,\n",
    "18plus,20300,MW00000,BU01500101,2020JJ00,Deventer,80.0,19,\n",
    "18plus,20300,MW00000,GM0355,2020JJ00,Zeist,81.0,15,\n",
]


def boundary(*codes):
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"statcode": code, "statnaam": f"Wijk {n} Naam {n}"},
                    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
                }
                for n, code in enumerate(codes, start=1)
            ],
        }
    )


@pytest.fixture
def files(tmp_path):
    (tmp_path / "wijken_2014.json").write_text(boundary("WK015001", "WK015099"))
    (tmp_path / "cijfers.csv").write_text(RIVM + "".join(ROWS))
    return tmp_path


def run(files, *more, boundaries="wijken_2014.json", figures="cijfers.csv"):
    words = ["import_areas", "--json"]
    if boundaries:
        words += ["--boundaries", str(files / boundaries)]
    if figures:
        words += ["--figures", str(files / figures)]
    out = io.StringIO()
    call_command(*words, *more, stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def counts(report):
    return [report[k] for k in ("municipalities", "districts", "neighbourhoods", "figures")]


def reasons(report):
    return {(item["code"], item["reason"]) for item in report["unmatched"]}


def test_a_selection_is_joined_and_every_other_code_gets_its_reason(files):
    report = run(files, "--municipality", "GM0150")
    assert counts(report) == [1, 1, 1, 5]
    assert reasons(report) == {
        ("WK015099", "no figures for this code in division 2020"),
        ("GM0150", "no boundaries of municipalities in these files"),
        ("BU01500101", "no boundaries of neighbourhoods in these files"),
    }
    district = District.objects.get()
    assert (district.code, district.name, district.division_year) == ("WK015001", "Naam 1", 2020)
    assert (district.boundary_year, district.boundary_source) == (2014, "wijken_2014.json")
    assert district.municipality.name == "Deventer"
    assert district.neighbourhoods.get().code == "BU01500101"


def test_without_a_selection_every_municipality_of_the_files_is_kept(files):
    assert counts(run(files)) == [2, 1, 1, 7]


def test_what_is_withheld_is_kept_as_such_and_what_was_not_asked_anywhere_is_said(files):
    report = run(files, "--municipality", "GM0150")
    assert Figure.objects.get(area_code="WK015001", indicator="smokes").status == "withheld"
    assert report["withheld"] == 1
    (files / "cijfers.csv").write_text(RIVM + "".join(ROWS[1:]))
    notes = run(files, "--municipality", "GM0150")["notes"]
    assert "cijfers.csv: not asked in 2020 18+: moves_enough." in notes


def test_a_second_run_changes_nothing(files):
    first = run(files)
    before = list(Figure.objects.order_by("pk").values_list("pk", "value"))
    ids = set(District.objects.values_list("pk", flat=True))
    assert run(files) == first
    assert list(Figure.objects.order_by("pk").values_list("pk", "value")) == before
    assert set(District.objects.values_list("pk", flat=True)) == ids


def test_a_new_figure_takes_the_place_of_the_old_one(files):
    run(files)
    (files / "cijfers.csv").write_text((RIVM + "".join(ROWS)).replace(",79.0,.", ",70.5,33"))
    run(files)
    values = Figure.objects.filter(area_code="WK015001").order_by("indicator")
    assert [(f.indicator, f.value, f.status) for f in values] == [
        ("good_health", 70.5, "published"),
        ("moves_enough", None, "not_asked"),
        ("smokes", 33.0, "published"),
    ]


def test_a_trial_writes_nothing_and_tells_the_same(files):
    trial = run(files, "--dry-run")
    assert [m.objects.count() for m in (Municipality, District, Neighbourhood, Figure)] == [0] * 4
    assert run(files) == trial


def test_a_file_that_breaks_halfway_leaves_nothing_behind(files):
    lines = "".join(f"18plus,20300,MW00000,WK0150{n:02d},2020JJ00,D,1,2,3\n" for n in range(10, 60))
    broken = (RIVM + lines).encode() * 40 + b"18plus,\x00\n"
    (files / "stuk.csv").write_bytes(broken)
    with pytest.raises(CommandError, match=r"NUL byte.*Nothing was changed"):
        run(files, figures="stuk.csv")
    assert District.objects.count() == 0


def test_a_fault_while_writing_takes_everything_back(files, monkeypatch):
    def fail(**_words):
        raise RuntimeError("disk full")

    monkeypatch.setattr("wijkschakel.places.actions.save_figures", fail)
    with pytest.raises(RuntimeError):
        run(files)
    assert District.objects.count() == 0


def test_the_same_line_twice_is_told_and_the_first_is_kept(files):
    (files / "cijfers.csv").write_text(RIVM + "".join(ROWS) + ROWS[2].replace("79.0", "11.0"))
    report = run(files, "--municipality", "GM0150")
    assert ("WK015001", "duplicate id in cijfers.csv: the first line is kept") in reasons(report)
    assert Figure.objects.get(area_code="WK015001", indicator="good_health").value == 79.0


def test_strange_codes_are_told_only_without_a_selection(files):
    rows = (
        "18plus,20300,MW00000,WK15,2020JJ00,X,1,2,3\n18plus,20300,MW00000,PV20,2020JJ00,X,1,2,3\n"
    )
    (files / "cijfers.csv").write_text(RIVM + "".join(ROWS) + rows)
    report = run(files)
    assert ("WK15", "unknown code shape") in reasons(report)
    assert ("PV20", "larger than a municipality: not kept") in reasons(report)
    report = run(files, "--municipality", "GM0150")
    assert {"WK15", "PV20"} & {code for code, _reason in reasons(report)} == set()


def test_figures_of_another_division_join_where_the_code_is_the_same(files):
    run(files)
    (files / "oud_2012.csv").write_text(
        "code,aantal_inwoners_2012\nWK015001,900\nWK015077,50\nGM9999,1\n"
    )
    report = run(files, "--year", "2020", boundaries=None, figures="oud_2012.csv")
    assert ("WK015077", "no area with this code in division 2020") in reasons(report)
    assert Figure.objects.get(area_code="WK015001", indicator="residents").year == 2012
    assert not District.objects.filter(code="WK015077").exists()


def test_boundaries_alone_make_areas_with_the_municipality_they_lie_in(files):
    report = run(files, figures=None)
    assert counts(report) == [1, 2, 0, 0]
    assert Municipality.objects.get().name == "Gemeente 0150"
    assert report["division_year"] == 2014


def test_neighbourhoods_alone_make_the_district_and_the_municipality_above_them(files):
    (files / "buurten.csv").write_text(
        "buurt_code,gm_naam,regio,aantal_inwoners\nBU03550101,Zeist,Carré,3390\n"
    )
    report = run(files, "--year", "2020", boundaries=None, figures="buurten.csv")
    assert counts(report) == [1, 1, 1, 1]
    assert Neighbourhood.objects.get().name == "Carré"
    assert District.objects.get().name == "Wijk 01"
    assert Municipality.objects.get().name == "Zeist"


def test_a_name_that_is_known_is_not_lost_to_a_file_without_names(files):
    run(files)
    run(files, boundaries=None)
    assert District.objects.get().name == "Naam 1"
    assert District.objects.get().boundary is not None


def test_a_municipality_that_is_nowhere_in_the_files_is_told(files):
    report = run(files, "--municipality", "GM0150", "GM0001")
    assert ("GM0001", "no area of this municipality in these files") in reasons(report)


def test_the_country_is_kept_to_compare_with_and_is_no_area(files):
    run(files, "--municipality", "GM0150")
    country = Figure.objects.get(area_code="NL", indicator="good_health")
    assert (country.value, country.is_modelled, country.year) == (78.0, True, 2020)


def test_a_file_without_a_year_asks_for_one(files):
    (files / "buurten.csv").write_text("buurt_code,aantal_inwoners\nBU03550101,3390\n")
    with pytest.raises(CommandError, match="Give --year"):
        run(files, boundaries=None, figures="buurten.csv")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Nothing to read"),
        (["--figures", "x.csv", "--municipality", "Deventer"], "is not the code of a municipality"),
        (["--figures", "/nergens/x.csv"], "cannot be opened"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(words, told):
    with pytest.raises(CommandError, match=told):
        call_command("import_areas", *words, stderr=io.StringIO())


def test_the_report_for_people_names_codes_columns_and_notes(files):
    out = io.StringIO()
    (files / "cijfers.csv").write_text(
        "code,aantal_inwoners,aantal_egels\nWK015001,9,1\n", encoding="utf-8"
    )
    call_command(
        "import_areas", "--boundaries", str(files / "wijken_2014.json"),
        "--figures", str(files / "cijfers.csv"), "--year", "2020", "--dry-run",
        stdout=out, stderr=io.StringIO(),
    )  # fmt: skip
    assert out.getvalue().splitlines() == [
        "Division 2020: 1 municipalities, 1 districts, 0 neighbourhoods, 1 figures "
        "(0 more are not published).",
        "1 times no figures for this code in division 2020: WK015099",
        "1 times no boundaries of municipalities in these files: GM0150",
        "1 times no figures with this code in the files: GM0150",
        "cijfers.csv: 1 columns not used: aantal_egels",
        "Note: 1 municipalities are known only from the codes of what lies in them.",
        "This was a trial. Nothing was written.",
    ]
