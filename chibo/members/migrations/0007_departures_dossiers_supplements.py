import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('members', '0006_restorations_bridge_gaps'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CancelledMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='biến động')),
                ('happened_on', models.DateField(verbose_name='ngày')),
                ('from_status', models.CharField(blank=True, choices=[('probationary', 'Dự bị'), ('official', 'Chính thức')], max_length=12)),
                ('to_status', models.CharField(blank=True, choices=[('probationary', 'Dự bị'), ('official', 'Chính thức')], max_length=12)),
                ('outside_unit', models.CharField(blank=True, max_length=250, verbose_name='đơn vị ngoài hệ thống')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='chi tiết')),
                ('cancelled_on', models.DateField(verbose_name='hủy ngày')),
                ('cancel_reason', models.CharField(max_length=300, verbose_name='lý do hủy')),
            ],
            options={
                'verbose_name': 'biến động bị hủy theo quyết định',
                'db_table': 'cancelled_movement',
                'constraints': [models.CheckConstraint(condition=models.Q(('cancelled_on__gte', models.F('happened_on'))), name='a_movement_is_cancelled_once_it_held', violation_error_message='Quyết định hủy không thể có trước ngày biến động có hiệu lực.')],
            },
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grounds', models.CharField(blank=True, max_length=40, verbose_name='căn cứ xóa tên')),
                ('evidence', models.JSONField(blank=True, default=list, verbose_name='chứng cứ')),
                ('applied_on', models.DateField(blank=True, null=True, verbose_name='ngày làm đơn')),
                ('resolved_on', models.DateField(blank=True, null=True, verbose_name='ngày nghị quyết chi bộ')),
                ('cause', models.CharField(blank=True, max_length=200, verbose_name='nguyên nhân từ trần')),
                ('certificate', models.CharField(blank=True, max_length=120, verbose_name='giấy chứng tử')),
                ('notified_on', models.DateField(blank=True, null=True, verbose_name='ngày phiếu báo')),
            ],
            options={
                'verbose_name': 'hồ sơ ra khỏi danh sách',
                'db_table': 'departure',
                'constraints': [models.CheckConstraint(condition=models.Q(('applied_on__isnull', True), ('resolved_on__isnull', True), ('resolved_on__gte', models.F('applied_on')), _connector='OR'), name='a_cell_considers_leaving_once_asked', violation_error_message='Chi bộ xét sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn.')],
            },
        ),
        migrations.CreateModel(
            name='DossierItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('document', models.CharField(max_length=20, verbose_name='tài liệu')),
                ('state', models.CharField(choices=[('original', 'Có bản gốc'), ('copy', 'Có bản sao'), ('missing', 'Thiếu'), ('not_needed', 'Không phải có')], max_length=10, verbose_name='tình trạng')),
                ('copies', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số bản')),
                ('sheets', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số tờ')),
                ('dated_on', models.DateField(blank=True, null=True, verbose_name='ngày của tài liệu')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='để riêng ở')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'tài liệu trong hồ sơ',
                'db_table': 'dossier_item',
                'ordering': ['person', 'document', 'started_on'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='members_dossieritem_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.')],
            },
        ),
        migrations.CreateModel(
            name='DossierLoan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('borrower', models.CharField(max_length=200, verbose_name='người mượn, đơn vị')),
                ('purpose', models.CharField(blank=True, max_length=200, verbose_name='mục đích')),
                ('lent_on', models.DateField(verbose_name='ngày mượn')),
                ('due_on', models.DateField(verbose_name='hẹn trả')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='ngày trả')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'mượn hồ sơ',
                'db_table': 'dossier_loan',
                'ordering': ['-lent_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('lent_on'))), name='a_loan_is_due_after_it_began', violation_error_message='Ngày hẹn trả không được trước ngày mượn.'), models.CheckConstraint(condition=models.Q(('returned_on__isnull', True), ('returned_on__gte', models.F('lent_on')), _connector='OR'), name='a_dossier_comes_back_after_it_went', violation_error_message='Ngày trả không được trước ngày mượn.')],
            },
        ),
        migrations.CreateModel(
            name='DossierPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('outside_custodian', models.CharField(blank=True, max_length=250, verbose_name='nơi giữ ngoài hệ thống')),
                ('cabinet', models.CharField(blank=True, max_length=40, verbose_name='tủ')),
                ('shelf', models.CharField(blank=True, max_length=40, verbose_name='ngăn')),
                ('box', models.CharField(blank=True, max_length=40, verbose_name='hộp, cặp')),
                ('handover', models.CharField(blank=True, max_length=120, verbose_name='phiếu giao nhận')),
            ],
            options={
                'verbose_name': 'nơi để hồ sơ',
                'db_table': 'dossier_place',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='members_dossierplace_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.')],
            },
        ),
        migrations.CreateModel(
            name='InactivityNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='tháng')),
                ('kind', models.CharField(choices=[('absent', 'Không sinh hoạt'), ('unpaid', 'Không đóng đảng phí')], max_length=10, verbose_name='việc')),
                ('good_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do chính đáng')),
                ('source', models.CharField(max_length=200, verbose_name='ghi từ')),
                ('withdrawn', models.CharField(blank=True, max_length=300, verbose_name='lý do rút')),
            ],
            options={
                'verbose_name': 'tháng không sinh hoạt, không đóng đảng phí',
                'db_table': 'inactivity_note',
                'ordering': ['person', 'month', 'kind'],
                'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='a_month_is_its_first_day', violation_error_message='Ghi tháng bằng ngày đầu tháng.')],
            },
        ),
        migrations.CreateModel(
            name='SupplementSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('collected_on', models.DateField(verbose_name='ngày nộp')),
                ('unchanged', models.BooleanField(default=False, verbose_name='không thay đổi')),
                ('changes', models.TextField(blank=True, max_length=4000, verbose_name='thay đổi khai trong phiếu')),
            ],
            options={
                'verbose_name': 'phiếu bổ sung hồ sơ',
                'db_table': 'supplement_sheet',
                'ordering': ['person', '-year'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('changes', ''), ('unchanged', True)), models.Q(('unchanged', False), models.Q(('changes', ''), _negated=True)), _connector='OR'), name='a_supplement_tells_changes_or_none', violation_error_message='Ghi những gì thay đổi, hoặc chọn “Không thay đổi”; không để trống cả hai.')],
            },
        ),
        migrations.AddField(
            model_name='exemption',
            name='applied_on',
            field=models.DateField(blank=True, null=True, verbose_name='ngày làm đơn'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='end_paper',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper', verbose_name='quyết định kết thúc'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='end_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='lý do kết thúc'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='extends',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extended_by', to='members.exemption'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='medical_paper',
            field=models.CharField(blank=True, max_length=200, verbose_name='giấy tờ y tế'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='outcome',
            field=models.CharField(blank=True, choices=[('returned', 'Trở lại sinh hoạt'), ('extended', 'Gia hạn'), ('disciplined', 'Chuyển sang xử lý kỷ luật'), ('cancelled', 'Hủy quyết định')], max_length=12, verbose_name='kết thúc vì'),
        ),
        migrations.AddField(
            model_name='exemption',
            name='resolved_on',
            field=models.DateField(blank=True, null=True, verbose_name='ngày nghị quyết chi bộ'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='end_paper',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper', verbose_name='quyết định kết thúc'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='end_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='lý do kết thúc'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='extends',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extended_by', to='members.suspension'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='outcome',
            field=models.CharField(blank=True, choices=[('returned', 'Trở lại sinh hoạt'), ('extended', 'Gia hạn'), ('disciplined', 'Chuyển sang xử lý kỷ luật'), ('cancelled', 'Hủy quyết định')], max_length=12, verbose_name='kết thúc vì'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='until',
            field=models.DateField(blank=True, null=True, verbose_name='thời hạn đến'),
        ),
        migrations.AlterField(
            model_name='exemption',
            name='until',
            field=models.DateField(blank=True, null=True, verbose_name='thời hạn đến'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('ended_on__isnull', False), _connector='OR'), name='exemption_with_an_outcome_has_ended', violation_error_message='Ghi ngày kết thúc cùng với kết quả.'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'cancelled'), _negated=True), ('end_paper__isnull', False), _connector='OR'), name='exemption_is_cancelled_by_a_paper', violation_error_message='Hủy quyết định phải có văn bản hủy.'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(('applied_on__isnull', True), ('resolved_on__isnull', True), ('resolved_on__gte', models.F('applied_on')), _connector='OR'), name='a_cell_considers_an_application_it_has', violation_error_message='Chi bộ xét miễn sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn.'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('ended_on__isnull', False), _connector='OR'), name='suspension_with_an_outcome_has_ended', violation_error_message='Ghi ngày kết thúc cùng với kết quả.'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'cancelled'), _negated=True), ('end_paper__isnull', False), _connector='OR'), name='suspension_is_cancelled_by_a_paper', violation_error_message='Hủy quyết định phải có văn bản hủy.'),
        ),
        migrations.AddField(
            model_name='cancelledmovement',
            name='cancelled_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper', verbose_name='quyết định hủy'),
        ),
        migrations.AddField(
            model_name='cancelledmovement',
            name='from_cell',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='cancelledmovement',
            name='paper',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper', verbose_name='quyết định bị hủy'),
        ),
        migrations.AddField(
            model_name='cancelledmovement',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cancelled_movements', to='members.person'),
        ),
        migrations.AddField(
            model_name='cancelledmovement',
            name='to_cell',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='departure',
            name='movement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='departure', to='members.movement'),
        ),
        migrations.AddField(
            model_name='dossieritem',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_items', to='members.person'),
        ),
        migrations.AddField(
            model_name='dossierloan',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_loans', to='members.person'),
        ),
        migrations.AddField(
            model_name='dossierplace',
            name='custodian',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='cấp ủy giữ hồ sơ'),
        ),
        migrations.AddField(
            model_name='dossierplace',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_places', to='members.person'),
        ),
        migrations.AddField(
            model_name='inactivitynote',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inactivity_notes', to='members.person'),
        ),
        migrations.AddField(
            model_name='supplementsheet',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplement_sheets', to='members.person'),
        ),
        migrations.AddConstraint(
            model_name='dossieritem',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'document'), name='one_finding_a_document', violation_error_message='Tài liệu này đã ghi trong mục lục.'),
        ),
        migrations.AddConstraint(
            model_name='dossierloan',
            constraint=models.UniqueConstraint(condition=models.Q(('returned_on__isnull', True)), fields=('person',), name='one_loan_at_a_time', violation_error_message='Hồ sơ đang cho mượn; ghi trả rồi mới cho mượn tiếp.'),
        ),
        migrations.AddConstraint(
            model_name='dossierplace',
            constraint=models.CheckConstraint(condition=models.Q(('custodian__isnull', False), models.Q(('outside_custodian', ''), _negated=True), _connector='OR'), name='a_dossier_is_kept_by_somebody', violation_error_message='Ghi cấp ủy giữ hồ sơ, hoặc nơi giữ ngoài hệ thống.'),
        ),
        migrations.AddConstraint(
            model_name='dossierplace',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person',), name='a_dossier_lies_in_one_place', violation_error_message='Hồ sơ đã có nơi để; ghi chuyển nơi để.'),
        ),
        migrations.AddConstraint(
            model_name='inactivitynote',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', '')), fields=('person', 'month', 'kind'), name='one_note_a_month_and_kind', violation_error_message='Tháng này đã ghi rồi; rút dòng cũ trước khi ghi lại.'),
        ),
        migrations.AddConstraint(
            model_name='supplementsheet',
            constraint=models.UniqueConstraint(fields=('person', 'year'), name='one_supplement_a_year', violation_error_message='Phiếu bổ sung của năm này đã thu.'),
        ),
    ]
