"""The index of paper dossiers, where they lie, loans, and yearly supplement sheets."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Row, SheetKind, dated, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.sheets.events import LINES
from chibo.members.models import DossierItem, DossierLoan, DossierPlace, SupplementSheet

_PERSON = ref("person", _("Người"), "people", required=True)
_FOUND = ("document", "state", "copies", "sheets", "dated_on", "place", "note")
_SHELF = ("outside_custodian", "cabinet", "shelf", "box", "handover")
_LENT = ("borrower", "purpose", "lent_on", "due_on", "returned_on", "note")
_HANDED = ("year", "collected_on", "unchanged", "changes")


def _items(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.known(of.about_people(DossierItem))):
        yield {
            "person": of.person_keys[row.person_id],
            **{name: getattr(row, name) for name in _FOUND},
            "started_on": row.started_on,
            "ended_on": of.until(row.ended_on),
        }


DOSSIER_ITEMS = SheetKind(
    "dossier_items",
    _("Mục lục hồ sơ"),
    _(
        "Từng tài liệu trong hồ sơ giấy theo mỗi lần kiểm kê; kiểm kê sau khác thì dòng trước kết thúc."
    ),
    (
        _PERSON,
        *of_model(DossierItem, *_FOUND, document={"kind": "code", "codes": "dossier_documents"}),
        *dated(DossierItem),
    ),
    _items,
    since=2,
)


def _places(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.dossier_places):
        yield {
            "person": of.person_keys[row.person_id],
            "custodian": of.organisation_keys.get(row.custodian_id or 0, ""),
            **{name: getattr(row, name) for name in _SHELF},
            "started_on": row.started_on,
            "ended_on": of.until(row.ended_on),
        }


DOSSIER_PLACES = SheetKind(
    "dossier_places",
    _("Nơi để hồ sơ"),
    _("Cấp ủy giữ hồ sơ và tủ, ngăn, hộp để hồ sơ trong từng thời gian."),
    (
        _PERSON,
        ref("custodian", _("Cấp ủy giữ hồ sơ"), "organisations"),
        *of_model(DossierPlace, *_SHELF),
        *dated(DossierPlace),
    ),
    _places,
    since=2,
)


def _plain(model: Any, day: str, *names: str) -> Callable[[Extract], Iterator[Row]]:
    def rows(of: Extract) -> Iterator[Row]:
        """By person and day."""
        known = of.known(of.about_people(model), day)
        for row in sorted(
            known, key=lambda row: (of.person_keys[row.person_id], getattr(row, day), row.pk)
        ):
            yield {
                "person": of.person_keys[row.person_id],
                **{name: getattr(row, name) for name in names},
            }

    return rows


DOSSIER_LOANS = SheetKind(
    "dossier_loans",
    _("Mượn hồ sơ"),
    _("Sổ mượn hồ sơ; chưa trả thì để trống ngày trả."),
    (_PERSON, *of_model(DossierLoan, *_LENT)),
    _plain(DossierLoan, "lent_on", *_LENT),
    since=2,
)


def _handed_in(of: Extract) -> Iterator[Row]:
    for row in _plain(SupplementSheet, "collected_on", *_HANDED)(of):
        yield row | {"changes": LINES.join(row["changes"].splitlines())}


SUPPLEMENTS = SheetKind(
    "supplements",
    _("Phiếu bổ sung"),
    _(
        "Phiếu bổ sung hồ sơ hằng năm đã thu; không thay đổi thì để trống cột thay đổi, nhiều thay đổi thì "
        "cách nhau bằng dấu |."
    ),
    (
        _PERSON,
        *of_model(SupplementSheet, *_HANDED, changes={"kind": "text"}),
    ),
    _handed_in,
    since=2,
)
