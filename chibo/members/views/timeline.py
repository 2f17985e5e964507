"""A person's Party life as lines of a timeline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.base.text import format_date
from chibo.members.models import Movement, Post, Qualification
from chibo.members.models.qualification import LADDERS
from chibo.members.papers.notices import NOTICES
from chibo.members.queries.file import Leave, Standing
from chibo.members.queries.offices import office_words
from chibo.members.views.columns import card_by, code_label, known_by
from chibo.members.views.events_told import (
    NOT_CANCELLED_HERE,
    PRINTED,
    by_paper,
    cancelled_lines,
    departure_words,
    leave_lines,
)


@dataclass(frozen=True)
class Moment:
    """`state` is "" for what happened, "next", "late" or "future" for what has not."""

    day: date
    title: str
    text: str
    state: str = ""
    url: str = ""
    undo_url: str = ""
    cancel_url: str = ""
    prints: Sequence[tuple[str, str]] = ()


def party_life(standing: Standing, undoable: Movement | None = None) -> list[Moment]:
    """What happened up to the day, and what comes next. `undoable` may be taken back by who looks."""
    told = [*_happened(standing, undoable), *cancelled(standing)]
    return sorted(told, key=lambda moment: moment.day) + list(_to_come(standing))


def whole_life(
    standing: Standing,
    posts: list[Post],
    levels: list[Qualification],
    leaves: list[Leave],
    undoable: Movement | None = None,
) -> list[Moment]:
    moments = [*_happened(standing, undoable), *_posts(posts, standing.on), *_levels(levels)]
    moments += [*leave_moments(leaves, standing.on), *cancelled(standing)]
    return sorted(moments, key=lambda moment: moment.day) + list(_to_come(standing))


def _happened(standing: Standing, undoable: Movement | None) -> Iterator[Moment]:
    recorded = any(move.kind == "recognised" for move in standing.movements)
    said = [("joined", _("Quyết định kết nạp")), ("card_issued", _("Phát thẻ đảng viên"))]
    said += [] if recorded else [("official", _("Chính thức"))]
    for name, title in said:
        day = known_by(standing.person, name, standing.on)
        if day:
            yield Moment(day.day, title, str(day))
    for move in standing.movements:
        last = bool(undoable and move.pk == undoable.pk)
        yield Moment(
            move.happened_on,
            _movement_title(move),
            _movement_text(move),
            undo_url=_undo_url(move) if last else "",
            cancel_url=_cancel_url(move) if last else "",
            prints=_prints(move),
        )


def _undo_url(move: Movement) -> str:
    """A recognition is taken back together with its decision, a floor above."""
    if move.kind == "recognised":
        return reverse("admissions:withdraw_recognition", args=[move.person_id])
    return reverse("members:withdraw", args=[move.person_id, move.pk])


def _cancel_url(move: Movement) -> str:
    if move.kind in NOT_CANCELLED_HERE:
        return ""
    return reverse("members:cancel_movement", args=[move.person_id, move.pk])


def _prints(move: Movement) -> list[tuple[str, str]]:
    """The decision and the notice to the level above, each as a document to edit and to print: label, address."""
    kinds = [
        ("bien-dong", _("In quyết định"), PRINTED),
        ("phieu-bao", _("In phiếu báo"), NOTICES),
    ]
    return [
        (
            f"{label} (.{form})",
            reverse("members:decision", args=[move.person_id, what, move.pk, form]),
        )
        for what, label, written in kinds
        if move.kind in written
        for form in ("docx", "pdf")
    ]


def _movement_title(move: Movement) -> str:
    if move.kind == "admitted":
        return _("Lễ kết nạp, bắt đầu dự bị")
    return code_label("movement_kinds", move.kind)


def _movement_text(move: Movement) -> str:
    said = [format_date(move.happened_on), _route(move), move.outside_unit]
    if move.paper:
        said.append(by_paper(move.paper))
    said += departure_words(move)
    if move.uninterrupted:
        said.append(_("tuổi Đảng coi như không gián đoạn"))
    return " · ".join(text for text in [*said, move.reason] if text)


def _route(move: Movement) -> str:
    before, after = (getattr(move, f"{side}_name", None) or "" for side in ("from", "to"))
    if before and after and before != after:
        return f"{before} → {after}"
    return after or before


def _posts(posts: list[Post], on: date) -> Iterator[Moment]:
    for post in posts:
        name = post_name(post)
        text = format_date(post.started_on)
        yield Moment(post.started_on, _("Giữ chức vụ: {name}").format(name=name), text)
        if post.ended_on and post.ended_on <= on:
            said = [format_date(post.ended_on), post.end_reason]
            title = _("Thôi giữ chức vụ: {name}").format(name=name)
            yield Moment(post.ended_on, title, " · ".join(text for text in said if text))


def post_name(post: Post) -> str:
    place = post.place
    return office_words(post.position, *((place.name, place.kind) if place else ()))


def _levels(levels: list[Qualification]) -> Iterator[Moment]:
    for level in levels:
        if level.reached_on:
            known = PartialDate(level.reached_on, level.reached_known_to)
            yield Moment(
                level.reached_on, f"{level.get_ladder_display()}: {level_name(level)}", str(known)
            )


def level_name(level: Qualification) -> str:
    listed = LADDERS.get(level.ladder)
    return code_label(listed, level.level) if listed else level.level


def leave_moments(leaves: list[Leave], on: date) -> Iterator[Moment]:
    yield from (Moment(day, title, text) for day, title, text in leave_lines(leaves, on))


def cancelled(standing: Standing) -> Iterator[Moment]:
    """Movements whose decision was cancelled, and the cancellation: each told on its day."""
    yield from (Moment(day, title, text) for day, title, text in cancelled_lines(standing))


def _to_come(standing: Standing) -> Iterator[Moment]:
    probation = standing.probation
    if probation is None:
        return
    late = probation.review_by is not None and standing.on > probation.review_by
    yield Moment(
        probation.ends,
        _("Xét công nhận chính thức"),
        _review_text(standing),
        "late" if late else "next",
    )
    if not card_by(standing.person, standing.on):
        yield Moment(probation.ends, _("Phát thẻ đảng viên"), "", "future")


def _review_text(standing: Standing) -> str:
    probation = standing.probation
    assert probation
    start = format_date(probation.ends)
    if standing.on < probation.ends:
        days = (probation.ends - standing.on).days
        return _("từ {day}, còn {n} ngày").format(day=start, n=days)
    if probation.review_by:
        return _("từ {day}, hạn {last}").format(day=start, last=format_date(probation.review_by))
    return _("từ {day}").format(day=start)
