import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('meetings', '0001_meetings'),
        ('members', '0009_transfer_letters'),
        ('organisations', '0003_what_a_reorganisation_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='is_thematic',
            field=models.BooleanField(default=False, verbose_name='thuộc phần chuyên đề'),
        ),
        migrations.CreateModel(
            name='PlannedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='loại')),
                ('planned_on', models.DateField(verbose_name='ngày họp')),
                ('first_on', models.DateField(verbose_name='ngày họp dự kiến ban đầu')),
                ('made_on', models.DateField(verbose_name='lập lịch ngày')),
                ('starts_at', models.TimeField(verbose_name='bắt đầu')),
                ('place', models.CharField(max_length=200, verbose_name='địa điểm')),
                ('theme', models.CharField(blank=True, max_length=300, verbose_name='chuyên đề')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('move_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do dời ngày')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='hủy ngày')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person', verbose_name='chủ trì')),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='meetings.meeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_meetings', to='organisations.organisation', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'buổi họp trong lịch',
                'db_table': 'planned_meeting',
                'indexes': [models.Index(fields=['planned_on'], name='planned_meeting_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True)), fields=('organisation', 'kind', 'planned_on'), name='one_planned_meeting_of_a_kind_a_day', violation_error_message='Ngày này trong lịch đã có một buổi cùng loại.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'thematic'), _negated=True), models.Q(('theme', ''), _negated=True), _connector='OR'), name='a_planned_thematic_meeting_names_its_theme', violation_error_message='Ghi tên chuyên đề.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='a_planned_meeting_cancelled_says_why', violation_error_message='Ghi lý do hủy buổi họp.'), models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), ('meeting__isnull', True), _connector='OR'), name='a_meeting_that_was_held_is_not_cancelled', violation_error_message='Buổi này đã họp, không hủy được.')],
            },
        ),
        migrations.CreateModel(
            name='PlannedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('title', models.CharField(max_length=300, verbose_name='nội dung')),
                ('is_thematic', models.BooleanField(default=False, verbose_name='thuộc phần chuyên đề')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.plannedmeeting')),
            ],
            options={
                'verbose_name': 'nội dung dự kiến',
                'db_table': 'planned_meeting_item',
                'ordering': ['plan', 'position', 'pk'],
            },
        ),
    ]
