"""Phiếu đối chiếu thông tin đảng viên: one page a member reads, puts right by hand and signs.

The identity number stays masked on paper; the member writes it in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import Block, Column, Paper, Paragraph, Run, Signature, Table
from chibo.base.papers.layout import LAYOUTS
from chibo.base.partial_dates import PartialDate
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import Finding
from chibo.cleaning.rules.known import label
from chibo.members.models import Sex
from chibo.members.models.qualification import LADDERS
from chibo.members.papers.heads import Head

_GAP = "…"
# A slip is one page, whatever was found: narrower margins, smaller letters and less room to sign than a paper.
_ONE_PAGE = replace(
    LAYOUTS[-1],
    top_mm=13,
    bottom_mm=12,
    left_mm=22,
    table_pt=11.5,
    line_pt=16,
    before_pt=3,
    body_pt=12.5,
    signing_space_pt=46,
)
# A file with more to say than this says the first reason of a row alone, in letters smaller still.
_MANY = 8
_CROWDED = replace(_ONE_PAGE, table_pt=10, line_pt=14, body_pt=11.5, signing_space_pt=36)
_SHOWN_REASONS = 3


@dataclass(frozen=True)
class Line:
    """One row of the slip: what the books say, and the columns of the file it stands for."""

    term: str
    said: str
    columns: Sequence[str]


def slip(file: MemberFile, cell_name: str, findings: Sequence[Finding], head: Head) -> Paper:
    told = _lines(file)
    placed = {column for line in told for column in line.columns}
    others = [one for one in findings if one.rule.column not in placed]
    crowded = len(findings) > _MANY
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol="",
        kind=_("PHIẾU ĐỐI CHIẾU"),
        summary=_("thông tin đảng viên"),
        blocks=[
            Paragraph(
                _(
                    "Chi bộ: {cell}. Đồng chí đọc từng mục, gạch chỗ sai và ghi lại cho đúng; mục có dấu "
                    "(!) phải đối chiếu giấy tờ."
                ).format(cell=cell_name)
            ),
            _table(told, findings, 1 if crowded else 2),
            *_others(others),
        ],
        signatures=[
            Signature(_("NGƯỜI KHAI"), file.full_name),
            Signature(_("XÁC NHẬN CỦA CHI BỘ")),
        ],
        layout=_CROWDED if crowded else _ONE_PAGE,
    )


def _table(told: Sequence[Line], findings: Sequence[Finding], reasons: int) -> Table:
    by_column: Mapping[str, list[Finding]] = _by_column(findings)
    columns = [
        Column(_("Mục"), 1.3),
        Column(_("Sổ đang ghi"), 2.1),
        Column(_("Sửa lại (nếu sai)"), 1.6),
    ]
    return Table(columns, [_row(line, by_column, reasons) for line in told])


def _row(
    line: Line, by_column: Mapping[str, list[Finding]], most: int
) -> list[str | Sequence[Run]]:
    doubtful = [one for column in line.columns for one in by_column.get(column, [])]
    if not doubtful:
        return [line.term, line.said or _GAP, ""]
    reasons = "; ".join(one.reason for one in doubtful[:most])
    said = [Run(line.said, bold=True), Run(". ")] if line.said else []
    return [
        [Run(f"(!) {line.term}", bold=True)],
        [*said, Run(reasons, italic=True)],
        "",
    ]


def _by_column(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.rule.column, []).append(one)
    return found


def _others(findings: Sequence[Finding]) -> list[Block]:
    if not findings:
        return []
    said = [f"{one.rule.title}: {one.reason}" for one in findings[:_SHOWN_REASONS]]
    rest = len(findings) - len(said)
    if rest:
        said.append(_("và {n} điểm khác").format(n=rest))
    return [Paragraph((Run(_("(!) Cần đối chiếu thêm: "), bold=True), Run("; ".join(said))))]


def _day(on: date | None, known_to: str) -> str:
    return str(PartialDate(on, known_to)) if on else ""  # type: ignore[arg-type]  # the column holds no other words


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _place(detail: str, province: str) -> str:
    return ", ".join(
        filter(None, (detail,) if province and detail.endswith(province) else (detail, province))
    )


def _level(file: MemberFile, ladder: str) -> str:
    top = file.level(ladder)
    return label(LADDERS[ladder], top.level).lower() if top else ""


def _lines(file: MemberFile) -> list[Line]:
    return [*_self(file), *_places(file), *_work(file), *_party(file)]


def _self(file: MemberFile) -> list[Line]:
    sex = str(Sex(file.sex).label) if file.sex else ""
    number = f"•••• •••• {file.national_id[-4:]}" if file.national_id else ""
    old = f"•••• {file.old_id[-4:]}" if file.old_id else ""
    born = _day(file.born_on, file.born_known_to)
    origin = _joined(_listed("ethnicities", file.ethnicity), _listed("religions", file.religion))
    return [
        Line(_("Họ và tên"), file.full_name, ("full_name", "birth_name")),
        Line(_("Giới tính, ngày sinh"), _joined(sex, born), ("sex", "born")),
        Line(_("Dân tộc, tôn giáo"), origin, ("ethnicity", "religion")),
        Line(_("Số định danh, ghi đủ"), number, ("national_id",)),
        Line(_("Số CMND cũ"), old, ("old_id",)),
    ]


def _places(file: MemberFile) -> list[Line]:
    named = (
        (_("Nơi khai sinh"), "birth"),
        (_("Quê quán"), "native"),
        (_("Thường trú"), "home"),
    )
    found = []
    for term, which in named:
        columns = (f"{which}_province", f"{which}_detail")
        province, detail = (getattr(file, column) for column in columns)
        found.append(Line(term, _place(detail, province), columns))
    return [*found, Line(_("Điện thoại"), file.phone, ("phone",))]


def _work(file: MemberFile) -> list[Line]:
    then = file.occupation_at_admission
    levels = _joined(*(_level(file, ladder) for ladder in ("schooling", "professional", "theory")))
    now = file.occupation_text
    return [
        Line(_("Nghề nghiệp hiện nay"), now, ("occupation", "occupation_text")),
        Line(_("Nghề nghiệp khi vào Đảng"), then, ("occupation_at_admission",)),
        Line(_("Trình độ"), levels, ()),
    ]


def _party(file: MemberFile) -> list[Line]:
    union = _day(file.union_joined_on, file.union_joined_known_to)
    joined = _day(file.joined_on, file.joined_known_to)
    official = _day(file.official_on, file.official_known_to)
    issued = _day(file.card_issued_on, file.card_issued_known_to)
    card = _joined(file.card_number, issued, file.card_issued_at)
    numbers = _joined(file.old_card_number, file.resume_number)
    return [
        Line(_("Vào Đoàn"), union, ("union_joined",)),
        Line(_("Vào Đảng, chính thức"), _joined(joined, official), ("joined", "official")),
        Line(_("Số thẻ, ngày và nơi cấp"), card, ("card_number", "card_issued", "card_issued_at")),
        Line(_("Số thẻ cũ, số lý lịch"), numbers, ("old_card_number", "resume_number")),
    ]


def _listed(name: str, code: str) -> str:
    return label(name, code) if code else ""
