"""The register of cards of the demo world: it begins with cards of twelve digits, on 01/07/2025."""

from collections.abc import Iterable, Iterator
from datetime import date

from chibo.cli.demo.communes import Commune
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.members.actions.cards import Handing, exchange_cards, reissue_card
from chibo.members.actions.keeping import Past, keep_cards
from chibo.members.models import CardKind, Membership, Person, Status
from chibo.organisations.models import Organisation

_BEGINS = date(2025, 7, 1)
_CHANGED_ON = date(2026, 9, 2)


def register_cards(commune: Commune) -> None:
    """The card of the file, handed out on its day by a decision; older cards are in the files alone."""
    people = [
        life.person for life in commune.growth.lives if life.person and life.came == "admitted"
    ]
    lines = list(_granted(commune, people))
    if lines:
        keep_cards(lines, by=commune.office)


def _granted(commune: Commune, people: Iterable[Person]) -> Iterator[Past]:
    holders = {one.pk: one for one in people if one.card_number and _is_recent(one)}
    stays = Membership.objects.filter(person__in=holders, status=Status.OFFICIAL)
    papers: dict[date, Paper] = {}
    for stay in stays.select_related("cell").order_by("started_on", "pk"):
        person = holders[stay.person_id]
        day = person.card_issued_on
        if day and stay.started_on <= day and (stay.ended_on is None or day < stay.ended_on):
            if day not in papers:
                papers[day] = _decision(commune, day, f"{day.month}{day:%d}")
            yield _line(person, stay.cell, stay.started_on, papers[day])


def _is_recent(one: Person) -> bool:
    return one.card_issued_on is not None and one.card_issued_on >= _BEGINS


def _line(person: Person, cell: Organisation, stood_from: date, paper: Paper) -> Past:
    facts = {
        "kind": CardKind.GRANTED,
        "happened_on": person.card_issued_on,
        "number": person.card_number,
        "paper": paper,
        "replaced": {"card_number": "", "card_issued_on": None, "card_issued_known_to": "day"},
    }
    return Past(person, cell, facts, stood_from)


def _decision(commune: Commune, day: date, number: str) -> Paper:
    """Of communes that became one, the first to need it registers it."""
    new = NewPaper(
        number=number,
        symbol="QĐ/TU",
        kind="decision",
        issuer_name=f"Tỉnh ủy {commune.growth.area.province_today}",
        issued_on=day.replace(day=1),
        summary=f"Phát thẻ đảng viên đợt {day:%d/%m/%Y}",
        level="province",
    )
    keeper = commune.organisation
    there = Paper.objects.filter(keeper=keeper, number=number, issued_on=new.issued_on).first()
    return there or register_paper(new, keeper, by=commune.office)


def change_cards(commune: Commune) -> None:
    """Two damaged cards and a lost one, of members who hold no office; the new cards bear new numbers."""
    cells = [cell.pk for cell in commune.cells.values()]
    stays = Membership.objects.on(_CHANGED_ON).open().filter(cell__in=cells, status=Status.OFFICIAL)
    free = stays.filter(person__posts__isnull=True).exclude(person__card_number="")
    chosen = [row.person for row in free.select_related("person").order_by("person")[:3]]
    *damaged, lost = [(one, _fresh_number(one)) for one in chosen]
    paper = _decision(commune, _CHANGED_ON, "499")
    exchange_cards(
        [Handing(one, number, "damaged", "Thẻ mờ số") for one, number in damaged],
        _CHANGED_ON,
        by=commune.office,
        paper=paper,
    )
    told = Handing(*lost, reason="Mất khi lũ cuốn nhà")
    reissue_card(told, _CHANGED_ON, by=commune.office, paper=paper)


def _fresh_number(person: Person) -> str:
    """As invented as the old one, out of the reach of the numbers that are counted up."""
    return f"{person.card_number[:2]}9{person.card_number[3:]}"
