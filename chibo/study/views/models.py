"""Models of following Hồ Chí Minh and praise: lists of an organisation, one model, its states."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import fill_in, posted
from chibo.members.models import Person
from chibo.members.queries.reach import visible_to as members_visible_to
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, children, organisation_of, under
from chibo.organisations.views.fetching import named_or_404
from chibo.study.actions.good_models import (
    NewModel,
    NewPraise,
    change_stage,
    end_model,
    give_praise,
    register_models,
)
from chibo.study.forms.following import ModelForm, PraiseForm, StageForm
from chibo.study.forms.studies import ReasonForm
from chibo.study.models import GoodModel, ModelKind, Stage
from chibo.study.queries.following import (
    ACTIVE,
    models_of,
    models_visible_to,
    praise_of,
    praise_visible_to,
    with_unit_name,
)
from chibo.study.queries.names import unit_names
from chibo.study.rules import may_keep
from chibo.study.views.fetching import PAGE_LENGTH, frame, kept_or_404, unit_today

_TONES = {Stage.RUNNING: "info", Stage.SPREAD: "ok", Stage.PAUSED: "warn"}
# A choice of people is offered in cells; a committee praises its units, a cell its members.
_MOST = 300
_LAST_PRAISE = 20


@require_safe
def models(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    asked = request.GET.get("tinh-trang", "dang")
    rows = models_visible_to(user, of.on) & models_of(of)
    found = with_unit_name(_in_state(models_of(of).filter(pk__in=rows.values("pk")), asked), of.on)
    page = Paginator(
        found.select_related("person").order_by("-registered_on", "name", "pk"), PAGE_LENGTH
    ).get_page(request.GET.get("trang"))
    praised = praise_visible_to(user, of.on).filter(pk__in=praise_of(of).values("pk"))
    context = frame(user, of, "models") | {
        "page": page,
        "rows": [_row(one, of) for one in page.object_list],
        "states": _states(request.path, asked),
        "praise": _praise_rows(praised, of),
        "may_keep": may_keep(user, of.path),
    }
    return render(request, "study/models.html", context)


def _in_state(rows: Any, asked: str) -> Any:
    if asked == "dang":
        return rows.filter(stage__in=ACTIVE)
    if asked == "dung":
        return rows.filter(stage=Stage.PAUSED)
    return rows.filter(stage=None) if asked == "het" else rows


def _states(path: str, asked: str) -> list[dict[str, Any]]:
    names = {
        "dang": _("Đang thực hiện"),
        "dung": _("Tạm dừng"),
        "het": _("Đã kết thúc"),
        "tat-ca": _("Tất cả"),
    }
    return [
        {"label": label, "url": f"{path}?tinh-trang={code}", "current": code == asked}
        for code, label in names.items()
    ]


def _row(one: Any, of: Branch) -> dict[str, Any]:
    new = one.registered_on.year == of.on.year
    return {
        "model": one,
        "new": new and one.stage is not None,
        "kind": str(ModelKind(one.kind).label),
        "word": str(Stage(one.stage).label) if one.stage else _("Đã kết thúc"),
        "tone": _TONES.get(one.stage, ""),
    }


def _praise_rows(rows: Any, of: Branch) -> list[dict[str, Any]]:
    shown = list(rows.select_related("person", "paper").order_by("-given_on", "-pk")[:_LAST_PRAISE])
    names = unit_names([one.unit_id for one in shown], of.on)
    return [
        {"one": one, "who": one.person.full_name if one.person else names.get(one.unit_id or 0, "")}
        for one in shown
    ]


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = ModelForm(
        posted(request),
        units=_units(of),
        people=_people(user, of),
        initial={"registered_on": of.on, "unit": str(of.pk)},
    )

    def act() -> GoodModel:
        told = form.cleaned_data
        unit = Organisation.objects.get(pk=int(told["unit"]))
        given = NewModel(unit, told["name"], told["registered_on"], form.person, told["about"])
        return register_models([given], by=user)[0]

    page = frame(user, of, "models", {"label": _("Đăng ký mô hình")}) | {
        "title": _("Đăng ký mô hình"),
        "lead": of.name,
        "note": _("Mô hình mới ở tình trạng đang thực hiện kể từ ngày đăng ký."),
        "submit": _("Đăng ký"),
        "back": reverse("study:models", args=[of.pk]),
    }
    done = _("Đã đăng ký mô hình.")
    return fill_in(request, form, act, page, done=done, to=lambda made: made.get_absolute_url())


def praise(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = PraiseForm(
        posted(request),
        keeper=of.papers_keeper,
        units=_units(of),
        people=_people(user, of),
        initial={"given_on": of.on, "unit": str(of.pk)},
    )
    page = frame(user, of, "models", {"label": _("Biểu dương")}) | {
        "title": _("Ghi biểu dương, khen thưởng"),
        "lead": of.name,
        "note": _("Huân chương, huy chương và khen thưởng của Nhà nước ghi ở hồ sơ đảng viên."),
        "submit": _("Ghi biểu dương"),
        "back": reverse("study:models", args=[of.pk]),
    }

    def act() -> Any:
        return give_praise([_praised(form, of)], by=user)

    done = _("Đã ghi biểu dương.")
    return fill_in(request, form, act, page, done=done, to=str(page["back"]))


def _praised(form: PraiseForm, of: Branch) -> NewPraise:
    told = form.cleaned_data
    unit = None if form.person else Organisation.objects.get(pk=int(told["unit"]))
    papers = told["papers"]
    return NewPraise(
        organisation_of(of),
        told["given_on"],
        told["what"],
        unit,
        form.person,
        paper=papers[0] if papers else None,
    )


def _units(of: Branch) -> list[Branch]:
    return [of] if of.is_cell else [of, *children(of)]


def _people(user: User, of: Branch) -> list[Person]:
    rows = members_visible_to(user, of.on).filter(under(of.path)).select_related("person")
    return [row.person for row in rows.order_by("person__name_sort", "pk")[:_MOST]]


@require_safe
def page(request: HttpRequest, model: int) -> HttpResponse:
    user, one = _model_or_404(request, model)
    stages = list(one.stages.all())
    context = _frame(user, one) | {
        "model": one,
        "unit_name": unit_names([one.unit_id], timezone.localdate()).get(one.unit_id, ""),
        "stages": [_told(stage) for stage in reversed(stages)],
        "praise": one.praise.select_related("person"),
        "may_keep": may_keep(user, one.path) and one.ended_on is None,
    }
    return render(request, "study/model.html", context)


def _told(stage: Any) -> dict[str, str]:
    until = f" – {stage.ended_on:%d/%m/%Y}" if stage.ended_on else ""
    text = f"{stage.started_on:%d/%m/%Y}{until}"
    return {
        "title": str(Stage(stage.stage).label),
        "text": f"{text} · {stage.remark}" if stage.remark else text,
        "state": "" if stage.ended_on else "next",
    }


def stage(request: HttpRequest, model: int) -> HttpResponse:
    user, one = _kept_model_or_404(request, model)
    form = StageForm(posted(request), initial={"on": timezone.localdate(), "stage": "spread"})

    def act() -> Any:
        told = form.cleaned_data
        return change_stage(one, told["stage"], told["on"], by=user, remark=told["remark"])

    page = _form_frame(user, one, _("Đổi tình trạng mô hình"), _("Ghi tình trạng"))
    return fill_in(
        request, form, act, page, done=_("Đã ghi tình trạng."), to=one.get_absolute_url()
    )


def end(request: HttpRequest, model: int) -> HttpResponse:
    user, one = _kept_model_or_404(request, model)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        told = form.cleaned_data
        return end_model(one, told["on"], told["reason"], by=user)

    page = _form_frame(user, one, _("Kết thúc mô hình"), _("Ghi kết thúc"))
    return fill_in(request, form, act, page, done=_("Đã ghi kết thúc."), to=one.get_absolute_url())


def _form_frame(user: User, one: GoodModel, title: str, submit: str) -> dict[str, Any]:
    return _frame(user, one) | {
        "title": title,
        "lead": one.name,
        "note": _("Tình trạng trước đó được giữ lại với ngày của nó."),
        "submit": submit,
        "back": one.get_absolute_url(),
    }


def _frame(user: User, one: GoodModel) -> dict[str, Any]:
    last = {"label": one.name, "url": one.get_absolute_url()}
    return frame(user, unit_today(one.unit_id, one.registered_on), "models", last)


def _model_or_404(request: HttpRequest, key: int) -> tuple[User, GoodModel]:
    user = signed_in(request)
    rows = models_visible_to(user, timezone.localdate()).filter(pk=key)
    found: GoodModel | None = rows.select_related("person").first()
    if found is None:
        raise Http404
    return user, found


def _kept_model_or_404(request: HttpRequest, key: int) -> tuple[User, GoodModel]:
    user, one = _model_or_404(request, key)
    if not may_keep(user, one.path) or one.ended_on:
        raise Http404
    return user, one
