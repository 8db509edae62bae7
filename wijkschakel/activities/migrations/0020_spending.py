import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0019_closed_groups'),
        ('people', '0008_roles_nobody_heard_of'),
        ('places', '0002_more_kinds_of_venues'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('by_name', models.CharField(help_text='name of who spends, on the day of writing', max_length=200)),
                ('is_formal', models.BooleanField(help_text='by an organisation; else by residents')),
                ('by_kind', models.CharField(blank=True, choices=[('residents', 'bewoners'), ('welfare', 'welzijn'), ('care', 'zorg'), ('education', 'onderwijs'), ('business', 'ondernemer'), ('government', 'overheid'), ('funder', 'financier'), ('research', 'onderzoek'), ('network', 'netwerk')], help_text='of the organisation', max_length=10)),
                ('on', models.DateField()),
                ('what', models.CharField(help_text='short; no names of people', max_length=120)),
                ('kind', models.CharField(choices=[('goods', 'spullen'), ('food', 'eten en drinken'), ('room', 'ruimte'), ('pay', 'betaald werk'), ('allowance', 'vergoeding voor vrijwilligers'), ('other', 'iets anders')], max_length=9)),
                ('where', models.CharField(choices=[('near', 'een winkel of organisatie in de wijk'), ('resident', 'bewoners van de wijk'), ('elsewhere', 'ergens anders')], max_length=9)),
                ('cents', models.PositiveIntegerField()),
                ('minutes', models.PositiveIntegerField(help_text='of paid work', null=True)),
                ('people', models.PositiveSmallIntegerField(help_text='among how many people pay or allowance was divided', null=True)),
                ('entered_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('why_back', models.CharField(blank=True, max_length=200)),
                ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='spendings', to='activities.activity')),
                ('corrects', models.OneToOneField(help_text='stands for it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrected_by', to='activities.spending')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='spending', to='places.district')),
                ('initiative', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='spendings', to='activities.initiative')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='spending', to='people.organisation')),
                ('party', models.ForeignKey(help_text='a party of the district that is known here', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='spending_with', to='people.organisation')),
            ],
            options={
                'verbose_name': 'uitgave',
                'verbose_name_plural': 'uitgaven',
                'indexes': [models.Index(fields=['district', 'on'], name='activities__distric_de583a_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='spending_is_some_money', violation_error_message='Vul een bedrag in boven nul.'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='spending_is_for_something', violation_error_message='Schrijf kort waarvoor het was.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'pay'), ('minutes__gt', 0), ('minutes__isnull', False)), models.Q(models.Q(('kind', 'pay'), _negated=True), ('minutes__isnull', True)), _connector='OR'), name='spending_pay_has_hours', violation_error_message='Vul in hoeveel uur er betaald is gewerkt.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['pay', 'allowance']), ('people__gt', 0), ('people__isnull', False)), models.Q(models.Q(('kind__in', ['pay', 'allowance']), _negated=True), ('people__isnull', True)), _connector='OR'), name='spending_on_people_has_a_number', violation_error_message='Vul in over hoeveel mensen het verdeeld is.'), models.CheckConstraint(condition=models.Q(('party__isnull', True), ('where', 'near'), _connector='OR'), name='spending_party_is_near', violation_error_message='Kies een partij in de wijk, of laat het leeg.'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('why_back', '')), models.Q(('taken_back_at__isnull', False), models.Q(('why_back', ''), _negated=True)), _connector='OR'), name='spending_back_has_a_reason', violation_error_message='Schrijf er kort bij waarom.')],
            },
        ),
    ]
