"""The clean-data desk: findings left as they are, sweeps with their counts."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.cleaning.models import Confirmation, Sweep
from chibo.cleaning.rules.catalogue import rules
from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract

COUNTS = ("members", "clean_files", "wrong", "doubtful", "missing")


def _confirmed(of: Extract) -> Iterator[Row]:
    titles = rules()
    for row in of.cleaned.confirmations:
        yield {
            "organisation": of.organisation_keys.get(row.organisation_id or 0, ""),
            "person": of.person_keys.get(row.person_id or 0, ""),
            "rule": row.rule,
            "title": str(titles[row.rule].title),
            "note": row.note,
            "confirmed_on": row.confirmed_on,
            "who": row.confirmer,
        }


CONFIRMED = SheetKind(
    "confirmed_findings",
    _("Điểm để nguyên"),
    _(
        "Điểm rà soát đã đối chiếu giấy tờ và đúng như sổ ghi. Nhập vào nơi khác thì chỉ giữ khi quy tắc "
        "cũng thấy đúng điểm ấy; dữ liệu đổi thì điểm hiện lại."
    ),
    (
        ref("organisation", _("Tổ chức"), "organisations", _("Ghi tổ chức, hoặc đảng viên.")),
        ref("person", _("Đảng viên"), "people"),
        Column("rule", _("Mã quy tắc"), kind="digits", required=True),
        Column("title", _("Quy tắc"), _("Để dễ đọc.")),
        *of_model(Confirmation, "note", "confirmed_on"),
        Column("who", _("Người xác nhận")),
    ),
    _confirmed,
    since=2,
)


def _swept(of: Extract) -> Iterator[Row]:
    for row in of.cleaned.sweeps:
        yield {
            "key": of.cleaned.sweep_keys[row.pk],
            "organisation": of.organisation_keys[row.organisation_id],
            "swept_on": row.swept_on,
            "who": row.sweeper,
            **{name: getattr(row, name) for name in COUNTS},
        }


SWEPT = SheetKind(
    "data_sweeps",
    _("Kết quả rà soát"),
    _("Kết quả rà soát dữ liệu đã ghi của một tổ chức cơ sở, mỗi ngày một dòng."),
    (
        key(_("Mã lần rà soát trong sổ")),
        ref("organisation", _("Tổ chức"), "organisations", required=True),
        *of_model(Sweep, "swept_on"),
        Column("who", _("Người rà soát")),
        *of_model(Sweep, *COUNTS),
    ),
    _swept,
    prefix="RS",
    since=2,
)


def _by_rule(of: Extract) -> Iterator[Row]:
    for row in of.cleaned.sweeps:
        for code, count in sorted(row.rules.items()):
            yield {"sweep": of.cleaned.sweep_keys[row.pk], "rule": code, "count": count}


SWEPT_RULES = SheetKind(
    "data_sweep_rules",
    _("Rà soát theo quy tắc"),
    _("Số điểm mỗi quy tắc thấy trong một lần rà soát."),
    (
        ref("sweep", _("Lần rà soát"), "data_sweeps", required=True),
        Column("rule", _("Mã quy tắc"), kind="digits", required=True),
        Column("count", _("Số điểm"), kind="integer", required=True),
    ),
    _by_rule,
    since=2,
)


def _by_cell(of: Extract) -> Iterator[Row]:
    for row in of.cleaned.sweeps:
        for cell, members, clean in row.cells:
            if cell in of.organisation_keys:
                yield {
                    "sweep": of.cleaned.sweep_keys[row.pk],
                    "cell": of.organisation_keys[cell],
                    "members": members,
                    "clean": clean,
                }


SWEPT_CELLS = SheetKind(
    "data_sweep_cells",
    _("Rà soát theo chi bộ"),
    _("Số hồ sơ sạch của từng chi bộ trong một lần rà soát."),
    (
        ref("sweep", _("Lần rà soát"), "data_sweeps", required=True),
        ref("cell", _("Chi bộ"), "organisations", required=True),
        Column("members", _("Đảng viên"), kind="integer", required=True),
        Column("clean", _("Hồ sơ sạch"), kind="integer", required=True),
    ),
    _by_cell,
    since=2,
)

CLEANED: tuple[SheetKind, ...] = (CONFIRMED, SWEPT, SWEPT_RULES, SWEPT_CELLS)
