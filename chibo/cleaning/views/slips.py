"""Comparison slips to be signed: one member's, or those of a cell in one file; a member's own findings."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.sending import sent_papers
from chibo.cleaning.actions.sweeping import note_slip, note_slips
from chibo.cleaning.papers import slip
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.access import may_mend, may_see_findings, may_take_along
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import check, check_file
from chibo.cleaning.rules.declaring import Finding
from chibo.cleaning.views.fetching import MOST_SLIPS, desk_url, frame, named_or_404
from chibo.cleaning.views.worklist import Asked, row_of
from chibo.members.models import Membership, Person
from chibo.members.papers.heads import Head, grassroots_head
from chibo.members.queries.reach import visible_to
from chibo.organisations.queries.tree import Branch, branch


def _member_or_404(request: HttpRequest, key: int) -> tuple[User, Membership, Branch]:
    """A member on a roll today, and the cell, for whoever reads names there."""
    user, today = signed_in(request), timezone.localdate()
    stay = visible_to(user, today).filter(person=key).select_related("person").first()
    if stay is None:
        raise Http404
    cell = branch(stay.cell_id, today)
    if not may_see_findings(user, cell):
        raise Http404
    return user, stay, cell


@require_safe
def person(request: HttpRequest, key: int) -> HttpResponse:
    """What the rules say of one file."""
    user, stay, cell = _member_or_404(request, key)
    found = check_file(cell, key).found
    mends = may_mend(user, cell)
    context = frame(user, cell, {"label": stay.person.full_name, "url": ""}) | {
        "person": stay.person,
        "rows": [row_of(one, {cell.pk: cell.short_name}, mends) for one in found],
        "kept": _kept(stay.person),
        "may_mend": mends,
        "kept_url": reverse("cleaning:kept", args=[cell.pk]),
    }
    return render(request, "cleaning/person.html", context)


def _kept(person: Person) -> list[dict[str, Any]]:
    every = rules()
    held = person.confirmed_findings.filter(withdrawn_on__isnull=True, rule__in=list(every))
    rows = held.select_related("confirmed_by").order_by("-confirmed_on", "-pk")
    return [{"title": every[one.rule].title, "kept": one} for one in rows]


@require_safe
def person_slip(request: HttpRequest, key: int, form: str) -> HttpResponse:
    user, _stay, cell = _member_or_404(request, key)
    checked = check_file(cell, key)
    file = checked.files[0]
    paper = slip(file, cell.name, checked.found, grassroots_head(cell))
    answer = sent_papers(paper, name=f"phieu doi chieu {file.full_name}", ending=form)
    note_slip(Person.objects.get(pk=key), cell, by=user)
    return answer


@require_safe
def slips(request: HttpRequest, org: int, form: str) -> HttpResponse:
    """Of those with something to put right, or of everybody (`tat-ca`), cell by cell."""
    user, of = named_or_404(request, org)
    if not may_take_along(user, of):
        raise Http404
    checked, asked = check(of), Asked.of(request.GET)
    by_person: dict[int, list[Finding]] = defaultdict(list)
    for one in checked.found:
        if one.file:
            by_person[one.file.person_id].append(one)
    files = [
        file
        for file in checked.files
        if ("tat-ca" in request.GET or file.person_id in by_person)
        and asked.cell in (0, file.cell_id)
    ]
    if not 0 < len(files) <= MOST_SLIPS:
        messages.error(request, _said_no(len(files)))
        return redirect(desk_url(of))
    heads = _heads(files, of)
    papers = [
        slip(file, heads[file.cell_id][0], by_person[file.person_id], heads[file.cell_id][1])
        for file in files
    ]
    answer = sent_papers(*papers, name=f"phieu doi chieu {of.short_name}", ending=form)
    note_slips(of, len(papers), by=user)
    return answer


def _said_no(count: int) -> str:
    if not count:
        return _("Không có hồ sơ nào phải đối chiếu.")
    return _("Có {n} phiếu, mỗi tệp nhiều nhất {most}; mở từng chi bộ để in.").format(
        n=count, most=MOST_SLIPS
    )


def _heads(files: list[MemberFile], of: Branch) -> dict[int, tuple[str, Head]]:
    """By cell its name and the committee whose head the slip bears."""
    found = {}
    for key in {file.cell_id for file in files}:
        cell = branch(key, of.on)
        found[key] = (cell.name, grassroots_head(cell))
    return found
