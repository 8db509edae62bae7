"""Closed groups: who is in, what they write, when they meet."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import wijkschakel.base.fields


def person(name, **changes):
    """Refer to a person who can be found by what they do here."""
    to = {"to": "people.person", "related_name": "+", "related_query_name": name}
    return models.ForeignKey(**{"on_delete": django.db.models.deletion.CASCADE} | to | changes)


def part_of(model, name):
    """Refer to what this is part of."""
    cascade = django.db.models.deletion.CASCADE
    return models.ForeignKey(on_delete=cascade, related_name=name, to=f"activities.{model}")


def key():
    """Make a random key."""
    return models.UUIDField(
        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
    )


def number():
    """Make a counted key."""
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):

    dependencies = [
        ("activities", "0018_tips_of_neighbours"),
        ("people", "0008_roles_nobody_heard_of"),
        ("places", "0002_more_kinds_of_venues"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedGroup",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=80)),
                ("about", models.CharField(max_length=300)),
                ("rules", wijkschakel.base.fields.EncryptedTextField(help_text="what members agree with each other")),
                ("rules_number", models.PositiveIntegerField(default=1, help_text="new rules ask a new yes")),
                ("is_listed", models.BooleanField(default=True, help_text="residents may find it and ask")),
                ("invite_number", models.PositiveIntegerField(default=0, help_text="an invitation with an older number no longer works")),
                ("made_at", models.DateTimeField()),
                ("district", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", related_query_name="closed_group", to="places.district")),
            ],
            options={
                "verbose_name": "besloten groep",
                "verbose_name_plural": "besloten groepen",
                "indexes": [models.Index(fields=["district", "name"], name="activities__distric_70b51f_idx")],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", number()),
                ("is_in", models.BooleanField(default=False, help_text="else it was only asked")),
                ("is_keeper", models.BooleanField(default=False, help_text="lets people in, changes the rules")),
                ("agreed_number", models.PositiveIntegerField(help_text="of the rules agreed to", null=True)),
                ("since", models.DateTimeField(help_text="asked or came in")),
                ("group", part_of("closedgroup", "members")),
                ("person", person("group_member")),
            ],
            options={
                "verbose_name": "groepslid",
                "verbose_name_plural": "groepsleden",
                "constraints": [
                    models.UniqueConstraint(fields=("group", "person"), name="groupmember_once", violation_error_message="Je hoort al bij deze groep."),
                    models.CheckConstraint(condition=models.Q(("is_keeper", False), ("is_in", True), _connector="OR"), name="groupmember_keeper_is_in", violation_error_message="Alleen wie erbij hoort, kan de groep trekken."),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMessage",
            fields=[
                ("id", key()),
                ("kind", models.CharField(choices=[("tell", "ik vertel iets"), ("ask", "ik zoek steun")], default="tell", max_length=4)),
                ("text", wijkschakel.base.fields.EncryptedTextField()),
                ("made_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(help_text="who asked says: I am helped", null=True)),
                ("answers", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="activities.groupmessage")),
                ("author", person("group_message")),
                ("group", part_of("closedgroup", "messages")),
            ],
            options={
                "verbose_name": "groepsbericht",
                "verbose_name_plural": "groepsberichten",
                "indexes": [models.Index(fields=["group", "made_at"], name="activities__group_i_91ac90_idx")],
            },
        ),
        migrations.CreateModel(
            name="GroupDate",
            fields=[
                ("id", key()),
                ("title", models.CharField(max_length=80)),
                ("where", wijkschakel.base.fields.EncryptedTextField(blank=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("group", part_of("closedgroup", "dates")),
                ("made_by", person("group_date", null=True, on_delete=django.db.models.deletion.SET_NULL)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "groepsafspraak",
                "verbose_name_plural": "groepsafspraken",
                "indexes": [models.Index(fields=["group", "starts_at"], name="activities__group_i_16d847_idx")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="groupdate_ends_after_it_starts", violation_error_message="Het einde ligt voor het begin."),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupComing",
            fields=[
                ("id", number()),
                ("date", part_of("groupdate", "comings")),
                ("person", person("group_coming")),
            ],
            options={
                "verbose_name": "komst naar een groepsafspraak",
                "verbose_name_plural": "komsten naar groepsafspraken",
                "constraints": [
                    models.UniqueConstraint(fields=("date", "person"), name="groupcoming_once", violation_error_message="Je zei al dat je komt."),
                ],
            },
        ),
    ]
