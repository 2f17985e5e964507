import chibo.base.columns
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('members', '0008_badges_and_cards'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='loại giấy')),
                ('status', models.CharField(choices=[('probationary', 'Dự bị'), ('official', 'Chính thức')], max_length=12, verbose_name='tình trạng')),
                ('number', models.CharField(max_length=30, verbose_name='số giấy')),
                ('number_year', models.PositiveSmallIntegerField(editable=False)),
                ('issued_on', models.DateField(verbose_name='ngày cấp giấy')),
                ('valid_until', models.DateField(verbose_name='có giá trị đến')),
                ('from_unit', models.CharField(max_length=420, verbose_name='nơi đi')),
                ('to_unit', models.CharField(max_length=420, verbose_name='nơi đến')),
                ('scope', models.CharField(blank=True, max_length=20, verbose_name='phạm vi')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='quyết định có hiệu lực từ')),
                ('until', models.DateField(blank=True, null=True, verbose_name='sinh hoạt tạm thời đến')),
                ('dues_paid_until', models.DateField(blank=True, null=True, verbose_name='đã đóng đảng phí đến hết tháng')),
                ('presented', models.JSONField(blank=True, default=list, verbose_name='giấy tờ kèm theo')),
                ('state', models.CharField(choices=[('on_the_way', 'Đang chuyển'), ('handed_over', 'Chờ xác nhận'), ('received', 'Đã tiếp nhận'), ('withdrawn', 'Đã rút'), ('returned', 'Bị trả lại')], default='on_the_way', max_length=12)),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='ngày rút, trả lại')),
                ('close_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do rút, trả lại')),
                ('slip', models.CharField(blank=True, max_length=60, verbose_name='phiếu báo')),
                ('from_cell', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_out', to='organisations.organisation')),
                ('issuer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_issued', to='organisations.organisation')),
                ('movement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='members.movement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='members.person')),
                ('stay', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='members.temporarystay')),
                ('to_cell', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_in', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'giấy giới thiệu sinh hoạt đảng',
                'db_table': 'transfer_letter',
                'indexes': [models.Index(fields=['person', 'issued_on'], name='letter_by_person'), models.Index(fields=['state', 'valid_until'], name='letter_by_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('issuer__isnull', False)), fields=('issuer', 'number', 'number_year'), name='one_letter_a_number_and_year', violation_error_message='Số giấy này đã dùng trong năm; ghi số tiếp theo.'), models.UniqueConstraint(condition=models.Q(('state', 'on_the_way')), fields=('person',), name='one_letter_on_the_way_a_person', violation_error_message='Đồng chí này đang có một giấy giới thiệu chưa xong; rút giấy đó trước.'), models.CheckConstraint(condition=models.Q(('from_cell__isnull', False), ('to_cell__isnull', False), _connector='OR'), name='a_letter_leaves_or_arrives_here', violation_error_message='Chọn chi bộ nơi đi hoặc chi bộ nơi đến.'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('issued_on'))), name='a_letter_is_valid_when_issued', violation_error_message='Giấy giới thiệu phải còn giá trị khi cấp.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state__in', ['withdrawn', 'returned'])), models.Q(models.Q(('state__in', ['withdrawn', 'returned']), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='a_letter_taken_back_knows_when', violation_error_message='Giấy rút hoặc bị trả lại phải có ngày.')],
            },
        ),
        migrations.CreateModel(
            name='TransferStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='ô số')),
                ('side', models.CharField(choices=[('sending', 'Nơi đi'), ('receiving', 'Nơi đến')], max_length=10)),
                ('path', chibo.base.columns.BytewiseField(blank=True, max_length=60)),
                ('name', models.CharField(max_length=250, verbose_name='cấp ủy, đơn vị')),
                ('acted_on', models.DateField(blank=True, null=True, verbose_name='ngày giới thiệu, tiếp nhận')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
                ('acted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter_steps', to='organisations.organisation')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='members.transfer')),
            ],
            options={
                'verbose_name': 'ô giấy giới thiệu',
                'db_table': 'transfer_step',
                'ordering': ['transfer', 'position'],
                'indexes': [models.Index(fields=['path', 'transfer'], name='letter_step_by_path'), models.Index(condition=models.Q(('acted_on__isnull', True)), fields=['path'], name='letter_step_waiting')],
                'constraints': [models.UniqueConstraint(fields=('transfer', 'position'), name='one_box_a_position', violation_error_message='Mỗi ô của giấy giới thiệu chỉ có một lần.')],
            },
        ),
    ]
