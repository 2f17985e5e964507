"""Steps of awards: proposed early, decided, handed over, closed, taken back, received before the books."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.text import format_date
from chibo.base.views.filling_in import posted
from chibo.members.actions.badges import (
    Earlier,
    Proposing,
    approve_badges,
    close_badge,
    forget_earlier_badge,
    give_badges,
    propose_badges,
    record_earlier_badges,
    step_back,
)
from chibo.members.forms.badges import (
    BadgeDecisionForm,
    BadgeGivingForm,
    EarlierBadgeForm,
    EarlyBadgeForm,
)
from chibo.members.forms.moving import WithdrawForm
from chibo.members.models import BadgeAward, BadgeBasis, BadgeState, Person
from chibo.members.queries.badges import early_candidates, posthumous_candidates
from chibo.members.queries.choices import papers_for
from chibo.members.rules.badges import may_keep_badges
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.badges.round import Asked, kept_round, round_form
from chibo.members.views.moving import about_person, kept_person
from chibo.rulebook.queries import rule


def add(request: HttpRequest, org: int) -> HttpResponse:
    """Somebody gravely ill, or dead, is put forward before the mark is full."""
    asked = kept_round(request, org)
    found = asked.found
    near = list(early_candidates(found.of, found.round))
    dead = list(posthumous_candidates(found.of, found.round))
    form = EarlyBadgeForm(
        posted(request),
        near=[(str(row.person_id), _words(row.person, got.mark, got.on)) for row, got in near],
        dead=[(str(move.person_id), _words(move.person, got.mark, got.on)) for move, got in dead],
        papers=papers_for(asked.user, asked.of.path),
        about=_("Giấy tờ xét tặng Huy hiệu Đảng sớm"),
    )

    def act() -> Any:
        basis, key = form.chosen
        evidence = paper_of(form, asked.of.path, by=asked.user)
        reason = form.cleaned_data["reason"]
        one = Proposing(Person.objects.get(pk=key), basis, reason, evidence)
        return propose_badges(asked.of, found.round.day, [one], by=asked.user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã đưa vào danh sách đề nghị."),
        back=asked.url,
        page=round_form(asked, _("Xét tặng sớm, truy tặng"), _("Đưa vào danh sách")),
    )


def _words(person: Person, mark: int, on: date) -> str:
    return _("{name} – {mark} năm, đủ ngày {day}").format(
        name=person.full_name, mark=mark, day=format_date(on)
    )


def decide(request: HttpRequest, org: int) -> HttpResponse:
    """The decision for those proposed."""
    asked = kept_round(request, org)
    awards = asked.found.in_state(BadgeState.PROPOSED)
    form = BadgeDecisionForm(
        posted(request),
        awards=awards,
        papers=papers_for(asked.user, asked.of.path),
        about=_("Tặng Huy hiệu Đảng đợt {day}").format(day=format_date(asked.found.round.day)),
    )

    def act() -> Any:
        paper = paper_of(form, asked.of.path, by=asked.user)
        assert paper is not None  # the form asks for it
        return approve_badges(_ticked(awards, form), paper, by=asked.user)

    title = _("Ghi quyết định tặng Huy hiệu Đảng")
    return _step(request, asked, form, act, title, awards)


def give(request: HttpRequest, org: int) -> HttpResponse:
    """The badges were handed over."""
    asked = kept_round(request, org)
    awards = asked.found.in_state(BadgeState.APPROVED)
    form = BadgeGivingForm(posted(request), awards=awards)

    def act() -> Any:
        given = form.cleaned_data
        return give_badges(_ticked(awards, form), given["on"], given["at"], by=asked.user)

    return _step(request, asked, form, act, _("Ghi trao tặng Huy hiệu Đảng"), awards)


def _step(
    request: HttpRequest,
    asked: Asked,
    form: Any,
    act: Callable[[], Any],
    title: str,
    awards: list[BadgeAward],
) -> HttpResponse:
    if not awards:
        messages.warning(
            request,
            _("Chưa có ai ở bước này trong đợt {day}.").format(
                day=format_date(asked.found.round.day)
            ),
        )
        return redirect(asked.url)
    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi: {what}.").format(what=title[0].lower() + title[1:]),
        back=asked.url,
        page=round_form(asked, title, _("Ghi")),
    )


def _ticked(awards: list[BadgeAward], form: Any) -> list[BadgeAward]:
    keys = set(form.cleaned_data["who"])
    return [award for award in awards if str(award.pk) in keys]


def _award_or_404(request: HttpRequest, award_id: int) -> tuple[BadgeAward, User]:
    user = signed_in(request)
    rows = BadgeAward.objects.select_related("person", "decision")
    award = get_object_or_404(rows, pk=award_id)
    if not may_keep_badges(user, [award]):
        raise Http404
    return award, user


def _after(award: BadgeAward) -> str:
    return award.person.get_absolute_url()


def close(request: HttpRequest, award_id: int) -> HttpResponse:
    """Taken off the list, or not handed over, or recorded by mistake: with the reason."""
    award, user = _award_or_404(request, award_id)
    form = WithdrawForm(posted(request))
    title, act = _closing(award, form, user)
    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi."),
        back=_after(award),
        page=about_person(award.person, title, _("Ghi")),
    )


def _closing(award: BadgeAward, form: Any, user: User) -> tuple[str, Callable[[], Any]]:
    def reason() -> str:
        return str(form.cleaned_data["reason"])

    if award.basis == BadgeBasis.EARLIER:
        title = _("Bỏ {name} ghi nhầm").format(name=award.name)
        return title, lambda: forget_earlier_badge(award, reason(), by=user)
    state = BadgeState.WITHDRAWN if award.state == BadgeState.PROPOSED else BadgeState.RETURNED
    title = _("Rút đề nghị") if state == BadgeState.WITHDRAWN else _("Không trao")
    return f"{title}: {award.name}", lambda: close_badge(award, state, reason(), by=user)


def back(request: HttpRequest, award_id: int) -> HttpResponse:
    """Take back the last step."""
    award, user = _award_or_404(request, award_id)
    form = WithdrawForm(posted(request))
    title = _("Lùi lại bước “{state}”: {name}").format(
        state=award.get_state_display(), name=award.name
    )
    return fill_in(
        request,
        form,
        lambda: step_back(award, form.cleaned_data["reason"], by=user),
        done=_("Đã lùi lại một bước."),
        back=_after(award),
        page=about_person(award.person, title, _("Lùi lại")),
    )


def earlier(request: HttpRequest, key: int) -> HttpResponse:
    """A badge the person received before."""
    person, user, path = kept_person(request, key)
    marks = [int(one) for one in rule("badges.marks", timezone.localdate()).entries()]
    form = EarlierBadgeForm(
        posted(request),
        marks=marks,
        papers=papers_for(user, path),
        about=_("Tặng Huy hiệu Đảng cho đồng chí {name}").format(name=person.full_name),
    )

    def act() -> Any:
        given = form.cleaned_data
        paper = paper_of(form, path, by=user)
        one = Earlier(person, int(given["mark"]), given["given_on"], paper)
        return record_earlier_badges([one], by=user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi Huy hiệu."),
        back=person.get_absolute_url(),
        page=about_person(person, _("Ghi Huy hiệu đã được tặng"), _("Ghi Huy hiệu")),
    )
