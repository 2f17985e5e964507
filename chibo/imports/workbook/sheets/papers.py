"""The registers of papers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract

_PLAIN = (
    "number", "symbol", "kind", "issuer_name", "level", "issued_on", "effective_on", "summary",
    "secrecy", "signed_by",
)  # fmt: skip


def _papers(of: Extract) -> Iterator[Row]:
    carried_out: dict[int, list[str]] = {row.pk: [] for row in of.papers}
    links = Paper.implements.through.objects.filter(from_paper__in=carried_out)
    for one, other in links.values_list("from_paper", "to_paper"):
        carried_out[one].append(of.paper_keys[other])
    for row in of.papers:
        yield {
            "key": of.paper_keys[row.pk],
            "keeper": of.organisation_keys[row.keeper_id],
            "issuer": of.organisation_keys.get(row.issuer_id or 0, ""),
            **{name: getattr(row, name) for name in _PLAIN},
            "implements": sorted(carried_out[row.pk]),
            "replaces": of.paper_keys.get(row.replaces_id or 0, ""),
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


PAPERS = SheetKind(
    "papers",
    _("Văn bản"),
    _("Sổ văn bản: quyết định, nghị quyết, kế hoạch và những gì chúng triển khai, thay thế."),
    (
        key(_("Mã văn bản trong sổ")),
        ref("keeper", _("Sổ của"), "organisations", required=True),
        *of_model(
            Paper,
            *_PLAIN,
            kind={"kind": "code", "codes": "document_types"},
            level={"kind": "code", "codes": "issuer_levels"},
            secrecy={"kind": "code", "codes": "secrecy_levels"},
        ),
        ref(
            "issuer", _("Tổ chức ban hành"), "organisations", _("Khi cơ quan ban hành có trong sổ.")
        ),
        Column(
            "implements",
            _("Triển khai"),
            _("Các văn bản mà văn bản này triển khai."),
            "refs",
            of="papers",
        ),
        ref("replaces", _("Thay thế"), "papers"),
        *of_model(Paper, "cancelled_on", "cancel_reason"),
    ),
    _papers,
    prefix="VB",
)
