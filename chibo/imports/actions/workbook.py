"""The data workbook out and in. Bringing one in cannot be undone: it fills what was empty."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.models import Source
from chibo.audit.sources import coming_from
from chibo.base.rules import Refusal, require
from chibo.base.sheets import open_workbook
from chibo.base.statistics import refresh_statistics
from chibo.base.watching import followed
from chibo.imports.actions.checking_replay import check_replay
from chibo.imports.actions.replaying import Replay, TooManyProblems
from chibo.imports.actions.replaying_cases import keep_all_cases
from chibo.imports.actions.replaying_circulated import circulate_again
from chibo.imports.actions.replaying_cleaned import tell_cleaned
from chibo.imports.actions.replaying_dossiers import fill_dossiers, tell_events
from chibo.imports.actions.replaying_dues import tell_dues
from chibo.imports.actions.replaying_holdings import fill_lists, give_leaves, give_posts
from chibo.imports.actions.replaying_honours import explain_tree, keep_honours
from chibo.imports.actions.replaying_inspected import tell_overseen
from chibo.imports.actions.replaying_letters import keep_all_letters
from chibo.imports.actions.replaying_liaisons import follow_cells
from chibo.imports.actions.replaying_meetings import keep_all_meetings
from chibo.imports.actions.replaying_people import register_papers, tell_lives
from chibo.imports.actions.replaying_plans import tell_plans
from chibo.imports.actions.replaying_rated import tell_appraisals
from chibo.imports.actions.replaying_schedule import keep_given_numbers, keep_schedule
from chibo.imports.actions.replaying_studied import tell_studied
from chibo.imports.actions.replaying_successions import keep_successions
from chibo.imports.actions.replaying_targets import tell_aims
from chibo.imports.actions.replaying_tree import grow_tree
from chibo.imports.actions.replaying_weak import tell_weak
from chibo.imports.actions.replaying_works import give_all_work
from chibo.imports.rules.workbook import may_bring_in_workbook
from chibo.imports.workbook.reading import Contents, Problem, is_data_workbook, read_contents
from chibo.imports.workbook.sheets import SHEETS
from chibo.imports.workbook.sheets.people import SECRET
from chibo.imports.workbook.taking_out import TakenOut, taken_out
from chibo.imports.workbook.values import MASK
from chibo.members.rules import may_export
from chibo.organisations.actions.duties import end_duty
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch


@dataclass(frozen=True)
class Export:
    """`people`: how many people's files the workbook holds."""

    content: bytes
    people: int
    masked: int


@dataclass(frozen=True)
class Outcome:
    """What bringing a workbook in comes to. `rows` by the sheets' names; `remarks` are no problems."""

    rows: dict[str, int]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    organisation_id: int | None = None


class UnfitWorkbook(Refusal):
    """The workbook cannot be brought in as it is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = problems[0]
        super().__init__(
            _("Sổ còn {count} chỗ phải sửa, chưa ghi gì. Chỗ đầu: {where}: {sentence}").format(
                count=len(problems), where=first.where, sentence=first.sentence
            )
        )


def export_workbook(organisation: Organisation, as_of: date | None = None, *, by: User) -> Export:
    """Everything about a branch as one .xlsx; numbers the user may not see are masked."""
    where = branch(organisation, as_of or timezone.localdate())
    require(by, may_export, where)
    taken = taken_out(where, as_of, by)
    _note_export(organisation, where, taken, by)
    return Export(taken.content, taken.people, taken.masked)


@transaction.atomic
def _note_export(organisation: Organisation, where: Branch, taken: TakenOut, by: User) -> None:
    reason = _("{people} người").format(people=taken.people)
    note_reading(by, "workbook.exported", organisation, path=where.path, reason=reason)
    for keeper in Organisation.objects.filter(pk__in=taken.keepers).order_by("pk"):
        note_reading(by, "inspection.exported", keeper)


@transaction.atomic
def rehearse_workbook(content: bytes, filename: str, *, by: User) -> Outcome:
    """Do everything, report every problem, and leave nothing behind."""
    outcome = _bring_in(content, filename, by)
    transaction.set_rollback(True)
    return outcome


@transaction.atomic
def import_workbook(content: bytes, filename: str, *, by: User) -> Outcome:
    """Write the whole workbook, or nothing: raises UnfitWorkbook when a row has a problem."""
    outcome = _bring_in(content, filename, by)
    if outcome.problems:
        raise UnfitWorkbook(outcome.problems)
    refresh_statistics()
    return outcome


def _bring_in(content: bytes, filename: str, by: User) -> Outcome:
    workbook = open_workbook(content, filename)
    if not is_data_workbook(workbook):
        raise Refusal(
            _("Tệp không phải sổ dữ liệu. Tải mẫu sổ về, hoặc xuất sổ từ nơi đang có dữ liệu.")
        )
    require(by, may_bring_in_workbook)
    contents = read_contents(workbook)
    mark = hashlib.sha256(content).hexdigest()
    with coming_from(Source.IMPORT, mark):
        replay = Replay(contents, by, problems=list(contents.problems))
        if not replay.problems:
            _replay(replay)
    top = _top(replay)
    if top and not replay.problems:
        where = branch(top, timezone.localdate()) if not top.dissolved_on else None
        note(by, "workbook.imported", top, path=where.path if where else "", reason=filename)
    rows = {str(kind.name): len(contents[kind.code]) for kind in SHEETS}
    return Outcome(rows, tuple(replay.problems), _remarks(replay), top.pk if top else None)


def _steps(replay: Replay) -> list[Callable[[], object]]:
    """In the order in which records build on each other; the tree comes before all of them."""
    return [
        lambda: keep_successions(replay),
        lambda: register_papers(replay),
        lambda: tell_lives(replay),
        lambda: give_posts(replay),
        lambda: give_leaves(replay),
        refresh_statistics,  # what follows asks about the people just written
        lambda: keep_all_letters(replay),
        lambda: tell_plans(replay),
        lambda: keep_all_cases(replay),
        lambda: tell_events(replay),
        lambda: fill_lists(replay),
        lambda: fill_dossiers(replay),
        lambda: explain_tree(replay),
        lambda: keep_honours(replay),
        lambda: give_all_work(replay),
        lambda: tell_studied(replay),
        lambda: tell_aims(replay),
        lambda: tell_dues(replay),
        lambda: tell_weak(replay),
        lambda: tell_overseen(replay),
        lambda: tell_appraisals(replay),
        lambda: circulate_again(replay),
        lambda: keep_given_numbers(replay),
        lambda: keep_schedule(replay, keep_all_meetings(replay)),
        lambda: follow_cells(replay),  # visits know the meetings they were at
    ]


def _replay(replay: Replay) -> None:
    try:
        growing = grow_tree(replay)
        for step in followed(_steps(replay), _("Ghi từng phần của sổ")):
            step()
        if not replay.problems:
            check_replay(replay)
        if not replay.problems:
            tell_cleaned(replay, _top(replay))
    except TooManyProblems:
        return
    if growing.duty:
        end_duty(
            growing.duty, timezone.localdate(), by=replay.by, reason=_("Đã nhập xong sổ dữ liệu")
        )


def _top(replay: Replay) -> Organisation | None:
    """The first organisation of the branch: rows stand in the order of the tree."""
    for line in replay.contents["organisations"]:
        if line["part"] == "own" and line["key"] in replay.organisations:
            return replay.organisations[line["key"]]
    return None


def _remarks(replay: Replay) -> tuple[str, ...]:
    said = []
    if replay.contents.edited:
        said.append(_("Sổ đã được sửa sau khi xuất."))
    if hidden := _masked(replay.contents):
        said.append(
            _("{count} người có số định danh bị che trong sổ; các số đó không nhập.").format(
                count=hidden
            )
        )
    if replay.without_finding:
        said.append(
            _("{count} điểm để nguyên không có ở sổ vừa nhập, không ghi.").format(
                count=replay.without_finding
            )
        )
    if replay.known:
        names = ", ".join(str(replay.organisations[key]) for key in sorted(replay.known)[:5])
        said.append(_("Đã có sẵn, giữ nguyên: {names}.").format(names=names))
    return tuple(said)


def _masked(contents: Contents) -> int:
    lines = contents["people"]
    return sum(any(MASK in (line[name] or "") for name in SECRET) for line in lines)
