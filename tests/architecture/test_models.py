"""Tables: foreign keys point down, every table says what is personal and how long it is kept."""

from django.db import models

from tests.architecture.house import STOREYS, our_models


def relations() -> list[models.ForeignKey]:
    """Give all foreign keys to a table of our own, many-to-many included."""
    return [
        field
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model.__module__.startswith("wijkschakel.")
        and field.model is model
    ]


def test_every_table_stands_in_a_room_with_a_storey():
    assert {model._meta.app_label for model in our_models()} - set(STOREYS) == set()


def test_foreign_keys_point_down_the_storeys():
    upward = [
        str(field)
        for field in relations()
        if STOREYS.index(field.model._meta.app_label)
        < STOREYS.index(field.related_model._meta.app_label)
    ]
    assert upward == []


def test_a_foreign_key_to_another_room_leaves_no_trace_there():
    traces = [
        str(field)
        for field in relations()
        if field.model._meta.app_label != field.related_model._meta.app_label
        and (field.remote_field.related_name != "+" or not field.remote_field.related_query_name)
    ]
    assert traces == []


def test_every_table_says_what_is_personal_and_how_long_it_is_kept():
    silent = [
        model.__name__
        for model in our_models()
        if not isinstance(getattr(getattr(model, "Privacy", None), "personal", None), list)
        or not getattr(model.Privacy, "kept", "")
    ]
    assert silent == []


def test_every_personal_name_is_a_field():
    unknown = [
        f"{model.__name__}.{name}"
        for model in our_models()
        for name in model.Privacy.personal
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert unknown == []


def test_a_key_to_a_person_is_personal():
    forgotten = [
        str(field)
        for field in relations()
        if field.related_model.__name__ == "Person"
        and field.name not in field.model.Privacy.personal
    ]
    assert forgotten == []


def test_every_encrypted_field_is_personal():
    forgotten = [
        str(field)
        for model in our_models()
        for field in model._meta.get_fields()
        if type(field).__name__ == "EncryptedTextField" and field.name not in model.Privacy.personal
    ]
    assert forgotten == []


def test_every_table_has_words_for_people():
    without = [
        model.__name__
        for model in our_models()
        if "__str__" not in model.__dict__ and model.__str__ is models.Model.__str__
    ]
    assert without == []


def test_every_constraint_has_a_sentence_for_people():
    default = models.CheckConstraint.default_violation_error_message
    without = [
        constraint.name
        for model in our_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == default
    ]
    assert without == []


def test_every_constraint_is_named_after_its_table():
    strays = [
        constraint.name
        for model in our_models()
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model.__name__.lower()}_")
    ]
    assert strays == []
