from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.accounts.queries import signed_in
from chibo.members.queries.reorganising.hanging import offices_at
from chibo.members.queries.reorganising.records import visible_to
from chibo.members.queries.reorganising.rolls import divided_cells
from chibo.organisations.models import Reorganisation, ReorganisationKind
from chibo.organisations.plan import Plan
from chibo.organisations.queries.shape import Shape, shape_of
from chibo.organisations.queries.tree import Branch, branch

Step = dict[str, Any]


def reorganisation_or_404(request: HttpRequest, key: int) -> Reorganisation:
    rows = visible_to(signed_in(request)).select_related("top")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def draft_or_404(request: HttpRequest, key: int) -> Reorganisation:
    found = reorganisation_or_404(request, key)
    if found.status != Reorganisation.Status.DRAFT:
        raise Http404
    return found


def top_of(of: Reorganisation) -> Branch:
    return branch(of.top_id, of.on or timezone.localdate())


def plan_of(of: Reorganisation) -> Plan:
    return Plan.from_data(of.plan)


def shape_of_draft(of: Reorganisation) -> Shape:
    return shape_of(plan_of(of), of.on or timezone.localdate())


def crumbs(of: Reorganisation | None = None, label: str = "") -> list[dict[str, str]]:
    listed = reverse("members:reorganisations") if of or label else ""
    found = [{"label": _now("Sắp xếp tổ chức"), "url": listed}]
    if of is not None:
        url = reverse("members:reorganisation", args=[of.pk]) if label else ""
        found.append({"label": str(of), "url": url})
    return [*found, {"label": label, "url": ""}] if label else found


_PARTS: list[tuple[str, Any]] = [
    ("reorganisation_start", _("Quyết định")),
    ("reorganisation_units", _("Đơn vị cũ và mới")),
    ("reorganisation_rows", _("Đơn vị trực thuộc")),
    ("reorganisation_people", _("Đảng viên")),
    ("reorganisation_posts", _("Chức vụ")),
    ("reorganisation_work", _("Nhiệm vụ, địa bàn")),
    ("reorganisation", _("Xem trước, thực hiện")),
]


def steps(of: Reorganisation | None, current: str) -> list[Step]:
    """The seven steps; those of a draft can be opened in any order once the units are named."""
    names = [name for name, _label in _PARTS]
    at = names.index(current)
    named = of is not None and bool(of.plan.get("old"))
    found = []
    for n, (name, label) in enumerate(_PARTS):
        known = of is not None and (n < 2 or named)  # noqa: PLR2004 (the first two need no units)
        url = reverse(f"members:{name}", args=[of.pk]) if of and known and n != at else ""
        state = "current" if n == at else ("done" if n < at else "")
        found.append({"label": label, "state": state, "url": url})
    return found


def following(of: Reorganisation, current: str) -> str:
    """The address of the next step that asks something."""
    names = [name for name, _label in _PARTS]
    skipped = {"reorganisation_people"} if _nobody_chosen(of) else set[str]()
    skipped |= {"reorganisation_posts"} if _nobody_leads(of) else set()
    if of.kind == ReorganisationKind.RENAME:
        skipped |= {"reorganisation_people", "reorganisation_posts", "reorganisation_work"}
    later = [name for name in names[names.index(current) + 1 :] if name not in skipped]
    return reverse(f"members:{later[0]}", args=[of.pk])


def _nobody_chosen(of: Reorganisation) -> bool:
    return not divided_cells(shape_of_draft(of))


def _nobody_leads(of: Reorganisation) -> bool:
    shape = shape_of_draft(of)
    return not offices_at([unit.pk for unit in shape.ended if shape.successor(unit.pk)], shape.on)
