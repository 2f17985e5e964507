import chibo.base.columns
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assignments', '0002_work_goes_on_elsewhere'),
        ('documents', '0002_numbers_by_term'),
        ('members', '0010_corrections'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('started_on', models.DateField(verbose_name='bắt đầu củng cố')),
                ('first_ends_on', models.DateField(verbose_name='hạn ban đầu')),
                ('ends_on', models.DateField(verbose_name='hạn hoàn thành')),
                ('causes', models.CharField(max_length=3000, verbose_name='nguyên nhân')),
                ('aims', models.CharField(blank=True, max_length=3000, verbose_name='mục tiêu, yêu cầu')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='kết thúc ngày')),
                ('outcome', models.CharField(blank=True, max_length=1000, verbose_name='kết luận khi kết thúc')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consolidation_plans_made', to='organisations.organisation')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consolidation_closings', to='documents.paper')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consolidation_plans', to='documents.paper')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consolidation_plans', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'kế hoạch củng cố',
                'db_table': 'weak_plan',
                'ordering': ['-started_on', '-pk'],
                'indexes': [models.Index(fields=['path', 'started_on'], name='consolidation_by_path'), models.Index(fields=['committee'], name='consolidation_by_committee')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('started_on')), ('first_ends_on__gt', models.F('started_on'))), name='a_plan_ends_after_it_starts', violation_error_message='Hạn hoàn thành phải sau ngày bắt đầu củng cố.'), models.CheckConstraint(condition=models.Q(('causes', ''), _negated=True), name='a_plan_names_its_causes', violation_error_message='Ghi nguyên nhân yếu kém.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='a_plan_closed_says_how', violation_error_message='Ghi kết luận khi kết thúc kế hoạch.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('started_on')), _connector='OR'), name='a_plan_closes_after_it_starts', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu củng cố trở đi.'), models.UniqueConstraint(fields=('unit', 'paper'), name='one_plan_a_unit_and_paper', violation_error_message='Đơn vị đã có kế hoạch theo văn bản này.')],
            },
        ),
        migrations.CreateModel(
            name='ForceMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('role', models.CharField(choices=[('head', 'Tổ trưởng'), ('deputy', 'Tổ phó'), ('member', 'Thành viên')], max_length=8, verbose_name='vai trò')),
                ('office', models.CharField(max_length=200, verbose_name='chức vụ, cơ quan')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do thôi')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task_forces', to='members.person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='force', to='consolidation.plan')),
            ],
            options={
                'verbose_name': 'thành viên tổ công tác',
                'db_table': 'task_force_member',
                'ordering': ['plan', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='consolidation_forcemember_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('role', 'head')), fields=('plan',), name='a_task_force_has_one_head', violation_error_message='Tổ công tác đã có tổ trưởng; cho thôi trước khi thay.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('plan', 'office'), name='an_office_sits_once_in_a_task_force', violation_error_message='Chức vụ này đã có trong tổ công tác.')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('month', 'Theo dõi tháng'), ('quarter', 'Sơ kết'), ('report', 'Báo cáo kết quả')], max_length=8, verbose_name='loại')),
                ('first_day', models.DateField(verbose_name='kỳ bắt đầu ngày')),
                ('written_on', models.DateField(verbose_name='ghi ngày')),
                ('judgement', models.CharField(choices=[('clear', 'Chuyển biến rõ'), ('some', 'Có chuyển biến'), ('none', 'Chưa chuyển biến'), ('worse', 'Xấu đi')], max_length=6, verbose_name='nhận định')),
                ('text', models.CharField(max_length=2000, verbose_name='việc đã làm, kết quả')),
                ('attended', models.CharField(blank=True, max_length=300, verbose_name='tổ công tác dự sinh hoạt')),
                ('ahead', models.CharField(blank=True, max_length=1000, verbose_name='việc phải làm tiếp')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='consolidation.plan')),
            ],
            options={
                'verbose_name': 'ghi chép theo dõi củng cố',
                'db_table': 'weak_plan_follow_up',
                'ordering': ['plan', 'first_day', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'kind', 'first_day'), name='one_follow_up_a_period', violation_error_message='Kỳ này đã ghi.')],
            },
        ),
        migrations.CreateModel(
            name='PlanStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('extended', 'Gia hạn'), ('closed', 'Công nhận thoát yếu kém'), ('reopened', 'Mở lại'), ('cancelled', 'Thôi thực hiện'), ('moved', 'Chuyển sang đơn vị kế tục')], max_length=10, verbose_name='bước')),
                ('on', models.DateField(verbose_name='ngày')),
                ('reason', models.CharField(max_length=1000, verbose_name='lý do, kết luận')),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('ends_after', models.DateField(blank=True, null=True)),
                ('committee_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consolidation_steps', to='documents.paper')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='consolidation.plan')),
                ('unit_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'diễn biến kế hoạch củng cố',
                'db_table': 'weak_plan_step',
                'ordering': ['plan', 'on', 'pk'],
                'indexes': [models.Index(fields=['kind', 'on'], name='consolidation_step_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_step_of_a_plan_says_why', violation_error_message='Ghi lý do.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'extended'), _negated=True), models.Q(('ends_after__gt', models.F('ends_before')), ('ends_before__isnull', False)), _connector='OR'), name='an_extension_of_a_plan_is_later', violation_error_message='Hạn mới phải sau hạn cũ.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'closed'), _negated=True), ('paper__isnull', False), _connector='OR'), name='leaving_weakness_has_a_decision', violation_error_message='Công nhận thoát yếu kém phải có quyết định, thông báo.')],
            },
        ),
        migrations.CreateModel(
            name='Secondment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='họ và tên')),
                ('office', models.CharField(blank=True, max_length=200, verbose_name='giữ chức vụ')),
                ('sent_from', models.CharField(max_length=200, verbose_name='tăng cường từ')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do thôi')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='secondments', to='documents.paper')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secondments', to='consolidation.plan')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='secondments', to='members.post')),
            ],
            options={
                'verbose_name': 'cán bộ tăng cường',
                'db_table': 'secondment',
                'ordering': ['plan', 'started_on', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='consolidation_secondment_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('office', ''), ('post__isnull', False)), models.Q(('post__isnull', True), models.Q(('name', ''), _negated=True), models.Q(('office', ''), _negated=True)), _connector='OR'), name='a_secondment_is_of_an_office', violation_error_message='Chọn chức vụ đã ghi trong hồ sơ, hoặc ghi họ tên và chức vụ; không cả hai.')],
            },
        ),
        migrations.CreateModel(
            name='SolutionGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('title', models.CharField(max_length=300, verbose_name='nhóm giải pháp')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='consolidation.plan')),
            ],
            options={
                'verbose_name': 'nhóm giải pháp',
                'db_table': 'weak_plan_group',
                'ordering': ['plan', 'number'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='one_solution_group_a_number', violation_error_message='Số thứ tự này đã có nhóm giải pháp.')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='consolidation_measure', to='assignments.assignment')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='consolidation.solutiongroup')),
            ],
            options={
                'verbose_name': 'biện pháp củng cố',
                'db_table': 'weak_plan_measure',
                'ordering': ['group', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Weakness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(blank=True, max_length=40, verbose_name='tiêu chí')),
                ('what', models.CharField(max_length=500, verbose_name='hạn chế, yếu kém')),
                ('evidence', models.CharField(blank=True, max_length=500, verbose_name='minh chứng đã khắc phục')),
                ('cleared_on', models.DateField(blank=True, null=True, verbose_name='khắc phục xong ngày')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weaknesses', to='consolidation.plan')),
            ],
            options={
                'verbose_name': 'hạn chế phải khắc phục',
                'db_table': 'weak_plan_weakness',
                'ordering': ['plan', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'what'), name='a_weakness_is_listed_once', violation_error_message='Hạn chế này đã có trong kế hoạch.'), models.CheckConstraint(condition=models.Q(('cleared_on__isnull', True), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='a_weakness_overcome_has_evidence', violation_error_message='Ghi minh chứng đã khắc phục.')],
            },
        ),
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('criterion', models.CharField(max_length=40, verbose_name='tiêu chí')),
                ('confirmed', models.BooleanField(verbose_name='đúng là yếu kém')),
                ('found', models.CharField(blank=True, max_length=500, verbose_name='số liệu cho biết')),
                ('reason', models.CharField(max_length=500, verbose_name='lý do')),
                ('evidence', models.CharField(blank=True, max_length=500, verbose_name='minh chứng')),
                ('concluded_on', models.DateField(verbose_name='ngày kết luận')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='nơi kết luận')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weakness_conclusions', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'kết luận về dấu hiệu yếu kém',
                'db_table': 'weakness_conclusion',
                'ordering': ['-concluded_on', '-pk'],
                'indexes': [models.Index(fields=['path', 'concluded_on'], name='conclusion_by_path')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'criterion', 'concluded_on'), name='one_conclusion_a_criterion_and_day', violation_error_message='Tiêu chí này đã được kết luận trong ngày ấy.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_conclusion_says_why', violation_error_message='Ghi lý do kết luận.')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('what', models.CharField(max_length=200, verbose_name='mốc phải đạt')),
                ('set_on', models.DateField(verbose_name='đặt ra ngày')),
                ('due_on', models.DateField(verbose_name='hạn')),
                ('result', models.CharField(blank=True, choices=[('reached', 'Đạt'), ('missed', 'Không đạt')], max_length=8, verbose_name='kết quả')),
                ('result_on', models.DateField(blank=True, null=True, verbose_name='ngày có kết quả')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='minh chứng')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='documents.paper')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'mốc phải đạt',
                'db_table': 'milestone',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['path', 'due_on'], name='milestone_by_path')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'what', 'due_on'), name='a_milestone_is_set_once', violation_error_message='Đơn vị đã có mốc này với cùng hạn.'), models.CheckConstraint(condition=models.Q(models.Q(('result', ''), ('result_on__isnull', True)), models.Q(models.Q(('result', ''), _negated=True), ('result_on__isnull', False)), _connector='OR'), name='a_result_of_a_milestone_has_its_day', violation_error_message='Ghi kết quả cùng ngày có kết quả.')],
            },
        ),
    ]
