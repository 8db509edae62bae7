"""What a sender hears gets a consent for each referral; who does what in an arrangement."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

ITEMS = {"started": {"started"}, "words": {"started", "words"}}


def divide(apps, schema_editor):
    """Give each referral its own yes, no wider than its level and what was allowed.

    Of several referrals the first keeps the row and the others get a copy. What was taken back
    stays so: then none of them keeps a yes.
    """
    consents = apps.get_model("people", "Consent").objects
    said = {}
    sent = apps.get_model("support", "Referral").objects.filter(
        sent_at__isnull=False, resident__isnull=False, from_person__isnull=False, level__in=ITEMS
    )
    needed = ("pk", "resident_id", "from_person_id", "from_organisation_id", "level")
    for referral in list(sent.order_by("sent_at", "pk").only(*needed)):
        receiver = {"to_person": referral.from_person_id}
        if referral.from_organisation_id:
            receiver = {"to_organisation": referral.from_organisation_id}
        key = (referral.resident_id, *receiver.items())
        if key not in said:
            mine = consents.filter(person=referral.resident_id, purpose="feedback", **receiver)
            given = mine.filter(withdrawn_at=None).order_by("-given_at", "pk").first()
            said[key] = given, set(given.items) if given else set()
        elif said[key][0] is not None:
            said[key][0].pk, said[key][0]._state.adding = uuid.uuid4(), True
        given, allowed = said[key]
        if allowed & ITEMS[referral.level]:
            given.items = sorted(allowed & ITEMS[referral.level])
            given.save()
            referral.feedback_id = given.pk
            referral.save(update_fields=["feedback"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_roles_nobody_heard_of'),
        ('support', '0012_what_grew'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='feedback',
            field=models.OneToOneField(help_text='the yes to telling who sent it how it goes; without it they hear nothing', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='referral_feedback', to='people.consent'),
        ),
        migrations.RunPython(divide, migrations.RunPython.noop),
        migrations.CreateModel(
            name='ArrangementTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(choices=[('host', 'ontvangt de mensen'), ('help', 'helpt mee'), ('ride', 'haalt en brengt')], max_length=4)),
                ('helpers', models.JSONField(default=list, help_text='who may do it; empty is everybody')),
                ('check_kind', models.CharField(blank=True, choices=[('vog', 'VOG: verklaring over gedrag'), ('first_aid', 'EHBO'), ('dementia', 'training: omgaan met vergeten'), ('language_coach', 'training: taalmaatje'), ('digital', 'training: digitale hulp'), ('money', 'training: hulp met geld'), ('care', 'diploma in de zorg')], default='', help_text='the certificate that is needed, as the desk saw it', max_length=14)),
                ('arrangement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='support.arrangement')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='arrangement_task', to='people.person')),
            ],
            options={
                'verbose_name': 'taak van een arrangement',
                'constraints': [models.UniqueConstraint(fields=('arrangement', 'job'), name='arrangementtask_once', violation_error_message='Deze taak staat er al.')],
            },
        ),
    ]
