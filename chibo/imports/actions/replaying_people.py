"""The papers and people of a workbook, and what happened to them.

Movements are told in rounds: everybody's first, everybody's second… Each round goes to the actions in
batches of one kind. The tree is complete by then, so memberships are split wherever it moved.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from chibo.admissions.actions import Admitting, Recognising, admit_members, recognise_members
from chibo.base.rules import Refusal
from chibo.documents.actions import NewPaper, cancel_paper, register_paper
from chibo.documents.models import Paper
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.movements import REORGANISED
from chibo.imports.workbook.sheets.people import FILE, SECRET
from chibo.imports.workbook.values import MASK
from chibo.members.actions.entering import ENTERING_KINDS, Entering, enter_members, keep_books
from chibo.members.actions.files import Level, correct_file, fill, register_non_member
from chibo.members.actions.moving import Moving, move_members
from chibo.members.models import Person


def register_papers(replay: Replay) -> None:
    """Papers after those they carry out or replace."""
    lines = {line["key"]: line for line in replay.contents["papers"]}
    begun: set[str] = set()

    def register(key: str) -> None:
        if key in begun or key not in lines:
            return
        begun.add(key)
        line = lines[key]
        for other in [*line["implements"], line["replaces"]]:
            register(other or "")
        if replay.made(line, "keeper", "issuer", "replaces"):
            paper = replay.one(line, partial(_register, replay, line))
            if paper:
                replay.papers[key] = paper

    for key in lines:
        register(key)


def _register(replay: Replay, line: Line) -> Paper:
    keeper = replay.organisations[line["keeper"]]
    identity = {name: line[name] for name in ("number", "symbol", "issuer_name", "issued_on")}
    there = Paper.objects.filter(keeper=keeper, **identity).first()
    if there and line["keeper"] in replay.known:
        return there
    plain = ("kind", "summary", "level", "effective_on", "signed_by")
    new = NewPaper(
        **identity,
        **{name: line[name] for name in plain},
        secrecy=line["secrecy"] or "none",
        issuer=replay.organisation(line, "issuer"),
        replaces=replay.papers.get(line["replaces"] or ""),
    )
    implements = [replay.papers[key] for key in line["implements"] if key in replay.papers]
    paper = register_paper(new, keeper, by=replay.by, implements=implements)
    if line["cancelled_on"]:
        cancel_paper(paper, line["cancelled_on"], line["cancel_reason"] or "", by=replay.by)
    return paper


# ---------------------------------------------------------------- people


@dataclass
class Telling:
    """`where`: the cell key each person stands in so far; absent are those not in the books."""

    replay: Replay
    files: dict[str, Line]
    levels: dict[str, list[Level]]
    admissions: dict[str, Line]
    recognitions: dict[str, Line]
    where: dict[str, str] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)

    def tell(self) -> None:
        self._open_files()
        movements = [one for one in self.replay.contents["movements"] if one["kind"] != REORGANISED]
        movements.sort(key=lambda line: line["happened_on"])
        _begin_books(self.replay, movements)
        for round_of in _rounds(movements):
            self._tell_round([line for line in round_of if self._can_be(line)])
        self._put_right()

    # ------------------------------------------------------ files

    def _open_files(self) -> None:
        """People kept by an organisation have a file before anything happens to them."""
        moved = {line["person"] for line in self.replay.contents["movements"]}
        for key, line in self.files.items():
            keeper = self.replay.organisation(line, "keeper")
            if keeper is not None:
                made = self.replay.one(line, partial(self._register_one, line))
                if made:
                    self.replay.people[key] = made
            elif key not in moved and not line["keeper"]:
                nowhere = _("Người này không có biến động nào và không do tổ chức nào theo dõi.")
                self.replay.wrong(line.problem(nowhere, "key"))

    def _register_one(self, line: Line) -> Person:
        keeper = self.replay.organisations[line["keeper"]]
        return register_non_member(
            facts_of(line),
            keeper,
            keeper.founded_on,
            by=self.replay.by,
            levels=self.levels.get(line["key"], []),
        )

    def _put_right(self) -> None:
        """What admissions and recognitions wrote into the file gives way to what the file says."""
        for key, person in self.replay.people.items():
            line = self.files[key]
            differs = {
                name: line[name]
                for name in ("joined", "official")
                if person.partial(name) != line[name]
            }
            if differs and key not in self.stopped:
                self.replay.one(
                    line, partial(correct_file, person, differs, by=self.replay.by, reason=line.ref)
                )

    # ------------------------------------------------------ movements

    def _can_be(self, line: Line) -> bool:
        """Whether the row fits what came before; says so when it does not."""
        person = line["person"]
        if person in self.stopped or not self.replay.made(line, "from_cell", "to_cell", "paper"):
            self.stopped.add(person)
            return False
        here, said = self.where.get(person, ""), line["from_cell"] or ""
        if line["kind"] in ENTERING_KINDS and here:
            return self._stop(
                line,
                _("Đồng chí đang sinh hoạt ở {cell}, chưa rời đi.").format(cell=self._name(here)),
            )
        if said and said != here:
            now = self._name(here) if here else _("không ở chi bộ nào")
            return self._stop(
                line,
                _(
                    "Trước ngày này đồng chí ở {now}, không phải {said}. Kiểm tra thứ tự biến động."
                ).format(now=now, said=self._name(said)),
                "from_cell",
            )
        return True

    def _stop(self, line: Line, sentence: str, column: str = "happened_on") -> bool:
        self.stopped.add(line["person"])
        self.replay.wrong(line.problem(sentence, column))
        return False

    def _name(self, key: str) -> str:
        return str(self.replay.organisations[key])

    def _tell_round(self, lines: Sequence[Line]) -> None:
        ways: dict[tuple[str, bool], list[Line]] = {}
        for line in lines:
            told = line["key"] in self.admissions or line["key"] in self.recognitions
            ways.setdefault((line["kind"], told), []).append(line)
        for (kind, told), alike in ways.items():
            done = self.replay.many(alike, partial(self._act(kind, told=told), kind))
            self._remember(alike, {id(line) for line, _made in done})

    def _remember(self, lines: Iterable[Line], done: set[int]) -> None:
        for line in lines:
            if id(line) not in done:
                self.stopped.add(line["person"])
            elif line["to_cell"]:
                self.where[line["person"]] = line["to_cell"]
            elif line["kind"] != "recognised":
                self.where.pop(line["person"], None)

    def _act(self, kind: str, *, told: bool) -> Callable[[str, Sequence[Line]], list[Any]]:
        if kind in ENTERING_KINDS:
            return self._admit if told else self._enter
        return self._recognise if told else self._move

    def _enter(self, kind: str, lines: Sequence[Line]) -> list[Any]:
        entries = [self._entering(line) for line in lines]
        made = enter_members(kind, entries, by=self.replay.by, as_history=True)
        return self._keep(lines, [one.person for one in entries], made)

    def _admit(self, _kind: str, lines: Sequence[Line]) -> list[Any]:
        facts = [self.admissions[line["key"]] for line in lines]
        admitted = [
            Admitting(
                self._entering(line),
                told["decided_on"],
                told["referees"] or "",
                told["is_readmission"],
            )
            for line, told in zip(lines, facts, strict=True)
        ]
        made = admit_members(admitted, by=self.replay.by, as_history=True)
        return self._keep(lines, [one.entering.person for one in admitted], made)

    def _keep(self, lines: Sequence[Line], people: Sequence[Person], made: list[Any]) -> list[Any]:
        self.replay.people |= {
            line["person"]: person for line, person in zip(lines, people, strict=True)
        }
        return made

    def _entering(self, line: Line) -> Entering:
        key = line["person"]
        known = self.replay.people.get(key)
        if not line["to_cell"]:
            raise Refusal(_("Ghi chi bộ đến."))
        if not line["to_status"]:
            raise Refusal(_("Ghi tình trạng sau đó: dự bị hay chính thức."))
        return Entering(
            known or fill(Person(), facts_of(self.files[key])),
            self.replay.organisations[line["to_cell"]].pk,
            line["happened_on"],
            line["to_status"],
            () if known else self.levels.get(key, []),
            outside_unit=line["outside_unit"] or "",
            outside_scope=line["outside_scope"] or "",
            reason=line["reason"] or "",
            paper=self.replay.paper(line),
            ref=line.ref,
            uninterrupted=bool(line["uninterrupted"]),
        )

    def _recognise(self, _kind: str, lines: Sequence[Line]) -> list[Any]:
        recognised = [
            Recognising(
                self._person(line),
                line["happened_on"],
                self.recognitions[line["key"]]["decided_on"],
                self.replay.paper(line),
                line.ref,
            )
            for line in lines
        ]
        return recognise_members(recognised, by=self.replay.by, as_history=True)

    def _move(self, kind: str, lines: Sequence[Line]) -> list[Any]:
        moves = [
            Moving(
                self._person(line),
                kind,
                line["happened_on"],
                self._target(line),
                line["outside_unit"] or "",
                line["outside_scope"] or "",
                line["reason"] or "",
                self.replay.paper(line),
                line.ref,
            )
            for line in lines
        ]
        return move_members(moves, by=self.replay.by, as_history=True)

    def _person(self, line: Line) -> Person:
        if line["person"] not in self.replay.people:
            raise Refusal(_("Đồng chí chưa được ghi vào sổ trước ngày này."))
        return self.replay.people[line["person"]]

    def _target(self, line: Line) -> int | None:
        if line["kind"] != "moved_within":
            return None
        if not line["to_cell"]:
            raise Refusal(_("Ghi chi bộ đến."))
        return self.replay.organisations[line["to_cell"]].pk


def tell_lives(replay: Replay) -> Telling:
    """Enter people and carry out their movements."""
    by_movement = {
        code: {line["movement"]: line for line in replay.contents[code]}
        for code in ("admissions", "recognitions")
    }
    files = {line["key"]: line for line in replay.contents["people"]}
    telling = Telling(
        replay, files, _levels(replay), by_movement["admissions"], by_movement["recognitions"]
    )
    telling.tell()
    return telling


def facts_of(line: Line) -> dict[str, Any]:
    """The columns of the file; a masked number is not known here."""
    facts = {column.name: line[column.name] for column in FILE if column.name in line.values}
    hidden = [name for name in SECRET if MASK in (facts.get(name) or "")]
    return facts | dict.fromkeys(hidden, "")


def _levels(replay: Replay) -> dict[str, list[Level]]:
    found: dict[str, list[Level]] = {}
    for line in replay.contents["qualifications"]:
        texts = {name: line[name] or "" for name in ("major", "school", "form", "certificate")}
        level = Level(line["ladder"], line["level"], line["reached"], **texts)
        found.setdefault(line["person"], []).append(level)
    return found


def _begin_books(replay: Replay, movements: Sequence[Line]) -> None:
    """Rounds tell movements out of order of days; the books begin with the earliest all the same."""
    entered = [
        (replay.organisations[line["to_cell"]].pk, line["happened_on"])
        for line in movements
        if line["to_cell"] in replay.organisations
    ]
    keep_books(entered, opening=True)


def _rounds(movements: Sequence[Line]) -> list[list[Line]]:
    """The first movement of each person, then the second of each…"""
    rounds: list[list[Line]] = []
    told: dict[str, int] = {}
    for line in movements:
        number = told.get(line["person"], 0)
        told[line["person"]] = number + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(line)
    return rounds
