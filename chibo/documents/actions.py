from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean, fold
from chibo.documents.models import CirculatedTo, Circulation, GivenNumber, NumberSeries, Paper
from chibo.documents.queries import last_given, next_number, own_symbol
from chibo.documents.rules import (
    check_cancelled,
    check_in_order,
    check_is_number_of,
    check_issued,
    check_may_circulate,
    check_term,
    may_issue_paper,
    may_register_paper,
)
from chibo.organisations.models import Organisation
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import Branch, branch, branches_by_day
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class NewPaper:
    """What a paper says of itself. `kind` is a code of the list document_types."""

    number: str
    symbol: str
    kind: str
    issuer_name: str
    issued_on: date
    summary: str
    level: str = ""
    secrecy: str = "none"
    effective_on: date | None = None
    signed_by: str = ""
    issuer: Organisation | None = None
    replaces: Paper | None = None


@transaction.atomic
def register_paper(
    new: NewPaper, keeper: Organisation, *, by: User, implements: Sequence[Paper] = ()
) -> Paper:
    """Enter a paper into an organisation's register, with the papers it carries out."""
    # The register is today's, whatever the paper's date: an old directive is kept by who keeps it now.
    where = branch(keeper, max(new.issued_on, keeper.founded_on))
    require(by, may_register_paper, where)
    check_issued(new.issued_on)
    paper = _entered(new, keeper)
    paper.implements.set(implements)
    note(by, "paper.registered", paper, path=where.path)
    return paper


def _entered(new: NewPaper, keeper: Organisation) -> Paper:
    paper = Paper(
        keeper=keeper,
        number=clean(new.number),
        symbol=clean(new.symbol),
        kind=code_list("document_types").item(new.kind).code,
        issuer=new.issuer,
        issuer_name=clean(new.issuer_name),
        level=new.level,
        issued_on=new.issued_on,
        effective_on=new.effective_on,
        summary=clean(new.summary),
        summary_folded=fold(clean(new.summary)),
        secrecy=code_list("secrecy_levels").item(new.secrecy).code,
        signed_by=clean(new.signed_by),
        replaces=new.replaces,
    )
    return saved(paper)


@dataclass(frozen=True)
class Issuing:
    """An organisation's own paper about to get its number. `term` is "2025-2030". `first` is the number to
    begin with when the term has none yet here: numbers before it were given on paper."""

    kind: str
    term: str
    issued_on: date
    summary: str
    signed_by: str = ""
    first: int = 1


@transaction.atomic
def issue_paper(new: Issuing, issuer: Organisation, *, by: User) -> Paper:
    """Give the next number of the kind in the term and enter the paper into the issuer's register.

    The number and the paper are one transaction and the series is locked: no number is left out."""
    where = branch(issuer, new.issued_on)
    require(by, may_issue_paper, where)
    check_issued(new.issued_on)
    check_term(new.term, new.issued_on)
    series = _series(issuer.pk, new.kind, new.term)
    check_in_order(last_given(series), new.issued_on)
    number = next_number(series, where, new.first)
    numbered = NewPaper(
        number=f"{number:02d}",
        symbol=own_symbol(new.kind, where),
        kind=new.kind,
        issuer_name=committee_name(where),
        issued_on=new.issued_on,
        summary=new.summary,
        signed_by=new.signed_by,
        issuer=issuer,
    )
    paper = _entered(numbered, issuer)
    GivenNumber.objects.create(series=series, number=number, paper=paper)
    series.last = number
    series.save(update_fields=["last"])
    note(by, "paper.issued", paper, path=where.path)
    return paper


@dataclass(frozen=True)
class KeptNumber:
    """A number an organisation gave its own paper before the paper stood in this register. `ref` names an
    import's row."""

    paper: Paper
    term: str
    number: int
    ref: str = ""


@transaction.atomic
def keep_numbers(kept: Sequence[KeptNumber], *, by: User) -> list[GivenNumber]:
    """Enter numbers given elsewhere, all or none; the next one of the term follows the last."""
    asked = {(_giver(one.paper), one.paper.issued_on) for one in kept}
    places = branches_by_day(asked)
    if len(places) < len(asked):
        raise Refusal(_("Tổ chức ban hành chưa có hoặc không còn vào ngày của văn bản."))
    for where in places.values():
        require(by, may_issue_paper, where)
    made = _given(kept)
    GivenNumber.objects.bulk_create(made, batch_size=500)
    lines = [
        Line(
            "paper.number_kept",
            one.paper,
            places[_giver(one.paper), one.paper.issued_on].path,
            ref=one.ref,
        )
        for one in kept
    ]
    note_all(by, lines)
    return made


def _giver(paper: Paper) -> int:
    return paper.issuer_id or paper.keeper_id


def _given(kept: Sequence[KeptNumber]) -> list[GivenNumber]:
    series: dict[tuple[int, str, str], NumberSeries] = {}
    made = []
    for one in kept:
        check_term(one.term, one.paper.issued_on)
        check_is_number_of(one.paper, one.number)
        key = (_giver(one.paper), one.paper.kind, one.term)
        series[key] = series.get(key) or _series(*key)
        series[key].last = max(series[key].last, one.number)
        made.append(GivenNumber(series=series[key], number=one.number, paper=one.paper))
    NumberSeries.objects.bulk_update(series.values(), ["last"])
    return made


def _series(issuer: int, kind: str, term: str) -> NumberSeries:
    """Whoever asks at the same time waits here."""
    found, _made = NumberSeries.objects.get_or_create(organisation_id=issuer, kind=kind, term=term)
    return NumberSeries.objects.select_for_update().get(pk=found.pk)


@transaction.atomic
def cancel_paper(paper: Paper, on: date, reason: str, *, by: User) -> None:
    """The paper no longer counts; it stays in the register with the reason."""
    hold(paper)
    where = branch(paper.keeper, on)
    require(by, may_register_paper, where)
    check_cancelled(on)
    before = snapshot(paper)
    paper.cancelled_on, paper.cancel_reason = on, clean(reason)
    paper.full_clean()
    paper.save()
    note(by, "paper.cancelled", paper, path=where.path, before=before, reason=reason)


@dataclass(frozen=True)
class Circulating:
    """A paper to be made known. `audience` is a code of models.Audience, `cells` keys of those it comes to
    as the tree stood on `asked_on`. `withdrawn` is the day it was taken back and why, of what is brought in."""

    paper: Paper
    organisation: Organisation
    audience: str
    cells: Sequence[int]
    asked_on: date
    due_on: date
    remark: str = ""
    withdrawn: tuple[date, str] | None = None
    ref: str = ""


@transaction.atomic
def circulate_papers(asked: Sequence[Circulating], *, by: User) -> list[Circulation]:
    """Ask cells to make papers known, all or none; to which cells is frozen."""
    founded = dict(
        Organisation.objects.filter(pk__in=_named(asked)).values_list("pk", "founded_on")
    )
    days = {(key, _day(one, founded[key])) for one in asked for key in _named([one])}
    places = branches_by_day(days)
    made, sent = [], []
    for one in asked:
        known = {key: places.get((key, _day(one, founded[key]))) for key in _named([one])}
        where = known[one.organisation.pk]
        if where is None:
            raise Refusal(_("Cấp ủy giao phổ biến chưa có hoặc không còn vào ngày giao."))
        require(by, may_register_paper, where)
        circulation = _circulation(one, where.path)
        sent += [
            CirculatedTo(circulation=circulation, cell_id=cell.pk, path=cell.path)
            for cell in _receivers(one, where.path, known)
        ]
        made.append(circulation)
    CirculatedTo.objects.bulk_create(sent, batch_size=500)
    lines = [
        Line("paper.circulated", row, row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(asked, made, strict=True)
    ]
    note_all(by, lines)
    return made


def _named(asked: Sequence[Circulating]) -> set[int]:
    return {key for one in asked for key in (one.organisation.pk, *one.cells)}


def _day(one: Circulating, founded: date) -> date:
    """A unit that others merged into was asked, or asked, before its own beginning."""
    return max(one.asked_on, founded)


def _circulation(one: Circulating, path: str) -> Circulation:
    check_has_come([one.asked_on], _("ghi giao phổ biến khi đã đến ngày"))
    check_may_circulate(one.paper, one.asked_on)
    circulation = Circulation(
        paper=one.paper,
        organisation=one.organisation,
        path=path,
        audience=one.audience,
        asked_on=one.asked_on,
        due_on=one.due_on,
        remark=clean(one.remark),
    )
    if one.withdrawn:
        circulation.withdrawn_on, circulation.withdraw_reason = one.withdrawn
    return saved(circulation)


def _receivers(one: Circulating, path: str, known: Mapping[int, Branch | None]) -> list[Branch]:
    """The cells, each once; refused where one of them was not a cell of the committee that day. What is brought
    in may name cells that hung elsewhere before their committee was merged."""
    if not one.cells:
        raise Refusal(_("Chọn ít nhất một chi bộ phải phổ biến."))
    found = [known[key] for key in dict.fromkeys(one.cells)]
    inside = [cell for cell in found if cell and (one.ref or cell.path.startswith(path))]
    cells = [cell for cell in inside if cell.is_cell]
    if len(cells) < len(found):
        raise Refusal(_("Có đơn vị không phải chi bộ trực thuộc vào ngày giao phổ biến."))
    return cells


@transaction.atomic
def withdraw_circulation(circulation: Circulation, reason: str, *, by: User) -> Circulation:
    """No longer asked of the cells; what they did stays in their minutes."""
    hold(circulation)
    where = branch(circulation.organisation, timezone.localdate())
    require(by, may_register_paper, where)
    if circulation.withdrawn_on is not None:
        raise Refusal(_("Đợt phổ biến này đã thôi giao."))
    before = snapshot(circulation)
    circulation.withdrawn_on, circulation.withdraw_reason = timezone.localdate(), clean(reason)
    circulation.full_clean()
    circulation.save()
    note(by, "paper.circulation_withdrawn", circulation, path=where.path, before=before)
    return circulation
