"""What programs send: a meeting as a phone sends it, and a list to be rehearsed."""

from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.api.forms import SentListForm
from chibo.api.shapes.asked import Key, UnitKey
from chibo.api.shapes.nouns import ImportTold, MeetingSent
from chibo.api.shapes.recording import RECORDING
from chibo.api.shapes.sent_list import SENT_LIST
from chibo.api.views.door import Asked, Refused, asker
from chibo.api.views.fetching import allowed, day_of, named_unit_of
from chibo.api.views.routing import reads, sends
from chibo.base.rules import Refusal
from chibo.base.sheets.limits import MAX_FILE_BYTES
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.uploading import NewFile, SameFile, upload_file
from chibo.imports.models import FileImport
from chibo.imports.queries.records import visible_to
from chibo.imports.rules.problems import Answers
from chibo.meetings.actions.sending.receiving import receive_recording
from chibo.meetings.actions.sending.settling import Differing
from chibo.meetings.forms.recording import LARGEST, recording
from chibo.meetings.rules import may_record
from chibo.members.rules import may_import
from chibo.organisations.models import Organisation, Purpose

TOO_LARGE = 413


@sends(
    "/organisations/{org}/meetings",
    MeetingSent,
    "send_meeting",
    _("Gửi"),
    _("Gửi một buổi sinh hoạt"),
    _(
        "Cả buổi họp trong một lần gửi, cùng khuôn và cùng quy tắc với việc ghi trên điện thoại; ghi hết hoặc "
        "không ghi gì. Gửi lại cùng mã sending thì nhận lại câu trả lời cũ. 409: có chỗ khác với bản trên hệ "
        "thống, fields nêu từng chỗ để chọn trong choices."
    ),
    url_name="meetings",
    openapi_extra=RECORDING,
)
def send_meeting(request: Asked, org: UnitKey) -> dict[str, Any]:
    user = asker(request, Purpose.SEND_MEETINGS)
    of = named_unit_of(user, org, day_of(None))
    allowed(may_record(user, of.path))
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise Refused(TOO_LARGE, _now("Bản ghi lớn quá 512 kB; rút gọn rồi gửi lại."))
    try:
        sent = receive_recording(
            Organisation.objects.get(pk=of.pk), recording(request.body), by=user
        )
    except Differing as differing:
        more = {"fields": differing.fields, "unmarked": differing.unmarked}
        raise Refused(409, differing.sentence, **more) from differing
    return {
        "sending": str(sent.client_id),
        "meeting": sent.meeting_id,
        "url": sent.meeting.get_absolute_url(),
        "state": str(sent.meeting.get_state_display()),
        "differences": sent.differences,
        "is_applied": sent.is_applied,
    }


@sends(
    "/organisations/{org}/imports",
    ImportTold,
    "send_file",
    _("Gửi"),
    _("Gửi một danh sách đảng viên để chạy thử"),
    _(
        "Tệp .xlsx, .xls hoặc .csv, tối đa 30 MB. Hệ thống đọc tiêu đề cột và chạy thử; ghi vào sổ vẫn do một "
        "người làm trên màn hình. Gửi lại đúng tệp ấy thì nhận lại lần nhập đã có."
    ),
    url_name="imports",
    openapi_extra=SENT_LIST,
)
def send_file(request: Asked, org: UnitKey) -> dict[str, Any]:
    user = asker(request, Purpose.SEND_FILES)
    of = named_unit_of(user, org, day_of(None))
    allowed(may_import(user, of))
    form = SentListForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(422, " ".join(_sentences(form)))
    told = form.cleaned_data
    if told["file"].size > MAX_FILE_BYTES:
        raise Refused(TOO_LARGE, _now("Tệp lớn quá 30 MB; tách thành nhiều tệp rồi gửi lại."))
    new = NewFile(told["file"].name, told["file"].read(), told["as_of"], told["books_from"])
    try:
        kept = upload_file(new, Organisation.objects.get(pk=of.pk), by=user)
    except SameFile as same:
        return _import(same.before)
    # Columns no program can know are left to a person: the file waits where the screen would ask.
    with suppress(Refusal):
        run_rehearsal(kept, Answers(), by=user)
    return _import(kept)


@reads(
    "/imports/{key}",
    ImportTold,
    "import",
    _("Gửi"),
    _("Một lần nhập đã gửi"),
    _("Lần nhập đang ở bước nào, bao nhiêu dòng ghi được, bao nhiêu dòng phải sửa."),
)
def sent_file(request: Asked, key: Key) -> dict[str, Any]:
    found = visible_to(asker(request, Purpose.SEND_FILES)).filter(pk=key).first()
    if found is None:
        raise Refused(404, _now("Không có lần nhập này trong phạm vi của khóa."))
    return _import(found)


def _sentences(form: SentListForm) -> list[str]:
    """What is wrong, each with the name of its field."""
    return [f"{form[name].label}: {said[0]}" for name, said in form.errors.items()]


def _import(of: FileImport) -> dict[str, Any]:
    return {
        "id": of.pk,
        "organisation": of.organisation_id,
        "file_name": of.file_name,
        "stage": of.stage,
        "stage_label": str(of.get_stage_display()),
        "as_of": of.as_of,
        "books_from": of.books_from,
        "counts": of.counts,
        "unread_columns": [meant["heading"] for meant in of.columns.values() if not meant["field"]],
        "uploaded_at": of.uploaded_at,
        "url": of.get_absolute_url(),
    }
