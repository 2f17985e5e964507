import chibo.base.columns
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('assignments', '0002_work_goes_on_elsewhere'),
        ('inspection', '0001_discipline'),
        ('members', '0010_corrections'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inspected',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organisation', 'Tổ chức đảng'), ('committee', 'Chi ủy, cấp ủy'), ('member', 'Đảng viên')], max_length=12, verbose_name='đối tượng')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='nộp báo cáo tự kiểm tra ngày')),
                ('strengths', models.TextField(blank=True, max_length=3000, verbose_name='ưu điểm')),
                ('faults', models.TextField(blank=True, max_length=3000, verbose_name='khuyết điểm, tồn tại')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inspected', to='members.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inspected', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'đối tượng kiểm tra, giám sát',
                'db_table': 'inspected',
                'indexes': [models.Index(fields=['path'], name='inspected_by_path'), models.Index(fields=['person'], name='inspected_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'member'), ('person__isnull', False), ('unit__isnull', True)), models.Q(models.Q(('kind', 'member'), _negated=True), ('person__isnull', True), ('unit__isnull', False)), _connector='OR'), name='inspected_is_a_member_or_a_unit', violation_error_message='Chọn đảng viên, hoặc tổ chức đảng.')],
            },
        ),
        migrations.CreateModel(
            name='FoundViolation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('politics', 'Phẩm chất chính trị'), ('ethics', 'Đạo đức, lối sống'), ('activity', 'Sinh hoạt đảng, nguyên tắc tổ chức'), ('duty', 'Nhiệm vụ đảng viên'), ('cell_task', 'Nhiệm vụ do chi bộ giao'), ('superior_task', 'Nhiệm vụ do cấp trên giao')], max_length=14, verbose_name='thuộc lĩnh vực')),
                ('act', models.CharField(blank=True, max_length=20, verbose_name='điều đảng viên không được làm')),
                ('what', models.CharField(max_length=500, verbose_name='vi phạm')),
                ('happened_on', models.DateField(verbose_name='ngày vi phạm')),
                ('inspected', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='violations', to='inspection.inspected')),
            ],
            options={
                'verbose_name': 'vi phạm phát hiện qua kiểm tra',
                'db_table': 'inspection_violation',
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('subject', models.CharField(choices=[('cell', 'Chi bộ'), ('sectional_committee', 'Đảng ủy bộ phận'), ('grassroots_committee', 'Đảng ủy, cấp ủy'), ('standing_committee', 'Ban thường vụ'), ('inspection_committee', 'Ủy ban kiểm tra'), ('advisory_body', 'Cơ quan tham mưu, giúp việc')], max_length=24, verbose_name='loại chủ thể')),
                ('nature', models.CharField(choices=[('inspection', 'Kiểm tra'), ('supervision', 'Giám sát')], max_length=12, verbose_name='loại')),
                ('manner', models.CharField(choices=[('regular', 'Thường xuyên'), ('thematic', 'Theo chuyên đề'), ('cause', 'Khi có dấu hiệu vi phạm')], max_length=10, verbose_name='hình thức')),
                ('topic', models.CharField(max_length=500, verbose_name='nội dung')),
                ('outline', models.TextField(blank=True, max_length=5000, verbose_name='đề cương gợi ý báo cáo')),
                ('looks_from', models.DateField(blank=True, null=True, verbose_name='mốc xem xét từ')),
                ('looks_until', models.DateField(blank=True, null=True, verbose_name='đến')),
                ('opened_on', models.DateField(verbose_name='ngày quyết định')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('concluded_on', models.DateField(blank=True, null=True, verbose_name='ngày thông báo kết luận')),
                ('conclusion_number', models.CharField(blank=True, max_length=60, verbose_name='số thông báo kết luận')),
                ('conclusion', models.TextField(blank=True, max_length=5000, verbose_name='kết luận')),
                ('rechecked_on', models.DateField(blank=True, null=True, verbose_name='phúc tra ngày')),
                ('recheck_result', models.CharField(blank=True, max_length=1000, verbose_name='kết quả phúc tra')),
                ('archived_on', models.DateField(blank=True, null=True, verbose_name='nộp lưu ngày')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='thôi kiểm tra ngày')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections_kept', to='organisations.organisation', verbose_name='sổ của')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections_led', to='organisations.organisation', verbose_name='chủ thể')),
            ],
            options={
                'verbose_name': 'cuộc kiểm tra, giám sát',
                'db_table': 'inspection',
                'ordering': ['-opened_on', '-pk'],
                'indexes': [models.Index(fields=['keeper', 'opened_on'], name='inspection_by_keeper'), models.Index(fields=['path', 'concluded_on'], name='inspection_by_path')],
                'constraints': [models.CheckConstraint(condition=models.Q(('manner', 'cause'), ('nature', 'supervision'), _negated=True), name='no_supervision_for_cause', violation_error_message='Khi có dấu hiệu vi phạm thì kiểm tra; giám sát chỉ có thường xuyên và theo chuyên đề.'), models.CheckConstraint(condition=models.Q(('manner', 'cause'), ('subject', 'advisory_body'), _negated=True), name='advisory_bodies_do_not_look_for_signs', violation_error_message='Cơ quan tham mưu, giúp việc không kiểm tra khi có dấu hiệu vi phạm.'), models.CheckConstraint(condition=models.Q(('concluded_on__isnull', True), ('concluded_on__gte', models.F('opened_on')), _connector='OR'), name='concluded_after_opened', violation_error_message='Kết luận từ ngày quyết định trở đi.'), models.CheckConstraint(condition=models.Q(('looks_until__isnull', True), ('looks_until__gte', models.F('looks_from')), _connector='OR'), name='looks_at_a_span', violation_error_message='Mốc xem xét: ngày cuối từ ngày đầu trở đi.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='an_inspection_given_up_says_why', violation_error_message='Ghi lý do thôi kiểm tra.')],
            },
        ),
        migrations.AddField(
            model_name='inspected',
            name='inspection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objects_inspected', to='inspection.inspection'),
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('complaint', 'Khiếu nại kỷ luật'), ('denunciation', 'Tố cáo')], max_length=14, verbose_name='loại đơn')),
                ('received_on', models.DateField(verbose_name='ngày nhận')),
                ('sender', models.CharField(blank=True, max_length=150, verbose_name='người gửi')),
                ('anonymous', models.BooleanField(default=False, verbose_name='nặc danh, mạo danh')),
                ('what', models.CharField(max_length=2000, verbose_name='nội dung')),
                ('refused', models.CharField(blank=True, max_length=30, verbose_name='không giải quyết vì')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='giải quyết ngày')),
                ('settled', models.CharField(blank=True, choices=[('upheld', 'Giữ nguyên, tố cáo sai'), ('changed', 'Thay đổi, tố cáo đúng một phần'), ('cancelled', 'Hủy quyết định, tố cáo đúng')], max_length=10, verbose_name='kết quả')),
                ('outcome', models.CharField(blank=True, max_length=2000, verbose_name='nội dung giải quyết')),
                ('discipline', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='inspection.discipline')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints_kept', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accusations', to='members.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accusations', to='organisations.organisation')),
                ('inspection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='inspection.inspection')),
            ],
            options={
                'verbose_name': 'đơn, thư',
                'db_table': 'complaint',
                'ordering': ['-received_on', '-pk'],
                'indexes': [models.Index(fields=['keeper', 'received_on'], name='complaint_by_keeper')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('discipline__isnull', False), ('kind', 'complaint')), models.Q(('discipline__isnull', True), ('kind', 'denunciation'), models.Q(('person__isnull', False), ('unit__isnull', False), _connector='OR')), _connector='OR'), name='a_letter_is_about_something', violation_error_message='Khiếu nại thì chọn quyết định kỷ luật; tố cáo thì chọn đảng viên hoặc tổ chức bị tố cáo.'), models.CheckConstraint(condition=models.Q(('anonymous', True), models.Q(('sender', ''), _negated=True), _connector='OR'), name='a_letter_has_a_sender', violation_error_message='Ghi người gửi, hoặc đánh dấu nặc danh.'), models.CheckConstraint(condition=models.Q(('settled_on__isnull', True), ('settled_on__gte', models.F('received_on')), _connector='OR'), name='settled_after_received', violation_error_message='Ngày giải quyết từ ngày nhận đơn trở đi.')],
            },
        ),
        migrations.CreateModel(
            name='InspectionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, verbose_name='bước')),
                ('on', models.DateField(verbose_name='ngày')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='số văn bản')),
                ('text', models.CharField(blank=True, max_length=1000, verbose_name='ghi chú')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='inspection.inspection')),
            ],
            options={
                'verbose_name': 'bước kiểm tra',
                'db_table': 'inspection_step',
                'ordering': ['inspection', 'on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('inspection', 'code'), name='a_step_is_taken_once', violation_error_message='Bước này đã ghi.')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('cell', 'Chi bộ'), ('sectional_committee', 'Đảng ủy bộ phận'), ('grassroots_committee', 'Đảng ủy, cấp ủy'), ('standing_committee', 'Ban thường vụ'), ('inspection_committee', 'Ủy ban kiểm tra'), ('advisory_body', 'Cơ quan tham mưu, giúp việc')], max_length=24, verbose_name='loại chủ thể')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='số chương trình')),
                ('decided_on', models.DateField(verbose_name='ngày ban hành')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes_kept', to='organisations.organisation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='organisations.organisation', verbose_name='chủ thể')),
            ],
            options={
                'verbose_name': 'chương trình kiểm tra, giám sát',
                'db_table': 'oversight_programme',
                'ordering': ['-year', 'unit', 'subject'],
                'constraints': [models.UniqueConstraint(fields=('keeper', 'unit', 'subject', 'year'), name='one_programme_a_subject_and_year', violation_error_message='Chủ thể này đã có chương trình năm đó.')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('inspection', 'Kiểm tra'), ('supervision', 'Giám sát')], max_length=12, verbose_name='loại')),
                ('manner', models.CharField(choices=[('regular', 'Thường xuyên'), ('thematic', 'Theo chuyên đề'), ('cause', 'Khi có dấu hiệu vi phạm')], max_length=10, verbose_name='hình thức')),
                ('object_kind', models.CharField(choices=[('organisation', 'Tổ chức đảng'), ('committee', 'Chi ủy, cấp ủy'), ('member', 'Đảng viên')], max_length=12, verbose_name='đối tượng')),
                ('topic', models.CharField(max_length=500, verbose_name='nội dung')),
                ('objects_planned', models.PositiveSmallIntegerField(default=1, verbose_name='số đối tượng')),
                ('starts_on', models.DateField(verbose_name='từ ngày')),
                ('until', models.DateField(verbose_name='đến ngày')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='thôi làm ngày')),
                ('drop_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='inspection.programme')),
            ],
            options={
                'verbose_name': 'nội dung chương trình',
                'db_table': 'inspection_item',
                'ordering': ['programme', 'starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('starts_on'))), name='an_item_ends_after_its_start', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'), models.CheckConstraint(condition=models.Q(('dropped_on__isnull', True), models.Q(('drop_reason', ''), _negated=True), _connector='OR'), name='an_item_dropped_says_why', violation_error_message='Ghi lý do thôi làm.'), models.CheckConstraint(condition=models.Q(('manner', 'cause'), ('nature', 'supervision'), _negated=True), name='no_supervision_for_cause_planned', violation_error_message='Khi có dấu hiệu vi phạm thì kiểm tra; giám sát chỉ có thường xuyên và theo chuyên đề.')],
            },
        ),
        migrations.AddField(
            model_name='inspection',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='inspection.programmeitem'),
        ),
        migrations.CreateModel(
            name='Reader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='lý do được xem')),
                ('named_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='inspection.inspection')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'người được xem hồ sơ kiểm tra',
                'db_table': 'inspection_file_reader',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('inspection', 'user'), name='named_to_read_once', violation_error_message='Tài khoản này đang được xem hồ sơ.')],
            },
        ),
        migrations.CreateModel(
            name='Remedy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='inspection.inspection')),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='remedy', to='assignments.assignment')),
            ],
            options={
                'verbose_name': 'việc khắc phục sau kết luận',
                'db_table': 'remedy',
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('head', 'Trưởng đoàn (tổ trưởng)'), ('deputy', 'Phó trưởng đoàn (tổ phó)'), ('member', 'Thành viên')], max_length=10, verbose_name='nhiệm vụ')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='inspection.inspection')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspection_teams', to='members.person')),
            ],
            options={
                'verbose_name': 'thành viên đoàn kiểm tra',
                'db_table': 'inspection_team',
                'constraints': [models.UniqueConstraint(fields=('inspection', 'person'), name='once_in_a_team', violation_error_message='Đồng chí này đã có trong đoàn.'), models.UniqueConstraint(condition=models.Q(('role', 'head')), fields=('inspection',), name='one_head_of_a_team', violation_error_message='Đoàn đã có trưởng đoàn.')],
            },
        ),
        migrations.AddConstraint(
            model_name='inspected',
            constraint=models.UniqueConstraint(fields=('inspection', 'person'), name='a_member_is_inspected_once', violation_error_message='Đảng viên này đã có trong cuộc kiểm tra.'),
        ),
        migrations.AddConstraint(
            model_name='inspected',
            constraint=models.UniqueConstraint(fields=('inspection', 'unit', 'kind'), name='a_unit_is_inspected_once', violation_error_message='Tổ chức này đã có trong cuộc kiểm tra.'),
        ),
    ]
