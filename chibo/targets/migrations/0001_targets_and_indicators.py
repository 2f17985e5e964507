import chibo.base.columns
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0002_numbers_by_term'),
        ('members', '0010_corrections'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('name', models.CharField(max_length=160, verbose_name='tên nhóm')),
                ('figure', models.CharField(max_length=60, verbose_name='lấy từ số liệu')),
                ('key', models.CharField(blank=True, max_length=60, verbose_name='khóa của số liệu')),
                ('frozen_on', models.DateField(verbose_name='chốt ngày')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'nhóm người chốt để theo dõi',
                'db_table': 'cohort',
                'ordering': ['-frozen_on', 'name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name', 'frozen_on'), name='one_cohort_a_name_and_day', violation_error_message='Đơn vị đã chốt nhóm mang tên này cùng ngày.')],
            },
        ),
        migrations.CreateModel(
            name='CohortMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='targets.cohort')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
            options={
                'verbose_name': 'người trong nhóm chốt',
                'db_table': 'cohort_member',
                'ordering': ['cohort', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'person'), name='one_is_in_a_cohort_once', violation_error_message='Người này đã có trong nhóm.')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('indicator', models.CharField(max_length=60, verbose_name='chỉ số')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('value', models.DecimalField(decimal_places=3, max_digits=16, verbose_name='giá trị')),
                ('told_on', models.DateField(verbose_name='ngày công bố')),
                ('source', models.CharField(max_length=200, verbose_name='nguồn')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='thay, rút ngày')),
                ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thay, rút')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicator_values', to='organisations.organisation', verbose_name='đơn vị')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicator_values', to='organisations.place')),
            ],
            options={
                'verbose_name': 'giá trị chỉ số',
                'db_table': 'indicator_value',
                'ordering': ['indicator', '-year', '-told_on', 'pk'],
                'indexes': [models.Index(fields=['path', 'indicator', 'year'], name='indicator_by_path')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('place__isnull', True), ('withdrawn_on__isnull', True)), fields=('organisation', 'indicator', 'year'), name='one_value_a_unit_and_year', violation_error_message='Năm này đã có giá trị; sửa thì ghi lý do.'), models.UniqueConstraint(condition=models.Q(('place__isnull', False), ('withdrawn_on__isnull', True)), fields=('place', 'indicator', 'year'), name='one_value_a_place_and_year', violation_error_message='Năm này địa bàn đã có giá trị; sửa thì ghi lý do.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdraw_reason', ''), _negated=True), _connector='OR'), name='a_value_withdrawn_says_why', violation_error_message='Ghi lý do thay, rút giá trị.')],
            },
        ),
        migrations.CreateModel(
            name='OwnIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True, verbose_name='mã')),
                ('label', models.CharField(max_length=120, verbose_name='tên chỉ số')),
                ('unit', models.CharField(max_length=60, verbose_name='đơn vị tính')),
                ('places', models.PositiveSmallIntegerField(default=0, verbose_name='số chữ số thập phân')),
                ('up', models.BooleanField(default=True, verbose_name='càng cao càng tốt')),
                ('meaning', models.CharField(blank=True, max_length=300, verbose_name='cách tính')),
                ('added_on', models.DateField(verbose_name='thêm ngày')),
            ],
            options={
                'verbose_name': 'chỉ số thêm tại nơi cài đặt',
                'db_table': 'own_indicator',
                'ordering': ['label'],
                'constraints': [models.CheckConstraint(condition=models.Q(('places__lte', 3)), name='an_indicator_has_few_decimals', violation_error_message='Nhiều nhất 3 chữ số thập phân.')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('figure', models.CharField(blank=True, max_length=60, verbose_name='số liệu')),
                ('key', models.CharField(blank=True, max_length=60, verbose_name='khóa của số liệu')),
                ('indicator', models.CharField(blank=True, max_length=60, verbose_name='chỉ số')),
                ('measure', models.CharField(choices=[('amount', 'Con số'), ('share', 'Tỷ lệ (%)')], default='amount', max_length=6, verbose_name='cách đo')),
                ('span', models.CharField(choices=[('half', '6 tháng'), ('year', 'Năm'), ('term', 'Nhiệm kỳ, giai đoạn')], max_length=4, verbose_name='loại kỳ')),
                ('first_day', models.DateField(verbose_name='từ ngày')),
                ('last_day', models.DateField(verbose_name='đến hết ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='thôi từ ngày')),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi')),
                ('cohort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='targets.cohort')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='organisations.organisation', verbose_name='đơn vị')),
                ('setter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets_set', to='organisations.organisation')),
                ('whole', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='targets.target')),
            ],
            options={
                'verbose_name': 'chỉ tiêu',
                'db_table': 'target',
                'ordering': ['-first_day', 'pk'],
                'indexes': [models.Index(fields=['path', 'first_day'], name='target_by_path'), models.Index(fields=['organisation', 'last_day'], name='target_by_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('figure', ''), _negated=True), ('indicator', '')), models.Q(('cohort__isnull', True), ('figure', ''), ('key', ''), models.Q(('indicator', ''), _negated=True)), _connector='OR'), name='a_target_is_of_one_number', violation_error_message='Chỉ tiêu của một số liệu, hoặc của một chỉ số.'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='a_target_runs_forward', violation_error_message='Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='a_target_given_up_says_why', violation_error_message='Ghi lý do thôi chỉ tiêu.'), models.UniqueConstraint(condition=models.Q(('cohort__isnull', True), ('ended_on__isnull', True)), fields=('organisation', 'figure', 'key', 'indicator', 'measure', 'first_day', 'last_day'), name='one_target_a_number_and_period', violation_error_message='Đơn vị đã có chỉ tiêu này cho kỳ ấy.'), models.UniqueConstraint(condition=models.Q(('cohort__isnull', False), ('ended_on__isnull', True)), fields=('organisation', 'figure', 'key', 'cohort', 'first_day', 'last_day'), name='one_target_a_cohort_and_period', violation_error_message='Đơn vị đã có chỉ tiêu này cho nhóm và kỳ ấy.')],
            },
        ),
        migrations.CreateModel(
            name='TargetResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('half', 'Sơ kết 6 tháng'), ('end', 'Tổng kết cả kỳ')], max_length=4, verbose_name='lần chốt')),
                ('on', models.DateField(verbose_name='số của ngày')),
                ('value', models.DecimalField(decimal_places=3, max_digits=16, verbose_name='kết quả')),
                ('base', models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True, verbose_name='mẫu số')),
                ('least', models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True, verbose_name='ít nhất')),
                ('most', models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True, verbose_name='nhiều nhất')),
                ('met', models.BooleanField(verbose_name='đạt')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('recorded_on', models.DateField(verbose_name='chốt ngày')),
                ('replaced_on', models.DateField(blank=True, null=True, verbose_name='thay ngày')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='targets.target')),
            ],
            options={
                'verbose_name': 'kết quả chỉ tiêu đã chốt',
                'db_table': 'target_result',
                'ordering': ['target', 'on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_on__isnull', True)), fields=('target', 'moment'), name='one_result_a_closing', violation_error_message='Lần chốt này đã ghi kết quả.'), models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('on'))), name='a_result_is_of_a_day_gone', violation_error_message='Kết quả lấy số của ngày đã qua.')],
            },
        ),
        migrations.CreateModel(
            name='TargetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần ghi')),
                ('least', models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True, verbose_name='ít nhất')),
                ('most', models.DecimalField(blank=True, decimal_places=3, max_digits=16, null=True, verbose_name='nhiều nhất')),
                ('proposed_on', models.DateField(verbose_name='ngày đăng ký')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thay đổi')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='ngày duyệt')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='ngày trả lại')),
                ('said', models.CharField(blank=True, max_length=300, verbose_name='ý kiến khi duyệt')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('proposer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='targets.target')),
            ],
            options={
                'verbose_name': 'số đăng ký của chỉ tiêu',
                'db_table': 'target_version',
                'ordering': ['target', 'number'],
                'constraints': [models.UniqueConstraint(fields=('target', 'number'), name='target_versions_are_counted', violation_error_message='Lần ghi này đã có.'), models.UniqueConstraint(condition=models.Q(('approved_on__isnull', True), ('returned_on__isnull', True)), fields=('target',), name='one_version_waits', violation_error_message='Chỉ tiêu đang có một số chờ duyệt.'), models.CheckConstraint(condition=models.Q(('least__isnull', False), ('most__isnull', False), _connector='OR'), name='a_target_has_a_number', violation_error_message='Ghi số ít nhất, nhiều nhất, hoặc cả hai.'), models.CheckConstraint(condition=models.Q(('least__isnull', True), ('most__isnull', True), ('most__gte', models.F('least')), _connector='OR'), name='a_target_range_goes_up', violation_error_message='Số trên của chỉ tiêu không được nhỏ hơn số dưới.'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_changed_target_says_why', violation_error_message='Ghi lý do thay đổi chỉ tiêu.'), models.CheckConstraint(condition=models.Q(('returned_on__isnull', True), models.Q(('approved_on__isnull', True), models.Q(('said', ''), _negated=True)), _connector='OR'), name='a_returned_target_says_why', violation_error_message='Ghi lý do trả lại; số đã duyệt thì không trả lại nữa.')],
            },
        ),
    ]
