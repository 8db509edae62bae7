"""`wijkschakel arrange` proposes arrangements from plain files, without a database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.once


def run(*words):
    out = io.StringIO()
    call_command("arrange", *map(str, words), stdout=out)
    return out.getvalue()


def test_seven_equal_questions_become_one_shared_meal(tmp_path):
    people = "\n".join(f"r{n},meal,{n * 10},0,500,fr-evening" for n in range(7))
    (tmp_path / "r.csv").write_text(f"id,theme,x_m,y_m,radius_m,times\n{people}\n")
    (tmp_path / "v.csv").write_text(
        "id,x_m,y_m,times,seats,cost_cents\nhub,0,0,fr-evening sa,10,0\n"
    )
    heads = "id,smallest,largest,cost_cents,alone_cents,alone_minutes,together_minutes"
    (tmp_path / "t.csv").write_text(f"{heads}\nmeal,4,12,4000,1500,90,240\n")
    files = [f"--{name}={tmp_path / name[0]}.csv" for name in ("requests", "venues", "themes")]
    report = json.loads(run(*files, "--json"))
    [meal] = report["arrangements"]
    assert (meal["venue"], meal["block"], len(meal["people"])) == ("hub", "fr-evening", 7)
    assert (meal["saved_cents"], meal["saved_minutes"]) == (6_500, 390)
    assert (report["helped"], round(report["gap"], 3)) == (7, 0)


def test_a_made_up_town_is_told_in_a_sentence():
    assert "arrangements would help" in run("--made-up", 200, "--seconds", 0)


def test_a_row_that_cannot_be_right_is_named(tmp_path):
    (tmp_path / "r.csv").write_text("id,theme,x_m,y_m,radius_m,times\nr,meal,0,0,-5,mo\n")
    words = [f"--{name}={tmp_path}/r.csv" for name in ("requests", "venues", "themes")]
    with pytest.raises(CommandError, match=r"r.csv, row 2: radius_m is below 0"):
        run(*words)
