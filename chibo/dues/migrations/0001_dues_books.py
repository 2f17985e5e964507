import chibo.base.columns
import chibo.base.secrets
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0010_corrections'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('number', models.PositiveIntegerField(verbose_name='số phiếu')),
                ('paid_on', models.DateField(verbose_name='ngày nộp')),
                ('amount', models.BigIntegerField(verbose_name='số tiền')),
                ('method', models.CharField(choices=[('cash', 'Tiền mặt'), ('portal', 'Cổng Dịch vụ công Quốc gia'), ('bank', 'Tài khoản ngân hàng')], default='cash', max_length=8, verbose_name='hình thức')),
                ('received_by', models.CharField(blank=True, max_length=120, verbose_name='người thu')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='ngày hủy')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_payments', to='members.person')),
            ],
            options={
                'verbose_name': 'phiếu thu đảng phí',
                'db_table': 'receipt_of_dues',
                'ordering': ['-paid_on', '-pk'],
                'indexes': [models.Index(fields=['path', 'paid_on'], name='payment_by_path'), models.Index(fields=['person', 'paid_on'], name='payment_by_person')],
                'constraints': [models.UniqueConstraint(fields=('cell', 'year', 'number'), name='one_receipt_a_number', violation_error_message='Số phiếu này đã dùng trong năm; tải lại trang.'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_receipt_is_for_money', violation_error_message='Số tiền phải lớn hơn 0.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='a_receipt_cancelled_says_why', violation_error_message='Ghi lý do hủy phiếu.')],
            },
        ),
        migrations.CreateModel(
            name='PaidMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='tháng')),
                ('amount', models.BigIntegerField(verbose_name='số tiền')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='months', to='dues.payment')),
            ],
            options={
                'verbose_name': 'tháng đã đóng',
                'db_table': 'month_of_receipt',
                'ordering': ['month'],
                'indexes': [models.Index(fields=['person', 'month'], name='paid_month_by_person')],
                'constraints': [models.UniqueConstraint(fields=('payment', 'month'), name='a_receipt_names_a_month_once', violation_error_message='Một phiếu ghi mỗi tháng một lần.'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_paid_month_is_money', violation_error_message='Số tiền phải lớn hơn 0.')],
            },
        ),
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('kind', models.CharField(choices=[('exempt', 'Miễn'), ('reduced', 'Giảm')], max_length=8, verbose_name='miễn hay giảm')),
                ('case', models.CharField(blank=True, max_length=30, verbose_name='trường hợp miễn')),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='giảm (%)')),
                ('reason', models.CharField(max_length=300, verbose_name='lý do')),
                ('applied_on', models.DateField(blank=True, null=True, verbose_name='ngày làm đơn')),
                ('cut_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi sớm')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='ngày hủy')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_reliefs', to='members.person')),
            ],
            options={
                'verbose_name': 'miễn, giảm đảng phí',
                'db_table': 'relief_of_dues',
                'ordering': ['-started_on', '-pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'started_on'], name='relief_by_person'), models.Index(fields=['ended_on'], name='relief_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='dues_relief_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('case', ''), ('kind', 'reduced'), ('percent__isnull', False)), models.Q(('kind', 'exempt'), ('percent__isnull', True), models.Q(('case', ''), _negated=True)), _connector='OR'), name='a_relief_says_how_much', violation_error_message='Giảm thì ghi mức giảm; miễn thì ghi trường hợp miễn.'), models.CheckConstraint(condition=models.Q(('decided_on__isnull', False), ('ended_on__isnull', False)), name='a_relief_is_decided_and_ends', violation_error_message='Miễn, giảm phải có ngày quyết định và thời hạn.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='a_relief_cancelled_says_why', violation_error_message='Ghi lý do hủy.')],
            },
        ),
        migrations.CreateModel(
            name='Remittance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('first_month', models.DateField(verbose_name='từ tháng')),
                ('until', models.DateField(verbose_name='đến trước tháng')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('number', models.PositiveIntegerField(verbose_name='số phiếu')),
                ('handed_on', models.DateField(verbose_name='ngày nộp')),
                ('collected', models.BigIntegerField(verbose_name='đã thu')),
                ('kept', models.BigIntegerField(verbose_name='giữ lại')),
                ('amount', models.BigIntegerField(verbose_name='nộp cấp trên')),
                ('working', models.CharField(blank=True, max_length=500, verbose_name='cách tính')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='lý do số nộp khác số phải nộp')),
                ('method', models.CharField(choices=[('cash', 'Tiền mặt'), ('portal', 'Cổng Dịch vụ công Quốc gia'), ('bank', 'Tài khoản ngân hàng')], default='cash', max_length=8, verbose_name='hình thức')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='ngày hủy')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_received', to='organisations.organisation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_remittances', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'phiếu nộp đảng phí lên cấp trên',
                'db_table': 'remittance_of_dues',
                'ordering': ['-handed_on', '-pk'],
                'indexes': [models.Index(fields=['path', 'handed_on'], name='remittance_by_path')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'number'), name='one_remittance_a_number', violation_error_message='Số phiếu này đã dùng trong năm; tải lại trang.'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('first_month'))), name='remitted_months_in_order', violation_error_message='Tháng cuối phải từ tháng đầu trở đi.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('collected__gte', 0), ('kept__gte', 0)), name='a_remittance_is_no_debt', violation_error_message='Số tiền không được âm.'), models.CheckConstraint(condition=models.Q(('amount', django.db.models.expressions.CombinedExpression(models.F('collected'), '-', models.F('kept'))), models.Q(('reason', ''), _negated=True), _connector='OR'), name='another_amount_has_a_reason', violation_error_message='Số nộp khác số phải nộp: ghi lý do.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='a_remittance_cancelled_says_why', violation_error_message='Ghi lý do hủy phiếu.')],
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('month', models.DateField(verbose_name='tháng')),
                ('category', models.CharField(blank=True, max_length=40, verbose_name='nhóm đóng')),
                ('exempt', models.BooleanField(default=False, verbose_name='được miễn')),
                ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='phải đóng')),
                ('volunteered', models.BigIntegerField(default=0, verbose_name='tự nguyện đóng thêm')),
                ('working', chibo.base.secrets.SecretField(blank=True, verbose_name='cách tính')),
                ('versions', models.CharField(blank=True, max_length=200)),
                ('good_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do chính đáng')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_charges', to='members.person')),
            ],
            options={
                'verbose_name': 'đảng phí phải đóng',
                'db_table': 'charge_of_dues',
                'ordering': ['month', 'pk'],
                'indexes': [models.Index(fields=['path', 'month'], name='charge_by_path')],
                'constraints': [models.UniqueConstraint(fields=('person', 'month'), name='a_month_is_due_once', violation_error_message='Tháng này của đảng viên đã có trong danh sách thu.'), models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='dues_are_no_gift', violation_error_message='Số phải đóng không được âm.')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('category', models.CharField(max_length=40, verbose_name='nhóm đóng')),
                ('base', chibo.base.secrets.SecretField(blank=True, verbose_name='thu nhập làm căn cứ')),
                ('pay', chibo.base.secrets.SecretField(blank=True, verbose_name='tiền công đi làm thêm')),
                ('by_hand', models.BigIntegerField(blank=True, null=True, verbose_name='mức đóng ghi tay')),
                ('hand_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do ghi tay')),
                ('volunteered', models.BigIntegerField(default=0, verbose_name='tự nguyện đóng thêm')),
                ('volunteer_note', models.CharField(blank=True, max_length=200, verbose_name='căn cứ tự nguyện')),
                ('declared_on', models.DateField(verbose_name='ngày khai')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_declarations', to='members.person')),
            ],
            options={
                'verbose_name': 'khai căn cứ đóng đảng phí',
                'db_table': 'declaration_of_dues',
                'abstract': False,
                'indexes': [models.Index(fields=['person', 'started_on'], name='declaration_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='dues_declaration_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person',), name='one_open_declaration_a_member', violation_error_message='Đảng viên này đang có một bản khai còn hiệu lực.'), models.CheckConstraint(condition=models.Q(('by_hand__isnull', True), models.Q(('by_hand__gte', 0), models.Q(('hand_reason', ''), _negated=True)), _connector='OR'), name='an_amount_by_hand_has_a_reason', violation_error_message='Ghi lý do vì sao mức đóng được ghi bằng tay.'), models.CheckConstraint(condition=models.Q(('volunteered__gte', 0)), name='what_is_volunteered_is_no_debt', violation_error_message='Số tự nguyện đóng thêm không được âm.')],
            },
        ),
        migrations.CreateModel(
            name='DuesTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('wage_zone', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Vùng I'), (2, 'Vùng II'), (3, 'Vùng III'), (4, 'Vùng IV')], null=True, verbose_name='vùng lương tối thiểu')),
                ('keeps', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='được giữ lại (%)')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_terms', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'vùng và tỷ lệ giữ lại',
                'db_table': 'dues_terms',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='dues_duesterms_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('organisation',), name='one_open_dues_terms_a_unit', violation_error_message='Đơn vị này đang có một mức còn hiệu lực.'), models.CheckConstraint(condition=models.Q(('keeps__isnull', True), ('keeps__lte', 100), _connector='OR'), name='nobody_keeps_more_than_all', violation_error_message='Tỷ lệ giữ lại từ 0 đến 100%.')],
            },
        ),
    ]
