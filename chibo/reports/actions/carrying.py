"""A submission as a file for the level above, its answer as one for the unit; each taken in on the other side."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.envelopes import Own, marks_of
from chibo.base.rules import Refusal, require
from chibo.base.text import format_date
from chibo.organisations.queries.tree import Branch
from chibo.reports.actions.answering import take_in_answer
from chibo.reports.actions.taking_in import take_in_submission
from chibo.reports.frozen.answered import FORMAT as ANSWER
from chibo.reports.frozen.answered import answer_as_data
from chibo.reports.frozen.carried import submission_as_data
from chibo.reports.models import KnownKey, Submission
from chibo.reports.queries.keys import key_of_writer
from chibo.reports.rules.carrying import may_keep_keys
from chibo.reports.rules.reports import place_of
from chibo.reports.rules.submissions import may_prepare, may_receive

_LARGEST_CONTENT = 50_000_000


@transaction.atomic
def carry_submission(submission: Submission, to: KnownKey, *, by: User) -> bytes:
    """Signed by the unit, readable by the organisation of the key alone."""
    require(by, may_prepare, submission)
    _check_key(to, submission.organisation_id)
    return _sealed(submission_as_data(submission), submission, to, "submission.carried", by)


@transaction.atomic
def carry_answer(submission: Submission, to: KnownKey, *, by: User) -> bytes:
    """Signed by the level above (the key's keeper), readable by the unit alone."""
    require(by, may_receive, submission)
    _check_key(to, to.keeper_id)
    if to.organisation_id != submission.organisation_id:
        raise Refusal(_("Khóa này không phải của đơn vị đã nộp."))
    return _sealed(answer_as_data(submission), submission, to, "submission.answered", by)


def _check_key(to: KnownKey, keeper: int) -> None:
    if to.keeper_id != keeper or to.retired_on:
        raise Refusal(_("Chưa có khóa đang dùng. Ghi khóa ở trang Khóa của đơn vị."))


def _sealed(
    data: Mapping[str, Any], submission: Submission, to: KnownKey, verb: str, by: User
) -> bytes:
    content = zlib.compress(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    path = place_of(submission).path
    note_reading(by, verb, submission, path=path, reason=str(to.organisation))
    return Own(to.keeper_id).sealed(content, to.told)


@transaction.atomic
def take_in_file(reader: Branch, file: bytes, *, by: User) -> Submission:
    """A submission of a unit, or the answer of the level above, whose key is known here. The same file again is
    the same submission; raises Refusal for one altered, for somebody else, from a key given up, or in the name
    of another."""
    require(by, may_keep_keys, reader)
    writer = _writer(reader, file)
    data = _read(Own(reader.pk).opened(file, writer.told))
    origin = _("tệp mang tay, khóa {mark}").format(mark=writer.told.fingerprint)
    if data.get("format") == ANSWER:
        if writer.organisation_id != reader.parent_id:
            raise Refusal(_("Trả lời phải ký bằng khóa của cấp trên trực tiếp."))
        return take_in_answer(data, reader, origin=origin, by=by)
    submission = take_in_submission(data, origin=origin, by=by)
    if submission.organisation_id != writer.organisation_id:
        raise Refusal(
            _("Tệp ký bằng khóa của {writer} nhưng là bản nộp của đơn vị khác.").format(
                writer=writer.organisation
            )
        )
    return submission


def _writer(reader: Branch, file: bytes) -> KnownKey:
    for_whom, from_whom = marks_of(file)
    if for_whom != Own(reader.pk).card.mark:
        raise Refusal(
            _(
                "Tệp này gửi cho đơn vị khác, ở đây không mở được. Hỏi lại đơn vị gửi đã chọn khóa nào."
            )
        )
    found = key_of_writer(reader.pk, from_whom.hex())
    if found is None:
        raise Refusal(_("Chưa biết khóa của đơn vị gửi: ghi khóa của đơn vị ấy rồi nhận lại tệp."))
    if found.retired_on:
        raise Refusal(
            _("Khóa ký tệp này đã thôi dùng từ {day}: {why}. Xin đơn vị gửi lập lại tệp.").format(
                day=format_date(found.retired_on), why=found.retired_because
            )
        )
    return found


def _read(content: bytes) -> dict[str, Any]:
    """Signed by a known key, but read as if by anybody."""
    opened = zlib.decompressobj()
    try:
        told = json.loads(opened.decompress(content, _LARGEST_CONTENT))
    except (zlib.error, ValueError) as wrong:
        raise Refusal(_("Bản nộp thiếu hoặc sai nội dung, đề nghị đơn vị xuất lại.")) from wrong
    if opened.unconsumed_tail or not isinstance(told, dict):
        raise Refusal(_("Bản nộp thiếu hoặc sai nội dung, đề nghị đơn vị xuất lại."))
    return told
