from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.imports.models import FileImport, Stage, Worksheet
from chibo.imports.queries.records import visible_to
from chibo.imports.rules.problems import Answers


def import_or_404(request: HttpRequest, key: int) -> FileImport:
    found = visible_to(signed_in(request)).select_related("organisation").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def answers_of(of: FileImport) -> Answers:
    return Answers.told(Worksheet.objects.get(file_import=of).answers)


def crumbs(label: str = "") -> list[dict[str, str]]:
    here = [{"label": _("Nhập từ Excel"), "url": reverse("imports:list") if label else ""}]
    return [*here, {"label": label, "url": ""}] if label else here


def steps(of: FileImport | None, at: int) -> list[dict[str, Any]]:
    """The four steps, with the way back to those already taken."""
    labels = [_("Tải tệp lên"), _("Ghép cột"), _("Chạy thử, sửa lỗi"), _("Ghi vào hệ thống")]
    shown = [
        {"label": label, "state": _state(n, at), "url": ""} for n, label in enumerate(labels, 1)
    ]
    if of is not None and at == 3 and of.stage == Stage.REHEARSED:  # noqa: PLR2004 (step three)
        shown[1]["url"] = reverse("imports:columns", args=[of.pk])
    return shown


def _state(number: int, at: int) -> str:
    if number < at:
        return "done"
    return "current" if number == at else ""
