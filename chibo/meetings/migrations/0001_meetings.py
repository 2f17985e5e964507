import chibo.base.columns
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assignments', '0001_work_given'),
        ('documents', '0001_initial'),
        ('members', '0009_transfer_letters'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(unique=True)),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('title', models.CharField(max_length=300, verbose_name='nội dung')),
                ('opinions', models.TextField(blank=True, max_length=10000, verbose_name='ý kiến thảo luận')),
                ('conclusion', models.TextField(blank=True, max_length=5000, verbose_name='kết luận của chủ trì')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('returning', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='assignments.assignment')),
            ],
            options={
                'verbose_name': 'nội dung sinh hoạt',
                'db_table': 'meeting_item',
                'ordering': ['meeting', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ItemWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(unique=True)),
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_item', to='assignments.assignment')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='meetings.agendaitem')),
            ],
            options={
                'verbose_name': 'việc giao tại sinh hoạt',
                'db_table': 'meeting_item_work',
                'ordering': ['item', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('client_id', models.UUIDField(unique=True)),
                ('kind', models.CharField(max_length=20, verbose_name='loại')),
                ('held_on', models.DateField(verbose_name='ngày họp')),
                ('starts_at', models.TimeField(verbose_name='bắt đầu')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='kết thúc')),
                ('place', models.CharField(max_length=200, verbose_name='địa điểm')),
                ('theme', models.CharField(blank=True, max_length=300, verbose_name='chuyên đề')),
                ('dues_status', models.CharField(blank=True, max_length=300, verbose_name='tình hình đóng đảng phí')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('state', models.CharField(choices=[('draft', 'Đang ghi'), ('handed_in', 'Chờ duyệt'), ('approved', 'Đã duyệt'), ('returned', 'Trả lại')], default='draft', max_length=10, verbose_name='biên bản')),
                ('said', models.CharField(blank=True, max_length=500, verbose_name='ý kiến khi trả lại')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person', verbose_name='chủ trì')),
                ('minute_taker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person', verbose_name='thư ký')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'buổi sinh hoạt',
                'db_table': 'meeting',
                'indexes': [models.Index(fields=['organisation', 'held_on'], name='meeting_by_organisation'), models.Index(fields=['path', 'held_on'], name='meeting_by_path')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'held_on'), name='one_meeting_of_a_kind_a_day', violation_error_message='Ngày này đã ghi một buổi cùng loại; mở buổi đó để ghi tiếp.'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='a_meeting_ends_after_it_starts', violation_error_message='Giờ kết thúc phải sau giờ bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'thematic'), _negated=True), models.Q(('theme', ''), _negated=True), _connector='OR'), name='a_thematic_meeting_names_its_theme', violation_error_message='Ghi tên chuyên đề.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('said', ''), _negated=True), _connector='OR'), name='minutes_returned_say_why', violation_error_message='Ghi ý kiến khi trả lại biên bản.')],
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='họ và tên')),
                ('post', models.CharField(blank=True, max_length=150, verbose_name='chức vụ')),
                ('is_in_charge', models.BooleanField(default=False, verbose_name='cấp ủy viên phụ trách')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'khách dự',
                'db_table': 'meeting_guest',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'name'), name='a_guest_is_named_once', violation_error_message='Khách này đã ghi.')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('probationary', 'Dự bị'), ('official', 'Chính thức')], max_length=12, verbose_name='tình trạng')),
                ('outside', models.CharField(blank=True, choices=[('excused', 'Miễn sinh hoạt'), ('away', 'Sinh hoạt tạm thời nơi khác'), ('suspended', 'Đình chỉ sinh hoạt')], max_length=10, verbose_name='ngoài diện')),
                ('state', models.CharField(choices=[('present', 'Có mặt'), ('with_reason', 'Vắng có lý do'), ('without_reason', 'Vắng không lý do'), ('outside', 'Ngoài diện phải dự')], max_length=15, verbose_name='điểm danh')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='lý do vắng')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='members.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'điểm danh',
                'db_table': 'meeting_attendance',
                'indexes': [models.Index(fields=['person', 'state'], name='attendance_by_person')],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='a_member_is_on_the_roll_once', violation_error_message='Đảng viên này đã có trong danh sách điểm danh.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'with_reason'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='an_absence_with_reason_names_it', violation_error_message='Ghi lý do vắng.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'outside'), _negated=True), models.Q(('outside', ''), _negated=True), _connector='OR'), name='only_the_books_put_somebody_outside', violation_error_message='Chỉ đảng viên được miễn, đình chỉ hoặc sinh hoạt tạm thời nơi khác theo sổ mới ngoài diện phải dự.'), models.CheckConstraint(condition=models.Q(('outside', ''), ('state__in', ['outside', 'present']), _connector='OR'), name='who_is_outside_comes_or_stays_outside', violation_error_message='Đảng viên ngoài diện phải dự thì ghi có mặt, hoặc để ngoài diện.'), models.CheckConstraint(condition=models.Q(models.Q(('outside', 'suspended'), _negated=True), ('state', 'outside'), _connector='OR'), name='the_suspended_are_not_summoned', violation_error_message='Đảng viên đang bị đình chỉ sinh hoạt không được triệu tập.')],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.meeting'),
        ),
        migrations.CreateModel(
            name='MinutesVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần nộp')),
                ('handed_in_on', models.DateField(verbose_name='ngày nộp')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'biên bản đã nộp',
                'db_table': 'meeting_minutes_version',
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='versions_of_minutes_are_counted', violation_error_message='Lần nộp này đã có.')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entitled', models.PositiveSmallIntegerField(verbose_name='tổng số có quyền biểu quyết')),
                ('away', models.PositiveSmallIntegerField(verbose_name='sinh hoạt tạm thời nơi khác')),
                ('excused_absent', models.PositiveSmallIntegerField(verbose_name='được miễn sinh hoạt, vắng mặt')),
                ('absent', models.PositiveSmallIntegerField(verbose_name='được triệu tập, vắng mặt')),
                ('in_favour', models.PositiveSmallIntegerField(verbose_name='tán thành')),
                ('against', models.PositiveSmallIntegerField(verbose_name='không tán thành')),
                ('other', models.PositiveSmallIntegerField(verbose_name='ý kiến khác')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='vote', to='meetings.agendaitem')),
            ],
            options={
                'verbose_name': 'biểu quyết tại sinh hoạt',
                'db_table': 'meeting_vote',
                'constraints': [models.CheckConstraint(condition=models.Q(('entitled', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('away'), '+', models.F('excused_absent')), '+', models.F('absent')), '+', models.F('in_favour')), '+', models.F('against')), '+', models.F('other')))), name='votes_and_absentees_make_the_base', violation_error_message='Số phiếu cộng số vắng mặt phải bằng mẫu số biểu quyết.')],
            },
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'returning'), name='work_returns_once_a_meeting', violation_error_message='Việc này đã có trong chương trình.'),
        ),
    ]
