import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('meetings', '0003_liaisons'),
        ('members', '0009_transfer_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(unique=True)),
                ('kind', models.CharField(choices=[('petition', 'Kiến nghị, cần trả lời'), ('opinion', 'Ý kiến, ghi nhận')], max_length=10, verbose_name='loại')),
                ('asked', models.CharField(max_length=1000, verbose_name='nội dung')),
                ('place', models.CharField(max_length=200, verbose_name='địa bàn')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='hạn trả lời')),
                ('passed_to', models.CharField(blank=True, max_length=200, verbose_name='chuyển đến')),
                ('passed_on', models.DateField(blank=True, null=True, verbose_name='ngày chuyển')),
                ('answer', models.CharField(blank=True, max_length=2000, verbose_name='trả lời')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='ngày trả lời')),
            ],
            options={
                'verbose_name': 'kiến nghị, ý kiến của nhân dân',
                'db_table': 'petition',
                'ordering': ['meeting', 'pk'],
                'indexes': [models.Index(fields=['answered_on', 'due_on'], name='petition_by_answer')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('kind', 'opinion')), models.Q(('due_on__isnull', False), ('kind', 'petition')), _connector='OR'), name='a_petition_is_to_be_answered_by_a_day', violation_error_message='Kiến nghị phải có hạn trả lời; ý kiến thì không.'), models.CheckConstraint(condition=models.Q(('passed_on__isnull', True), models.Q(('passed_to', ''), _negated=True), _connector='OR'), name='a_petition_is_passed_to_somebody', violation_error_message='Ghi nơi được chuyển kiến nghị.'), models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='a_petition_answered_says_what', violation_error_message='Ghi nội dung trả lời.')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.UUIDField(unique=True)),
                ('kind', models.CharField(choices=[('praise', 'Biểu dương'), ('reminder', 'Nhắc nhở'), ('criticism', 'Phê bình, góp ý'), ('self_criticism', 'Tự phê bình')], max_length=15, verbose_name='loại')),
                ('words', models.CharField(max_length=1000, verbose_name='nội dung')),
            ],
            options={
                'verbose_name': 'biểu dương, nhắc nhở, phê bình',
                'db_table': 'meeting_remark',
                'ordering': ['meeting', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='spoke',
            field=models.BooleanField(default=False, verbose_name='phát biểu'),
        ),
        migrations.AddField(
            model_name='minutesversion',
            name='handed_in_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nộp'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('spoke', False), ('state', 'present'), _connector='OR'), name='who_spoke_was_present', violation_error_message='Chỉ đảng viên có mặt mới ghi là đã phát biểu.'),
        ),
        migrations.AddField(
            model_name='petition',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitions', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='remark',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='remark',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='members.person'),
        ),
    ]
