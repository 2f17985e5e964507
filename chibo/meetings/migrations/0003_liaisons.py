import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0001_work_given'),
        ('documents', '0001_initial'),
        ('meetings', '0002_plans'),
        ('members', '0009_transfer_letters'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Liaison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('topic', models.CharField(blank=True, max_length=300, verbose_name='nội dung theo dõi riêng')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do thôi phụ trách')),
                ('cell', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='organisations.organisation')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='liaisons', to='organisations.organisation')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='liaisons', to='members.person')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='organisations.place')),
            ],
            options={
                'verbose_name': 'phân công cấp ủy viên phụ trách',
                'db_table': 'liaison',
                'abstract': False,
                'indexes': [models.Index(fields=['committee', 'started_on'], name='liaison_by_committee')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='meetings_liaison_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('cell__isnull', False), ('place__isnull', True)), models.Q(('cell__isnull', True), ('place__isnull', False)), _connector='OR'), name='a_liaison_follows_one', violation_error_message='Chọn một chi bộ hoặc một thôn, bản.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'cell', 'place'), name='a_liaison_is_assigned_once', nulls_distinct=False, violation_error_message='Đồng chí này đang phụ trách nơi đó.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='a_liaison_ends_with_a_reason', violation_error_message='Ghi lý do thôi phụ trách.')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='dự kiến ngày')),
                ('came_on', models.DateField(blank=True, null=True, verbose_name='đã dự ngày')),
                ('missed_on', models.DateField(blank=True, null=True, verbose_name='ghi không dự ngày')),
                ('missed', models.CharField(blank=True, max_length=200, verbose_name='lý do không dự')),
                ('of_village', models.BooleanField(default=False, verbose_name='họp thôn, bản')),
                ('raised', models.TextField(blank=True, max_length=5000, verbose_name='ý kiến nêu tại buổi họp')),
                ('remark', models.TextField(blank=True, max_length=5000, verbose_name='nhận xét')),
                ('liaison', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='meetings.liaison')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'lần dự họp của cấp ủy viên phụ trách',
                'db_table': 'liaison_visit',
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_on__isnull', False), ('came_on__isnull', False), _connector='OR'), name='a_visit_has_a_day', violation_error_message='Nhập ngày dự kiến hoặc ngày đã dự.'), models.CheckConstraint(condition=models.Q(('came_on__isnull', True), ('missed_on__isnull', True), _connector='OR'), name='who_came_did_not_miss_it', violation_error_message='Đã dự thì không ghi không dự.'), models.CheckConstraint(condition=models.Q(('missed_on__isnull', True), models.Q(('missed', ''), _negated=True), _connector='OR'), name='a_visit_missed_says_why', violation_error_message='Ghi lý do không dự.'), models.UniqueConstraint(fields=('liaison', 'came_on', 'of_village'), name='a_visit_is_recorded_once', violation_error_message='Lần dự ngày này đã ghi.'), models.UniqueConstraint(fields=('liaison', 'planned_on', 'of_village'), name='a_visit_is_planned_once', violation_error_message='Ngày này đã có trong lịch dự.')],
            },
        ),
        migrations.CreateModel(
            name='VisitWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='assignments.assignment')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='meetings.visit')),
            ],
            options={
                'verbose_name': 'việc giao sau lần dự họp',
                'db_table': 'liaison_visit_work',
            },
        ),
    ]
