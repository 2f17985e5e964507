"""The tables of a report, each a function of the numbers; outlines call them by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.figures import Amount, figure
from chibo.base.papers import Drawing
from chibo.base.text import format_number
from chibo.reports.content.charts import bars_of
from chibo.reports.content.ground import Builder, Ground, group_number, number, share
from chibo.reports.content.people import admissions, seats
from chibo.reports.content.pieces import Grid, Head, Piece, Row
from chibo.reports.content.saying import beside
from chibo.reports.content.steps import movement_steps
from chibo.reports.content.years import ratings_by_year
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.reports.wording import difference
from chibo.rulebook.queries import code_list

# ---------------------------------------------------------------- this period and the last


def heads_beside_last_year(numbers: Numbers) -> tuple[Head, ...]:
    words = beside(numbers)
    return (
        Head(_("Kỳ này"), 1.5),
        Head(words[:1].upper() + words[1:], 1.6),
        Head(_("Tăng, giảm"), 1.4, by_themselves=True),
        Head(_("Tỷ lệ %"), 1.4, by_themselves=True),
    )


def beside_last_year(
    mark: str, label: str, ask: Ask, numbers: Numbers, strong: bool = False
) -> Row:
    """A line with the columns of form 1: this period, the same period last year, and both compared."""
    then = ask.a_year_before()
    now, before = numbers.reading(ask), numbers.reading(then)
    cells = (
        number(ask, numbers),
        number(then, numbers),
        Piece(difference(now.value, before.value)),
        share(now.value, before.value, numbers),
    )
    return Row(mark, label, cells, strong)


# What the table of movements reads whole, and what it breaks down.
MOVED = tuple(
    one
    for ask in (
        Ask("members", when="eve"),
        Ask("entered"),
        Ask("increases"),
        Ask("decreases"),
        Ask("members"),
    )
    for one in (ask, ask.a_year_before())
)
PARTS = (
    Ask("increases", by="kind"),
    Ask("increases", key="moved_in", by="scope"),
    Ask("decreases", by="kind"),
    Ask("decreases", key="moved_out", by="scope"),
    Ask("decreases", key="removed", by="status"),
)


def movement(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """Form 1 of 11-HD/BTCTW: A opening, B increases, C decreases, D closing = A + B − C.

    Entries into books that had just begun are no increase of form 1: a line of their own beside A."""
    numbers = ground.numbers
    rows = [
        beside_last_year("A", _("Đảng viên đầu kỳ"), Ask("members", when="eve"), numbers, True),
        *_entered(numbers),
        beside_last_year("B", _("Tăng trong kỳ"), Ask("increases"), numbers, True),
        *_kinds("increases", numbers),
        beside_last_year("C", _("Giảm trong kỳ"), Ask("decreases"), numbers, True),
        *_kinds("decreases", numbers),
        beside_last_year("D", _("Đảng viên cuối kỳ"), Ask("members"), numbers, True),
    ]
    return Grid(
        "movement",
        "",
        _("Chỉ tiêu"),
        heads_beside_last_year(numbers),
        tuple(rows),
        note=str(balance(numbers) or ""),
    )


def _entered(numbers: Numbers) -> list[Row]:
    ask = Ask("entered")
    if not _happened(ask, numbers):
        return []
    return [beside_last_year("", _("Ghi vào sổ lần đầu"), ask, numbers)]


@dataclass(frozen=True)
class Balance:
    """The movement equation of the period, every part known."""

    opening: Amount
    entered: Amount
    more: Amount
    less: Amount
    closing: Amount

    @property
    def holds(self) -> bool:
        return self.opening + self.entered + self.more - self.less == self.closing

    def __str__(self) -> str:
        left = f"{format_number(self.opening)}{self._first_entries()}"
        left = f"{left} + {format_number(self.more)} − {format_number(self.less)}"
        words = _("Kiểm tra: {left} = {closing}.")
        if not self.holds:
            words = _("Biến động không khớp: {left} khác {closing}. Xem lại biến động trong kỳ.")
        return words.format(left=left, closing=format_number(self.closing))

    def _first_entries(self) -> str:
        if not self.entered:
            return ""
        return _(" + {n} (ghi vào sổ lần đầu)").format(n=format_number(self.entered))


def balance(numbers: Numbers) -> Balance | None:
    """None while a part is not known."""
    asks = (
        Ask("members", when="eve"),
        Ask("entered"),
        Ask("increases"),
        Ask("decreases"),
        Ask("members"),
    )
    values = [numbers.reading(ask).value for ask in asks]
    known = [value for value in values if value is not None]
    return Balance(*known) if len(known) == len(values) else None


def _kinds(name: str, numbers: Numbers) -> list[Row]:
    """Kinds with a line on form 1 always, the others when anything of the kind happened."""
    effect = 1 if name == "increases" else -1
    rows: list[Row] = []
    kinds = code_list("movement_kinds").items()
    for item in sorted(kinds, key=lambda kind: "form1" not in kind.extra):
        ask = Ask(name, key=item.code)
        on_form = item.extra.get("form1") and item.extra["effect"] == effect
        if on_form or _happened(ask, numbers):
            mark = str(sum(bool(row.mark[:1].isdigit()) for row in rows) + 1)
            rows.append(beside_last_year(mark, item.label, ask, numbers))
            rows += [replace(part, inner=True) for part in _parts(ask, numbers)]
    return rows


def _happened(ask: Ask, numbers: Numbers) -> bool:
    return any(numbers.reading(one).value for one in (ask, ask.a_year_before()))


def _parts(ask: Ask, numbers: Numbers) -> list[Row]:
    """Lines a and b of transfers, and the probationary ones among the removed."""
    if ask.key in ("moved_in", "moved_out") and _happened(ask, numbers):
        scopes = [
            ("a", _("Tỉnh khác"), replace(ask, by="scope", group="other_province")),
            ("b", _("Trong tỉnh"), replace(ask, by="scope", group="same_province")),
        ]
        unclear = replace(ask, by="scope", group="")
        if _happened(unclear, numbers):
            scopes.append(("", _("Chưa ghi phạm vi"), unclear))
        return [beside_last_year(mark, label, part, numbers) for mark, label, part in scopes]
    if ask.key == "removed" and _happened(ask, numbers):
        probationary = replace(ask, by="status", group="probationary")
        return [beside_last_year("", _("Trong đó: dự bị"), probationary, numbers)]
    return []


# ---------------------------------------------------------------- by dimension


def breakdown(ground: Ground, more: Mapping[str, Any]) -> Grid | None:
    """One figure by one dimension: number and share, adding up to the whole."""
    ask = Ask(more["figure"], by=more["by"])
    rows = group_rows(ask, ground.numbers)
    if not rows:
        return None
    heads = (
        Head(_("Số lượng"), 1.4, by_themselves=True),
        Head(_("Tỷ lệ %"), 1.4, by_themselves=True),
    )
    label = str(figure(ask.figure).dimension(ask.by).label)
    total = _total(ask, ground.numbers)
    return Grid(f"{ask.figure}_{ask.by}", "", label, heads, tuple(rows), total)


def group_rows(ask: Ask, numbers: Numbers) -> list[Row]:
    """Lines of number and share; none while the figure is unknown."""
    if not numbers.reading(replace(ask, by="")).value:
        return []
    return [
        Row(
            str(place),
            reading.label,
            (
                group_number(ask, key, reading, numbers),
                share(reading.value, reading.base, numbers),
            ),
        )
        for place, (key, reading) in enumerate(numbers.groups(ask).items(), start=1)
    ]


def _total(ask: Ask, numbers: Numbers) -> Row:
    return Row("", _("Cộng"), (number(replace(ask, by=""), numbers), Piece("100%")), True)


def breakdowns(ground: Ground, more: Mapping[str, Any]) -> Grid | None:
    """One figure by several dimensions, one under another, each beside the same period last year."""
    numbers, whole = ground.numbers, Ask(more["figure"])
    if not _happened(whole, numbers):
        return None
    label = str(figure(whole.figure).label)
    rows = [beside_last_year("", label, whole, numbers, True)]
    for mark, name in zip("1234567", more["by"], strict=False):
        rows += _dimension_rows(mark, replace(whole, by=name), numbers)
    return Grid(
        f"{whole.figure}_parts", "", _("Chỉ tiêu"), heads_beside_last_year(numbers), tuple(rows)
    )


def _dimension_rows(mark: str, ask: Ask, numbers: Numbers) -> list[Row]:
    found = {
        key: reading.label
        for one in (ask, ask.a_year_before())
        for key, reading in numbers.groups(one).items()
        if reading.value
    }
    title = str(figure(ask.figure).dimension(ask.by).label)
    blank = (Piece(""),) * len(heads_beside_last_year(numbers))
    return [
        Row(mark, title, blank, True),
        *(
            beside_last_year("", label, replace(ask, group=key), numbers)
            for key, label in found.items()
        ),
    ]


def gaps(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """How many files lack each required column; the share is of all members."""
    numbers = ground.numbers
    whole = numbers.reading(Ask("members_incomplete"))
    if not whole.value:
        return None
    found = numbers.groups(Ask("members_incomplete", by="gap"))
    ordered = sorted(found, key=lambda key: -(found[key].value or 0))
    rows = [
        Row(str(place), found[key].label, _gap_cells(key, numbers))
        for place, key in enumerate(ordered, start=1)
    ]
    heads = (
        Head(_("Số hồ sơ"), 1.4, by_themselves=True),
        Head(_("Tỷ lệ %"), 1.4, by_themselves=True),
    )
    return Grid("gaps", "", _("Mục còn thiếu"), heads, tuple(rows))


def _gap_cells(key: str, numbers: Numbers) -> tuple[Piece, Piece]:
    ask = Ask("members_incomplete", key=key)
    reading = numbers.reading(ask)
    return number(ask, numbers), share(reading.value, reading.base, numbers)


# ---------------------------------------------------------------- units


# The columns of tables that set several figures side by side.
CROSSED = {
    "units": tuple(
        Ask(name, by="child")
        for name in ("members", "members_official", "members_probationary", "members_women")
    ),
    "ethnicities": tuple(Ask(name, by="ethnicity") for name in ("members", "members_women")),
    "ages": tuple(Ask(name, by="age") for name in ("members", "members_women")),
}


def units(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """Members of every direct child on the closing day."""
    return _crossed(_("Đơn vị"), CROSSED["units"], ground.numbers)


def ethnicities(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """Form 4: number, of which women."""
    return _crossed(_("Dân tộc"), CROSSED["ethnicities"], ground.numbers)


def ages(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """The age bands of the statistical forms, of which women."""
    return _crossed(_("Tuổi"), CROSSED["ages"], ground.numbers)


def _crossed(label: str, asks: Sequence[Ask], numbers: Numbers) -> Grid | None:
    """Several figures by the same groups, those of the first."""
    if not numbers.reading(replace(asks[0], by="")).value:
        return None
    groups = numbers.groups(asks[0])
    if not groups or (numbers.branch.is_cell and asks[0].by == "child"):
        return None
    rows = tuple(
        Row(str(place), one.label, tuple(_crossing(ask, key, numbers) for ask in asks))
        for place, (key, one) in enumerate(groups.items(), start=1)
    )
    total = Row("", _("Cộng"), tuple(number(replace(ask, by=""), numbers) for ask in asks), True)
    heads = tuple(Head(_short(ask), 1.4) for ask in asks)
    name = f"{asks[0].figure}_{asks[0].by}"
    drawn = _drawn(label, asks, rows)
    return Grid(name, "", label, heads, rows, total, drawings=drawn)


def _drawn(label: str, asks: Sequence[Ask], rows: Sequence[Row]) -> tuple[Drawing, ...]:
    """All members, of them the women."""
    women = next(place for place, ask in enumerate(asks) if ask.figure == "members_women")
    caption = _("Biểu đồ đảng viên theo {dimension}").format(dimension=label.lower())
    return bars_of(rows, caption, women)


def _crossing(ask: Ask, key: str, numbers: Numbers) -> Piece:
    one = replace(ask, group=key)
    return group_number(ask, key, numbers.reading(one), numbers)


def _short(ask: Ask) -> str:
    names = {
        "members": _("Đảng viên"),
        "members_official": _("Chính thức"),
        "members_probationary": _("Dự bị"),
        "members_women": _("Nữ"),
    }
    return names[ask.figure]


TABLES: dict[str, Builder] = {
    "movement": movement,
    "breakdown": breakdown,
    "breakdowns": breakdowns,
    "gaps": gaps,
    "roster": seats,
    "units": units,
    "ethnicities": ethnicities,
    "ages": ages,
    "steps": movement_steps,
    "admissions": admissions,
    "ratings_by_year": ratings_by_year,
}
