"""The timeline of a case: what happened, and every deadline to come with its rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chibo.admissions.models import OpinionPhase
from chibo.admissions.queries.knowing import Known
from chibo.admissions.queries.stages import PREPARING, stage_label
from chibo.admissions.rules.checks.deciding import (
    ceremony_deadline,
    member_file_deadline,
    probation_of,
)
from chibo.admissions.views.cases.fetching import Seen
from chibo.base.text import format_date
from chibo.rulebook.queries import Rule, rule, source_line


@dataclass(frozen=True)
class Moment:
    """`state` is "" for what happened, "next", "late" or "future" for what has not."""

    day: date
    title: str
    text: str
    state: str = ""


def moments(seen: Seen) -> list[Moment]:
    known = seen.known
    done = sorted([*_stages(seen), *_facts(known)], key=lambda one: one.day)
    to_come = sorted(_deadlines(known), key=lambda one: one.day)
    return [*done, *to_come]


def _stages(seen: Seen) -> Iterator[Moment]:
    """Once bodies vote, their votes and decisions say more than the stage that waited for them."""
    case = seen.case
    for row in seen.stages:
        label = stage_label(row.stage, case.rules_on)
        title = _("Quay lại: {stage}").format(stage=label) if row.reason else label
        if row.stage in PREPARING or row.reason:
            said = [format_date(row.started_on), row.reason]
            yield Moment(row.started_on, title, " · ".join(text for text in said if text))
    if case.closed_on:
        yield Moment(case.closed_on, str(case.get_outcome_display()), format_date(case.closed_on))


def _facts(known: Known) -> Iterator[Moment]:
    case = known.case
    for review in known.reviews:
        sentence = _("{body}: {favour}/{base} tán thành").format(
            body=review.body_name, favour=review.in_favour, base=review.base
        )
        yield Moment(review.held_on, sentence, format_date(review.held_on))
    if known.decided_on:
        said = format_date(known.decided_on)
        yield Moment(known.decided_on, _("Quyết định kết nạp, tính tuổi Đảng"), said)
    if case.received_on:
        said = format_date(case.received_on)
        yield Moment(case.received_on, _("Chi bộ nhận quyết định"), said)
    if known.ceremony_on:
        said = format_date(known.ceremony_on)
        yield Moment(known.ceremony_on, _("Lễ kết nạp, bắt đầu dự bị"), said)
    if case.recognition:
        day = case.recognition.effective_on
        said = _("{day} · quyết định ngày {decided}").format(
            day=format_date(day), decided=format_date(case.recognition.decided_on)
        )
        yield Moment(day, _("Đảng viên chính thức"), said)


def _deadlines(known: Known) -> Iterator[Moment]:
    if known.case.closed_on is not None:
        return
    yield from _certificate(known)
    found = ceremony_deadline(known)
    if found and found[0] and known.ceremony_on is None:
        yield _deadline(known, found[0], _("Hạn tổ chức lễ kết nạp"), found[1])
    filed = member_file_deadline(known)
    if filed and not all(known.done(code) for code in ("member_biography", "member_sheet")):
        yield _deadline(known, filed[0], _("Hạn khai lý lịch, phiếu đảng viên"), filed[1])
    yield from _probation(known)


def _certificate(known: Known) -> Iterator[Moment]:
    """While the cell has not considered the case, the certificate runs out."""
    if known.certificate is None or known.review(OpinionPhase.ADMISSION, "cell"):
        return
    valid = rule("admission.certificate_months", known.on)
    ends = valid.after(known.certificate.day)
    yield _deadline(known, ends, _("Giấy chứng nhận lớp nhận thức hết giá trị"), valid)


def _probation(known: Known) -> Iterator[Moment]:
    probation = probation_of(known)
    if probation is None or known.case.recognition_id:
        return
    title = _("Hết {n} tháng dự bị, chi bộ xét công nhận").format(n=probation.months.months)
    if known.on < probation.ends:
        yield _deadline(known, probation.ends, title, probation.months)
    if known.review(OpinionPhase.RECOGNITION, "cell") is not None:
        return
    if probation.review_by and probation.deadline:
        said = _("Hạn chi bộ xét công nhận")
        yield _deadline(known, probation.review_by, said, probation.deadline)


def _deadline(known: Known, day: date, title: str, why: Rule) -> Moment:
    left = (day - known.on).days
    said = _("{day}, còn {n} ngày") if left >= 0 else _("{day}, quá {n} ngày")
    text = said.format(day=format_date(day), n=abs(left))
    return Moment(day, title, f"{text} · {source_line(why)}", "late" if left < 0 else "next")
