"""The page about honesty shows what the simulator gives, and nothing that was typed in."""

import re

import pytest

from wijkschakel.outcomes.simulator import shown, trials
from wijkschakel.outcomes.simulator.populations import SCENARIOS


@pytest.mark.once
def test_the_figures_that_are_kept_are_those_of_the_simulator():
    """The first scenario of the smallest size, made again with the same seed."""
    again = trials.trial(SCENARIOS[0], shown.PEOPLE[0], shown.STUDIES, shown.SEED)
    kept = shown.find(SCENARIOS[0].name, shown.PEOPLE[0])
    for name in ("truth", "naive", "naive_change", "ours", "ours_change", "covered"):
        assert kept[name] == pytest.approx(getattr(again, name), abs=0.0011), name
    assert kept["silent"] == again.silent
    assert (kept["studies"], kept["people"]) == (shown.STUDIES, shown.PEOPLE[0])


def test_every_scenario_and_size_is_kept():
    kept = [(row["scenario"], row["people"]) for row in shown.read()]
    assert kept == [(s.name, size) for size in shown.PEOPLE for s in SCENARIOS]


@pytest.mark.parametrize("row", shown.read(), ids=lambda r: f"{r['scenario']}-{r['people']}")
def test_every_choice_has_a_page_with_its_own_figures(client, row):
    page = client.get(f"/cijfers/eerlijk/?wat={row['scenario']}&mensen={row['people']}")
    text = " ".join(page.content.decode().split())
    naive, ours = (round(row[name] * 100) for name in ("naive_change", "ours_change"))
    assert f"Gewoon tellen zegt {naive} van de 100 keer" in text
    assert f"Wij zeggen dat {ours} van de 100 keer" in text
    assert ("vals alarm" in text) == (row["truth"] == 0)
    blocks = [drawn.count("h16v16") for drawn in re.findall(r'class="(?:c-b|h-naive)" d="(.*?)"',
                                                            text)]  # fmt: skip
    assert blocks[-2:] == [naive, ours]
    assert f"simulate_outcomes --people {row['people']} --studies {row['studies']}" in text


@pytest.mark.parametrize("asked", ["wat=onzin", "mensen=-1", "mensen=1e3", "mensen=٣", "wat=%00"])
def test_a_choice_that_is_none_shows_the_first(client, asked):
    assert client.get(f"/cijfers/eerlijk/?{asked}").status_code == 200
