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
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('name', models.CharField(max_length=250, verbose_name='tên cơ quan, đơn vị')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='organisations.organisation', verbose_name='nơi xếp loại')),
            ],
            options={
                'verbose_name': 'cơ quan, đơn vị',
                'db_table': 'rated_agency',
                'ordering': ['name', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='appraisal_agency_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('keeper', 'name'), name='an_agency_is_listed_once', violation_error_message='Cơ quan, đơn vị này đã có trong danh sách.')],
            },
        ),
        migrations.CreateModel(
            name='Aim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('level', models.CharField(max_length=20, verbose_name='mức đăng ký')),
                ('registered_on', models.DateField(verbose_name='đăng ký ngày')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rating_aims', to='members.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_aims', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'mức xếp loại đăng ký',
                'db_table': 'rating_aim',
                'ordering': ['-year', 'pk'],
                'indexes': [models.Index(fields=['path', 'year'], name='rating_aim_by_path')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('unit', 'year'), name='a_unit_aims_once_a_year', violation_error_message='Đơn vị đã đăng ký mức của năm này.'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('person', 'year'), name='a_member_aims_once_a_year', violation_error_message='Đảng viên đã đăng ký mức của năm này.')],
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('quarter', models.PositiveSmallIntegerField(default=0, verbose_name='quý')),
                ('frozen_on', models.DateField(verbose_name='chốt danh sách ngày')),
                ('cells_by', models.DateField(blank=True, null=True, verbose_name='chi bộ họp xong trước ngày')),
                ('decide_by', models.DateField(blank=True, null=True, verbose_name='quyết định trước ngày')),
                ('told', models.BooleanField(default=False, verbose_name='ghi lại kết quả đã có')),
                ('special_reason', models.CharField(blank=True, max_length=500, verbose_name='căn cứ áp dụng tỷ lệ đặc biệt')),
                ('over_cap_reason', models.CharField(blank=True, max_length=500, verbose_name='vì sao vượt tỷ lệ của năm ấy')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='thôi ngày')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_cycles', to='organisations.organisation', verbose_name='nơi xếp loại')),
            ],
            options={
                'verbose_name': 'kỳ xếp loại',
                'db_table': 'rating_cycle',
                'ordering': ['-year', '-quarter', 'pk'],
                'indexes': [models.Index(fields=['path', 'year'], name='rating_cycle_by_path')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True)), fields=('organisation', 'year', 'quarter'), name='one_rating_cycle_a_period', violation_error_message='Đã mở kỳ xếp loại này; mở kỳ đó để ghi tiếp.'), models.CheckConstraint(condition=models.Q(('quarter__range', (0, 4))), name='a_rating_is_of_a_year_or_a_quarter', violation_error_message='Quý từ 1 đến 4; để trống nếu xếp loại cả năm.'), models.CheckConstraint(condition=models.Q(('cells_by__isnull', True), ('decide_by__isnull', True), ('decide_by__gte', models.F('cells_by')), _connector='OR'), name='cells_propose_before_the_committee_decides', violation_error_message='Ngày quyết định phải từ ngày chi bộ họp xong trở đi.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='a_rating_cycle_given_up_says_why', violation_error_message='Ghi lý do thôi kỳ xếp loại.')],
            },
        ),
        migrations.CreateModel(
            name='CellProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='ngày họp')),
                ('entitled', models.PositiveSmallIntegerField(verbose_name='tổng số có quyền biểu quyết')),
                ('away', models.PositiveSmallIntegerField(default=0, verbose_name='sinh hoạt tạm thời nơi khác')),
                ('excused_absent', models.PositiveSmallIntegerField(default=0, verbose_name='được miễn sinh hoạt, vắng mặt')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_proposals', to='organisations.organisation')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='appraisal.cycle')),
            ],
            options={
                'verbose_name': 'đề nghị xếp loại của chi bộ',
                'db_table': 'rating_proposal',
                'ordering': ['cycle', 'held_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('cycle', 'cell'), name='a_cell_proposes_once_a_cycle', violation_error_message='Chi bộ đã ghi đề nghị; sửa đề nghị đó.')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_on', models.DateField(verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=250, verbose_name='cơ quan quyết định')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='thu hồi ngày')),
                ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thu hồi')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='appraisal.cycle')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rating_decisions', to='documents.paper')),
            ],
            options={
                'verbose_name': 'quyết định xếp loại',
                'db_table': 'rating_decision',
                'ordering': ['decided_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdraw_reason', ''), _negated=True), _connector='OR'), name='a_rating_decision_withdrawn_says_why', violation_error_message='Ghi lý do thu hồi quyết định.')],
            },
        ),
        migrations.CreateModel(
            name='Rated',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('member', 'Đảng viên'), ('leader', 'Cán bộ lãnh đạo, quản lý'), ('cell', 'Chi bộ'), ('sectional', 'Đảng bộ bộ phận'), ('grassroots', 'Tổ chức cơ sở đảng'), ('agency', 'Cơ quan, đơn vị')], max_length=10, verbose_name='đối tượng')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('name', models.CharField(max_length=250, verbose_name='tên khi chốt danh sách')),
                ('name_sort', chibo.base.columns.BytewiseField(max_length=400)),
                ('office', models.CharField(blank=True, max_length=60, verbose_name='chức vụ')),
                ('group', models.CharField(blank=True, max_length=80, verbose_name='nhóm tính tỷ lệ')),
                ('unrated', models.CharField(blank=True, choices=[('exempt', 'Miễn sinh hoạt'), ('new', 'Mới thành lập, chưa đủ thời gian'), ('suspended', 'Đình chỉ sinh hoạt'), ('not_yet', 'Chưa xếp loại'), ('other', 'Lý do khác')], max_length=10, verbose_name='không xếp loại vì')),
                ('unrated_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('own_level', models.CharField(blank=True, max_length=20, verbose_name='tự xếp loại')),
                ('proposed_level', models.CharField(blank=True, max_length=20, verbose_name='chi bộ đề nghị')),
                ('votes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='phiếu tán thành')),
                ('committee_level', models.CharField(blank=True, max_length=20, verbose_name='cấp ủy đánh giá')),
                ('decided_level', models.CharField(blank=True, max_length=20, verbose_name='được xếp loại')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='xếp loại ngày')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='thứ bậc')),
                ('ground', models.CharField(blank=True, max_length=30, verbose_name='căn cứ xếp không hoàn thành')),
                ('cause', models.CharField(blank=True, max_length=1000, verbose_name='nguyên nhân')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='appraisal.agency')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='appraisal.cycle')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='appraisal.decision')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='members.person')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='appraisal.cellproposal')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'đối tượng xếp loại',
                'db_table': 'rated',
                'ordering': ['cycle', 'kind', 'path', 'name_sort', 'pk'],
                'indexes': [models.Index(fields=['cycle', 'kind', 'path', 'name_sort'], name='rated_by_list'), models.Index(fields=['path', 'kind'], name='rated_by_path'), models.Index(fields=['unit', 'kind'], name='rated_by_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', True), ('kind__in', ('member', 'leader')), ('person__isnull', False)), models.Q(('agency__isnull', True), ('kind__in', ('cell', 'sectional', 'grassroots')), ('person__isnull', True)), models.Q(('agency__isnull', False), ('kind', 'agency'), ('person__isnull', True)), _connector='OR'), name='a_rating_is_of_one', violation_error_message='Mỗi dòng xếp loại một người, một tổ chức đảng hoặc một cơ quan, đơn vị.'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('cycle', 'person', 'kind', 'office'), name='a_person_is_listed_once_an_office', violation_error_message='Đồng chí này đã có trong danh sách.'), models.UniqueConstraint(condition=models.Q(('agency__isnull', True), ('person__isnull', True)), fields=('cycle', 'unit'), name='an_organisation_is_listed_once', violation_error_message='Tổ chức này đã có trong danh sách.'), models.UniqueConstraint(condition=models.Q(('agency__isnull', False)), fields=('cycle', 'agency'), name='an_agency_is_rated_once', violation_error_message='Cơ quan, đơn vị này đã có trong danh sách.'), models.CheckConstraint(condition=models.Q(('unrated', ''), ('decided_level', ''), _connector='OR'), name='who_is_left_out_is_not_rated', violation_error_message='Đối tượng ngoài diện xếp loại thì không có mức xếp loại.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_level', ''), ('decided_on__isnull', True), ('rank__isnull', True)), models.Q(models.Q(('decided_level', ''), _negated=True), ('decided_on__isnull', False), ('rank__isnull', False)), _connector='OR'), name='a_rating_has_its_day', violation_error_message='Mức xếp loại đã quyết định phải có ngày quyết định.'), models.CheckConstraint(condition=models.Q(('ground', ''), ('rank', 1), _connector='OR'), name='a_ground_is_of_the_lowest_level', violation_error_message='Căn cứ chỉ ghi khi xếp mức thấp nhất.')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('masses', 'Tổ chức chính trị - xã hội'), ('residence', 'Cấp ủy nơi cư trú'), ('agency', 'Cơ quan, đơn vị công tác'), ('superior', 'Cấp trên'), ('other', 'Nơi khác')], max_length=10, verbose_name='nơi góp ý')),
                ('by_whom', models.CharField(max_length=250, verbose_name='tên nơi góp ý')),
                ('given_on', models.DateField(verbose_name='ngày')),
                ('text', models.TextField(max_length=4000, verbose_name='nội dung')),
                ('rated', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='appraisal.rated')),
            ],
            options={
                'verbose_name': 'ý kiến về xếp loại',
                'db_table': 'rating_opinion',
                'ordering': ['given_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Commendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=200, verbose_name='hình thức đề nghị')),
                ('proposed_on', models.DateField(verbose_name='đề nghị ngày')),
                ('reason', models.CharField(max_length=500, verbose_name='thành tích')),
                ('rated', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='commendation', to='appraisal.rated')),
            ],
            options={
                'verbose_name': 'đề nghị khen thưởng',
                'db_table': 'rating_commendation',
                'ordering': ['proposed_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=40, verbose_name='tiêu chí')),
                ('own', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='tự chấm')),
                ('confirmed', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='cấp ủy chấm')),
                ('rated', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='appraisal.rated')),
            ],
            options={
                'verbose_name': 'điểm theo tiêu chí',
                'db_table': 'rating_score',
                'ordering': ['rated', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('rated', 'criterion'), name='a_criterion_is_scored_once', violation_error_message='Tiêu chí này đã có điểm.')],
            },
        ),
        migrations.CreateModel(
            name='SelfReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(blank=True, max_length=4, verbose_name='mẫu')),
                ('written_on', models.DateField(verbose_name='ngày viết')),
                ('strengths', models.TextField(max_length=8000, verbose_name='ưu điểm, kết quả đạt được')),
                ('weaknesses', models.TextField(blank=True, max_length=8000, verbose_name='hạn chế, khuyết điểm')),
                ('causes', models.TextField(blank=True, max_length=4000, verbose_name='nguyên nhân')),
                ('remedies', models.TextField(blank=True, max_length=4000, verbose_name='biện pháp khắc phục')),
                ('rated', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='appraisal.rated')),
            ],
            options={
                'verbose_name': 'bản tự kiểm điểm',
                'db_table': 'self_review',
            },
        ),
        migrations.CreateModel(
            name='Weakness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=500, verbose_name='hạn chế, khuyết điểm')),
                ('cause', models.CharField(max_length=500, verbose_name='nguyên nhân')),
                ('rated', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weaknesses', to='appraisal.rated')),
                ('remedy', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='weakness', to='assignments.assignment')),
            ],
            options={
                'verbose_name': 'hạn chế sau xếp loại',
                'db_table': 'rating_weakness',
                'ordering': ['rated', 'pk'],
            },
        ),
    ]
