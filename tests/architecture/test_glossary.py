"""Words: every model is in the glossary, every model in the glossary is there or is to come."""

import re

import pytest

from tests.architecture.house import ROOT, STOREYS, our_models

pytestmark = pytest.mark.once
GLOSSARY = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\|(.+)\|(.+)\|(.+)\|(.+)\|(.+)\|$", re.MULTILINE)
# Tables that nobody speaks of: they connect two things, or hold a copy.
UNSPOKEN = {"RegionDistrict", "SearchForm", "SearchPosting", "SynonymForm"}


def terms():
    """Give the rows: room, and the models named in them."""
    for _, _, room, code, _ in ROW.findall(GLOSSARY.read_text()):
        if room.strip() not in ("room", "---"):
            yield room.strip(), re.findall(r"`([A-Z]\w+)`", code)


def test_every_term_of_a_room_that_stands_names_a_model_that_exists():
    there = {(model._meta.app_label, model.__name__) for model in our_models()}
    absent = [
        f"{room}.{model}"
        for room, models in terms()
        if room in STOREYS
        for model in models
        if (room, model) not in there
    ]
    assert absent == []


def test_every_model_has_a_word_that_people_use():
    spoken = {model for _, models in terms() for model in models} | UNSPOKEN
    assert sorted({model.__name__ for model in our_models()} - spoken) == []
