"""One plan: what has to be overcome, what is done, who helps, what was said month by month, before and after."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.base.figures import Reading, number_url
from chibo.base.sending import sent_file, sent_papers
from chibo.base.text import format_date, format_number, format_percent
from chibo.consolidation.actions.printing import print_plan
from chibo.consolidation.models import Judgement, Plan
from chibo.consolidation.queries.content import content_of
from chibo.consolidation.queries.strip import Compared, strip
from chibo.consolidation.views.board import word_of
from chibo.consolidation.views.document import plan_document
from chibo.consolidation.views.fetching import keeps, plan_or_404, unit_today
from chibo.consolidation.views.papers import plan_paper, plan_sheet, who_is_sent
from chibo.organisations.tabs import crumbs

TONES = {
    Judgement.CLEAR: "ok",
    Judgement.SOME: "info",
    Judgement.NONE: "warn",
    Judgement.WORSE: "bad",
}


def plan_frame(user: User, plan: Plan, *more: dict[str, str]) -> dict[str, Any]:
    """Context of every page of a plan."""
    of = unit_today(plan)
    here = {"label": plan.paper.full_number, "url": plan.get_absolute_url()}
    return {
        "plan": plan,
        "of": of,
        "may_keep": keeps(user, plan),
        "crumbs": [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            {"label": _("Củng cố"), "url": reverse("consolidation:unit", args=[of.pk])},
            here if more else {"label": here["label"]},
            *more,
        ],
    }


@require_safe
def plan(request: HttpRequest, key: int) -> HttpResponse:
    user, one = plan_or_404(request, key)
    today = timezone.localdate()
    content = content_of(one, today)
    compared = strip(one, today)
    context = plan_frame(user, one) | {
        "word": word_of(one),
        "committee": vars(one)["committee_name"] or "",
        "content": content,
        "late": one.closed_on is None and one.ends_on < today,
        "follow_ups": [{"one": row, "tone": TONES[Judgement(row.judgement)]}
                       for row in content.follow_ups],
        "sent": [{"one": row, "name": who_is_sent(row)[0], "office": who_is_sent(row)[1]}
                 for row in content.secondments],
        "strip": compared,
        "lines": [_shown(line) for line in compared.lines],
        "steps": [_step(row) for row in content.steps],
    }  # fmt: skip
    return render(request, "consolidation/plan.html", context)


def _shown(line: Compared) -> dict[str, Any]:
    return {
        "label": line.label,
        "before": _value(line.before, line.is_share),
        "since": _value(line.since, line.is_share),
        "change": line.change,
        "change_size": format_number(abs(line.change or 0)),
        "share": line.is_share,
    }


def _value(reading: Reading | None, share: bool) -> dict[str, str]:
    """How a reading is printed; an empty `shown` is "chưa có số liệu", with why."""
    if reading is None or reading.value is None:
        return {"shown": "", "base": "", "url": "", "why": reading.reason if reading else ""}
    shown, base = format_number(reading.value), ""
    if reading.said:
        shown = reading.said
    elif share and reading.base is not None:
        whole = reading.value in (0, reading.base)  # nothing, or all of it, has no idle zeros
        shown = (
            "" if reading.percent is None else format_percent(reading.percent, 0 if whole else 1)
        )
        base = f"{format_number(reading.value)}/{format_number(reading.base)}"
    return {
        "shown": shown,
        "base": base,
        "url": number_url(reading.figure.id, reading.scope),
        "why": "",
    }


def _step(row: Any) -> dict[str, str]:
    text = row.reason
    if row.ends_after:
        text = _("Hạn mới {day}: {why}").format(day=format_date(row.ends_after), why=row.reason)
    if row.paper:
        text = f"{row.paper.full_number}: {text}"
    return {
        "title": f"{row.get_kind_display()} {format_date(row.on)}",
        "text": text,
        "url": row.paper.get_absolute_url() if row.paper else "",
        "state": "",
    }


@require_safe
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    user, one = plan_or_404(request, key)
    if not keeps(user, one) or form not in ("docx", "pdf", "xlsx"):
        raise Http404
    of = unit_today(one)
    today = timezone.localdate()
    name = _("theo dõi củng cố {unit}").format(unit=of.short_name)
    if form == "xlsx":
        answer = sent_file(plan_sheet(one, of, today), name, form)
    else:
        answer = sent_papers(plan_paper(one, of, today), name=name, ending=form)
    print_plan(one, form, by=user)
    return answer


@require_safe
def document(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """The plan as it is issued, to be signed."""
    user, one = plan_or_404(request, key)
    if not keeps(user, one) or form not in ("docx", "pdf"):
        raise Http404
    of = unit_today(one)
    name = _("kế hoạch {number} củng cố {unit}").format(
        number=one.paper.full_number.replace("/", "-"), unit=of.short_name
    )
    answer = sent_papers(plan_document(one, of), name=name, ending=form)
    print_plan(one, f"ke-hoach.{form}", by=user)
    return answer
