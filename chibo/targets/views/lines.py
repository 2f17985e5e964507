"""One target as a line of a board."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from chibo.base.text import format_date, format_number, format_percent
from chibo.targets.models import Moment, Span, TargetResult
from chibo.targets.queries.planned_elsewhere import Plan
from chibo.targets.queries.progress import TONES, Progress, State, judged, word
from chibo.targets.queries.subjects import number_text, wanted_text


@dataclass(frozen=True)
class Track:
    """Lengths of a bar out of a hundred: what is reached, what the pace lets expect, where the mark stands."""

    value: int
    forecast: int
    mark: int
    label: str


@dataclass(frozen=True)
class Line:
    label: str
    url: str
    sub: str
    wanted: str
    value: str
    value_url: str
    behind: str
    percent: str
    time: str
    word: str
    tone: str
    closed: str
    track: Track | None


def line_of(one: Progress) -> Line:
    standing, unit = one.standing, one.subject.unit
    return Line(
        one.subject.label,
        one.target.get_absolute_url(),
        _sub(one),
        one.wanted,
        with_unit(standing.value, unit),
        standing.url,
        _behind(one),
        "" if one.percent is None else format_percent(one.percent, 0),
        _time(one),
        word(one.state),
        TONES.get(one.state, ""),
        "; ".join(_closed(one)),
        _track(one),
    )


def with_unit(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    return number_text(value) + (unit if unit == "%" else f" {unit}")


def _sub(one: Progress) -> str:
    told = [] if one.target.span == Span.YEAR else [one.target.period.label]
    if one.target.setter_id:
        told.append(_("cấp trên giao"))
    if one.waiting and one.version:
        told.append(_("có số mới chờ duyệt"))
    return " · ".join(told)


def _behind(one: Progress) -> str:
    """What a share is made of, or why there is no value."""
    standing = one.standing
    if standing.value is None:
        return standing.reason
    if standing.base is not None and standing.counted is not None:
        return f"{number_text(standing.counted)}/{number_text(standing.base)}"
    return ""


def _time(one: Progress) -> str:
    if not 0 < one.passed < 1 or one.standing.value is None:
        return ""
    gone = format_percent(one.passed * 100, 0)
    if one.forecast is None:
        return _("đã qua {share} thời gian").format(share=gone)
    return _("đã qua {share} thời gian, cả kỳ dự kiến {n}").format(
        share=gone, n=format_number(one.forecast, 1)
    )


def _closed(one: Progress) -> list[str]:
    names = {Moment.HALF: _("6 tháng"), Moment.END: _("cả kỳ")}
    return [
        _("chốt {moment} ngày {day}: {value}, {met}").format(
            moment=names[Moment(row.moment)],
            day=format_date(row.on),
            value=with_unit(row.value, one.subject.unit),
            met=_met(row),
        )
        for row in one.closed
    ]


def _met(row: TargetResult) -> str:
    """At the half-year a number is only on its way to what the whole period wants."""
    if row.met:
        return _("đạt")
    return _("không đạt") if row.moment == Moment.END else _("chưa đạt cả kỳ")


def _track(one: Progress) -> Track | None:
    shown, value = one.version or one.waiting, one.standing.value
    if shown is None or value is None:
        return None
    bound = shown.least if shown.least is not None else shown.most
    assert bound is not None
    return track_of(value, bound, one.forecast, word(one.state))


def track_of(value: Decimal, bound: Decimal, forecast: Decimal | None, told: str) -> Track:
    top = max(value, bound, forecast or Decimal(0), Decimal(1) / 1000)

    def share(part: Decimal) -> int:
        return int(part * 100 / top)

    label = _("{value} so với {bound}: {word}").format(
        value=number_text(value), bound=number_text(bound), word=told.lower()
    )
    return Track(share(value), share(forecast or Decimal(0)), min(share(bound), 99), label)


def plan_line(plan: Plan, passed: Decimal, url: str) -> Line:
    """A plan another app keeps, on the same board."""
    state = judged((plan.wanted, None), plan.value, passed, adds_up=True)
    forecast = plan.value / passed if 0 < passed < 1 else None
    time = ""
    if forecast is not None:
        time = _("đã qua {share} thời gian, cả kỳ dự kiến {n}").format(
            share=format_percent(passed * 100, 0), n=format_number(forecast, 1)
        )
    return Line(
        plan.label,
        url,
        _("giao ở mục Phát triển đảng, cộng các chi bộ"),
        wanted_text(plan.wanted, None, plan.unit),
        with_unit(plan.value, plan.unit),
        plan.url,
        "",
        format_percent(plan.value * 100 / plan.wanted, 0) if plan.wanted else "",
        time,
        word(state),
        TONES.get(state, ""),
        "",
        track_of(plan.value, plan.wanted, forecast, word(state)),
    )


def counted(lines: list[Progress]) -> dict[str, int]:
    """How many stand how, for the top of a board."""
    good = (State.MET, State.WITHIN, State.ON_TRACK)
    poor = (State.BEHIND, State.MISSED, State.EXCEEDED, State.NOT_YET)
    return {
        "approved": sum(one.version is not None and one.target.ended_on is None for one in lines),
        "good": sum(one.state in good for one in lines),
        "poor": sum(one.state in poor for one in lines),
        "unknown": sum(one.state == State.UNKNOWN for one in lines),
        "waiting": sum(one.waiting is not None for one in lines),
    }
