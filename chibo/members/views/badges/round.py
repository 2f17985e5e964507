"""A round of badges: who is proposed, how far it is, closing its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.asof import BadDay, as_of
from chibo.base.rules import Refusal
from chibo.base.text import format_date, format_number
from chibo.members.actions.badges import (
    Earlier,
    Proposing,
    propose_badges,
    record_earlier_badges,
)
from chibo.members.models import BadgeAward, BadgeState
from chibo.members.queries.badge_rounds import BadgeRound, Totals, totals
from chibo.members.queries.coming import next_round, round_on, rounds_around
from chibo.members.rules import may_export, may_keep_members
from chibo.members.views.finding import branch_or_404
from chibo.members.views.paging import PAGE_LENGTH, page_of
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.rulebook.queries import rule, source_line

PAPERS = (
    ("danh-sach", gettext_lazy("Danh sách đề nghị")),
    ("to-trinh", gettext_lazy("Tờ trình")),
    ("quyet-dinh", gettext_lazy("Quyết định kèm danh sách")),
    ("so-theo-doi", gettext_lazy("Sổ theo dõi cả năm")),
)
# What nobody can be proposed or decided on with is not printed.
NEEDING_A_LIST = ("to-trinh", "quyet-dinh")


def papers_with(listed: int) -> list[tuple[str, Any]]:
    """What a round prints while so many stand on its list."""
    return [(which, label) for which, label in PAPERS if listed or which not in NEEDING_A_LIST]


@dataclass(frozen=True)
class Asked:
    """One request about a round."""

    user: User
    of: Branch
    found: BadgeRound
    may_keep: bool

    @property
    def url(self) -> str:
        return round_url(self.of.pk, self.found.round.day)


def round_url(org: int, day: date | None) -> str:
    asked = f"?dot={day.isoformat()}" if day else ""
    return reverse("members:badges", args=[org]) + asked


def asked_round(request: HttpRequest, org: int) -> Asked:
    """The round of the address (`dot`), else the next one; for who may read names there."""
    day, user = as_of(request), signed_in(request)
    of = branch_or_404(request, org, day)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    wanted = _day_of(request.GET.get("dot", ""))
    round_ = next_round(day.on) if wanted is None else round_on(wanted)
    if round_ is None:
        raise BadDay(
            _("Ngày {day} không phải đợt trao Huy hiệu Đảng.").format(
                day=format_date(wanted or day.on)
            )
        )
    then = branch(of.pk, round_.day) if round_.day < of.on else of
    return Asked(user, of, BadgeRound(then, round_), may_keep_members(user, of))


def _day_of(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
        if not MINYEAR < day.year < MAXYEAR:  # rounds of the years beside it are looked at too
            raise ValueError
        return day
    except ValueError:
        raise BadDay(
            _("Đợt “{text}” trong địa chỉ không đọc được.").format(text=text[:20])
        ) from None


@require_safe
def badge_round(request: HttpRequest, org: int) -> HttpResponse:
    asked = asked_round(request, org)
    found, on = asked.found, as_of(request)
    lists = found.lists
    waiting = lists["waiting"]
    page = page_of(waiting, request.GET.get("trang", ""), len(waiting), waiting.__len__)
    rows, reached = list(page.object_list), found.reached(page.object_list)
    context = {
        "of": asked.of,
        "round": found.round,
        "url": asked.url,
        "as_of": on,
        "crumbs": [*crumbs(asked.user, asked.of, on, itself=True), {"label": _("Huy hiệu Đảng")}],
        "tabs": tabs(asked.user, asked.of, on, "huy-hieu"),
        "rounds": _rounds(asked),
        "steps": _steps(found, page.paginator.count),
        "page": page,
        "waiting": [(row, reached[row.person_id]) for row in rows if row.person_id in reached],
        **_listed(found),
        **_left_aside(found),
        "may_keep": asked.may_keep,
        "papers": papers_with(len(found.on_the_list)),
        "may_export": may_export(asked.user, asked.of),
        "source": source_line(found.round.rule),
        "salary": format_number(rule("badges.base_salary", found.round.day).integer()),
        "salary_source": source_line(rule("badges.base_salary", found.round.day)),
    }
    return render(request, "members/badges.html", context)


def _listed(found: BadgeRound) -> dict[str, Any]:
    """Who is on the list of the round, and what their badges cost."""
    sums = totals(found.on_the_list)
    return {
        "awards": [(one, _why(one)) for one in found.awards[: PAGE_LENGTH * 2]],
        "award_count": len(found.on_the_list),
        "hidden_awards": max(len(found.awards) - PAGE_LENGTH * 2, 0),
        "totals": sums,
        "money": _money(sums),
        "counts": {state.value: len(found.in_state(state)) for state in BadgeState},
    }


def _left_aside(found: BadgeRound) -> dict[str, Any]:
    """Whose day of joining is not known well enough, and whose earlier badge is not in the books."""
    unsure, unrecorded = found.lists["unsure"], found.lists["unrecorded"]
    return {
        "unsure": _with_days(unsure[:PAGE_LENGTH]),
        "unsure_count": len(unsure),
        "unrecorded": unrecorded[:PAGE_LENGTH],
        "unrecorded_count": len(unrecorded),
    }


def _with_days(rows: Iterable[Any]) -> list[Any]:
    """Each row with the day of joining as far as it is known."""
    found = list(rows)
    for row in found:
        row.joined = row.person.partial("joined")
    return found


def _rounds(asked: Asked) -> list[dict[str, Any]]:
    """The rounds to choose from: those of the year around the one shown."""
    now = asked.found.round.day
    near = [day for day in rounds_around(now) if abs((day - now).days) < 200]  # noqa: PLR2004 (about half a year)
    return [
        {"label": format_date(day), "url": round_url(asked.of.pk, day), "current": day == now}
        for day in near
    ]


def _steps(found: BadgeRound, waiting: int) -> list[dict[str, str]]:
    words = (
        ("waiting", _("Lập danh sách đề nghị")),
        ("proposed", _("Quyết định")),
        ("approved", _("Trao tặng")),
    )
    now = "waiting" if waiting and found.step == "given" else found.step
    order = ["waiting", "proposed", "approved", "given"]
    return [
        {
            "label": label,
            "state": "current"
            if name == now
            else "done"
            if order.index(name) < order.index(now)
            else "",
        }
        for name, label in words
    ]


def _why(award: BadgeAward) -> str:
    """What stands beside the basis: a missed round, a reason, why it was not given."""
    said = [award.closing_reason or award.reason]
    if award.missed_round:
        said.append(_("bỏ sót đợt {day}").format(day=format_date(award.missed_round)))
    return "; ".join(filter(None, said))


def _money(sums: Totals) -> str:
    return format_number(sums.money)


@require_POST
def close_list(request: HttpRequest, org: int) -> HttpResponse:
    """Propose the ticked ones (`chon`), or all who wait; or record that they have the badge already."""
    asked = kept_round(request, org)
    rows = asked.found.waiting
    keys = [key for text in request.POST.getlist("chon") if (key := key_of(text))]
    if "tat-ca" not in request.POST:
        rows = rows.filter(person__in=keys)
    people = list(rows)
    if not people:
        messages.error(request, _("Đánh dấu ít nhất một đồng chí trong danh sách."))
        return redirect(asked.url)
    act = _have_it_already if request.POST.get("viec") == "da-nhan" else _propose
    try:
        messages.success(request, act(asked, people).format(n=len(people)))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(asked.url)


def _have_it_already(asked: Asked, people: list[Any]) -> str:
    reached = asked.found.reached(people)
    earlier = [Earlier(row.person, reached[row.person_id].mark) for row in people]
    record_earlier_badges(earlier, by=asked.user)
    return ngettext(
        "Đã ghi {n} đồng chí có Huy hiệu từ trước.",
        "Đã ghi {n} đồng chí có Huy hiệu từ trước.",
        len(people),
    )


def _propose(asked: Asked, people: list[Any]) -> str:
    proposals = [Proposing(row.person) for row in people]
    propose_badges(asked.of, asked.found.round.day, proposals, by=asked.user)
    return ngettext(
        "Đã chốt {n} đồng chí vào danh sách đề nghị.",
        "Đã chốt {n} đồng chí vào danh sách đề nghị.",
        len(people),
    )


def kept_round(request: HttpRequest, org: int) -> Asked:
    asked = asked_round(request, org)
    if not asked.may_keep:
        raise Http404
    return asked


def round_form(asked: Asked, title: str, submit: str) -> dict[str, Any]:
    words = _("{where} · đợt {day}").format(
        where=asked.of.name, day=format_date(asked.found.round.day)
    )
    way = [{"label": _("Huy hiệu Đảng"), "url": asked.url}, {"label": title}]
    return {"title": title, "lead": words, "submit": submit, "crumbs": way}
