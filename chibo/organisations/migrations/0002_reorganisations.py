import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('kind', models.CharField(choices=[('merge', 'Hợp nhất, sáp nhập'), ('split', 'Chia, tách'), ('upgrade', 'Nâng chi bộ lên đảng bộ'), ('transfer', 'Chuyển nguyên đơn vị về tổ chức khác'), ('rename', 'Đổi tên'), ('dissolve', 'Giải thể'), ('level', 'Kết thúc một cấp trung gian')], max_length=12, verbose_name='hình thức')),
                ('on', models.DateField(blank=True, null=True, verbose_name='có hiệu lực từ ngày')),
                ('status', models.CharField(choices=[('draft', 'Đang soạn'), ('applied', 'Đã thực hiện'), ('undone', 'Đã hoàn tác'), ('dropped', 'Đã bỏ')], default='draft', max_length=8, verbose_name='tình trạng')),
                ('plan', models.JSONField(default=dict)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undo_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hoàn tác')),
                ('top', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reorganisations', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'sắp xếp tổ chức',
                'db_table': 'reorganisation',
                'indexes': [models.Index(fields=['top', 'on'], name='reorganisation_by_top')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'applied'), _negated=True), ('on__isnull', False), _connector='OR'), name='an_applied_reorganisation_has_its_day', violation_error_message='Ghi ngày có hiệu lực của quyết định.')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merged', 'nhập vào'), ('split', 'tách từ')], max_length=8)),
                ('on', models.DateField(verbose_name='từ ngày')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='organisations.organisation')),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisations.reorganisation')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'đơn vị kế tục',
                'db_table': 'succession',
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'on'), name='one_succession_of_two_units_a_day', violation_error_message='Hai tổ chức này đã được ghi kế tục nhau từ ngày đó.')],
            },
        ),
        migrations.CreateModel(
            name='Touched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveIntegerField()),
                ('model', models.CharField(max_length=60)),
                ('key', models.BigIntegerField()),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField()),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='touched', to='organisations.reorganisation')),
            ],
            options={
                'verbose_name': 'dòng do sắp xếp tổ chức ghi',
                'db_table': 'reorganisation_row',
                'indexes': [models.Index(fields=['reorganisation', 'step'], name='touched_in_order')],
            },
        ),
    ]
