import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='loại văn bản')),
                ('term', models.CharField(max_length=9, verbose_name='nhiệm kỳ')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='số đã cấp gần nhất')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='number_series', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'dãy số văn bản',
                'db_table': 'paper_number_series',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'term'), name='one_series_a_kind_and_term', violation_error_message='Thể loại này đã có dãy số trong nhiệm kỳ.')],
            },
        ),
        migrations.CreateModel(
            name='GivenNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='số')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='given_number', to='documents.paper')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='documents.numberseries')),
            ],
            options={
                'verbose_name': 'số văn bản đã cấp',
                'db_table': 'paper_given_number',
                'constraints': [models.UniqueConstraint(fields=('series', 'number'), name='a_number_is_given_once', violation_error_message='Số này đã cấp cho văn bản khác trong nhiệm kỳ.')],
            },
        ),
    ]
