"""New files and returns: into the books, in from outside, restored."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.base.views.filling_in import posted
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, fill, register_non_member
from chibo.members.forms.columns import places
from chibo.members.forms.entering import EnterForm, ReenterForm
from chibo.members.forms.files import NonMemberForm
from chibo.members.models import Person
from chibo.members.queries.choices import cells_under, kept_cells, papers_for
from chibo.members.queries.reach import stood_in
from chibo.members.rules import may_keep_files_at, may_keep_members
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.finding import branch_or_404, crumbs, person_or_404
from chibo.members.views.moving import about_person
from chibo.organisations.queries.tree import Branch, organisation_of


def _today() -> AsOf:
    return AsOf(timezone.localdate())


def keeping(request: HttpRequest, org: int) -> Branch:
    """The branch, for who keeps its records; 404 for everybody else."""
    of = branch_or_404(request, org, _today())
    if not may_keep_members(signed_in(request), of):
        raise Http404
    return of


def new(request: HttpRequest, org: int) -> HttpResponse:
    """Enter somebody who already is a member into the books."""
    return _enter(request, org, "registered", _("Thêm hồ sơ đảng viên"))


def moved_in(request: HttpRequest, org: int) -> HttpResponse:
    """Enter a member who moves in from outside this installation."""
    return _enter(request, org, "moved_in", _("Tiếp nhận đảng viên chuyển đến"))


def _enter(request: HttpRequest, org: int, kind: str, title: str) -> HttpResponse:
    of, user = keeping(request, org), signed_in(request)
    form = EnterForm(
        posted(request),
        cells=cells_under(of.path),
        kind=kind,
        papers=papers_for(user, of.path),
        about=title,
    )

    def act() -> Any:
        given = form.cleaned_data
        one = Entering(
            person=fill(Person(), form.facts),
            levels=[Level(ladder, level) for ladder, level in form.levels],
            paper=paper_of(form, of.path, by=user),
            **_where_and_when(given),
        )
        return enter_members(kind, [one], by=user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi hồ sơ {name}.").format(name=request.POST.get("full_name", "").strip()),
        back=reverse("members:list", args=[of.pk]),
        page=_page(request, of, title),
        places=places(),
    )


def _where_and_when(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_id": int(given["cell"]),
        "on": given["on"],
        "status": given["status"],
        "outside_unit": given.get("outside_unit", ""),
        "outside_scope": given.get("outside_scope", ""),
    }


def _page(request: HttpRequest, of: Branch, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": crumbs(request, of, _today(), title),
        "submit": _("Ghi hồ sơ"),
    }


def new_non_member(request: HttpRequest, org: int) -> HttpResponse:
    """Open a file for an official, village cadre or outstanding person outside the Party."""
    of, user = keeping(request, org), signed_in(request)
    form = NonMemberForm(posted(request))

    def act() -> Any:
        keeper = organisation_of(of)
        levels = [Level(ladder, level) for ladder, level in form.levels]
        return register_non_member(form.facts, keeper, _today().on, by=user, levels=levels)

    title = _("Thêm hồ sơ cán bộ, quần chúng chưa là đảng viên")
    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi hồ sơ {name}.").format(name=request.POST.get("full_name", "").strip()),
        back=reverse("organisations:page", args=[of.pk]),
        page=_page(request, of, title),
        places=places(),
    )


RETURNS = {"phuc-hoi": "restored", "chuyen-den": "moved_in"}


def come_back(request: HttpRequest, key: int, how: str) -> HttpResponse:
    """Somebody who left the books is restored, or moves in again."""
    person, user = person_or_404(request, key), signed_in(request)
    stood = stood_in(person)
    if how not in RETURNS or not may_keep_files_at(user, stood):
        raise Http404
    path = stood[0]
    title = _("Phục hồi đảng tịch") if how == "phuc-hoi" else _("Chuyển đến trở lại")
    form = ReenterForm(
        posted(request),
        cells=kept_cells(user, path),
        kind=RETURNS[how],
        papers=papers_for(user, path),
        about=_("{what}: đồng chí {name}").format(what=title, name=person.full_name),
    )

    def act() -> Any:
        given = form.cleaned_data
        one = Entering(
            person=person,
            reason=given["reason"],
            uninterrupted=given.get("uninterrupted", False),
            paper=paper_of(form, path, by=user),
            **_where_and_when(given),
        )
        return enter_members(RETURNS[how], [one], by=user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi: {what}.").format(what=title.lower()),
        back=person.get_absolute_url(),
        page=about_person(person, title, _("Ghi biến động")),
    )
