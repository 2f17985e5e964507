import chibo.base.columns
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('founded_on', models.DateField(verbose_name='ngày thành lập')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='ngày kết thúc')),
                ('dissolution_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định kết thúc')),
                ('dissolution_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do kết thúc')),
                ('records_from', models.DateField(blank=True, null=True, verbose_name='sổ bắt đầu từ')),
            ],
            options={
                'verbose_name': 'tổ chức đảng',
                'db_table': 'organisation',
                'constraints': [models.CheckConstraint(condition=models.Q(('dissolved_on__isnull', True), ('dissolved_on__gte', models.F('founded_on')), _connector='OR'), name='organisation_ends_after_founding', violation_error_message='Ngày giải thể phải sau ngày thành lập.')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('name', models.CharField(max_length=120, verbose_name='tên')),
                ('name_folded', chibo.base.columns.BytewiseField(editable=False, max_length=120)),
                ('kind', models.CharField(max_length=30, verbose_name='loại')),
                ('is_difficult', models.BooleanField(default=False, verbose_name='địa bàn khó khăn')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='organisations.organisation', verbose_name='thuộc địa bàn')),
            ],
            options={
                'verbose_name': 'địa bàn, đơn vị',
                'db_table': 'place',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='organisations_place_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('area', 'kind', 'name'), name='one_place_a_name', violation_error_message='Xã đã có địa bàn hoặc đơn vị mang tên này.')],
            },
        ),
        migrations.CreateModel(
            name='CellPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covered_places', to='organisations.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='organisations.place')),
            ],
            options={
                'verbose_name': 'chi bộ phụ trách địa bàn',
                'db_table': 'cell_place',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='organisations_cellplace_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('cell', 'place'), name='a_cell_covers_a_place_once', violation_error_message='Chi bộ này đang phụ trách địa bàn đó.')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organisations.organisation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_placements', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'vị trí trong cây tổ chức',
                'db_table': 'organisation_placement',
                'abstract': False,
                'indexes': [models.Index(fields=['path', 'started_on'], name='placement_by_path'), models.Index(fields=['organisation', 'started_on'], name='placement_by_organisation'), models.Index(fields=['parent', 'started_on'], name='placement_by_parent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='organisations_placement_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('organisation',), name='one_open_placement_an_organisation', violation_error_message='Tổ chức này đang trực thuộc một tổ chức khác.'), models.CheckConstraint(condition=models.Q(('parent', models.F('organisation')), _negated=True), name='not_its_own_parent', violation_error_message='Một tổ chức không thể trực thuộc chính nó.')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('short_name', models.CharField(max_length=100, verbose_name='tên ngắn')),
                ('name_folded', chibo.base.columns.BytewiseField(editable=False, max_length=200)),
                ('kind', models.CharField(max_length=30, verbose_name='loại tổ chức')),
                ('base_type', models.CharField(blank=True, max_length=30, verbose_name='loại hình')),
                ('code', models.CharField(blank=True, max_length=14, verbose_name='mã tổ chức')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profiles', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'tên và loại tổ chức',
                'db_table': 'organisation_profile',
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'started_on'], name='profile_by_organisation'), models.Index(fields=['name_folded'], name='profile_by_folded_name'), models.Index(fields=['code'], name='profile_by_code')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='organisations_profile_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('organisation',), name='one_open_profile_an_organisation', violation_error_message='Tổ chức này đang có một tên khác còn hiệu lực.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('code', ''), _negated=True)), fields=('code',), name='one_organisation_a_code', violation_error_message='Mã tổ chức này đã dùng cho một tổ chức khác.'), models.CheckConstraint(condition=models.Q(('code', ''), ('code__regex', '^\\d{14}$'), _connector='OR'), name='code_has_14_digits', violation_error_message='Mã tổ chức có 14 chữ số, viết như 38.168.053.000.001.')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số quyết định')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ra quyết định')),
                ('role', models.CharField(choices=[('admin', 'Quản trị hệ thống'), ('office', 'Cán bộ văn phòng, tổ chức'), ('secretary', 'Bí thư đảng ủy'), ('deputy', 'Phó bí thư thường trực'), ('inspection', 'Ủy ban kiểm tra'), ('in_charge', 'Ủy viên phụ trách chi bộ'), ('cell_secretary', 'Bí thư chi bộ'), ('cell_deputy', 'Phó bí thư chi bộ'), ('cell_committee', 'Chi ủy viên'), ('member', 'Đảng viên'), ('superior', 'Cấp trên (số tổng hợp)'), ('superior_names', 'Cấp trên (được xem danh sách)'), ('auditor', 'Kiểm toán nhật ký')], max_length=20, verbose_name='nhiệm vụ')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='organisations.organisation', verbose_name='tại')),
            ],
            options={
                'verbose_name': 'nhiệm vụ trên hệ thống',
                'db_table': 'duty',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='organisations_duty_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('user', 'role', 'organisation'), name='one_open_duty_of_a_kind', violation_error_message='Tài khoản này đang giữ nhiệm vụ đó tại đây.')],
            },
        ),
    ]
