import chibo.base.columns
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_numbers_by_term'),
        ('members', '0010_corrections'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Discipline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('status', models.CharField(blank=True, max_length=20, verbose_name='tư cách')),
                ('form', models.CharField(max_length=20, verbose_name='hình thức')),
                ('body', models.CharField(choices=[('cell', 'Chi bộ'), ('committee', 'Đảng ủy (cấp ủy)'), ('standing', 'Ban thường vụ'), ('inspection', 'Ủy ban kiểm tra')], max_length=12, verbose_name='cấp quyết định')),
                ('decided_on', models.DateField(verbose_name='ngày quyết định')),
                ('effective_on', models.DateField(verbose_name='có hiệu lực từ')),
                ('concluded_on', models.DateField(verbose_name='kết luận vi phạm ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('why', models.CharField(max_length=1000, verbose_name='lý do kỷ luật')),
                ('heard_on', models.DateField(blank=True, null=True, verbose_name='nghe trình bày ngày')),
                ('not_heard_because', models.CharField(blank=True, max_length=300, verbose_name='lý do không nghe được')),
                ('votes', models.PositiveSmallIntegerField(verbose_name='số phiếu tán thành')),
                ('base', models.PositiveSmallIntegerField(verbose_name='số người có quyền biểu quyết')),
                ('cell_votes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='phiếu tán thành tại chi bộ')),
                ('cell_base', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='đảng viên được triệu tập tại chi bộ')),
                ('handed_on', models.DateField(blank=True, null=True, verbose_name='trao quyết định ngày')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='hủy ngày')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='tổ chức quyết định')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disciplines_kept', to='organisations.organisation', verbose_name='sổ của')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='documents.paper')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='members.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'quyết định kỷ luật',
                'db_table': 'discipline',
                'ordering': ['-decided_on', '-pk'],
                'indexes': [models.Index(fields=['path', 'effective_on'], name='discipline_by_path'), models.Index(fields=['keeper', 'decided_on'], name='discipline_by_keeper'), models.Index(fields=['person'], name='discipline_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('unit__isnull', True)), models.Q(('person__isnull', True), ('unit__isnull', False)), _connector='OR'), name='discipline_is_of_one', violation_error_message='Chọn một đảng viên, hoặc một tổ chức đảng.'), models.CheckConstraint(condition=models.Q(('concluded_on__lte', models.F('decided_on')), ('effective_on__gte', models.F('decided_on'))), name='discipline_days_in_order', violation_error_message='Kết luận vi phạm trước hoặc cùng ngày quyết định; hiệu lực từ ngày quyết định trở đi.'), models.CheckConstraint(condition=models.Q(('base__gt', 0), ('votes__lte', models.F('base'))), name='discipline_votes_within_base', violation_error_message='Số phiếu tán thành không vượt số người có quyền biểu quyết.'), models.CheckConstraint(condition=models.Q(models.Q(('cell_base__isnull', True), ('cell_votes__isnull', True)), models.Q(('cell_base__gt', 0), ('cell_votes__lte', models.F('cell_base'))), _connector='OR'), name='discipline_cell_votes_within_base', violation_error_message='Số phiếu tại chi bộ không vượt số đảng viên được triệu tập.'), models.CheckConstraint(condition=models.Q(('person__isnull', True), ('heard_on__isnull', False), models.Q(('not_heard_because', ''), _negated=True), _connector='OR'), name='a_member_is_heard_before', violation_error_message='Ghi ngày nghe đảng viên trình bày, hoặc lý do không nghe được.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='discipline_cancelled_says_why', violation_error_message='Ghi lý do hủy quyết định kỷ luật.'), models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True), ('person__isnull', False)), fields=('person', 'decided_on'), name='one_discipline_a_member_and_day', violation_error_message='Đã ghi kỷ luật đảng viên này trong cùng ngày.')],
            },
        ),
        migrations.CreateModel(
            name='Violation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('politics', 'Phẩm chất chính trị'), ('ethics', 'Đạo đức, lối sống'), ('activity', 'Sinh hoạt đảng, nguyên tắc tổ chức'), ('duty', 'Nhiệm vụ đảng viên'), ('cell_task', 'Nhiệm vụ do chi bộ giao'), ('superior_task', 'Nhiệm vụ do cấp trên giao')], max_length=14, verbose_name='thuộc lĩnh vực')),
                ('act', models.CharField(blank=True, max_length=20, verbose_name='điều đảng viên không được làm')),
                ('what', models.CharField(max_length=500, verbose_name='hành vi')),
                ('happened_on', models.DateField(verbose_name='ngày vi phạm')),
                ('discipline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='violations', to='inspection.discipline')),
            ],
            options={
                'verbose_name': 'vi phạm',
                'db_table': 'violation',
                'ordering': ['discipline', 'happened_on', 'pk'],
            },
        ),
    ]
