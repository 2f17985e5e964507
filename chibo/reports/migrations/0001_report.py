import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='loại báo cáo')),
                ('first_day', models.DateField(verbose_name='từ ngày')),
                ('last_day', models.DateField(verbose_name='đến ngày')),
                ('state', models.CharField(choices=[('draft', 'Đang soạn')], default='draft', max_length=10, verbose_name='tình trạng')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='số')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='ngày ký')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='nơi ký')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='organisations.organisation', verbose_name='tổ chức đảng')),
                ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'báo cáo',
                'db_table': 'report',
                'ordering': ['-last_day', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'first_day', 'last_day'), name='one_report_a_kind_and_period', violation_error_message='Tổ chức này đã có báo cáo của kỳ đó.'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='a_report_ends_after_it_begins', violation_error_message='Kỳ báo cáo có ngày cuối trước ngày đầu.')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passage', models.CharField(max_length=40, verbose_name='đoạn')),
                ('own', models.BooleanField(default=True)),
                ('text', models.TextField(blank=True, max_length=8000, verbose_name='nội dung')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='căn cứ của số sửa tay')),
                ('written_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='reports.report')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'đoạn văn của báo cáo',
                'db_table': 'report_wording',
                'ordering': ['-written_at', '-pk'],
                'indexes': [models.Index(fields=['report', 'passage', 'written_at'], name='wording_by_passage')],
            },
        ),
    ]
