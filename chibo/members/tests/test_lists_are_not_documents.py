"""Registers and lists carry no number and no committee's signature; decisions on badges carry the right head."""

from datetime import date

import pytest
from django.utils import timezone

from chibo.base.papers import Paper, to_pdf
from chibo.base.tests.papers_reading import words_of
from chibo.documents.actions import NewPaper, register_paper
from chibo.members.models import BadgeAward
from chibo.members.papers import badges, cards, register
from chibo.members.queries.badge_rounds import BadgeRound
from chibo.members.queries.coming import round_on
from chibo.organisations.queries.tree import Branch, branch
from tests.world import World

pytestmark = pytest.mark.django_db

ROUND = date(2026, 9, 2)


def commune(world: World) -> Branch:
    return branch(world.commune, ROUND)


def found(world: World) -> BadgeRound:
    round_ = round_on(ROUND)
    assert round_ is not None
    return BadgeRound(commune(world), round_)


def award(world: World, **more: object) -> BadgeAward:
    return BadgeAward.objects.create(
        person=world.people["an"],
        mark=30,
        basis="due",
        state="proposed",
        cell=world.tren,
        path=branch(world.tren, ROUND).path,
        round_day=ROUND,
        counted_from=date(1996, 9, 2),
        reached_on=ROUND,
        **more,
    )


def is_a_list(paper: Paper) -> bool:
    return paper.number_line == "" and not paper.recipient_lines and bool(paper.printed_on)


def test_books_are_signed_by_nobody_and_say_when_they_were_printed(world: World) -> None:
    of = commune(world)
    books = [
        register.register_paper(of, "chuyển đi 2026", []),
        badges.book(of, [], 2026),
        cards.register_paper(of, []),
    ]
    for paper in books:
        assert is_a_list(paper) and not paper.signatures
        assert f"In ngày {timezone.localdate():%d/%m/%Y}" in words_of(to_pdf(paper))


def test_lists_say_who_drew_them_up(world: World) -> None:
    award(world)
    lists = [badges.list_paper(found(world)), cards.grant_list(commune(world), [])]
    for paper in lists:
        assert is_a_list(paper)
        assert [(one.authority, one.post) for one in paper.signatures] == [("", "NGƯỜI LẬP")]


def test_a_proposal_is_a_document_to_the_body_that_decides(world: World) -> None:
    award(world)
    paper = badges.proposal(found(world))
    assert list(paper.addressees) == ["Ban Thường vụ Tỉnh ủy Mẫu"]
    assert paper.number_line.endswith("-TTr/ĐU") and paper.printed_on is None


def test_the_decision_on_badges_is_the_provinces(world: World) -> None:
    award(world)
    paper = badges.decision(found(world))
    assert (paper.issuer, paper.signatures[0].authority) == ("TỈNH ỦY MẪU", "T/M BAN THƯỜNG VỤ")
    assert "BAN THƯỜNG VỤ TỈNH ỦY MẪU QUYẾT ĐỊNH:" in words_of(to_pdf(paper))


def test_a_registered_decision_gives_its_number_day_and_list(world: World) -> None:
    new = NewPaper("412", "QĐ/TU", "decision", "Tỉnh ủy", date(2026, 8, 20), "Tặng Huy hiệu Đảng")
    award(world, decision=register_paper(new, world.commune, by=world.an))
    paper = badges.decision(found(world))
    assert (paper.number_line, paper.signed_on) == ("Số 412-QĐ/TU", date(2026, 8, 20))
    assert paper.annexes[0].note == "kèm theo Quyết định số 412-QĐ/TU, ngày 20/08/2026"
