"""Leaves, departures and cancelled decisions in the words of a timeline."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.documents.models import Paper
from chibo.members.models import (
    CancelledMovement,
    Departure,
    Exemption,
    Movement,
    Outcome,
    TemporaryStay,
)
from chibo.members.queries.appeals import appeal_until
from chibo.members.queries.file import Leave, Standing
from chibo.members.views.columns import code_label

# model of a leave → its name in addresses
LEAVE_ADDRESSES = {"exemption": "mien", "suspension": "dinh-chi", "temporarystay": "tam-thoi"}
# Taken back by ways of their own, a floor above or by another movement.
NOT_CANCELLED_HERE = frozenset({"admitted", "recognised", "registered"})
# Movements whose decision can be printed (members.papers.decisions).
PRINTED = frozenset({"removed", "left", "restored"})

Line = tuple[date, str, str]


def leave_title(leave: Leave) -> str:
    title = str(leave._meta.verbose_name).capitalize()
    return _("Gia hạn {what}").format(what=title.lower()) if _extends(leave) else title


def _extends(leave: Leave) -> bool:
    return not isinstance(leave, TemporaryStay) and leave.extends_id is not None


def by_paper(paper: Paper) -> str:
    """ "theo 15-QĐ/ĐU", and that the paper has been cancelled since."""
    said = _("theo {paper}").format(paper=paper.full_number)
    if paper.cancelled_on is None:
        return said
    return _("{said}, văn bản đã hủy ngày {day}").format(
        said=said, day=format_date(paper.cancelled_on)
    )


def departure_words(move: Movement) -> list[str]:
    """What stands behind leaving the books; of a removal also until when it may be appealed."""
    said = _papers_told(getattr(move, "departure", None))
    if move.kind == "removed" and (last := appeal_until(move)):
        said.append(_("hạn khiếu nại {day}").format(day=format_date(last)))
    return said


def _papers_told(told: Departure | None) -> list[str]:
    if told is None:
        return []
    days = (
        (_("đơn ngày {day}"), told.applied_on),
        (_("nghị quyết chi bộ ngày {day}"), told.resolved_on),
        (_("phiếu báo ngày {day}"), told.notified_on),
    )
    said = [code_label("removal_grounds", told.grounds), *told.evidence, told.cause]
    said += [_("giấy chứng tử {what}").format(what=told.certificate)] if told.certificate else []
    said += [words.format(day=format_date(day)) for words, day in days if day]
    return [one for one in said if one]


def leave_lines(leaves: list[Leave], on: date) -> Iterator[Line]:
    for leave in leaves:
        title = leave_title(leave)
        yield leave.started_on, title, _joined(_begun(leave))
        if leave.ended_on and leave.ended_on <= on and not _goes_on(leave):
            yield leave.ended_on, _end_title(leave, title), _joined(_ended(leave))


def _begun(leave: Leave) -> list[str]:
    said = [format_date(leave.started_on)]
    if leave.until:
        said.append(_("đến {day}").format(day=format_date(leave.until)))
    if isinstance(leave, Exemption):
        said.append(code_label("exemption_reasons", leave.reason))
    return said + ([by_paper(leave.paper)] if leave.paper else [])


def _goes_on(leave: Leave) -> bool:
    """An extension tells its own beginning."""
    return not isinstance(leave, TemporaryStay) and leave.outcome == Outcome.EXTENDED


def _end_title(leave: Leave, title: str) -> str:
    what = title.lower()
    if isinstance(leave, TemporaryStay) or leave.outcome in ("", Outcome.RETURNED):
        return _("Kết thúc: {what}").format(what=what)
    return f"{leave.get_outcome_display()}: {what}"


def _ended(leave: Leave) -> list[str]:
    assert leave.ended_on
    said = [format_date(leave.ended_on)]
    if isinstance(leave, TemporaryStay):
        return said
    said += [by_paper(leave.end_paper)] if leave.end_paper else []
    return [*said, leave.end_reason]


def cancelled_lines(standing: Standing) -> Iterator[Line]:
    for one in standing.cancelled:
        what = code_label("movement_kinds", one.kind)
        yield one.happened_on, _("{what} (sau đó bị hủy)").format(what=what), _joined(_moved(one))
        if one.cancelled_on <= standing.on:
            title = _("Hủy quyết định: {what}").format(what=what[:1].lower() + what[1:])
            said = [format_date(one.cancelled_on), by_paper(one.cancelled_by), one.cancel_reason]
            yield one.cancelled_on, title, _joined(said)


def _moved(one: CancelledMovement) -> list[str]:
    said = [format_date(one.happened_on), one.outside_unit]
    return [*said, by_paper(one.paper) if one.paper else "", one.reason]


def _joined(said: list[str]) -> str:
    return " · ".join(text for text in said if text)
