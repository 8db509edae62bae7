import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0020_spending'),
        ('people', '0008_roles_nobody_heard_of'),
        ('places', '0002_more_kinds_of_venues'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commission',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120)),
                ('needed', models.TextField(help_text='what is needed, in plain words; public')),
                ('language', models.CharField(default='nl', help_text='BCP 47 code of the text', max_length=12)),
                ('heading', models.CharField(choices=[('happy', 'Gelukkig zijn'), ('join_in', 'Meedoen'), ('healthy', 'Je gezond voelen'), ('strength', 'Kracht')], max_length=8)),
                ('theme', models.CharField(blank=True, choices=[('move', 'Bewegen'), ('eat', 'Eten'), ('talk', 'Praten'), ('make', 'Maken'), ('learn', 'Leren'), ('music', 'Muziek'), ('green', 'Groen'), ('help', 'Hulp')], max_length=5)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('moments', models.PositiveSmallIntegerField(help_text='how often people can come, in all')),
                ('places', models.PositiveSmallIntegerField(help_text='at each moment')),
                ('ceiling_cents', models.PositiveIntegerField(help_text='at most; empty: no ceiling', null=True)),
                ('weighs', models.JSONField(default=list, help_text='JSON: codes of what weighs')),
                ('bids_until', models.DateTimeField(help_text='from this moment no bid comes in')),
                ('state', models.CharField(choices=[('draft', 'in de maak'), ('open', 'staat open'), ('awarded', 'gekozen'), ('not_awarded', 'niemand gekozen'), ('running', 'loopt'), ('finished', 'klaar')], default='draft', max_length=11)),
                ('made_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('review', models.TextField(blank=True, help_text='what came of it, looking back; public')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='commission', to='people.person')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='commission', to='places.region')),
            ],
            options={
                'verbose_name': 'uitvraag',
                'verbose_name_plural': 'uitvragen',
                'indexes': [models.Index(fields=['region', 'state'], name='funding_com_region__7c75c5_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('needed', ''), _negated=True)), name='commission_says_what', violation_error_message='Zeg wat er nodig is.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='commission_ends_after_it_starts', violation_error_message='De laatste dag ligt voor de eerste dag.'), models.CheckConstraint(condition=models.Q(('moments__gt', 0), ('places__gt', 0)), name='commission_asks_something', violation_error_message='Vraag minstens één keer en één plek.'), models.CheckConstraint(condition=models.Q(('ceiling_cents__isnull', True), ('ceiling_cents__gt', 0), _connector='OR'), name='commission_ceiling_is_money', violation_error_message='Vul een bedrag in boven nul, of laat het leeg.'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('opened_at__isnull', False)), _connector='OR'), name='commission_was_open_first', violation_error_message='Eerst staat een uitvraag open.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'finished'), _negated=True), models.Q(('finished_at__isnull', False), models.Q(('review', ''), _negated=True)), _connector='OR'), name='commission_finished_looks_back', violation_error_message='Schrijf op wat ervan kwam.')],
            },
        ),
        migrations.CreateModel(
            name='Bid',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('by_name', models.CharField(help_text='of the organisation, as it was that day', max_length=200)),
                ('what', models.TextField(help_text='what they would do; no names of people')),
                ('moments', models.PositiveSmallIntegerField()),
                ('places', models.PositiveSmallIntegerField(help_text='at each moment')),
                ('price_cents', models.PositiveIntegerField()),
                ('per', models.CharField(choices=[('moment', 'per keer'), ('all', 'voor alles samen')], max_length=6)),
                ('where', models.CharField(max_length=120)),
                ('is_near', models.BooleanField(help_text='in the districts that were asked for')),
                ('is_resident_run', models.BooleanField(help_text='residents run it')),
                ('made_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='bid', to='people.person')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='bid', to='people.organisation')),
                ('commission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bids', to='funding.commission')),
            ],
            options={
                'verbose_name': 'voorstel',
                'verbose_name_plural': 'voorstellen',
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('commission', 'organisation'), name='bid_one_per_organisation', violation_error_message='Deze organisatie deed al een voorstel.'), models.CheckConstraint(condition=models.Q(('moments__gt', 0), ('places__gt', 0), models.Q(('what', ''), _negated=True)), name='bid_is_something', violation_error_message='Zeg wat jullie doen: minstens één keer, één plek.')],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField(help_text='why; public')),
                ('why_above', models.TextField(blank=True, help_text='why above the ceiling; public')),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('why_returned', models.CharField(blank=True, max_length=300)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='award_confirmed', to='people.person')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='award_proposed', to='people.person')),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='award_returned', to='people.person')),
                ('commission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to='funding.commission')),
            ],
            options={
                'verbose_name': 'keuze',
                'verbose_name_plural': 'keuzes',
                'constraints': [models.UniqueConstraint(condition=models.Q(('returned_at__isnull', True)), fields=('commission',), name='award_one_at_a_time', violation_error_message='Er ligt al een keuze.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='award_has_a_reason', violation_error_message='Schrijf op waarom.'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), ('proposed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='award_by_two_people', violation_error_message='Een tweede mens bevestigt de keuze.'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', True), ('why_returned', '')), models.Q(('confirmed_at__isnull', True), ('returned_at__isnull', False), models.Q(('why_returned', ''), _negated=True)), _connector='OR'), name='award_returned_says_why', violation_error_message='Schrijf op waarom het terug gaat.')],
            },
        ),
        migrations.CreateModel(
            name='CommissionDistrict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_in', to='funding.commission')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='commission_asked', to='places.district')),
            ],
            options={
                'verbose_name': 'wijk van een uitvraag',
                'constraints': [models.UniqueConstraint(fields=('commission', 'district'), name='commissiondistrict_once', violation_error_message='Deze wijk staat er al bij.')],
            },
        ),
        migrations.CreateModel(
            name='CommissionFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(help_text='what it is about, as it was published', max_length=100)),
                ('period', models.CharField(help_text='2026 or 2026-Q3', max_length=10)),
                ('table', models.CharField(help_text='which table of the topic', max_length=60)),
                ('area', models.CharField(help_text='slug of the region', max_length=60)),
                ('code', models.CharField(help_text='which answer, or which count of things', max_length=40)),
                ('number', models.PositiveIntegerField(help_text='empty: kept back', null=True)),
                ('word', models.CharField(blank=True, help_text='what stood there instead', max_length=20)),
                ('released_on', models.DateField(null=True)),
                ('digest', models.CharField(blank=True, help_text='of the whole table', max_length=64)),
                ('commission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='funding.commission')),
            ],
            options={
                'verbose_name': 'cijfer bij een uitvraag',
                'verbose_name_plural': 'cijfers bij uitvragen',
                'constraints': [models.UniqueConstraint(fields=('commission', 'topic', 'code'), name='commissionfigure_once', violation_error_message='Dit cijfer staat er al bij.')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('linked_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='delivery', to='activities.activity')),
                ('bid', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='funding.bid')),
                ('linked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', related_query_name='delivery', to='people.person')),
            ],
            options={
                'verbose_name': 'activiteit bij een uitvraag',
                'verbose_name_plural': 'activiteiten bij uitvragen',
                'constraints': [models.UniqueConstraint(fields=('activity',), name='delivery_activity_once', violation_error_message='Deze activiteit hoort al bij een uitvraag.')],
            },
        ),
        migrations.CreateModel(
            name='AwardPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_chosen', models.BooleanField()),
                ('reason', models.CharField(help_text='for who made the bid', max_length=400)),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='funding.award')),
                ('bid', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='funding.bid')),
            ],
            options={
                'verbose_name': 'keuze over een voorstel',
                'constraints': [models.UniqueConstraint(fields=('award', 'bid'), name='awardpart_once_per_bid', violation_error_message='Over dit voorstel is al iets gezegd.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='awardpart_has_a_reason', violation_error_message='Schrijf bij elk voorstel waarom.')],
            },
        ),
    ]
