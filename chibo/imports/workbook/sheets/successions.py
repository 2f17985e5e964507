"""Which organisation came out of which, by what decision."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, cited, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.organisations.models import Reorganisation, ReorganisationKind, Succession


def _successions(of: Extract) -> Iterator[Row]:
    place = {key: number for number, key in enumerate(of.organisation_keys)}
    rows = Succession.objects.filter(predecessor__in=place, successor__in=place)
    known = of.known(rows, "on").select_related("reorganisation")
    for row in sorted(
        known, key=lambda one: (one.on, place[one.predecessor_id], place[one.successor_id])
    ):
        yield {
            "predecessor": of.organisation_keys[row.predecessor_id],
            "successor": of.organisation_keys[row.successor_id],
            "kind": row.kind,
            "on": row.on,
            "form": row.reorganisation.kind,
            **row.reorganisation.citation,
        }


SUCCESSIONS = SheetKind(
    "successions",
    _("Kế tục tổ chức"),
    _(
        "Tổ chức nào nhập vào, tách ra từ tổ chức nào. Đảng viên của chi bộ nhập vào chi bộ khác theo "
        "dòng này mà sang chi bộ đó; người được chia sang chi bộ khác theo từng người thì ghi biến động."
    ),
    (
        ref("predecessor", _("Tổ chức cũ"), "organisations", required=True),
        ref("successor", _("Tổ chức sau đó"), "organisations", required=True),
        Column(
            "kind",
            _("Quan hệ"),
            _("Tổ chức cũ nhập vào tổ chức sau đó, hay tổ chức sau đó tách từ tổ chức cũ."),
            "choice",
            required=True,
            choices=dict(Succession.Kind.choices),
        ),
        *of_model(Succession, "on"),
        Column(
            "form",
            _("Hình thức"),
            _("Hình thức sắp xếp của quyết định."),
            "choice",
            required=True,
            choices=dict(ReorganisationKind.choices),
        ),
        *cited(Reorganisation),
    ),
    _successions,
    since=2,
)
