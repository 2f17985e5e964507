"""Results on paper (.docx, .pdf) and as a sheet (.xlsx); the decision in the layout of the Party."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.appraisal.actions.printing import print_ratings
from chibo.appraisal.models import Cycle, Decision, Kind, Rated
from chibo.appraisal.queries.board import with_units
from chibo.appraisal.queries.cycles import committee_of, rule_of
from chibo.appraisal.queries.levels import brief_of, label_of, levels_on, list_of
from chibo.appraisal.rules import may_keep, may_rate
from chibo.appraisal.views.fetching import cycle_or_404
from chibo.base.papers import Annex, Column, Heading, Paper, Paragraph, Signature, Table
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date, format_percent
from chibo.members.papers.heads import resolves
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.naming import committee_name, committee_word, letterhead
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import named_document

_FORMS = ("docx", "pdf", "xlsx")


@require_safe
def results(request: HttpRequest, key: int, form: str) -> HttpResponse:
    user, cycle = cycle_or_404(request, key)
    if form not in _FORMS or not may_rate(user, cycle.path):
        raise Http404
    rows = with_units(cycle.rows.select_related("commendation"), cycle)
    rows = rows.order_by("kind", "path", "name_sort", "pk")
    name = _("Danh sách {cycle}").format(cycle=str(cycle).lower())
    if form == "xlsx":
        answer = sent_file(_workbook(cycle, rows), name, form)
    else:
        answer = sent_papers(_list_paper(cycle, rows), name=name, ending=form)
    print_ratings(cycle, form, by=user)
    return answer


def _workbook(cycle: Cycle, rows: Any) -> bytes:
    lines = map(_sheet_line, rows)
    return write_workbook([SheetSpec(_("Xếp loại"), _sheet_columns(), lines, title=[str(cycle)])])


def _sheet_columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Đối tượng")),
        SheetColumn(_("Họ và tên, tổ chức"), width=34),
        SheetColumn(_("Chi bộ"), width=26),
        SheetColumn(_("Chức vụ")),
        SheetColumn(_("Tự xếp loại"), width=30),
        SheetColumn(_("Chi bộ đề nghị"), width=30),
        SheetColumn(_("Phiếu"), "integer"),
        SheetColumn(_("Cấp ủy đánh giá"), width=30),
        SheetColumn(_("Được xếp loại"), width=30),
        SheetColumn(_("Quyết định ngày"), "date"),
        SheetColumn(_("Không xếp loại vì"), width=30),
        SheetColumn(_("Nguyên nhân"), width=40),
        SheetColumn(_("Đề nghị khen thưởng"), width=34),
    ]


def _sheet_line(row: Any) -> list[Any]:
    praise = getattr(row, "commendation", None)
    return [
        row.get_kind_display(),
        row.name,
        row.unit_name if row.is_person else "",
        row.office,
        label_of(row.kind, row.own_level),
        label_of(row.kind, row.proposed_level),
        row.votes,
        label_of(row.kind, row.committee_level),
        label_of(row.kind, row.decided_level),
        row.decided_on,
        row.unrated_reason or (row.get_unrated_display() if row.unrated else ""),
        row.cause,
        praise.what if praise else "",
    ]


def _list_paper(cycle: Cycle, rows: Any) -> Paper:
    of = committee_of(cycle)
    head = letterhead(of)
    found = list(rows)
    blocks: list[Any] = []
    for kind in Kind.values:
        some = [row for row in found if row.kind == kind]
        if some:
            told = _names(some) if _all_decided(some) else _working(some)
            blocks += [Heading(str(Kind(kind).label)), *_summary(cycle, kind, some), told]
    praised = [row for row in found if getattr(row, "commendation", None)]
    if praised:
        blocks += [Heading(_("Đề nghị khen thưởng")), _praised(praised)]
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("DANH SÁCH"),
        summary=_("kết quả xếp loại {period}").format(period=cycle.period_words),
        blocks=blocks,
        signatures=[Signature(_("NGƯỜI LẬP"))],
    )


def _summary(cycle: Cycle, kind: str, rows: Sequence[Rated]) -> list[Any]:
    """How many stand at each level, always of those rated."""
    rated = [row for row in rows if row.decided_level]
    out = [row for row in rows if row.unrated]
    first = _(
        "{listed} trong danh sách; {rated} đã có quyết định xếp loại; {out} ngoài diện."
    ).format(listed=len(rows), rated=len(rated), out=len(out))
    if not rated:
        return [Paragraph(first)]
    parts = []
    for item in levels_on(kind, cycle.last_day):
        count = sum(row.decided_level == item.code for row in rated)
        if count:
            share = format_percent(100 * count / len(rated))
            parts.append(f"{item.label.lower()} {count}/{len(rated)} ({share})")
    return [
        Paragraph(first),
        Paragraph(_("Trong số đã xếp loại: {parts}.").format(parts="; ".join(parts))),
    ]


def _names(rows: Sequence[Any]) -> Table:
    people = rows[0].is_person
    columns = [
        Column(_("TT"), 0.7, "center"),
        Column(_("Họ và tên") if people else _("Tên"), 3.6),
        *([Column(_("Chi bộ"), 2.4)] if people else []),
        Column(_("Được xếp loại"), 4),
    ]
    lines = [
        [
            str(n),
            row.name,
            *([row.unit_name or ""] if people else []),
            label_of(row.kind, row.decided_level) or _unrated(row),
        ]
        for n, row in enumerate(rows, 1)
    ]
    return Table(columns, lines)


def _all_decided(rows: Sequence[Rated]) -> bool:
    return all(row.decided_level or row.unrated for row in rows)


def _working(rows: Sequence[Any]) -> Table:
    """What the committee has before it while somebody still waits."""
    people = rows[0].is_person
    columns = [
        Column(_("TT"), 0.7, "center"),
        Column(_("Họ và tên") if people else _("Tên"), 2.5),
        *([Column(_("Chi bộ"), 1.6)] if people else []),
        Column(_("Tự xếp loại"), 1.9),
        Column(_("Chi bộ đề nghị"), 1.9),
        Column(_("Cấp ủy đánh giá"), 1.9),
        Column(_("Được xếp loại"), 1.7),
    ]
    lines = [
        [
            str(n),
            row.name,
            *([row.unit_name or ""] if people else []),
            *(brief_of(row.kind, code) if code else "" for code in _said(row)),
            brief_of(row.kind, row.decided_level) if row.decided_level else _still(row),
        ]
        for n, row in enumerate(rows, 1)
    ]
    return Table(columns, lines)


def _still(row: Rated) -> str:
    return row.get_unrated_display() if row.unrated else _("chưa")


def _said(row: Rated) -> tuple[str, str, str]:
    return row.own_level, row.proposed_level, row.committee_level


def _praised(rows: Sequence[Any]) -> Table:
    columns = [
        Column(_("TT"), 0.7, "center"),
        Column(_("Họ và tên, tổ chức"), 3.6),
        Column(_("Hình thức"), 3),
        Column(_("Thành tích"), 4),
    ]
    lines = [
        [str(n), row.name, row.commendation.what, row.commendation.reason]
        for n, row in enumerate(rows, 1)
    ]
    return Table(columns, lines)


def _unrated(row: Rated) -> str:
    return row.get_unrated_display() if row.unrated else _("Chưa xếp loại")


# ---------------------------------------------------------- the decision


@require_safe
def decision(request: HttpRequest, decision: int, form: str) -> HttpResponse:
    found = Decision.objects.filter(pk=decision).select_related("paper").first()
    if found is None or form not in ("docx", "pdf"):
        raise Http404
    user, cycle = cycle_or_404(request, found.cycle_id)
    if not may_keep(user, cycle.path):
        raise Http404
    answer = sent_papers(_decision_paper(found, cycle), name=str(found), ending=form)
    print_ratings(cycle, form, by=user)
    return answer


def _decision_paper(found: Decision, cycle: Cycle) -> Paper:
    of = branch(cycle.organisation_id, found.decided_on)
    head, body = letterhead(of), found.decided_by or committee_name(of)
    rows = list(with_units(found.rows.all(), cycle).order_by("kind", "-rank", "path", "name_sort"))
    held, paper = secretary(of.pk, found.decided_on), found.paper
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=found.decided_on if paper else None,
        number=int(paper.number) if paper and paper.number.isdecimal() else None,
        symbol=paper.symbol if paper else f"QĐ/{head.symbol}",
        kind=_("QUYẾT ĐỊNH"),
        summary=_("công nhận kết quả xếp loại {period}").format(period=cycle.period_words),
        grounds=_grounds(cycle),
        blocks=[resolves(body), *_articles(cycle, rows)],
        annexes=[
            Annex(
                _("DANH SÁCH"),
                _("kết quả xếp loại {period}").format(period=cycle.period_words),
                [block for kind in _kinds_of(rows) for block in _annexed(kind, rows)],
                _belongs(found, head.symbol),
            )
        ],
        recipients=[_("Như Điều 2")],
        archive=_("Lưu {committee}").format(committee=committee_word(of)),
        signatures=[Signature("BÍ THƯ", held.full_name if held else "", authority=_authority(of))],
    )


def _kinds_of(rows: Sequence[Rated]) -> list[str]:
    return [kind for kind in Kind.values if any(row.kind == kind for row in rows)]


def _articles(cycle: Cycle, rows: Sequence[Rated]) -> list[Any]:
    first = _("Điều 1. Công nhận kết quả xếp loại {period} ({n} đối tượng, có danh sách kèm theo):")
    last = _(
        "Điều 2. Văn phòng, các tổ chức đảng và các cá nhân có tên chịu trách nhiệm thi hành quyết định này."
    )
    return [
        Paragraph(first.format(period=cycle.period_words, n=len(rows))),
        *(block for kind in _kinds_of(rows) for block in _article(cycle, kind, rows)),
        Paragraph(last),
    ]


def _grounds(cycle: Cycle) -> list[str]:
    ruled = rule_of(cycle)
    share = ruled.share if ruled else None
    document = named_document(share.document, share.issued_on) if share and share.document else ""
    asked = _(
        "Căn cứ kết quả kiểm điểm, đánh giá, xếp loại {period} và đề nghị của các chi bộ"
    ).format(period=cycle.period_words)
    return [*([_("Căn cứ {document}").format(document=document)] if document else []), asked]


def _authority(of: Branch) -> str:
    return f"T/M {committee_name(of).split()[0].upper()} {committee_name(of).split()[1].upper()}"


def _belongs(found: Decision, symbol: str) -> str:
    paper = found.paper
    if paper:
        return _("kèm theo Quyết định số {number}, ngày {day}").format(
            number=paper.full_number, day=format_date(found.decided_on)
        )
    return _("kèm theo Quyết định số      -QĐ/{symbol}").format(symbol=symbol)


def _article(cycle: Cycle, kind: str, rows: Sequence[Rated]) -> list[Any]:
    some = [row for row in rows if row.kind == kind]
    counts = []
    for item in list_of(kind).items(cycle.last_day):
        count = sum(row.decided_level == item.code for row in some)
        if count:
            counts.append(f"{item.label.lower()}: {count}/{len(some)}")
    return [Paragraph(f"{Kind(kind).label}: " + "; ".join(counts) + ".")]


def _annexed(kind: str, rows: Sequence[Any]) -> list[Any]:
    some = [row for row in rows if row.kind == kind]
    return [Heading(str(Kind(kind).label)), _names(some)]
