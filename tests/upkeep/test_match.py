"""`wijkschakel match` plans a region from plain files, without a database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.once


def run(*words):
    out = io.StringIO()
    call_command("match", *map(str, words), stdout=out)
    return out.getvalue()


def files(folder):
    """Name the files of a region."""
    names = ("requests.csv", "offers.csv", "agreement.json")
    return [
        word
        for option, name in zip(("--requests", "--offers", "--agreement"), names, strict=True)
        for word in (option, folder / name)
    ]


def test_a_made_up_region_kept_as_files_gives_the_same_plan(tmp_path):
    day = ["--on", "2026-11-02", "--json"]
    made = json.loads(run("--made-up", 300, "--write", tmp_path, *day))
    read = json.loads(run(*files(tmp_path), *day))
    assert [stage["stage"] for stage in read["stages"]] == [
        "read", "pack", "pairs", "plan", "first come",
    ]  # fmt: skip
    for report in (made, read):
        del report["stages"]
    assert made == read
    assert (read["requests"], read["offers"], read["gap"]) == (300, 120, 0)
    assert read["matched"] >= read["first_come_first_served"]["served"]


def test_matches_and_proof_are_written(tmp_path):
    run("--made-up", 100, "--matches", tmp_path / "m.csv", "--proof", tmp_path / "p.json")
    proof = json.loads((tmp_path / "p.json").read_text())
    assert (tmp_path / "m.csv").read_text().splitlines()[0] == "request,offer,score"
    assert (len(proof["gains"]), len(proof["prices"])) == (100, 40)


def test_rows_that_cannot_be_right_are_told_to_people(tmp_path):
    run("--made-up", 50, "--write", tmp_path)
    with (tmp_path / "requests.csv").open("a") as file:
        file.write("r-new,garden,NaN,0\n")
    assert "Not used: requests.csv row 52: the place" in run(*files(tmp_path))


def test_without_files_the_command_says_what_it_wants():
    with pytest.raises(CommandError, match="Name --requests, --offers and --agreement"):
        run()


def test_a_folder_of_regions_is_planned_region_by_region(tmp_path):
    day = ["--on", "2026-11-02", "--json"]
    made = json.loads(run("--made-up", 40, "--parts", 2, "--write", tmp_path, *day))
    read = json.loads(run("--regions", tmp_path, "--second-opinion", *day))
    for report in (*made.values(), *read.values()):
        del report["stages"]
    assert (list(read), read) == (["seed-1", "seed-2"], made)
    assert "seed-2: 40 requests" in run("--regions", tmp_path, *day[:2])
