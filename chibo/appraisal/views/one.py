"""One who is rated: what was said step by step, what the books know, and what follows from it."""

from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import put_outside, regroup
from chibo.appraisal.actions.following import (
    Praising,
    Remedy,
    find_weakness,
    propose_commendation,
    remedy_weakness,
)
from chibo.appraisal.actions.rating import (
    NewOpinion,
    Reviewing,
    confirm_points,
    give_opinion,
    write_review,
)
from chibo.appraisal.forms.cycles import GroupForm, OutsideForm
from chibo.appraisal.forms.rating import (
    OpinionForm,
    PointsForm,
    PraiseForm,
    RemedyForm,
    ReviewForm,
    WeaknessForm,
)
from chibo.appraisal.models import Cycle, Kind, Rated, SelfReview, Weakness
from chibo.appraisal.queries.cycles import group_name, years_of, years_of_person
from chibo.appraisal.queries.evidence import evidence
from chibo.appraisal.queries.levels import TOP, brief_of, label_of
from chibo.appraisal.queries.sheet import sheet, suggested_level, total_of
from chibo.appraisal.rules import may_keep, may_rate, may_review
from chibo.appraisal.views.fetching import committee_rated_or_404, rated_frame, rated_or_404
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import code_list, rule


@require_safe
def one(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = rated_or_404(request, row)
    today = timezone.localdate()
    prefetch_related_objects([rated], "scores")
    years = _years_recognised(rated, today)
    reads = has_power(user, Power.SEE_NAMES, rated.path) or has_power(
        user, Power.SEE_NAMES, rated.cycle.path
    )
    context = rated_frame(user, rated) | {
        "reads": reads,
        "steps": _steps(rated, reads=reads),
        "conditions": evidence(user, rated.cycle, [rated], today)[rated.pk] if reads else [],
        "group": group_name(rated.kind, rated.group),
        "ground": code_list("not_met_grounds").label(rated.ground) if rated.ground else "",
        "review": getattr(rated, "review", None),
        "sheet": _sheet(rated),
        "total": total_of(rated),
        "suggested": _suggested(rated),
        "opinions": rated.opinions.all() if reads else [],
        "weaknesses": rated.weaknesses.select_related("remedy"),
        "praise": getattr(rated, "commendation", None),
        "advice": _praise_advice(rated, years),
        "years": _years(years),
        "decided": label_of(rated.kind, rated.decided_level),
        "mark": 5 - (rated.rank or 0),
        **_allowed(user, rated),
    }
    return render(request, "appraisal/one.html", context)


def _allowed(user: User, rated: Rated) -> dict[str, bool]:
    """What somebody may do with the row as it stands."""
    cancelled, decided = bool(rated.cycle.cancelled_on), bool(rated.decided_level)
    going_on = not cancelled and not decided and not rated.unrated
    rates = may_rate(user, rated.cycle.path) and not cancelled
    keeps = may_keep(user, rated.cycle.path)
    return {
        "may_review": going_on and may_review(user, rated),
        "may_add": going_on and rates,
        "may_follow": rates,
        "may_praise": decided and keeps,
        "may_list": keeps and not decided and not cancelled,
    }


def _steps(rated: Rated, *, reads: bool) -> list[dict[str, str]]:
    """What was said of them in order; the committee's own rating is not shown to them before the decision."""
    proposal = rated.proposal
    votes = (
        _("{votes}/{base} phiếu, họp ngày {day}").format(
            votes=rated.votes, base=proposal.base, day=proposal.held_on.strftime("%d/%m/%Y")
        )
        if proposal
        else ""
    )
    found = [
        (_("Tự xếp loại"), rated.own_level, ""),
        (_("Chi bộ đề nghị"), rated.proposed_level, votes),
        (_("Cấp ủy đánh giá"), rated.committee_level if reads or rated.decided_level else "", ""),
    ]
    return [
        {"term": term, "level": label_of(rated.kind, level), "more": more}
        for term, level, more in found
    ]


def _sheet(rated: Rated) -> list[dict[str, Any]]:
    known = {row.criterion: row for row in rated.scores.all()}
    return [
        {
            "part": part,
            "lines": [
                (item, item.extra.get("points"), known.get(item.code)) for item in part.criteria
            ],
        }
        for part in sheet(rated.cycle.last_day)
    ]


def _suggested(rated: Rated) -> str:
    total = total_of(rated)
    points = total.own if total.confirmed is None else total.confirmed
    if points is None:
        return ""
    return label_of(rated.kind, suggested_level(points, rated.cycle.last_day))


def _years_recognised(rated: Rated, today: date) -> list[Rated]:
    if rated.kind == Kind.AGENCY:
        return []
    if rated.person_id:
        return list(years_of_person(rated.person_id, today))
    return list(years_of([rated.unit_id], today))


def _years(rows: list[Rated]) -> list[dict[str, Any]]:
    return [
        {
            "year": row.cycle.year,
            "level": 5 - (row.rank or 0),
            "label": brief_of(row.kind, row.decided_level),
        }
        for row in reversed(rows[:8])
    ]


def _praise_advice(rated: Rated, rows: list[Rated]) -> str:
    """What the years in a row would allow to be proposed; "" below the top."""
    if rated.rank != TOP or rated.kind == Kind.AGENCY:
        return ""
    ranks = {row.cycle.year: row.rank for row in rows}
    run = 0
    while ranks.get(rated.cycle.year - run) == TOP:
        run += 1
    asked = rule("appraisal.commended_years_in_row", rated.cycle.last_day).years
    if run >= asked:
        return _(
            "{n} năm liền ở mức cao nhất: đủ điều kiện đề nghị khen thưởng cấp cao hơn ({asked} năm)."
        ).format(n=run, asked=asked)
    return _("{n} năm liền ở mức cao nhất; đề nghị cấp ủy khen.").format(n=run)


# ---------------------------------------------------------- what is written about them


def _page(user: User, rated: Rated, title: str, note: str, submit: str) -> dict[str, Any]:
    return rated_frame(user, rated, {"label": title}) | {
        "title": title,
        "lead": f"{rated.name} · {rated.cycle}",
        "note": note,
        "submit": submit,
        "back": rated.get_absolute_url(),
    }


def review(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = rated_or_404(request, row)
    closed = rated.decided_level or rated.unrated or rated.cycle.cancelled_on
    if closed or not may_review(user, rated):
        raise Http404
    known = SelfReview.objects.filter(rated=rated).first()
    names = ReviewForm.written
    given = {name: getattr(known, name) for name in names} if known else {}
    start = {"written_on": timezone.localdate(), "level": rated.own_level} | given
    form = mindful(ReviewForm(posted(request), rated=rated, initial=start))

    def act() -> Any:
        told = {name: form.cleaned_data[name] for name in (*names, "level")}
        return write_review(rated, Reviewing(**told, points=form.points), by=user)

    note = _("Sửa được đến khi có quyết định xếp loại. Không ghi nội dung mật.")
    page = _page(user, rated, _("Tự kiểm điểm"), note, _("Lưu bản tự kiểm điểm"))
    back, done = rated.get_absolute_url(), _("Đã lưu bản tự kiểm điểm.")
    return fill_in(request, form, act, page, done=done, to=back, template="appraisal/review.html")


def points(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = committee_rated_or_404(request, row)
    if rated.decided_level or rated.unrated or not sheet(rated.cycle.last_day):
        raise Http404
    form = PointsForm(posted(request), rated=rated, column="confirmed")

    def act() -> Any:
        return confirm_points(rated, form.points, by=user)

    page = _page(
        user, rated, _("Chấm điểm"), _("Điểm cấp ủy chấm, cạnh điểm tự chấm."), _("Lưu điểm")
    )
    back, page["beside"] = rated.get_absolute_url(), True
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã lưu điểm."),
        to=back,
        template="appraisal/review.html",
    )


def opinion(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = committee_rated_or_404(request, row)
    form = OpinionForm(posted(request), initial={"given_on": timezone.localdate()})

    def act() -> Any:
        return give_opinion(rated, NewOpinion(**form.cleaned_data), by=user)

    note = _("Ý kiến của tổ chức chính trị - xã hội, nơi cư trú, cơ quan công tác, cấp trên.")
    page = _page(user, rated, _("Ghi ý kiến"), note, _("Lưu ý kiến"))
    back = rated.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã ghi ý kiến."), to=back)


def weakness(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = committee_rated_or_404(request, row)
    form = WeaknessForm(posted(request))

    def act() -> Any:
        return find_weakness(rated, form.cleaned_data["what"], form.cleaned_data["cause"], by=user)

    note = _("Bước sau giao việc khắc phục, có người làm và hạn.")
    page = _page(user, rated, _("Ghi hạn chế"), note, _("Lưu hạn chế"))
    back = rated.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã ghi hạn chế."), to=back)


def remedy(request: HttpRequest, weakness: int) -> HttpResponse:
    found = Weakness.objects.filter(pk=weakness).first()
    if found is None:
        raise Http404
    user, rated = committee_rated_or_404(request, found.rated_id)
    if found.remedy_id:
        raise Http404
    form = RemedyForm(
        posted(request), initial={"what": found.what, "given_on": timezone.localdate()}
    )

    def act() -> Any:
        given = Remedy(**form.cleaned_data, person=rated.person)
        return remedy_weakness(found, given, by=user)

    note = _("Việc giao hiện ở “Việc giao” và “Việc cần làm” đến khi xác nhận xong.")
    page = _page(user, rated, _("Giao việc khắc phục"), note, _("Giao việc"))
    back = rated.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã giao việc khắc phục."), to=back)


def praise(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = committee_rated_or_404(request, row)
    if (
        not may_keep(user, rated.cycle.path)
        or not rated.decided_level
        or hasattr(rated, "commendation")
    ):
        raise Http404
    form = PraiseForm(posted(request), initial={"proposed_on": timezone.localdate()})

    def act() -> Any:
        return propose_commendation([Praising(rated, **form.cleaned_data)], by=user)

    note = _("Danh sách đề nghị khen thưởng in cùng kết quả xếp loại.")
    page = _page(user, rated, _("Đề nghị khen thưởng"), note, _("Lưu đề nghị"))
    back = rated.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã ghi đề nghị khen thưởng."), to=back)


def outside(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = _listed_or_404(request, row)
    form = OutsideForm(
        posted(request), initial={"unrated": rated.unrated, "reason": rated.unrated_reason}
    )

    def act() -> Any:
        given = form.cleaned_data
        return put_outside(rated.cycle, [rated], given["unrated"], given["reason"], by=user)

    note = _("Ngoài diện thì không có mức xếp loại và không ở mẫu số.")
    page = _page(user, rated, _("Đổi diện xếp loại"), note, _("Lưu"))
    back = rated.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã đổi diện xếp loại."), to=back)


def group(request: HttpRequest, row: int) -> HttpResponse:
    user, rated = _listed_or_404(request, row)
    form = GroupForm(posted(request), initial={"group": rated.group})

    def act() -> Any:
        return regroup(rated.cycle, [rated], form.cleaned_data["group"], by=user)

    note = _("Tỷ lệ mức cao nhất tính riêng cho từng nhóm có nhiệm vụ tương đồng.")
    page = _page(user, rated, _("Đổi nhóm tính tỷ lệ"), note, _("Lưu"))
    back = rated.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã đổi nhóm."), to=back)


def _listed_or_404(request: HttpRequest, row: int) -> tuple[User, Rated]:
    user, rated = rated_or_404(request, row)
    cycle: Cycle = rated.cycle
    if not may_keep(user, cycle.path) or cycle.cancelled_on or rated.decided_level:
        raise Http404
    return user, rated
