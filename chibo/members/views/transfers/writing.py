"""Writing letters: for one member, for many at once, and those brought from outside."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.base.views.filling_in import posted
from chibo.members.actions.files import Level, fill
from chibo.members.actions.transfers.arriving import Arrival, register_arrival
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.forms.columns import places
from chibo.members.forms.transfers import MOST_AT_ONCE, ArrivalForm, LetterForm
from chibo.members.models import Membership, Person, Transfer, TransferState
from chibo.members.queries.choices import cells_under, kept_cells
from chibo.members.queries.letters import next_number
from chibo.members.queries.listing import in_order, listed, with_files
from chibo.members.queries.reach import stood_in
from chibo.members.queries.roll import with_cell_names
from chibo.members.queries.routes import Box, base_above, kept_by_nobody, route
from chibo.members.rules import may_keep_files_at, may_keep_members
from chibo.members.views.acting import fill_in
from chibo.members.views.finding import crumbs, person_or_404
from chibo.members.views.moving import about_person, kept_person
from chibo.members.views.transfers.inbox import reading_names
from chibo.organisations.queries.tree import Branch, branch, branches, path_ids

_SAID = {
    "valid_until": "issued_on",
    "person": "number",
    "Số giấy này đã dùng trong năm; ghi số tiếp theo.": "number",
}


def new_letter(request: HttpRequest, key: int) -> HttpResponse:
    """A letter for a member of these books."""
    person, user, _path = kept_person(request, key)
    today = timezone.localdate()
    stay = with_cell_names(Membership.objects.on(today).filter(person=person), today).first()
    if stay is None:
        raise Http404
    home = branch(stay.cell_id, today)
    form = _letter_form(request, home, base_above(home))
    made: list[Transfer] = []

    def act() -> Any:
        made.extend(issue_transfers([_letter(form, person, form.cleaned_data["number"])], by=user))

    title = _("Lập giấy giới thiệu sinh hoạt đảng")
    answer = fill_in(
        request,
        form,
        act,
        done=_("Đã lập giấy giới thiệu; ghi từng ô khi giới thiệu đi."),
        back=person.get_absolute_url(),
        page=about_person(person, title, _("Lập giấy"), stay),
        places=_SAID,
    )
    if made:
        answer["Location"] = made[0].get_absolute_url()
    return answer


def _letter_form(
    request: HttpRequest, home: Branch, base: Branch, people: list[tuple[str, str]] | None = None
) -> LetterForm:
    levels = [box for box in route(home, None, "") if box.is_optional]
    form = LetterForm(
        posted(request), cells=cells_under(base.path), levels=levels, people=people or []
    )
    form.initial = {
        "number": next_number(base.pk, base.on.year),
        "issued_on": base.on,
        "through": _kept(levels),
    }
    return form


def _kept(levels: list[Box]) -> list[str]:
    """Levels at which somebody works with this installation."""
    nobody = kept_by_nobody(levels)
    return [str(box.where.pk) for box in levels if box.where and box.where.pk not in nobody]


def _letter(form: LetterForm, person: Person, number: str) -> Letter:
    given = form.cleaned_data
    told = ("kind", "issued_on", "until", "reason", "decision", "decided_on")
    return Letter(
        person=person,
        number=number,
        to_cell_id=form.to_cell,
        outside_unit=given["outside_unit"],
        outside_scope=form.scope,
        dues_paid_until=given["dues_paid_until"],
        presented=given["presented"],
        left_out=form.left_out,
        **{name: given[name] for name in told},
    )


def keeping(request: HttpRequest, org: int) -> Branch:
    """The organisation, for who keeps its members; 404 for everybody else."""
    of = reading_names(request, org)
    if not may_keep_members(signed_in(request), of):
        raise Http404
    return of


def new_letters(request: HttpRequest, org: int) -> HttpResponse:
    """The same letter for many members, as when a class graduates; numbers follow on."""
    of, user = keeping(request, org), signed_in(request)
    stays = _members(request, of)
    if not stays:
        raise Http404
    home = branch(stays[0].cell_id, of.on)
    names = [(str(row.person_id), _named(row, of)) for row in stays]
    form = _letter_form(request, home, base_above(home), names)

    def act() -> Any:
        chosen = [row.person for row in stays if str(row.person_id) in form.cleaned_data["people"]]
        first = int(form.cleaned_data["number"])
        letters = [_letter(form, one, str(first + n)) for n, one in enumerate(chosen)]
        return issue_transfers(letters, by=user)

    title = _("Lập giấy giới thiệu cho nhiều đảng viên")
    return fill_in(
        request,
        form,
        act,
        done=_("Đã lập giấy giới thiệu cho các đảng viên đã chọn."),
        back=reverse("members:letters", args=[of.pk]) + "?muc=gui",
        page={
            "title": title,
            "submit": _("Lập giấy"),
            "crumbs": crumbs(request, of, AsOf(of.on), title),
        },
        places=_SAID,
    )


def _named(row: Membership, of: Branch) -> str:
    """With the cell, when the list is that of several."""
    if of.is_cell:
        return row.person.full_name
    return f"{row.person.full_name} · {row.cell_name}"  # type: ignore[attr-defined]  # annotated


def _members(request: HttpRequest, of: Branch) -> list[Membership]:
    """Nobody who carries a letter already."""
    carrying = Transfer.objects.filter(state=TransferState.ON_THE_WAY).values("person")
    rows = listed(signed_in(request), of).exclude(person__in=carrying)
    return list(with_cell_names(in_order(with_files(rows), "ten"), of.on)[:MOST_AT_ONCE])


def new_arrival(request: HttpRequest, org: int) -> HttpResponse:
    """Somebody brings a letter from a unit outside; the file is opened on the way."""
    of = keeping(request, org)
    title = _("Nhận giấy giới thiệu từ nơi khác đến")
    page = {
        "title": title,
        "submit": _("Ghi nhận giấy"),
        "crumbs": crumbs(request, of, AsOf(of.on), title),
    }
    back = reverse("members:letters", args=[of.pk])
    return _arrive(request, of, Person(), page, back)


def new_arrival_of(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody who has a file here and had left comes back with a letter."""
    person, user = person_or_404(request, key), signed_in(request)
    today = timezone.localdate()
    here, stood = Membership.objects.on(today).filter(person=person).exists(), stood_in(person)
    if here or not may_keep_files_at(user, stood):
        raise Http404
    line = branches(path_ids(stood[0]), today)
    of = max(line.values(), key=lambda one: len(one.path))
    title = _("Nhận giấy giới thiệu từ nơi khác đến")
    page = about_person(person, title, _("Ghi nhận giấy"))
    return _arrive(request, of, person, page, person.get_absolute_url())


def _arrive(
    request: HttpRequest, of: Branch, person: Person, page: dict[str, Any], back: str
) -> HttpResponse:
    user = signed_in(request)
    cells = cells_under(of.path) if person.pk is None else kept_cells(user, of.path)
    levels = [box for box in route(None, cells[0], "") if box.is_optional] if cells else []
    known = person if person.pk else None
    form = ArrivalForm(posted(request), cells=cells, levels=levels, person=known)
    form.initial["through"] = _kept(levels)
    made: list[Transfer] = []

    def act() -> Any:
        made.append(register_arrival(_arrival(form, person), by=user))

    answer = fill_in(
        request,
        form,
        act,
        done=_("Đã ghi giấy giới thiệu; ghi tiếp nhận khi chi bộ đón."),
        back=back,
        page=page,
        places=places() | {"valid_until": "issued_on", "person": "number"},
    )
    if made:
        answer["Location"] = made[0].get_absolute_url()
    return answer


def _arrival(form: ArrivalForm, person: Person) -> Arrival:
    given = form.cleaned_data
    told = ("kind", "number", "issued_on", "from_unit", "scope", "status", "arrived_on")
    also = ("valid_until", "until", "reason", "dues_paid_until", "presented")
    return Arrival(
        person=fill(person, form.facts),
        to_cell_id=int(given["cell"]),
        levels=[Level(ladder, level) for ladder, level in form.levels],
        left_out=form.left_out,
        **{name: given[name] for name in (*told, *also)},
    )
