"""What is put down in a plan: weaknesses, groups, measures, the task force, officers sent, monthly notes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.queries.takers import people_to_give, units_to_give
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.consolidation.actions.following import NewFollowUp, write_follow_ups
from chibo.consolidation.actions.force import (
    NewSecondment,
    Seat,
    end_seat,
    end_secondment,
    seat_force,
    second_officers,
)
from chibo.consolidation.actions.planning import (
    NewMeasure,
    Weak,
    add_groups,
    add_weaknesses,
    correct_plan,
    give_measures,
)
from chibo.consolidation.forms.plans import (
    CorrectForm,
    FollowForm,
    GroupsForm,
    MeasureForm,
    ReasonForm,
    SeatForm,
    SendingForm,
    WeaknessForm,
)
from chibo.consolidation.models import ForceMember, Plan, Secondment
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.views.fetching import (
    fill_in,
    kept_plan_or_404,
    paper_of,
    papers_for,
    unit_today,
)
from chibo.consolidation.views.plan import plan_frame
from chibo.members.models import Person, Post
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, NotInTree, branch


def part(
    request: HttpRequest,
    user: User,
    plan: Plan,
    form: Any,
    act: Callable[[], Any],
    *,
    title: str,
    submit: str,
    done: str,
) -> HttpResponse:
    """The page of a form about a plan; it goes back to the plan."""
    page = plan_frame(user, plan, {"label": title}) | {
        "title": title,
        "lead": f"{unit_today(plan).name} · {plan.paper.full_number}",
        "note": _("Nhật ký giữ lại ai ghi và lúc nào."),
        "submit": submit,
        "back": plan.get_absolute_url(),
    }
    return fill_in(request, form, act, page, done=done, to=plan.get_absolute_url())


def open_plan_or_404(request: HttpRequest, key: int) -> tuple[User, Plan]:
    user, plan = kept_plan_or_404(request, key)
    if plan.closed_on:
        raise Http404
    return user, plan


def correct(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    form = mindful(CorrectForm(posted(request), initial={"causes": plan.causes, "aims": plan.aims}))

    def act() -> Plan:
        return correct_plan(plan, form.cleaned_data["causes"], form.cleaned_data["aims"], by=user)

    title = _("Sửa nguyên nhân, mục tiêu")
    done = _("Đã sửa.")
    return part(request, user, plan, form, act, title=title, submit=_("Ghi lại"), done=done)


def add_weakness(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    form = WeaknessForm(posted(request))

    def act() -> Any:
        return add_weaknesses(plan, [Weak(**form.cleaned_data)], by=user)

    title = _("Thêm hạn chế phải khắc phục")
    done = _("Đã thêm hạn chế.")
    return part(request, user, plan, form, act, title=title, submit=_("Thêm"), done=done)


def add_solutions(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    form = GroupsForm(posted(request))

    def act() -> Any:
        return add_groups(plan, form.cleaned_data["solutions"], by=user)

    title = _("Thêm nhóm giải pháp")
    done = _("Đã thêm nhóm giải pháp.")
    return part(request, user, plan, form, act, title=title, submit=_("Thêm"), done=done)


def measure(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    groups = list(plan.groups.all())
    if not groups:
        raise Http404
    people, units = takers(user, plan)
    today = timezone.localdate()
    form = MeasureForm(
        posted(request),
        groups=groups,
        people=people,
        units=units,
        initial={
            "given_on": today,
            "group": request.GET.get("nhom", ""),
            "to": f"u-{plan.unit_id}",
        },
    )

    def act() -> Any:
        given = form.cleaned_data
        new = NewMeasure(
            form.chosen_group,
            given["what"],
            given["given_on"],
            given["due_on"],
            form.person,
            Organisation.objects.get(pk=form.unit.pk) if form.unit else None,
            given["helpers"],
        )
        return give_measures(plan, [new], by=user)

    title = _("Giao biện pháp")
    done = _("Đã giao biện pháp; việc hiện ở danh sách việc cần làm của người nhận.")
    return part(request, user, plan, form, act, title=title, submit=_("Giao"), done=done)


def takers(user: User, plan: Plan) -> tuple[list[Person], list[Branch]]:
    """Officers of the committee and of the unit; the unit itself and the units beside it."""
    of = unit_today(plan)
    above = _standing(plan.committee_id)
    people = people_to_give(user, above) if above else []
    known = {one.pk for one in people}
    people += [one for one in people_to_give(user, of) if one.pk not in known]
    beside = [one for one in units_to_give(above) if one.pk != of.pk] if above else []
    return people, [of, *beside]


def _standing(key: int) -> Branch | None:
    try:
        return branch(key, timezone.localdate())
    except NotInTree:
        return None


def seat(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    form = SeatForm(
        posted(request), people=takers(user, plan)[0], initial={"started_on": plan.started_on}
    )

    def act() -> Any:
        given = form.cleaned_data
        person = form.people.get(given["person"] or "")
        new = Seat(given["role"], given["office"], given["started_on"], person)
        return seat_force(plan, [new], by=user)

    title = _("Thêm người vào tổ công tác")
    done = _("Đã thêm vào tổ công tác.")
    return part(request, user, plan, form, act, title=title, submit=_("Thêm"), done=done)


def leave_seat(request: HttpRequest, key: int, member: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    row = _row(plan.force.filter(ended_on=None), member)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> ForceMember:
        return end_seat(row, form.cleaned_data["on"], form.cleaned_data["reason"], by=user)

    title = _("Thôi tham gia tổ công tác: {office}").format(office=row.office)
    done = _("Đã ghi thôi tham gia.")
    return part(request, user, plan, form, act, title=title, submit=_("Ghi thôi"), done=done)


def _row(rows: Any, key: int) -> Any:
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def second(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    posts = Post.objects.on(timezone.localdate()).filter(organisation=plan.unit_id)
    form = SendingForm(
        posted(request),
        posts=list(posts.select_related("person").order_by("person__name_sort", "pk")),
        papers=papers_for(user),
        about=_("Tăng cường cán bộ"),
        initial={"started_on": timezone.localdate()},
    )

    def act() -> Any:
        given = form.cleaned_data
        new = NewSecondment(
            given["sent_from"],
            given["started_on"],
            form.posts.get(given["post"] or ""),
            given["name"],
            given["office"],
            paper_of(form, last_path(plan.committee_id), user),
        )
        return second_officers(plan, [new], by=user)

    title = _("Ghi cán bộ tăng cường")
    done = _("Đã ghi cán bộ tăng cường.")
    return part(request, user, plan, form, act, title=title, submit=_("Ghi"), done=done)


def end_second(request: HttpRequest, key: int, sent: int) -> HttpResponse:
    user, plan = kept_plan_or_404(request, key)
    row = _row(plan.secondments.filter(ended_on=None), sent)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Secondment:
        return end_secondment(row, form.cleaned_data["on"], form.cleaned_data["reason"], by=user)

    title = _("Hết thời gian tăng cường")
    done = _("Đã ghi hết thời gian tăng cường.")
    return part(request, user, plan, form, act, title=title, submit=_("Ghi thôi"), done=done)


def follow(request: HttpRequest, key: int) -> HttpResponse:
    """The month's note, the review or the report; a period written about already is shown to be put right."""
    user, plan = open_plan_or_404(request, key)
    today = timezone.localdate()
    form = FollowForm(posted(request), plan=plan, on=today, initial=_known(request, plan, today))

    def act() -> Any:
        given = form.cleaned_data
        new = NewFollowUp(
            given["kind"],
            form.day,
            given["written_on"],
            given["judgement"],
            given["text"],
            given["attended"],
            given["ahead"],
        )
        return write_follow_ups(plan, [new], by=user)

    title = _("Ghi nhận định theo dõi")
    done = _("Đã ghi nhận định.")
    return part(request, user, plan, form, act, title=title, submit=_("Ghi nhận định"), done=done)


def _known(request: HttpRequest, plan: Plan, today: date) -> dict[str, Any]:
    kind = request.GET.get("loai", "month")
    month = request.GET.get("thang", f"{today:%Y-%m}")
    told: dict[str, Any] = {"kind": kind, "month": month, "written_on": today}
    for row in plan.follow_ups.filter(kind=kind):
        if f"{row.first_day:%Y-%m}" == month:
            names = ("judgement", "text", "attended", "ahead")
            told |= {name: getattr(row, name) for name in names}
    return told
