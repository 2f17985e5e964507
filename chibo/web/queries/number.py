"""The rows behind a number, as a table: which columns, which words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.asof import AsOf
from chibo.base.figures import Dimension, Figure, Group, Scope
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import Person, Sex, Status
from chibo.members.queries.roll import with_cell_names
from chibo.organisations.models import Profile
from chibo.rulebook.queries import code_list

Cell = str | date | PartialDate | None


@dataclass(frozen=True)
class Row:
    label: str
    url: str
    cells: Sequence[Cell]

    @property
    def shown(self) -> list[str]:
        return [as_text(cell) for cell in self.cells]


def as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return format_date(cell) if isinstance(cell, date) else str(cell)


@dataclass(frozen=True)
class Layout:
    """How rows of one kind are listed: `prepare` orders them, `lay` turns a page of them into Rows."""

    first: str | Promise
    columns: Sequence[str | Promise]
    prepare: Callable[[QuerySet[Any], date], QuerySet[Any]]
    lay: Callable[[Iterable[Any], AsOf], list[Row]]
    personal: bool = True

    @property
    def headings(self) -> list[dict[str, str]]:
        return [{"label": str(label)} for label in (self.first, *self.columns)]


def _label(list_name: str, code: str) -> str:
    codes = code_list(list_name)
    return codes.label(code) if code in codes else code


def _sex(code: str) -> str:
    return str(Sex(code).label) if code else ""


def _person_url(key: int, on: AsOf) -> str:
    return on.url(reverse("members:page", args=[key]))


def _cell_names(keys: Iterable[int | None], on: date) -> dict[int | None, str]:
    """Short names on the day, or the last known ones of cells that stood only at other times."""
    rows = Profile.objects.filter(organisation__in={key for key in keys if key})
    found: dict[int | None, str] = {}
    for key, start, name in rows.order_by("started_on").values_list(
        "organisation_id", "started_on", "short_name"
    ):
        if start <= on or key not in found:
            found[key] = name
    return found


def _memberships(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.person.full_name,
            _person_url(row.person_id, on),
            [
                row.cell_name,
                row.person.partial("born"),
                _sex(row.sex),
                _label("ethnicities", row.ethnicity),
                str(Status(row.status).label),
            ],
        )
        for row in rows
    ]


def _people(rows: Iterable[Person], on: AsOf) -> list[Row]:
    return [
        Row(
            row.full_name,
            _person_url(row.pk, on),
            [row.partial("born"), _sex(row.sex), _label("ethnicities", row.ethnicity)],
        )
        for row in rows
    ]


def _organisations(rows: Iterable[Any], on: AsOf) -> list[Row]:
    return [
        Row(
            row.name,
            on.url(reverse("organisations:page", args=[row.pk])),
            [
                _label("organisation_kinds", row.kind),
                _label("base_types", row.base_type),
                row.founded_on,
            ],
        )
        for row in rows
    ]


def _movements(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = _cell_names(
        [key for row in shown for key in (row.from_cell_id, row.to_cell_id)], on.day
    )
    return [
        Row(
            row.person.full_name,
            _person_url(row.person_id, on),
            [
                _label("movement_kinds", row.kind),
                row.happened_on,
                names.get(row.from_cell_id, "") or ("" if row.from_cell_id else row.outside_unit),
                names.get(row.to_cell_id, "") or ("" if row.to_cell_id else row.outside_unit),
            ],
        )
        for row in shown
    ]


def _admissions(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = _cell_names([row.movement.to_cell_id for row in shown], on.day)
    return [
        Row(
            row.person.full_name,
            _person_url(row.person_id, on),
            [names.get(row.movement.to_cell_id, ""), row.decided_on, row.ceremony_on],
        )
        for row in shown
    ]


def _recognitions(rows: Iterable[Any], on: AsOf) -> list[Row]:
    shown = list(rows)
    names = _cell_names([row.movement.to_cell_id for row in shown], on.day)
    return [
        Row(
            row.person.full_name,
            _person_url(row.person_id, on),
            [names.get(row.movement.to_cell_id, ""), row.effective_on, row.decided_on],
        )
        for row in shown
    ]


def _by_name(*related: str) -> Callable[[QuerySet[Any], date], QuerySet[Any]]:
    def prepare(rows: QuerySet[Any], _day: date) -> QuerySet[Any]:
        return rows.select_related(*related).order_by("person__name_sort", "pk")

    return prepare


def _named_with_cells(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return with_cell_names(rows, day).select_related("person").order_by("person__name_sort", "pk")


LAYOUTS: Mapping[str, Layout] = {
    "memberships": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Ngày sinh"), _("Giới tính"), _("Dân tộc"), _("Tình trạng")),
        _named_with_cells,
        _memberships,
    ),
    "people": Layout(
        _("Họ và tên"),
        (_("Ngày sinh"), _("Giới tính"), _("Dân tộc")),
        lambda rows, _day: rows.order_by("name_sort", "pk"),
        _people,
    ),
    "organisations": Layout(
        _("Tên tổ chức"),
        (_("Loại tổ chức"), _("Loại hình"), _("Thành lập")),
        lambda rows, _day: rows.order_by("path"),
        _organisations,
        personal=False,
    ),
    "movements": Layout(
        _("Họ và tên"),
        (_("Biến động"), _("Ngày"), _("Từ"), _("Đến")),
        _by_name("person"),
        _movements,
    ),
    "admissions": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Quyết định"), _("Lễ kết nạp")),
        _by_name("person", "movement"),
        _admissions,
    ),
    "recognitions": Layout(
        _("Họ và tên"),
        (_("Chi bộ"), _("Chính thức từ"), _("Quyết định")),
        _by_name("person", "movement"),
        _recognitions,
    ),
}


@dataclass(frozen=True)
class Narrowing:
    """One group of a breakdown that the rows were narrowed to."""

    name: str
    dimension: Dimension
    group: Group

    @property
    def code(self) -> str:
        return f"{self.name}:{self.group.key}"

    @property
    def label(self) -> str:
        return str(self.dimension.label)


def narrowed(
    figure: Figure, scope: Scope, wanted: Sequence[str]
) -> tuple[QuerySet[Any], list[Narrowing]]:
    """The figure's rows in the wanted groups ("sex:female"). Raises Refusal for a group it has not got."""
    rows, steps = figure.rows(scope), []
    for one in wanted:
        name, _colon, key = one.partition(":")
        dimension = figure.dimension(name)
        group = _group(dimension, rows, scope, key)
        rows = dimension.narrow(rows, scope, key)
        steps.append(Narrowing(name, dimension, group))
    return rows, steps


def _group(dimension: Dimension, rows: QuerySet[Any], scope: Scope, key: str) -> Group:
    """The group of that key; one that exists but has nobody counts 0, as reports print it."""
    found = next((one for one in dimension.groups(rows, scope) if one.key == key), None)
    names = getattr(dimension, "names", None)
    known = {**names([], scope), "": _now("Chưa rõ")} if names else {}
    if found is None and key not in known:
        raise Refusal(
            _now("Tại ngày xem, số liệu không có ai trong nhóm này của “{dimension}”.").format(
                dimension=dimension.label
            )
        )
    return found or Group(key, str(known[key]), 0)
