"""Forms of one inspection: steps, findings, conclusion, remedies, recheck, team and readers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.inspection.actions.discipline import Violated
from chibo.inspection.actions.following import (
    Found,
    NewRemedy,
    archive_inspection,
    ask_remedies,
    conclude_inspection,
    give_up_inspection,
    recheck_inspection,
    record_findings,
    take_step,
)
from chibo.inspection.actions.opening import dismiss_reader, join_team, name_reader
from chibo.inspection.forms.inspections import (
    ConcludeForm,
    DayForm,
    ReaderForm,
    ReasonForm,
    RecheckForm,
    RemedyForm,
    StepForm,
    TeamForm,
)
from chibo.inspection.forms.violations import FindingsForm, findings_of
from chibo.inspection.models import Inspected, Reader, TeamRole
from chibo.inspection.queries.names import called
from chibo.inspection.queries.words import step_label
from chibo.inspection.rules import OWN_ACTION, workflow
from chibo.inspection.views.fetching import (
    answer_about,
    handled_or_404,
    keeper_today,
    reported_or_404,
    units_below,
)
from chibo.members.models import Person
from chibo.organisations.models import Duty, Organisation


def step(request: HttpRequest, key: int) -> HttpResponse:
    user, one = reported_or_404(request, key)
    taken = set(one.steps.values_list("code", flat=True))
    left = [
        (code, step_label(code, one.nature))
        for code in workflow(one.opened_on)
        if code not in taken and code not in OWN_ACTION
    ]
    form = StepForm(posted(request), steps=left, initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return take_step(
            one, given["code"], given["on"], by=user, number=given["number"], text=given["text"]
        )

    words = {
        "title": _("Ghi bước {nature}").format(nature=one.get_nature_display().lower()),
        "note": _("Các bước ghi theo thứ tự của quy trình."),
        "submit": _("Ghi bước"),
        "done": _("Đã ghi bước."),
    }
    return answer_about(request, user, one, form, act, words)


def findings(request: HttpRequest, inspected: int) -> HttpResponse:
    row = Inspected.objects.filter(pk=inspected).select_related("person").first()
    if row is None:
        raise Http404
    user, one = reported_or_404(request, row.inspection_id)
    form = mindful(FindingsForm(posted(request), initial=findings_of(row)))

    def act() -> Any:
        given = form.cleaned_data
        found = Found(
            given["strengths"],
            given["faults"],
            [Violated(**line) for line in form.violations],
            given["reported_on"],
        )
        return record_findings(one, {row.pk: found}, by=user)

    words = {
        "title": _("Ghi kết quả kiểm tra, giám sát"),
        "lead": called([row], one.opened_on)[row.pk],
        "note": _("Không có dòng vi phạm nào thì kết quả là không phát hiện vi phạm."),
        "submit": _("Ghi kết quả"),
        "done": _("Đã ghi kết quả."),
    }
    return answer_about(request, user, one, form, act, words)


def conclude(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    form = ConcludeForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return conclude_inspection(
            one, given["on"], given["conclusion"], by=user, number=given["number"]
        )

    words = {
        "title": _("Thông báo kết luận"),
        "note": _("Từ ngày này cuộc kiểm tra được tính vào số liệu; kết quả không sửa nữa."),
        "submit": _("Ghi kết luận"),
        "done": _("Đã ghi kết luận."),
    }
    return answer_about(request, user, one, form, act, words)


def remedy(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    objects = list(one.objects_inspected.select_related("person"))
    names = called(objects, one.opened_on)
    takers = {
        f"p{row.person_id}" if row.person_id else f"u{row.unit_id}": names[row.pk]
        for row in objects
    }
    of = keeper_today(one.keeper_id, one)
    takers |= {f"u{unit.pk}": unit.name for unit in units_below(of) if f"u{unit.pk}" not in takers}
    form = RemedyForm(
        posted(request), takers=list(takers.items()), initial={"on": timezone.localdate()}
    )

    def act() -> Any:
        given = form.cleaned_data
        kind, doer = given["who"][0], int(given["who"][1:])
        new = NewRemedy(
            given["what"],
            given["due_on"],
            person=Person.objects.get(pk=doer) if kind == "p" else None,
            unit=Organisation.objects.get(pk=doer) if kind == "u" else None,
        )
        return ask_remedies(one, [new], given["on"], by=user)

    words = {
        "title": _("Giao việc khắc phục"),
        "note": _("Việc hiện ở “Việc giao” và ở việc cần làm cho đến khi được xác nhận."),
        "submit": _("Giao việc"),
        "done": _("Đã giao việc khắc phục."),
    }
    return answer_about(request, user, one, form, act, words)


def recheck(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    form = RecheckForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return recheck_inspection(one, given["on"], given["result"], by=user)

    words = {
        "title": _("Phúc tra"),
        "note": _("Phúc tra xem việc khắc phục sau kết luận."),
        "submit": _("Ghi phúc tra"),
        "done": _("Đã ghi phúc tra."),
    }
    return answer_about(request, user, one, form, act, words)


def archive(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    form = DayForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        return archive_inspection(one, form.cleaned_data["on"], by=user)

    words = {
        "title": _("Nộp lưu hồ sơ"),
        "note": _("Chỉ nộp lưu khi mọi việc khắc phục đã được xác nhận hoặc thôi giao."),
        "submit": _("Nộp lưu"),
        "done": _("Đã nộp lưu hồ sơ."),
    }
    return answer_about(request, user, one, form, act, words)


def give_up(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return give_up_inspection(one, given["on"], given["reason"], by=user)

    words = {
        "title": _("Thôi {nature}").format(nature=one.get_nature_display().lower()),
        "note": _("Hồ sơ vẫn đọc được, không tính vào số liệu nữa."),
        "submit": _("Ghi thôi"),
        "done": _("Đã ghi thôi."),
    }
    return answer_about(request, user, one, form, act, words)


def team(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    form = TeamForm(posted(request), of=keeper_today(one.keeper_id, one))

    def act() -> Any:
        given = form.cleaned_data
        named = [(person, TeamRole.HEAD.value) for person in given["head"]]
        named += [(person, TeamRole.DEPUTY.value) for person in given["deputy"]]
        named += [(person, TeamRole.MEMBER.value) for person in given["team"]]
        return join_team(one, named, by=user)

    words = {
        "title": _("Thêm người vào đoàn"),
        "note": _("Người trong đoàn đọc được hồ sơ và ghi được kết quả."),
        "submit": _("Thêm vào đoàn"),
        "done": _("Đã thêm người vào đoàn."),
    }
    return answer_about(request, user, one, form, act, words)


def reader(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    duties = Duty.objects.on(timezone.localdate()).filter(organisation=one.keeper_id)
    users = {
        str(duty.user_id): duty.user
        for duty in duties.select_related("user").order_by("user__full_name")
        if duty.user_id != user.pk
    }
    form = ReaderForm(
        posted(request),
        users=[(key, str(known.full_name)) for key, known in users.items()],
        initial={"on": timezone.localdate()},
    )

    def act() -> Any:
        given = form.cleaned_data
        return name_reader(one, users[given["user"]], given["reason"], given["on"], by=user)

    words = {
        "title": _("Cho xem hồ sơ"),
        "note": _("Mỗi lần xem đều ghi vào nhật ký; đối tượng kiểm tra không được xem."),
        "submit": _("Cho xem"),
        "done": _("Đã cho xem hồ sơ."),
    }
    return answer_about(request, user, one, form, act, words)


def dismiss(request: HttpRequest, reader: int) -> HttpResponse:
    row = Reader.objects.filter(pk=reader, ended_on__isnull=True).select_related("user").first()
    if row is None or not signed_in(request):
        raise Http404
    user, one = handled_or_404(request, row.inspection_id)
    form = DayForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        return dismiss_reader(row, form.cleaned_data["on"], by=user)

    words = {
        "title": _("Thôi cho xem hồ sơ"),
        "lead": row.user.full_name,
        "note": _("Từ ngày này tài khoản không mở được hồ sơ."),
        "submit": _("Thôi cho xem"),
        "done": _("Đã thôi cho xem hồ sơ."),
    }
    return answer_about(request, user, one, form, act, words)
