"""Badges, the register of cards, reasons of movements, once people and their stays are in."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.partial_dates import NotADate, PartialDate
from chibo.base.rules import Refusal
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.events import LINES
from chibo.imports.workbook.sheets.honours import BETWEEN, EVENT, HANDED_OVER, MONEY, WORKED_OUT
from chibo.imports.workbook.sheets.movements import REORGANISED
from chibo.members.actions.keeping import Past, keep_badges, keep_cards, keep_reasons
from chibo.members.models import CardKind
from chibo.members.rules.cards import is_put_away

_TEXTS = frozenset({"old_number", "cause", "reason", "rule_versions", "given_at", "closing_reason"})


def explain_tree(replay: Replay) -> None:
    """Why the tree moved members, where the workbook says it."""
    told = {
        (replay.people[line["person"]], line["happened_on"]): line["reason"]
        for line in replay.contents["movements"]
        if line["kind"] == REORGANISED and line["reason"] and line["person"] in replay.people
    }
    keep_reasons(told, by=replay.by)


def keep_honours(replay: Replay) -> None:
    """Badges as they stand, then cards; the cards' lines must lead to the numbers in the files."""
    badges = [
        line
        for line in replay.contents["badges"]
        if replay.made(line, "person", "cell", "evidence", "decision")
    ]
    replay.many(badges, partial(_badges, replay))
    cards = [
        line for line in replay.contents["cards"] if replay.made(line, "person", "cell", "paper")
    ]
    cards.sort(key=lambda line: line["happened_on"])
    _check_against_files(replay, cards)
    replay.many(cards, partial(_cards, replay))


def _badges(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    return keep_badges([_past(replay, line, _badge(replay, line)) for line in lines], by=replay.by)


def _cards(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    return keep_cards([_past(replay, line, _card(replay, line)) for line in lines], by=replay.by)


def _past(replay: Replay, line: Line, facts: dict[str, Any]) -> Past:
    return Past(
        replay.people[line["person"]],
        replay.organisations[line["cell"]],
        facts,
        line["stood_from"],
        line.ref,
    )


def _plain(line: Line, names: Sequence[str]) -> dict[str, Any]:
    return {name: line[name] or "" if name in _TEXTS else line[name] for name in names}


def _badge(replay: Replay, line: Line) -> dict[str, Any]:
    return _plain(line, (*WORKED_OUT, *MONEY, *HANDED_OVER, "reason")) | {
        "state": line["state"],
        "interruptions": list(_stretches(line["interruptions"] or "")),
        "evidence": replay.papers.get(line["evidence"] or ""),
        "multiple": line["multiple"],
        "decision": replay.papers.get(line["decision"] or ""),
    }


def _stretches(text: str) -> Iterator[list[str]]:
    for stretch in filter(None, (one.strip() for one in text.split(LINES.strip()))):
        left, _dash, back = (part.strip() for part in stretch.partition(BETWEEN.strip()))
        days = [_day(left), _day(back)]
        if None in days:
            raise Refusal(
                _(
                    "Thời gian gián đoạn ghi ngày ra – ngày trở lại; không đọc được “{text}”."
                ).format(text=stretch)
            )
        yield [day.isoformat() for day in days if day]


def _day(text: str) -> date | None:
    try:
        found = PartialDate.parse(text)
    except NotADate:
        return None
    return found.day if found.precision == "day" else None


def _card(replay: Replay, line: Line) -> dict[str, Any]:
    issued = line["was_issued"]
    return _plain(line, EVENT) | {
        "paper": replay.paper(line),
        "replaced": {
            "card_number": line["old_number"] or "",
            "card_issued_on": issued.day.isoformat() if issued else None,
            "card_issued_known_to": issued.precision if issued else "day",
            "card_issued_at": line["was_issued_at"] or "",
            "old_card_number": line["was_old_number"] or "",
        },
    }


# ---------------------------------------------------------------- the register and the files


def _check_against_files(replay: Replay, cards: Sequence[Line]) -> None:
    """Each line takes up the number the one before left, and the file has what the last one left."""
    told: dict[str, list[Line]] = {}
    for line in cards:
        told.setdefault(line["person"], []).append(line)
    for person, lines in told.items():
        file = replay.people[person]
        left = lines[0]["old_number"]
        for line in lines:
            if (line["old_number"] or "") != (left or ""):
                replay.wrong(line.problem(_broken(left), "old_number"))
            left = "" if line["kind"] == CardKind.RECALLED else line["number"]
        if file.card_number != left:
            replay.wrong(lines[-1].problem(_differs(file.card_number, left), "number"))
        put_away = [
            line["old_number"]
            for line in lines
            if is_put_away(line["old_number"] or "", line["happened_on"])
        ]
        if put_away and file.old_card_number != put_away[-1]:
            replay.wrong(
                lines[-1].problem(_differs(file.old_card_number, put_away[-1]), "old_number")
            )


def _broken(left: str) -> str:
    return _("Dòng trước của đồng chí để lại số thẻ {left}; số thẻ cũ phải là số đó.").format(
        left=left or _("(không có)")
    )


def _differs(filed: str, left: str) -> str:
    return _("Trang Người ghi số {filed}, sổ thẻ thì {left}: hai nơi phải như nhau.").format(
        filed=filed or _("(không có)"), left=left or _("(không có)")
    )
