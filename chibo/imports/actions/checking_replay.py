"""What a workbook must come out as, beyond what its rows were told to do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.movements import REORGANISED
from chibo.members.models import Membership, Movement
from chibo.organisations.models import Organisation, Placement


def check_replay(replay: Replay) -> None:
    """Placements and moves of members that follow from the tree come out as the workbook has them; books
    begin when it says; nobody is left in a cell that has ended."""
    for line in replay.contents["placements"]:
        if line["organisation"] not in replay.known:
            _check_placement(replay, line)
    _check_reorganised(replay)
    _check_books(replay)
    _check_nobody_left(replay)


def _check_placement(replay: Replay, line: Line) -> None:
    organisation = replay.organisation(line, "organisation")
    if organisation is None or not replay.made(line, "parent"):
        return
    parent = replay.organisation(line, "parent")
    there = Placement.objects.filter(
        organisation=organisation,
        parent=parent,
        started_on=line["started_on"],
        ended_on=line["ended_on"],
    )
    if not there.exists():
        lost = _(
            "Dòng này không dựng lại được: trong thời gian đó cấp trên không có thay đổi như vậy."
        )
        replay.wrong(line.problem(lost, "parent"))


def _check_reorganised(replay: Replay) -> None:
    rows = [one for one in replay.contents["movements"] if one["kind"] == REORGANISED]
    people = {replay.people[one["person"]].pk for one in rows if one["person"] in replay.people}
    come_out = set(
        Movement.objects.filter(kind=REORGANISED, person__in=people).values_list(
            "person", "happened_on", "to_cell"
        )
    )
    for line in rows:
        person, cell = replay.people.get(line["person"]), replay.organisation(line, "to_cell")
        if person and cell and (person.pk, line["happened_on"], cell.pk) not in come_out:
            lost = _("Cây tổ chức không có thay đổi nào của chi bộ này vào ngày đó.")
            replay.wrong(line.problem(lost, "happened_on"))


def _check_books(replay: Replay) -> None:
    made = {one.pk: key for key, one in replay.organisations.items()}
    rows = Organisation.objects.filter(pk__in=made).values_list("pk", "records_from")
    begun = {made[pk]: day for pk, day in rows}
    for line in replay.contents["organisations"]:
        told, found = line["records_from"], begun.get(line["key"])
        if told and line["key"] in begun and told != found:
            day = format_date(found) if found else _("chưa có")
            differs = _("Biến động đầu tiên cho ngày bắt đầu sổ là: {day}.").format(day=day)
            replay.wrong(line.problem(differs, "records_from"))


def _check_nobody_left(replay: Replay) -> None:
    for line, cell in _ended(replay):
        left = Membership.objects.open().filter(cell=cell).select_related("person").first()
        if left:
            behind = _("Tổ chức đã kết thúc mà đồng chí {name} chưa có biến động rời đi.")
            replay.wrong(line.problem(behind.format(name=left.person.full_name), "dissolved_on"))


def _ended(replay: Replay) -> Iterator[tuple[Line, Organisation]]:
    for line in replay.contents["organisations"]:
        organisation = replay.organisations.get(line["key"])
        if line["dissolved_on"] and organisation and line["key"] not in replay.known:
            yield line, organisation
