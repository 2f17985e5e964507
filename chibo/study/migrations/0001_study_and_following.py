import chibo.base.columns
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('members', '0009_transfer_letters'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('registration', 'Đăng ký làm theo Bác'), ('plan', 'Kế hoạch làm theo Bác'), ('exemplary', 'Cam kết nêu gương'), ('ethics', 'Chuẩn mực đạo đức')], max_length=12, verbose_name='loại')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('made_on', models.DateField(verbose_name='ngày')),
                ('text', models.TextField(blank=True, max_length=3000, verbose_name='nội dung')),
                ('act', models.CharField(blank=True, choices=[('built', 'Xây dựng mới'), ('reviewed', 'Rà soát, giữ nguyên'), ('amended', 'Sửa đổi, bổ sung')], max_length=10, verbose_name='việc đã làm')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='rút ngày')),
                ('withdraw_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do rút')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='documents.paper')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='members.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='organisations.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'đăng ký, cam kết',
                'db_table': 'commitment',
                'ordering': ['-year', 'kind', 'pk'],
                'indexes': [models.Index(fields=['path', 'year', 'kind'], name='commitment_by_path')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', True), ('withdrawn_on__isnull', True)), fields=('unit', 'kind', 'year'), name='a_unit_commits_once_a_year', violation_error_message='Đơn vị đã có bản này của năm.'), models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('withdrawn_on__isnull', True)), fields=('person', 'kind', 'year'), name='a_member_commits_once_a_year', violation_error_message='Đảng viên đã có bản này của năm.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ethics'), ('person__isnull', True), models.Q(('act', ''), _negated=True)), models.Q(models.Q(models.Q(('kind', 'ethics'), _negated=True), ('person__isnull', False), _connector='OR'), ('act', '')), _connector='OR'), name='standards_say_what_was_done', violation_error_message='Chuẩn mực đạo đức của đơn vị phải ghi xây dựng mới, rà soát hay sửa đổi.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdraw_reason', ''), _negated=True), _connector='OR'), name='a_commitment_withdrawn_says_why', violation_error_message='Ghi lý do rút.')],
            },
        ),
        migrations.CreateModel(
            name='CommitmentReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quý')),
                ('reviewed_on', models.DateField(verbose_name='ngày kiểm điểm')),
                ('outcome', models.CharField(choices=[('well', 'Làm tốt'), ('done', 'Đã làm'), ('partly', 'Làm một phần'), ('not', 'Chưa làm')], max_length=10, verbose_name='kết quả')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='nhận xét')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='study.commitment')),
            ],
            options={
                'verbose_name': 'kiểm điểm quý việc làm theo',
                'db_table': 'commitment_review',
                'ordering': ['commitment', 'quarter'],
                'constraints': [models.UniqueConstraint(fields=('commitment', 'quarter'), name='one_review_a_quarter', violation_error_message='Quý này đã ghi kết quả.'), models.CheckConstraint(condition=models.Q(('quarter__range', (1, 4))), name='a_year_has_four_quarters', violation_error_message='Quý từ 1 đến 4.')],
            },
        ),
        migrations.CreateModel(
            name='GoodModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('kind', models.CharField(choices=[('collective', 'Tập thể'), ('individual', 'Cá nhân')], max_length=10, verbose_name='loại')),
                ('name', models.CharField(max_length=200, verbose_name='tên mô hình')),
                ('about', models.CharField(blank=True, max_length=1000, verbose_name='nội dung, cách làm')),
                ('registered_on', models.DateField(verbose_name='ngày đăng ký')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='kết thúc ngày')),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do kết thúc')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='good_models', to='members.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='good_models', to='organisations.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'mô hình làm theo Bác',
                'db_table': 'good_model',
                'ordering': ['-registered_on', 'name'],
                'indexes': [models.Index(fields=['path', 'registered_on'], name='good_model_by_path')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'individual'), ('person__isnull', False)), models.Q(('kind', 'collective'), ('person__isnull', True)), _connector='OR'), name='a_model_of_one_names_the_member', violation_error_message='Mô hình cá nhân thì chọn đảng viên; mô hình tập thể thì không.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('ended_on__gte', models.F('registered_on')), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='a_model_ended_says_why', violation_error_message='Mô hình kết thúc sau ngày đăng ký và phải ghi lý do kết thúc.'), models.UniqueConstraint(fields=('unit', 'name', 'registered_on'), name='one_model_a_name_and_day', violation_error_message='Đơn vị đã đăng ký mô hình này cùng ngày.')],
            },
        ),
        migrations.CreateModel(
            name='ModelStage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('stage', models.CharField(choices=[('running', 'Đang thực hiện'), ('spread', 'Được nhân rộng'), ('paused', 'Tạm dừng')], max_length=10, verbose_name='tình trạng')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('model', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='study.goodmodel')),
            ],
            options={
                'verbose_name': 'tình trạng mô hình',
                'db_table': 'good_model_stage',
                'ordering': ['model', 'started_on', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='study_modelstage_ends_after_start', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('model',), name='a_model_has_one_state', violation_error_message='Mô hình chỉ có một tình trạng tại một thời điểm.')],
            },
        ),
        migrations.CreateModel(
            name='Praise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('given_on', models.DateField(verbose_name='ngày')),
                ('what', models.CharField(max_length=300, verbose_name='hình thức, thành tích')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='praise_given', to='organisations.organisation', verbose_name='nơi biểu dương')),
                ('model', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='praise', to='study.goodmodel')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='praise', to='members.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='praise', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'biểu dương, khen thưởng',
                'db_table': 'praise',
                'ordering': ['-given_on', 'pk'],
                'indexes': [models.Index(fields=['path', 'given_on'], name='praise_by_path')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', True), ('unit__isnull', False)), models.Q(('person__isnull', False), ('unit__isnull', True)), _connector='OR'), name='praise_is_given_to_one', violation_error_message='Biểu dương một tập thể, hoặc một cá nhân.')],
            },
        ),
        migrations.CreateModel(
            name='Study',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('kind', models.CharField(choices=[('paper', 'Nghị quyết, chỉ thị'), ('theme', 'Chuyên đề năm')], max_length=10, verbose_name='loại')),
                ('title', models.CharField(max_length=300, verbose_name='nội dung học tập')),
                ('theme_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='chuyên đề của năm')),
                ('frozen_on', models.DateField(verbose_name='chốt danh sách ngày')),
                ('closes_on', models.DateField(verbose_name='học xong trước ngày')),
                ('harvest_due_on', models.DateField(blank=True, null=True, verbose_name='hạn nộp bài thu hoạch')),
                ('register_by', models.DateField(blank=True, null=True, verbose_name='hạn đăng ký làm theo')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='thôi tổ chức ngày')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='studies', to='organisations.organisation', verbose_name='nơi tổ chức học')),
                ('papers', models.ManyToManyField(blank=True, related_name='studies', to='documents.paper')),
            ],
            options={
                'verbose_name': 'đợt học tập',
                'db_table': 'study',
                'ordering': ['-frozen_on', '-pk'],
                'indexes': [models.Index(fields=['path', 'frozen_on'], name='study_by_path')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'theme'), ('theme_year__isnull', False)), models.Q(('kind', 'paper'), ('register_by__isnull', True), ('theme_year__isnull', True)), _connector='OR'), name='the_theme_has_its_year', violation_error_message='Chuyên đề năm phải ghi năm; học nghị quyết, chỉ thị thì không ghi năm và hạn đăng ký.'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('frozen_on'))), name='a_study_closes_after_its_list', violation_error_message='Ngày học xong phải từ ngày chốt danh sách trở đi.'), models.CheckConstraint(condition=models.Q(('harvest_due_on__isnull', True), ('harvest_due_on__gte', models.F('frozen_on')), _connector='OR'), name='harvest_is_due_after_the_list', violation_error_message='Hạn nộp bài thu hoạch phải từ ngày chốt danh sách trở đi.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='a_study_given_up_says_why', violation_error_message='Ghi lý do thôi tổ chức.'), models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True), ('theme_year__isnull', False)), fields=('organisation', 'theme_year'), name='one_theme_a_year', violation_error_message='Năm này đã mở chuyên đề; mở đợt đó để ghi tiếp.'), models.UniqueConstraint(fields=('organisation', 'title', 'frozen_on'), name='one_study_a_title_and_day', violation_error_message='Đã có đợt học cùng nội dung, cùng ngày chốt danh sách.')],
            },
        ),
        migrations.CreateModel(
            name='Learner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('outside', models.CharField(blank=True, choices=[('excused', 'Miễn sinh hoạt'), ('away', 'Sinh hoạt tạm thời nơi khác'), ('suspended', 'Đình chỉ sinh hoạt'), ('elsewhere', 'Đã có trong danh sách học nơi khác'), ('other', 'Lý do khác')], max_length=10, verbose_name='ngoài diện')),
                ('outside_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do ngoài diện')),
                ('theme_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('harvest_on', models.DateField(blank=True, null=True, verbose_name='nộp bài thu hoạch ngày')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='studies', to='members.person')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='learners', to='study.study')),
            ],
            options={
                'verbose_name': 'người phải học',
                'db_table': 'learner',
                'indexes': [models.Index(fields=['path', 'study'], name='learner_by_path'), models.Index(fields=['person'], name='learner_by_person')],
                'constraints': [models.UniqueConstraint(fields=('study', 'person'), name='a_member_is_on_the_list_once', violation_error_message='Đảng viên này đã có trong danh sách học.'), models.UniqueConstraint(condition=models.Q(('outside', ''), ('theme_year__isnull', False)), fields=('person', 'theme_year'), name='nobody_studies_a_theme_in_two_places', violation_error_message='Đảng viên này đã ở trong diện học chuyên đề năm ấy của nơi khác.'), models.CheckConstraint(condition=models.Q(models.Q(('outside', 'other'), _negated=True), models.Q(('outside_reason', ''), _negated=True), _connector='OR'), name='another_reason_is_named', violation_error_message='Ghi lý do để ngoài diện phải học.'), models.CheckConstraint(condition=models.Q(('outside', ''), ('harvest_on__isnull', True), _connector='OR'), name='harvest_is_of_those_who_must_study', violation_error_message='Người ngoài diện không phải nộp bài thu hoạch.')],
            },
        ),
        migrations.CreateModel(
            name='StudySession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='ngày học')),
                ('place', models.CharField(max_length=200, verbose_name='địa điểm')),
                ('speaker', models.CharField(blank=True, max_length=200, verbose_name='báo cáo viên')),
                ('others_present', models.PositiveSmallIntegerField(default=0, verbose_name='người ngoài Đảng dự')),
                ('others_said', models.CharField(blank=True, max_length=200, verbose_name='người ngoài Đảng là ai')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='study.study')),
            ],
            options={
                'verbose_name': 'lớp học tập',
                'db_table': 'study_session',
                'ordering': ['study', 'held_on', 'pk'],
                'indexes': [models.Index(fields=['held_on'], name='study_session_by_day')],
                'constraints': [models.UniqueConstraint(fields=('study', 'held_on', 'place'), name='one_class_a_day_and_place', violation_error_message='Đã ghi lớp học ngày này tại nơi này.')],
            },
        ),
        migrations.CreateModel(
            name='SessionTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='study.learner')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='study.studysession')),
            ],
            options={
                'verbose_name': 'lượt dự học',
                'db_table': 'study_turn',
                'constraints': [models.UniqueConstraint(fields=('session', 'learner'), name='a_member_comes_to_a_class_once', violation_error_message='Đảng viên này đã được ghi có mặt ở lớp này.')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('theory', 'Lý luận chính trị'), ('profession', 'Chuyên môn, nghiệp vụ'), ('party_work', 'Nghiệp vụ công tác đảng'), ('state', 'Quản lý nhà nước'), ('defence', 'Quốc phòng, an ninh'), ('skills', 'Tin học, ngoại ngữ, kỹ năng')], max_length=12, verbose_name='loại lớp')),
                ('name', models.CharField(max_length=200, verbose_name='tên lớp')),
                ('held_by', models.CharField(max_length=200, verbose_name='nơi mở lớp')),
                ('first_day', models.DateField(verbose_name='khai giảng')),
                ('last_day', models.DateField(verbose_name='bế giảng')),
                ('planned', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='kế hoạch cử (người)')),
                ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='organisations.organisation', verbose_name='sổ của')),
            ],
            options={
                'verbose_name': 'lớp đào tạo, bồi dưỡng',
                'db_table': 'training',
                'ordering': ['-first_day', 'name'],
                'indexes': [models.Index(fields=['organiser', 'first_day'], name='training_by_organiser')],
                'constraints': [models.UniqueConstraint(fields=('organiser', 'kind', 'name', 'first_day'), name='one_training_a_name_and_day', violation_error_message='Sổ đã có lớp cùng tên khai giảng ngày này.'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='a_training_ends_after_it_begins', violation_error_message='Ngày bế giảng phải từ ngày khai giảng trở đi.')],
            },
        ),
        migrations.CreateModel(
            name='Trainee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', chibo.base.columns.BytewiseField(max_length=60)),
                ('result', models.CharField(blank=True, choices=[('excellent', 'Giỏi'), ('good', 'Khá'), ('passed', 'Đạt'), ('dropped', 'Không hoàn thành')], max_length=10, verbose_name='kết quả')),
                ('certificate_number', models.CharField(blank=True, max_length=60, verbose_name='số văn bằng, chứng chỉ')),
                ('certificate_on', models.DateField(blank=True, null=True, verbose_name='ngày cấp')),
                ('dropped_reason', models.CharField(blank=True, max_length=200, verbose_name='lý do không hoàn thành')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='members.person')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_to_trainings', to='organisations.organisation')),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainees', to='study.training')),
            ],
            options={
                'verbose_name': 'người được cử đi học',
                'db_table': 'trainee',
                'ordering': ['training', 'pk'],
                'indexes': [models.Index(fields=['path'], name='trainee_by_path'), models.Index(fields=['person'], name='trainee_by_person')],
                'constraints': [models.UniqueConstraint(fields=('training', 'person'), name='a_person_is_sent_to_a_training_once', violation_error_message='Người này đã có trong danh sách lớp.'), models.CheckConstraint(condition=models.Q(models.Q(('result', 'dropped'), _negated=True), models.Q(('certificate_on__isnull', True), models.Q(('dropped_reason', ''), _negated=True)), _connector='OR'), name='who_did_not_finish_says_why', violation_error_message='Người không hoàn thành thì ghi lý do và không có văn bằng, chứng chỉ.')],
            },
        ),
    ]
