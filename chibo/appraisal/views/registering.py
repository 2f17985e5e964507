"""What stands beside the cycles: levels aimed at, agencies rated, results of earlier years."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.appraisal.actions.cycles import end_agency, list_agencies
from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
from chibo.appraisal.actions.following import NewAim, correct_aim, register_aims
from chibo.appraisal.forms.registering import (
    AgenciesForm,
    AimForm,
    AimsForm,
    EndForm,
    PastForm,
    PastManyForm,
)
from chibo.appraisal.models import OF_PEOPLE, Agency, Aim, Cycle, Kind
from chibo.appraisal.queries.aims import AimRow, aim_rows, where_now
from chibo.appraisal.queries.levels import label_of
from chibo.appraisal.queries.pasted import Match
from chibo.appraisal.rules import may_correct_aim, may_keep, may_propose
from chibo.appraisal.views.fetching import PAGE_LENGTH, kept_or_404, list_frame
from chibo.base.views.filling_in import fill_in, posted
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import (
    Branch,
    grassroots_kinds,
    latest_paths,
    organisation_of,
)
from chibo.organisations.views.fetching import named_or_404

# ---------------------------------------------------------- levels aimed at


def aims(request: HttpRequest, org: int) -> HttpResponse:
    """The organisation and its members, or the units under it: what each registers to reach in a year."""
    user, of = named_or_404(request, org)
    if not may_propose(user, of.path):
        raise Http404
    year = _asked_year(request, of.on.year)
    page: Page[AimRow] = Paginator(aim_rows(of, year), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    rows = list(page.object_list)
    form = AimsForm(posted(request), rows=rows, year=year, initial={"registered_on": of.on})

    context = list_frame(user, of, {"label": _("Đăng ký mức phấn đấu")}) | {
        "page": page,
        "year": year,
        "years": [
            {"label": str(n), "url": f"{request.path}?nam={n}", "current": n == year}
            for n in (of.on.year - 1, of.on.year, of.on.year + 1)
        ],
        "lines": _lines(form, rows),
        "keeps": may_keep(user, of.path),
        "back": reverse("appraisal:list", args=[of.pk]),
    }
    return fill_in(
        request,
        form,
        lambda: register_aims(_aimed(form, year), by=user),
        context,
        done=_("Đã đăng ký mức phấn đấu."),
        to=request.get_full_path(),
        template="appraisal/aims.html",
    )


def _lines(form: AimsForm, rows: list[AimRow]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "level": None if row.known else form[row.field],
            "known": label_of(row.kind, row.known),
        }
        for row in rows
    ]


def _aimed(form: AimsForm, year: int) -> list[NewAim]:
    """What was chosen, line by line; lines left alone register nothing."""
    given = form.cleaned_data
    units = Organisation.objects.in_bulk({row.unit for row in form.open})
    people = Person.objects.in_bulk({row.person for row in form.open if row.person})
    return [
        NewAim(
            units[row.unit],
            year,
            given[row.field],
            given["registered_on"],
            people.get(row.person or 0),
        )
        for row in form.open
        if given[row.field]
    ]


def correct(request: HttpRequest, aim: int) -> HttpResponse:
    """A level written down wrongly is put right, with the reason."""
    user = signed_in(request)
    found = Aim.objects.filter(pk=aim).select_related("unit", "person").first()
    if found is None or not may_correct_aim(user, found):
        raise Http404
    _user, of = named_or_404(request, where_now(found)[0])
    kind = str(Kind.MEMBER if found.person_id else Kind.GRASSROOTS)
    start = {"level": found.level, "registered_on": found.registered_on}
    form = AimForm(posted(request), kind=kind, year=found.year, initial=start)

    def act() -> Aim:
        return correct_aim(found, **form.cleaned_data, by=user)

    back = f"{reverse('appraisal:aims', args=[of.pk])}?nam={found.year}"
    page = list_frame(user, of, {"label": _("Sửa mức phấn đấu")}) | {
        "title": _("Sửa mức phấn đấu năm {year}").format(year=found.year),
        "lead": found.person.full_name if found.person else of.name,
        "note": _("Sau khi năm đã có quyết định xếp loại, chỉ văn phòng cấp ủy sửa."),
        "submit": _("Lưu mức đã sửa"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã sửa mức phấn đấu."), to=back)


def _asked_year(request: HttpRequest, this: int) -> int:
    asked = request.GET.get("nam", "")
    near = {str(n): n for n in (this - 1, this, this + 1)}
    return near.get(asked, this)


# ---------------------------------------------------------- agencies


def agencies(request: HttpRequest, org: int) -> HttpResponse:
    """Those a committee rates beside Party organisations; new ones are added below the list."""
    user, of = kept_or_404(request, org)
    form = AgenciesForm(posted(request), initial={"from_day": of.on.replace(month=1, day=1)})

    def act() -> Any:
        given = form.cleaned_data
        return list_agencies(organisation_of(of), form.listed, given["from_day"], by=user)

    rows = Agency.objects.filter(keeper=of.pk).order_by("ended_on", "name", "pk")
    context = list_frame(user, of, {"label": _("Cơ quan, đơn vị")}) | {
        "page": Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang")),
    }
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã thêm vào danh sách cơ quan, đơn vị."),
        to=request.path,
        template="appraisal/agencies.html",
    )


def agency_end(request: HttpRequest, agency: int) -> HttpResponse:
    user = signed_in(request)
    found = Agency.objects.open().filter(pk=agency).select_related("keeper").first()
    path = latest_paths([found.keeper_id]).get(found.keeper_id, "") if found else ""
    if found is None or not may_keep(user, path):
        raise Http404
    _user, of = named_or_404(request, found.keeper_id)
    form = EndForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        return end_agency(found, form.cleaned_data["on"], by=user)

    back = reverse("appraisal:agencies", args=[of.pk])
    page = list_frame(user, of, {"label": _("Thôi xếp loại")}) | {
        "title": _("Thôi xếp loại cơ quan, đơn vị"),
        "lead": found.name,
        "note": _("Kết quả đã có giữ nguyên; kỳ mở sau ngày này không còn tên."),
        "submit": _("Thôi xếp loại"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã thôi xếp loại."), to=back)


# ---------------------------------------------------------- earlier years


def past(request: HttpRequest, org: int) -> HttpResponse:
    """How the organisation itself was rated in an earlier year, as its decision says."""
    user, of = kept_or_404(request, org)
    kind = _kind_of(of)
    start = {"year": of.on.year - 1}
    form = PastForm(posted(request), kind=kind, keeper=of.papers_keeper, initial=start)

    def act() -> Any:
        given = form.cleaned_data
        unit = organisation_of(of)
        told = Told(
            given["level"],
            unit=unit,
            kind=kind,
            own=given["own_level"],
            cause=given["cause"],
        )
        deciding = Deciding(given["decided_on"], form.paper, given["decided_by"])
        return tell_ratings(unit, given["year"], [told], deciding, by=user)

    back = reverse("appraisal:list", args=[of.pk])
    page = list_frame(user, of, {"label": _("Ghi kết quả năm trước")}) | {
        "title": _("Ghi kết quả xếp loại năm trước"),
        "lead": of.name,
        "note": _("Ghi mức cấp trên đã công nhận; mức tự xếp loại ghi riêng."),
        "submit": _("Lưu"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã ghi kết quả xếp loại."), to=back)


def _kind_of(of: Branch) -> str:
    if of.is_cell and of.kind not in grassroots_kinds():
        return str(Kind.CELL)
    return str(Kind.GRASSROOTS)


def past_many(request: HttpRequest, org: int) -> HttpResponse:
    """Everybody a committee rated in an earlier year, copied from its sheet: all lines or none."""
    user, of = kept_or_404(request, org)
    start = {"year": of.on.year - 1, "kind": Kind.MEMBER, "decided_by": committee_name(of)}
    form = PastManyForm(posted(request), of=of, keeper=of.papers_keeper, initial=start)

    def act() -> Cycle:
        given = form.cleaned_data
        told = [_told(one, given["kind"]) for one in form.matches]
        deciding = Deciding(given["decided_on"], form.paper, given["decided_by"])
        return tell_ratings(
            organisation_of(of),
            given["year"],
            told,
            deciding,
            by=user,
            over_cap_reason=given["over_cap_reason"],
        )

    page = list_frame(user, of, {"label": _("Ghi kết quả nhiều đối tượng")}) | {
        "title": _("Ghi kết quả năm trước của nhiều đối tượng"),
        "lead": of.name,
        "note": _("Có dòng chưa rõ thì không lưu dòng nào. Tên tìm trong sổ của ngày quyết định."),
        "submit": _("Lưu tất cả"),
        "back": reverse("appraisal:list", args=[of.pk]),
    }

    def to(cycle: Cycle) -> str:
        kind = {"doi-tuong": form.cleaned_data["kind"]}
        return f"{cycle.get_absolute_url()}?{urlencode(kind)}"

    return fill_in(request, form, act, page, done=_("Đã ghi kết quả xếp loại."), to=to)


def _told(one: Match, kind: str) -> Told:
    if kind in OF_PEOPLE:
        return Told(one.level, stay=one.found, kind=kind)
    if kind == Kind.AGENCY:
        return Told(one.level, agency=one.found, kind=kind)
    return Told(one.level, unit=one.found, kind=kind)
