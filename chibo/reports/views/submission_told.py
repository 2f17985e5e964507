"""What the page of a submission tells: its steps, its sheets, what was said of it, what became of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.members.due import is_at_work
from chibo.reports.forms.submissions import AnswerForm
from chibo.reports.frozen.freezing import forms_of
from chibo.reports.frozen.later import changes_of
from chibo.reports.models import Stage, Submission
from chibo.reports.views.handed_in import told_with_names
from chibo.reports.views.submissions_fetching import Handed

MOST_CHANGES = 8


def steps_of(one: Submission) -> list[dict[str, str]]:
    """Draft, check, hand in, received: done, current or to come."""
    order = [Stage.DRAFT, Stage.CHECKED, Stage.SUBMITTED, Stage.ACCEPTED]
    at = order.index(Stage.SUBMITTED if one.stage == Stage.RETURNED else Stage(one.stage))
    labels = [_("Soạn"), _("Kiểm tra"), _("Nộp, chốt số"), _("Cấp trên nhận")]
    if one.stage == Stage.ACCEPTED:
        at = len(order)
    elif one.stage == Stage.SUBMITTED:
        at = order.index(Stage.ACCEPTED)
    elif one.stage == Stage.CHECKED:
        at = order.index(Stage.SUBMITTED)
    states = ["done" if n < at else "current" if n == at else "" for n in range(len(order))]
    return [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]


def rows_of(found: Handed) -> list[dict[str, Any]]:
    """The sheets: as frozen, or the live ones they will be frozen from."""
    one = found.submission
    said = {remark.slug for remark in found.remarks}
    if one.is_frozen:
        return [
            {
                "code": sheet.code,
                "title": sheet.title,
                "url": reverse("reports:handed_sheet", args=[one.pk, sheet.slug]),
                "problems": len(sheet.data["problems"]),
                "remarked": sheet.slug in said,
            }
            for sheet in found.sheets
        ]
    if one.report is not None:
        return [{"code": "", "title": str(one.report), "url": one.report.get_absolute_url()}]
    return [
        {
            "code": form.code,
            "title": form.title,
            "url": f"{reverse('reports:form', args=[found.of.pk, form.slug])}?ky={one.period.code}",
            "remarked": form.slug in said,
            "problems": sum(form.code == _code_in(told) for told in one.problems),
        }
        for form in forms_of(one.period)
    ]


def _code_in(problem: str) -> str:
    """ "3-BTCTW: …", "Biểu 3-BTCTW, …": the form a check is about; "" where it is about two."""
    match = re.match(r"(?:Biểu )?([\w-]+)[:,] ", problem)
    return match[1] if match else ""


def problems_of(found: Handed, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What checks left, each with the form that tells who causes it."""
    forms = {row["code"]: row["url"] for row in rows}
    return [
        {"sentence": told, "url": forms.get(_code_in(told), "")}
        for told in found.submission.problems
    ]


def remarks_of(found: Handed) -> list[dict[str, Any]]:
    waits = found.submission.stage == Stage.SUBMITTED
    return [
        {
            "remark": one,
            "form": None
            if waits or one.settled_at or one.answer
            else AnswerForm(None, auto_id=f"r{one.pk}_%s"),
            "url": reverse("reports:answer_remark", args=[one.submission_id, one.pk]),
            "cell": f"{reverse('reports:handed_cell', args=[one.submission_id, one.slug])}"
            f"?dong={one.line}&cot={one.column}",
        }
        for one in found.remarks
    ]


def history_of(found: Handed) -> list[dict[str, str]]:
    """What happened to every version, the latest first; the words of `c-timeline`. Who did it, for who may read
    names."""
    items = []
    for one in found.versions:
        steps = [
            (one.created_at, one.created_by, _("Mở lần {n}"), one.reopened_because),
            (one.checked_at, one.checked_by, _("Kiểm tra lần {n}"), ""),
            (one.submitted_at, one.submitted_by, _("Nộp lần {n}"), one.note),
            (one.decided_at, one.decided_by, _("{stage} lần {n}"), one.decision_note),
        ]
        for at, by, title, words in reversed(steps):
            if at is not None:
                when = timezone.localtime(at).strftime("%H:%M %d/%m/%Y")
                who = f"{by}" if by and found.names else ""
                told = title.format(n=one.version, stage=one.get_stage_display())
                items.append(
                    {
                        "title": told,
                        "text": " · ".join(filter(None, [who, when, words])),
                        "state": "",
                    }
                )
    return items


def compared_of(request: HttpRequest, found: Handed) -> dict[str, Any]:
    """What differs now. Above the grassroots only when asked for: it counts the whole branch again."""
    if not found.submission.is_frozen or found.submission.origin:
        return {}
    if not is_at_work(found.of) and "so-sanh" not in request.GET:
        return {"may_compare": True}
    by_sheet = changes_of(found.sheets, timezone.localdate())
    apart = [(slug, one) for slug, found_ in by_sheet.items() for one in found_]
    return {
        "compared": True,
        "changed": len(apart),
        "changes": told_with_names(found, apart)[:MOST_CHANGES],
    }
