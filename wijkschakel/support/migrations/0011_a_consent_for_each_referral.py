"""A referral gets a consent of its own; what was allowed per receiver is divided among them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

ALWAYS = {"name", "question"}


def divide(apps, schema_editor):
    """Give each referral that was sent its own yes, no wider than what was chosen for it.

    The newest yes for its receiver counts. Of several referrals the first keeps that row and the
    others get a copy. What was taken back before stays taken back: only one referral keeps it.
    """
    consents = apps.get_model("people", "Consent").objects
    said, copies = {}, set()
    sent = apps.get_model("support", "Referral").objects.filter(
        sent_at__isnull=False, resident__isnull=False
    )
    needed = ("pk", "resident_id", "to_organisation_id", "items", "sent_at")
    for referral in list(sent.order_by("sent_at", "pk").only(*needed)):
        given = consents.filter(
            person=referral.resident_id, purpose="referral",
            to_organisation=referral.to_organisation_id,
        ).exclude(pk__in=copies).order_by("-given_at", "pk").first()
        if given is None or (given.pk in said and given.withdrawn_at is not None):
            continue
        is_first = given.pk not in said
        items = said.setdefault(given.pk, set(given.items))
        if not is_first:
            given.pk = uuid.uuid4()
            given._state.adding = True
            copies.add(given.pk)
        given.items = sorted(items & (ALWAYS | set(referral.items)))
        given.save()
        referral.consent = given
        referral.save(update_fields=["consent"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_calendar_link'),
        ('support', '0010_referrals'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='consent',
            field=models.OneToOneField(help_text='the yes that belongs to this one; without it nobody there sees anything', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='referral', to='people.consent'),
        ),
        migrations.RunPython(divide, migrations.RunPython.noop),
    ]
