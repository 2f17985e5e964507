"""A meeting is given points: by the cell before it closes, by the committee above when it looks at the minutes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean, format_date
from chibo.meetings.models import Meeting, Score
from chibo.meetings.queries.facts import Suggestion, suggestions
from chibo.meetings.queries.sheet import Line, criteria, level_of, sheet_on
from chibo.meetings.rules import check_may_score, check_may_write, may_approve, may_record
from chibo.rulebook.queries import Rule, rule


@transaction.atomic
def score_meeting(
    meeting: Meeting,
    points: Mapping[str, int | None],
    notes: Mapping[str, str],
    *,
    by: User,
    by_committee: bool = False,
) -> Score:
    """Points by key of the line, None or left out: not yet; notes by code of the criterion. Points other
    than the facts suggest need the criterion's note."""
    hold(meeting)
    require(by, may_approve if by_committee else may_record, meeting.path)
    check_may_score(meeting, by_committee=by_committee)
    sheet = _sheet(meeting)
    known = suggestions(meeting, [line for one in criteria(sheet) for line in one.lines])
    lines = [
        _filled(line, points.get(line.key), known.get(line.key), clean(notes.get(one.code, "")))
        for one in criteria(sheet)
        for line in one.lines
    ]
    score = Score.objects.filter(meeting=meeting, by_committee=by_committee).first()
    before = snapshot(score) if score else None
    score = score or Score(meeting=meeting, by_committee=by_committee)
    sum_up(score, sheet, rule("meetings.score_levels", meeting.held_on), lines)
    score.full_clean(exclude=["meeting"])
    score.save()
    note(by, "meeting.scored", score, path=meeting.path, before=before)
    return score


@transaction.atomic
def note_papers(meeting: Meeting, on: date | None, *, by: User) -> Meeting:
    """The day papers were given to members before the meeting."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    before = snapshot(meeting)
    if on is not None and on > meeting.held_on:
        raise Refusal(
            _("Tài liệu gửi trước buổi họp: ngày gửi không sau {day}.").format(
                day=format_date(meeting.held_on)
            )
        )
    meeting.papers_on = on
    meeting.save(update_fields=["papers_on"])
    note(by, "meeting.papers_noted", meeting, path=meeting.path, before=before)
    return meeting


def _sheet(meeting: Meeting) -> Rule:
    sheet = sheet_on(meeting.held_on)
    if sheet is None or meeting.kind != "regular":
        raise Refusal(
            _("Buổi ngày {day} không có bảng chấm điểm trong quy định.").format(
                day=format_date(meeting.held_on)
            )
        )
    return sheet


def _filled(line: Line, points: int | None, known: Suggestion | None, said: str) -> dict[str, Any]:
    counts = known is None or known.counts
    suggested = known.points if known else None
    given = points if counts else None
    if given is not None and given not in dict(line.choices):
        raise Refusal(
            _("Điểm mục “{label}” không có trong bảng (tối đa {most}).").format(
                label=line.label, most=line.most
            )
        )
    if None not in (given, suggested) and given != suggested and not said:
        raise Refusal(
            _("Mục “{label}”: số liệu cho {suggested} điểm, chấm {given} thì ghi lý do.").format(
                label=line.label, suggested=suggested, given=given
            )
        )
    return {
        "key": line.key,
        "criterion": line.criterion,
        "label": line.label,
        "most": line.most,
        "points": given,
        "suggested": suggested,
        "counts": counts,
        "why": known.why if known else "",
        "note": said,
    }


def sum_up(score: Score, sheet: Rule, levels: Rule, lines: list[dict[str, Any]]) -> Score:
    """The total and the level that filled lines, as Score keeps them, come to."""
    counted = [line for line in lines if line["counts"]]
    score.sheet, score.levels, score.lines = sheet.version, levels.version, lines
    score.total = sum(line["points"] or 0 for line in counted)
    score.most = sum(line["most"] for line in counted)
    whole = all(line["points"] is not None for line in counted)
    score.level = level_of(levels, score.total, score.most) if whole else ""
    return score
