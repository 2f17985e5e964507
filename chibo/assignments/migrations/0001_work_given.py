import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('members', '0008_badges_and_cards'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=500, verbose_name='nội dung việc')),
                ('helpers', models.CharField(blank=True, max_length=300, verbose_name='phối hợp')),
                ('given_on', models.DateField(verbose_name='giao ngày')),
                ('first_due_on', models.DateField(verbose_name='hạn ban đầu')),
                ('due_on', models.DateField(verbose_name='hạn')),
                ('origin', models.CharField(blank=True, max_length=200, verbose_name='giao tại')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='tiến độ (%)')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='xong ngày')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='xác nhận ngày')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='thôi giao ngày')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi giao')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given_work', to='organisations.organisation', verbose_name='nơi giao')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='documents.paper')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='members.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'việc được giao',
                'db_table': 'assignment',
                'indexes': [models.Index(fields=['giver', 'due_on'], name='work_by_giver'), models.Index(fields=['unit', 'due_on'], name='work_by_unit'), models.Index(fields=['person', 'due_on'], name='work_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('unit__isnull', True)), models.Q(('person__isnull', True), ('unit__isnull', False)), _connector='OR'), name='work_is_given_to_one', violation_error_message='Giao việc cho một đồng chí, hoặc cho một chi bộ.'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('given_on')), ('first_due_on__gte', models.F('given_on'))), name='work_is_due_after_it_was_given', violation_error_message='Hạn phải từ ngày giao việc trở đi.'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('done_on__gte', models.F('given_on')), _connector='OR'), name='work_is_done_after_it_was_given', violation_error_message='Ngày xong phải từ ngày giao việc trở đi.'), models.CheckConstraint(condition=models.Q(('verified_on__isnull', True), models.Q(('done_on__isnull', False), ('verified_on__gte', models.F('done_on'))), _connector='OR'), name='work_is_verified_after_it_is_done', violation_error_message='Xác nhận sau khi việc đã xong.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='work_taken_back_says_why', violation_error_message='Ghi lý do thôi giao việc.'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='progress_is_a_share', violation_error_message='Tiến độ từ 0 đến 100%.')],
            },
        ),
        migrations.CreateModel(
            name='WorkStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('progress', 'Báo tiến độ'), ('extended', 'Gia hạn'), ('done', 'Báo xong'), ('verified', 'Xác nhận hoàn thành'), ('returned', 'Trả lại làm tiếp'), ('cancelled', 'Thôi giao')], max_length=10, verbose_name='việc đã làm')),
                ('on', models.DateField(verbose_name='ngày')),
                ('progress', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tiến độ (%)')),
                ('text', models.CharField(blank=True, max_length=1000, verbose_name='nội dung')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='minh chứng')),
                ('due_before', models.DateField(blank=True, null=True)),
                ('due_after', models.DateField(blank=True, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='assignments.assignment')),
            ],
            options={
                'verbose_name': 'diễn biến của việc được giao',
                'db_table': 'assignment_step',
                'ordering': ['assignment', 'on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'extended'), _negated=True), models.Q(('due_after__isnull', False), ('due_before__isnull', False), models.Q(('text', ''), _negated=True)), _connector='OR'), name='an_extension_says_why', violation_error_message='Gia hạn phải ghi hạn mới và lý do.')],
            },
        ),
    ]
