"""Tables are made in half the time, and are the same tables."""

import pytest
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState

from tests import levels
from wijkschakel.upkeep.table_states import new_models_alone

pytestmark = pytest.mark.once


def model(name, *others, **options):
    """Give a model as a migration describes it, that points at others."""
    fields = [("id", models.AutoField(primary_key=True))]
    fields += [(one.lower(), models.ForeignKey(f"places.{one}", models.CASCADE)) for one in others]
    return ModelState("places", name, fields, options)


def tied(state, name):
    """Name what points at a model."""
    found = state.apps.get_model("places", name)._meta.related_objects
    return [one.related_model._meta.object_name for one in found]


def test_a_new_model_is_tied_to_those_that_were_there_already():
    state = ProjectState()
    state.add_model(model("Street"))
    street = state.apps.get_model("places", "Street")
    with new_models_alone():
        before = state.clone()
        state.add_model(model("House", "Street"))
        state.add_model(model("Room", "House"))
    assert state.apps.get_model("places", "Street") is street  # not made anew
    assert (tied(state, "Street"), tied(state, "House")) == (["House"], ["Room"])
    assert [one._meta.object_name for one in before.apps.get_models()] == ["Street"]


def test_a_model_that_comes_in_the_place_of_another_is_made_with_all_that_is_tied_to_it():
    state = ProjectState()
    for one in (model("Street"), model("House", "Street")):
        state.add_model(one)
    house = state.apps.get_model("places", "House")
    with new_models_alone():
        state.add_model(model("Street"))
    assert state.apps.get_model("places", "House") is not house
    assert tied(state, "Street") == ["House"]


ROOMS = ("places", "people", "activities")


def made(rooms):
    """Migrate these in an empty database in memory, and give all that stands in it."""
    connections.settings["memory"] = connections.settings["default"] | {"NAME": ":memory:"}
    try:
        executor = MigrationExecutor(connections["memory"])
        nodes = executor.loader.graph.leaf_nodes()
        executor.migrate([node for node in nodes if node[0] in rooms])
        with connections["memory"].cursor() as cursor:
            cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
            return cursor.fetchall()
    finally:
        connections["memory"].close()
        del connections["memory"], connections.settings["memory"]


def test_the_tables_are_those_that_django_makes(django_db_blocker):
    rooms = ROOMS[: levels.size(2, 3)]
    with django_db_blocker.unblock():
        by_django = made(rooms)
        with new_models_alone():
            assert made(rooms) == by_django
    assert len(by_django) > 40
