"""Villages, schools, stations, and the cells that cover them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Row, SheetKind, cited, dated, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.organisations.models import CellPlace, Place


def _places(of: Extract) -> Iterator[Row]:
    for row in of.places:
        yield {
            "key": of.place_keys[row.pk],
            "area": of.organisation_keys[row.area_id],
            "name": row.name,
            "kind": row.kind,
            "is_difficult": row.is_difficult,
            "started_on": row.started_on,
            "ended_on": of.until(row.ended_on),
            **row.citation,
        }


PLACES = SheetKind(
    "places",
    _("Địa bàn"),
    _("Thôn, bản, trường, trạm trong địa bàn của một đảng bộ, có chi bộ hay chưa."),
    (
        key(_("Mã địa bàn trong sổ")),
        ref("area", _("Thuộc địa bàn"), "organisations", required=True),
        *of_model(
            Place, "name", "kind", "is_difficult", kind={"kind": "code", "codes": "place_kinds"}
        ),
        *dated(Place),
        *cited(Place),
    ),
    _places,
    prefix="DB",
)


def _covers(of: Extract) -> Iterator[Row]:
    for row in of.covers:
        yield {
            "cell": of.organisation_keys[row.cell_id],
            "place": of.place_keys[row.place_id],
            "started_on": row.started_on,
            "ended_on": of.until(row.ended_on),
        }


COVERS = SheetKind(
    "covers",
    _("Chi bộ – địa bàn"),
    _("Chi bộ phụ trách địa bàn nào, từ ngày nào."),
    (
        ref("cell", _("Chi bộ"), "organisations", required=True),
        ref("place", _("Địa bàn"), "places", required=True),
        *dated(CellPlace),
    ),
    _covers,
)
