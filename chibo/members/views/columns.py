"""Columns of the members list: what a cell shows on the screen, and what it holds in a workbook."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chibo.base.partial_dates import PartialDate
from chibo.base.sheets import Column
from chibo.base.text import highlight
from chibo.members.models import Membership, Person, Sex, Status
from chibo.members.queries.ages import completed_years
from chibo.members.queries.completeness import filled_percent
from chibo.rulebook.queries import code_list

_LOW = 90


@dataclass(frozen=True)
class Row:
    """One member of the list on its day. `membership` comes from `with_files`."""

    membership: Membership
    on: date
    cell_name: str = ""
    levels: dict[str, str] = field(default_factory=dict)
    offices: str = ""

    @property
    def person(self) -> Person:
        return self.membership.person

    @cached_property
    def filled(self) -> int:
        return filled_percent(self.membership)

    @property
    def age(self) -> int | None:
        born = self.person.born_on
        return completed_years(born, self.on) if born else None


@dataclass(frozen=True)
class ListColumn:
    """`code` stands in the address; `order` is a key of ORDERS when the column can be sorted by."""

    code: str
    label: str | Promise
    value: Callable[[Row], Any]
    shown: Callable[[Row], Any] | None = None
    css: str = ""
    head_css: str = ""
    order: str = ""
    kind: Any = "text"
    standard: bool = True

    def cell(self, row: Row) -> str:
        """The whole cell as HTML: fifty rows of ten are too many for a loop of the template."""
        text = (self.shown or self.value)(row)
        return f"{self.opening}{'' if text is None else conditional_escape(text)}</td>"

    @cached_property
    def opening(self) -> str:
        return f'<td class="{self.css}">' if self.css else "<td>"

    @property
    def sheet(self) -> Column:
        return Column(str(self.label), self.kind)


def code_label(list_name: str, code: str) -> str:
    """The label of a code; a code its list does not know is shown as it is."""
    codes = code_list(list_name)
    return codes.label(code) if code in codes else code


def marked_name(name: str, query: str) -> SafeString:
    """The name with what the query found marked and the given name in bold."""
    pieces: list[tuple[str, bool]] = []
    for text, found in highlight(query, name) if query else [(name, False)]:
        pieces += _split_last(text, found)
    last = max((at for at, (text, _found) in enumerate(pieces) if text.strip()), default=0)
    return format_html_join(
        "", "{}", ((_piece(*piece, at == last),) for at, piece in enumerate(pieces))
    )


def _split_last(text: str, found: bool) -> list[tuple[str, bool]]:
    before, space, word = text.rpartition(" ")
    return [(before + space, found), (word, found)] if space and word else [(text, found)]


def _piece(text: str, found: bool, is_given_name: bool) -> Any:
    inner = format_html("<em>{}</em>", text) if is_given_name else text
    return format_html("<mark>{}</mark>", inner) if found else inner


def _born(row: Row) -> Any:
    if row.person.born_on is None:
        return format_html('<span class="muted">{}</span>', _("chưa ghi"))
    return format_html('{} <span class="sub">{}</span>', row.person.partial("born"), row.age)


def _status(row: Row) -> SafeString:
    return status_tag(row.membership.status)


def status_tag(status: str) -> SafeString:
    tone = "ok" if status == Status.OFFICIAL else "warn"
    return format_html('<span class="tag {}">{}</span>', tone, Status(status).label)


def _filled(row: Row) -> SafeString:
    tone = "ok" if row.filled == 100 else "warn" if row.filled >= _LOW else "bad"  # noqa: PLR2004 (percent)
    return format_html('<b class="{}-text">{}%</b>', tone, row.filled)


def known_by(person: Person, name: str, on: date) -> PartialDate | None:
    """One of the file's days, when it had come by the day the page speaks about."""
    day = person.partial(name)
    return day if day and day.day <= on else None


def card_by(person: Person, on: date) -> str:
    """The card number, unless the card was issued later."""
    issued = person.card_issued_on
    return "" if issued and issued > on else person.card_number


def _date(name: str) -> Callable[[Row], PartialDate | None]:
    return lambda row: known_by(row.person, name, row.on)


def _coded(column: str, list_name: str) -> Callable[[Row], str]:
    return lambda row: code_label(list_name, getattr(row.person, column))


def _level(ladder: str) -> Callable[[Row], str]:
    return lambda row: row.levels.get(ladder, "")


def _sex(row: Row) -> str:
    return str(Sex(row.person.sex).label) if row.person.sex else ""


OFFICES_COLUMN = "chuc-vu"
COLUMNS = (
    ListColumn("sinh", _("Ngày sinh"), _date("born"), _born, "num", order="sinh", kind="date"),
    ListColumn("gioi", _("Giới"), _sex, css="low"),
    ListColumn("dan-toc", _("Dân tộc"), _coded("ethnicity", "ethnicities"), css="low"),
    ListColumn(
        "ton-giao", _("Tôn giáo"), _coded("religion", "religions"), standard=False, css="low"
    ),
    ListColumn("chi-bo", _("Chi bộ"), lambda row: row.cell_name, order="chi-bo"),
    ListColumn(
        "ket-nap", _("Vào Đảng"), _date("joined"), None, "num low", order="ket-nap", kind="date"
    ),
    ListColumn(
        "chinh-thuc",
        _("Chính thức"),
        _date("official"),
        None,
        "num low",
        "",
        "chinh-thuc",
        "date",
        False,
    ),
    ListColumn(
        "tinh-trang",
        _("Tình trạng"),
        lambda row: str(Status(row.membership.status).label),
        _status,
        "side",
    ),
    ListColumn(OFFICES_COLUMN, _("Chức vụ"), lambda row: row.offices, standard=False),
    ListColumn("van-hoa", _("Học vấn"), _level("schooling"), standard=False, css="low"),
    ListColumn("chuyen-mon", _("Chuyên môn"), _level("professional"), standard=False, css="low"),
    ListColumn("ly-luan", _("Lý luận chính trị"), _level("theory"), standard=False, css="low"),
    ListColumn(
        "nghe", _("Nghề nghiệp"), lambda row: row.person.occupation_text, standard=False, css="low"
    ),
    ListColumn(
        "dien-thoai", _("Điện thoại"), lambda row: row.person.phone, standard=False, css="num low"
    ),
    ListColumn(
        "so-the",
        _("Số thẻ"),
        lambda row: card_by(row.person, row.on),
        standard=False,
        css="num low",
    ),
    ListColumn(
        "dinh-danh",
        _("Số định danh"),
        lambda row: row.person.masked_id,
        standard=False,
        css="num low",
    ),
    ListColumn(
        "ho-so", _("Hồ sơ"), lambda row: row.filled, _filled, "num right", "right", kind="integer"
    ),
)
LEVELS = {"van-hoa", "chuyen-mon", "ly-luan"}
STANDARD = tuple(column.code for column in COLUMNS if column.standard)
BY_CODE = {column.code: column for column in COLUMNS}
