"""The page of a case: the next step, every condition in a sentence, the task list, the timeline."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.admissions.models import OpinionPhase
from chibo.admissions.queries.stages import ADMITTED
from chibo.admissions.rules.cases import may_follow, may_review
from chibo.admissions.rules.checks.check import Check, Verdict
from chibo.admissions.rules.checks.sets import live
from chibo.admissions.views.cases.fetching import Seen, case_or_404
from chibo.admissions.views.cases.moments import moments
from chibo.admissions.views.cases.next_step import next_step
from chibo.admissions.views.cases.rows import Part, parts
from chibo.members.models import Membership
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power

_TONES = {Verdict.MET: "ok", Verdict.DOUBT: "wait", Verdict.UNMET: "bad"}
_WORDS = {
    Verdict.MET: gettext_lazy("Đạt"),
    Verdict.DOUBT: gettext_lazy("Cần xem"),
    Verdict.UNMET: gettext_lazy("Chưa đạt"),
}


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    seen = case_or_404(request, key)
    of, checks = parts(seen), live(seen.known)
    context = {
        "seen": seen,
        "case": seen.case,
        "person": seen.case.person,
        "stage": seen.stage_label,
        "days": (seen.on - seen.case.stage_since).days if seen.case.stage_since else 0,
        "next": next_step(seen, of),
        **_laid_out(seen, of),
        "checks": [_shown(check) for check in checks],
        "unmet": sum(check.verdict == Verdict.UNMET for check in checks),
        "moments": moments(seen),
        "guidance": seen.guidance,
        "notes": seen.notes[:5],
        "note_count": len(seen.notes),
        "reviews": seen.known.reviews,
        "withdrawable": _withdrawable(seen),
        "crumbs": seen.crumbs(),
        "elsewhere": _elsewhere(seen),
        "more": _more(seen),
        "may_print": has_power(seen.user, Power.EXPORT, seen.path),
    }
    return render(request, "admissions/case.html", context)


def _laid_out(seen: Seen, of: list[Part]) -> dict[str, Any]:
    """What lies on the other side of the admission is folded away."""
    admitted = bool(seen.case.admission_id)
    now = [part for part in of if (part.code in ADMITTED) == admitted]
    apart = [part for part in of if part not in now]
    title = _("Trước khi kết nạp") if admitted else _("Sau lễ kết nạp")
    return {"now": now, "apart": apart, "apart_title": title}


def _shown(check: Check) -> dict[str, str]:
    return {
        "tone": _TONES[check.verdict],
        "word": str(_WORDS[check.verdict]),
        "sentence": check.sentence,
        "source": check.source,
    }


def _withdrawable(seen: Seen) -> int:
    """The key of the last vote, while nothing was decided on it and the user may take it back; else 0."""
    case, reviews = seen.case, seen.known.reviews
    if not reviews or case.closed_on or case.recognition_id:
        return 0
    last = reviews[-1]
    settled = case.decided_on and last.phase == OpinionPhase.ADMISSION
    may = may_review(seen.user, seen.path, last.level)
    return last.pk if may and not settled else 0


def _more(seen: Seen) -> list[dict[str, str]]:
    """Steps that are not the next one."""
    case = seen.case
    if case.closed_on:
        may = may_follow(seen.user, seen.path)
        return [_link("case_reopen", _("Mở lại hồ sơ"), seen)] if may else []
    if not seen.may_follow:
        return []
    found = [_link("case_move", _("Chuyển chi bộ theo dõi"), seen)]
    if case.stage != "watched" and not case.recognition_id:
        found.append(_link("case_back", _("Quay lại giai đoạn trước"), seen))
    if seen.may_decide or not case.admission_id:
        found.append(_link("case_leave", _("Dừng xem xét"), seen))
    return found


def _link(name: str, label: str, seen: Seen) -> dict[str, str]:
    return {"label": label, "url": reverse(f"admissions:{name}", args=[seen.case.pk])}


def _elsewhere(seen: Seen) -> str:
    """Why the case belongs to another cell by now: its own has ended, or the member stands elsewhere."""
    case = seen.case
    if case.closed_on:
        return ""
    if seen.known.line is None:
        return _("Chi bộ theo dõi đã kết thúc. Chuyển hồ sơ sang chi bộ khác.")
    if not case.admission_id:
        return ""
    stay: Any = Membership.objects.on(seen.on).filter(person=case.person).first()
    if stay is None:
        return _("Người này không còn trong sổ đảng viên. Dừng hồ sơ, ghi lý do.")
    if stay.cell_id != case.cell_key:
        return _("Đảng viên dự bị đang sinh hoạt ở {cell}. Chuyển hồ sơ sang chi bộ đó.").format(
            cell=stay.cell
        )
    return ""
