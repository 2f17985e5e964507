"""One merge of communes on 01/07/2025: Tà Lại and Nà Mường become xã Đoàn Kết, with all that follows.

The name and the decision are invented; that two communes of a district became one that day is what
happened in most of the country.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from chibo.accounts.models import User
from chibo.base.text import fold
from chibo.cli.demo.calendar import REORGANISED
from chibo.cli.demo.communes import Commune
from chibo.members.actions.posts import Holding, enter_posts
from chibo.members.actions.reorganising.applying import apply_reorganisation
from chibo.members.actions.reorganising.drafting import begin_reorganisation
from chibo.members.models import Post
from chibo.organisations.models import CellPlace, Organisation, Place
from chibo.organisations.plan import NewUnit, Plan, Row

OLD = ("Đảng bộ xã Tà Lại", "Đảng bộ xã Nà Mường")
NEW = NewUnit("+1", "Đảng bộ xã Đoàn Kết", "grassroots_committee", "", "Xã Đoàn Kết", "commune",
              "14119041000000")  # fmt: skip
_CITED = {
    "decision_number": "215-QĐ/TU",
    "decided_on": date(2025, 6, 25),
    "decided_by": "Tỉnh ủy Sơn La",
}
# Offices the merged committee was appointed to, from those its two predecessors had filled.
_FIRST = {"standing_member": "standing_member", "committee_member": "committee_member"}
_LEADING = {"secretary": ("secretary", "standing_deputy_secretary")}


def merge_communes(communes: Sequence[Commune], province: Organisation, by: User) -> None:
    """Carried out by the actions people use; both communes' stories go on in the new one."""
    old = [commune for commune in communes if commune.name in OLD]
    by = User.objects.get(pk=by.pk)
    centre = province.placements.get(ended_on__isnull=True).parent
    draft = begin_reorganisation(
        "merge", centre or province, REORGANISED, _plan(old, province), by=by, citation=_CITED
    )
    apply_reorganisation(draft, by=by)
    new = Organisation.objects.get(profiles__name=NEW.name)
    _appoint(old, new)
    for commune in old:
        _go_on(commune, new)


def _plan(old: Sequence[Commune], province: Organisation) -> Plan:
    new = NewUnit(
        NEW.ref, NEW.name, NEW.kind, str(province.pk), NEW.short_name, NEW.base_type, NEW.code
    )
    shared = _shared([name for commune in old for name in commune.cells])
    rows = [Row(commune.organisation.pk, "merge", NEW.ref) for commune in old]
    places: dict[int, str] = {}
    for commune in old:
        for name, cell in commune.cells.items():
            if fold(name) in shared and cell.dissolved_on is None:
                told = f"{name} {commune.short_name.removeprefix('xã ')}"
                full = cell.profiles.get(ended_on__isnull=True).name
                rows.append(Row(cell.pk, "keep", "", full.replace(_tail(name), _tail(told)), told))
                places[commune.villages[name].pk] = told
    keys = tuple(commune.organisation.pk for commune in old)
    return Plan(old=keys, new=(new,), rows=tuple(rows), places=places)


def _tail(name: str) -> str:
    """Full names write "bản" and "tiểu khu" small."""
    return name[1:]


def _shared(names: Sequence[str]) -> set[str]:
    counted = Counter(fold(name) for name in names)
    return {name for name, n in counted.items() if n > 1}


def _appoint(old: Sequence[Commune], new: Organisation) -> None:
    """The province appoints the new committee: leaders of the first commune lead, those of the second
    become deputies, the others stay members."""
    office = User.objects.get(pk=old[0].office.pk)
    held: list[Holding] = []
    for number, commune in enumerate(old):
        ended = Post.objects.filter(organisation=commune.organisation, ended_on=REORGANISED)
        for post in ended.select_related("person").order_by("pk"):
            position = _position(post.position, number)
            if position:
                held.append(
                    Holding(
                        post.person,
                        position,
                        new,
                        REORGANISED,
                        term="2025-2030",
                        gained="appointed",
                    )
                )
    enter_posts(held, by=office)


def _position(was: str, number: int) -> str:
    if was in _LEADING:
        return _LEADING[was][number]
    if number and was not in _FIRST:
        return ""
    # The youth elect their own when one grows too old for it.
    return "" if was == "standing_deputy_secretary" or "youth" in was else was


def _go_on(commune: Commune, new: Organisation) -> None:
    """What is told of the commune from now on is told of the new one."""
    commune.merged_from, commune.organisation = commune.organisation, new
    commune.office = User.objects.get(pk=commune.office.pk)
    covered = CellPlace.objects.open().filter(cell__in=[cell.pk for cell in commune.cells.values()])
    now: dict[int, Place] = {row.cell_id: row.place for row in covered.select_related("place")}
    for name, cell in commune.cells.items():
        if cell.pk in now:
            commune.villages[name] = now[cell.pk]
