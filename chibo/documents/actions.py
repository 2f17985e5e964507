from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean, fold
from chibo.documents.models import GivenNumber, NumberSeries, Paper
from chibo.documents.queries import last_given, next_number, own_symbol
from chibo.documents.rules import (
    check_cancelled,
    check_in_order,
    check_is_number_of,
    check_issued,
    check_term,
    may_issue_paper,
    may_register_paper,
)
from chibo.organisations.models import Organisation
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import branch, branches_by_day
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
    where = branch(paper.keeper, on)
    require(by, may_register_paper, where)
    check_cancelled(on)
    before = snapshot(paper)
    paper.cancelled_on, paper.cancel_reason = on, clean(reason)
    paper.full_clean()
    paper.save()
    note(by, "paper.cancelled", paper, path=where.path, before=before, reason=reason)
