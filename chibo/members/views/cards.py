"""Cards of an organisation: who has none, the batch of a day, the exchange, the register."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf, as_of
from chibo.base.papers import Paper
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import write_workbook
from chibo.base.text import format_date
from chibo.base.views.filling_in import posted
from chibo.members.actions.cards import (
    Handing,
    exchange_cards,
    grant_cards,
    recall_card,
    reissue_card,
    withdraw_card,
)
from chibo.members.actions.reading import note_export
from chibo.members.forms.cards import CardBatchForm, CardExchangeForm, OneCardForm, tidy
from chibo.members.forms.moving import WithdrawForm
from chibo.members.models import CardEvent, Membership, Person
from chibo.members.papers.cards import grant_list, register_paper, register_sheet, without_sheet
from chibo.members.queries.badge_rounds import with_cells
from chibo.members.queries.cards import (
    card_decisions,
    grant_days,
    holders_of_cards,
    register_of,
    with_recognition,
    without_card,
)
from chibo.members.queries.choices import papers_for
from chibo.members.rules import may_export, may_keep_file, may_keep_members
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.finding import branch_or_404
from chibo.members.views.moving import about_person, kept_person
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.rulebook.queries import rule, source_line

PAGE_LENGTH = 50
_AT_ONCE = 60
_DAYS_OFFERED = 4
_ORDER = ("path", "person__name_sort", "pk")


def read_branch(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """For who may read names there."""
    user, of = signed_in(request), branch_or_404(request, org, as_of(request))
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


@require_safe
def cards(request: HttpRequest, org: int) -> HttpResponse:
    """Who has no card, who has one, and the register."""
    user, of = read_branch(request, org)
    on, shown = as_of(request), _part(request)
    waiting = with_recognition(without_card(of))
    rows = with_cells(register_of(of), of.on)
    if shown != "register":
        rows = _in_order(waiting if shown == "waiting" else holders_of_cards(of), of)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    if shown != "register":
        page.object_list = [_with_days(row) for row in page.object_list]
    context = {
        "of": of,
        "as_of": on,
        "crumbs": [*crumbs(user, of, on, itself=True), {"label": _("Thẻ đảng")}],
        "tabs": tabs(user, of, on, "the-dang"),
        "parts": _parts(of, on, shown),
        "shown": shown,
        "page": page,
        "waiting_count": page.paginator.count if shown == "waiting" else waiting.count(),
        "days": grant_days(of)[:_DAYS_OFFERED],
        "decisions": card_decisions(of)[:_DAYS_OFFERED],
        "may_keep": may_keep_members(user, of),
        "may_export": may_export(user, of),
        "grant_days": _days_of_year(of.on),
        "digits": source_line(rule("status.card_number_digits", of.on)),
    }
    return render(request, "members/cards.html", context)


def _parts(of: Branch, on: AsOf, shown: str) -> list[dict[str, Any]]:
    own = reverse("members:cards", args=[of.pk])
    asked: list[tuple[str, str, dict[str, int]]] = [
        ("waiting", _("Chưa có thẻ"), {}),
        ("holders", _("Đang có thẻ"), {"co-the": 1}),
        ("register", _("Sổ phát thẻ"), {"xem-so": 1}),
    ]
    return [
        {"label": label, "url": on.url(own, **query), "current": shown == part}
        for part, label, query in asked
    ]


def _days_of_year(on: date) -> str:
    """ "03/02, 19/05": the days on which cards are granted by rule."""
    days = rule("status.card_grant_days", on).entries()
    return ", ".join("/".join(reversed(str(day).split("-"))) for day in days)


def _part(request: HttpRequest) -> str:
    if request.GET.get("xem-so") == "1":
        return "register"
    return "holders" if request.GET.get("co-the") == "1" else "waiting"


def _in_order(rows: QuerySet[Any], of: Branch) -> QuerySet[Any]:
    known = with_cells(rows, of.on).select_related("person")
    return known.defer("person__national_id", "person__old_id").order_by(*_ORDER)


def _with_days(row: Any) -> Any:
    """The row with its person's days as far as they are known."""
    row.joined, row.official = row.person.partial("joined"), row.person.partial("official")
    row.issued = row.person.partial("card_issued")
    return row


def _kept(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = read_branch(request, org)
    if not may_keep_members(user, of):
        raise Http404
    return user, of


def grant(request: HttpRequest, org: int) -> HttpResponse:
    """First cards for those who have none, in one batch."""
    user, of = _kept(request, org)
    people = _chosen(request, without_card(of))
    form = CardBatchForm(
        posted(request),
        people=people,
        papers=papers_for(user, of.path),
        about=_("Phát thẻ đảng viên"),
    )

    def act() -> Any:
        handed = [Handing(one, number) for one, number in form.numbers.items()]
        paper = paper_of(form, of.path, by=user)
        return grant_cards(handed, form.cleaned_data["on"], by=user, paper=paper)

    lead = _at_once(of, people, without_card(of))
    return _batch(request, of, form, act, _("Phát thẻ đảng viên"), lead)


def exchange(request: HttpRequest, org: int) -> HttpResponse:
    """New cards for old ones, in one batch: the exchange of the whole Party, or cards with faults."""
    user, of = _kept(request, org)
    people = _chosen(request, holders_of_cards(of))
    form = CardExchangeForm(
        posted(request),
        people=people,
        papers=papers_for(user, of.path),
        about=_("Đổi thẻ đảng viên"),
    )

    def act() -> Any:
        given = form.cleaned_data
        handed = [Handing(one, number, given["cause"]) for one, number in form.numbers.items()]
        paper = paper_of(form, of.path, by=user)
        return exchange_cards(handed, given["on"], by=user, paper=paper)

    lead = _at_once(of, people, holders_of_cards(of))
    return _batch(request, of, form, act, _("Đổi thẻ đảng viên"), lead)


def _chosen(request: HttpRequest, rows: QuerySet[Membership]) -> list[Person]:
    """Those ticked (`chon`) or of the form sent; else the first ones, as many as a page carries."""
    keys = {key for text in request.GET.getlist("chon") if (key := key_of(text))}
    sent = {
        key
        for name in request.POST
        if name.startswith("number_") and (key := key_of(name.removeprefix("number_")))
    }
    if wanted := sent or keys:
        rows = rows.filter(person__in=wanted)
    return [row.person for row in rows.select_related("person").order_by(*_ORDER)[:_AT_ONCE]]


def _at_once(of: Branch, people: list[Person], rows: QuerySet[Membership]) -> str:
    """Whose batch it is, and that others wait for the next one."""
    if len(people) < _AT_ONCE:
        return of.name
    words = _("{unit} · {n} người đầu trong {all}; ghi xong thì mở lại để ghi tiếp")
    return words.format(unit=of.name, n=len(people), all=rows.count())


def _batch(
    request: HttpRequest, of: Branch, form: CardBatchForm, act: Any, title: str, lead: str
) -> HttpResponse:
    back = reverse("members:cards", args=[of.pk])
    page = {
        "title": title,
        "lead": lead,
        "submit": _("Ghi"),
        "crumbs": [{"label": _("Thẻ đảng"), "url": back}, {"label": title}],
    }
    if request.method == "POST" and form.fill_pasted():
        seen = {"form": form, "back": back, **page}
        return render(request, "members/form.html", seen)
    done = _("Đã ghi: {what}.").format(what=title[0].lower() + title[1:])
    return fill_in(request, form, act, done=done, back=back, page=page)


ONE_CARD = {
    "cap-lai": gettext_lazy("Cấp lại thẻ bị mất"),
    "doi": gettext_lazy("Đổi thẻ"),
    "thu-hoi": gettext_lazy("Thu hồi thẻ"),
}


def one_card(request: HttpRequest, key: int, how: str) -> HttpResponse:
    """What happens to one person's card."""
    person, user, path = kept_person(request, key)
    if how not in ONE_CARD:
        raise Http404
    title = str(ONE_CARD[how])
    form = OneCardForm(
        posted(request), how=how, person=person, papers=papers_for(user, path), about=title
    )

    def act() -> Any:
        given, paper = form.cleaned_data, paper_of(form, path, by=user)
        if how == "thu-hoi":
            return recall_card(person, given["on"], given["reason"], by=user, paper=paper)
        card = Handing(person, tidy(given["number"]), given.get("cause", ""), given["reason"])
        if how == "doi":
            return exchange_cards([card], given["on"], by=user, paper=paper)
        return reissue_card(card, given["on"], by=user, paper=paper)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi: {what}.").format(what=title[0].lower() + title[1:]),
        back=person.get_absolute_url(),
        page=about_person(person, title, _("Ghi")),
    )


def withdraw(request: HttpRequest, event_id: int) -> HttpResponse:
    """Take back the last entry about somebody's card."""
    user = signed_in(request)
    event = get_object_or_404(CardEvent.objects.select_related("person"), pk=event_id)
    if not may_keep_file(user, event.person):
        raise Http404
    form = WithdrawForm(posted(request))
    title = _("Bỏ dòng sổ thẻ: {what} ngày {day}").format(
        what=str(event.get_kind_display()).lower(), day=format_date(event.happened_on)
    )
    return fill_in(
        request,
        form,
        lambda: withdraw_card(event, form.cleaned_data["reason"], by=user),
        done=_("Đã bỏ; số thẻ trong hồ sơ trở lại như trước."),
        back=event.person.get_absolute_url(),
        page=about_person(event.person, title, _("Bỏ dòng này")),
    )


@require_safe
def card_paper(request: HttpRequest, org: int, which: str, form: str) -> HttpResponse:
    """The list of one day (`ngay-phat`) or of one decision (`quyet-dinh`), the register, or those without a
    card."""
    user, of = read_branch(request, org)
    if not may_export(user, of):
        raise Http404
    events = list(with_cells(register_of(of), of.on))
    day = request.GET.get("ngay-phat", "")
    if day:
        events = [event for event in events if event.happened_on.isoformat() == day]
    if decision := request.GET.get("quyet-dinh", ""):
        key = key_of(decision)
        events = [event for event in events if key and event.paper_id == key]
        day = f"QD {events[0].paper.full_number}" if events else decision
    answer = _sent(of, which, form, events, day)
    note_export(of, len(events), f"{which} {day}".strip(), by=user)
    return answer


def _sent(of: Branch, which: str, form: str, events: list[Any], day: str) -> HttpResponse:
    name = f"{which} the dang vien {day}".strip()
    if which == "chua-co-the" and form == "xlsx":
        rows = with_cells(with_recognition(without_card(of)), of.on).select_related("person")
        return sent_file(write_workbook([without_sheet(rows)]), name, form)
    if which == "so-phat-the":
        if form == "xlsx":
            return sent_file(write_workbook([register_sheet(events)]), name, form)
        return sent_papers(register_paper(of, events), name=name, ending=form)
    if which == "danh-sach" and form != "xlsx":
        paper: Paper = grant_list(of, events)
        return sent_papers(paper, name=name, ending=form)
    raise Http404
