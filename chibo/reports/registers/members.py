"""Sổ danh sách đảng viên, Mẫu 7-HSĐV: 14 columns, several facts a cell (rules.md 2.8 D [S73];
spreadsheets-and-forms.md C, L4, whose words the heads follow).

It lists who stands in the unit's books at the close of the period, and who left them in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from chibo.base.asking import how_many
from chibo.base.papers import Column
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.members.models import Movement, Person, Qualification
from chibo.members.models.badge import BadgeAward, BadgeState
from chibo.members.queries.belonging import crossing
from chibo.members.queries.listing import cell_names, highest_levels
from chibo.members.queries.roll import decreases, roll
from chibo.organisations.queries.tree import Branch
from chibo.reports.registers.declaring import Line, Register
from chibo.rulebook.queries import code_list

_MOVED = ("moved_in", "moved_out", "moved_within")
_OUT_OF_THE_PARTY = ("expelled", "removed", "left", "admission_cancelled")


def member_register() -> Register:
    return Register(
        "danh-sach-dang-vien",
        _("Sổ danh sách đảng viên"),
        _("Mẫu 7-HSĐV"),
        _("Mẫu 7-HSĐV, 14 cột"),
        _(
            "Gồm đảng viên có đến cuối kỳ và người ra khỏi danh sách của đơn vị trong kỳ, xếp theo tên. "
            "Cứ ba tháng đối chiếu số lượng với cấp dưới và cấp trên một lần."
        ),
        _columns(),
        _keys,
        _rows,
        _total,
    )


def _columns() -> list[Column]:
    heads = [
        (_("Họ và tên, tên khai sinh, ngày sinh"), 2.4),
        (_("Nam, nữ, dân tộc, tôn giáo"), 1.65),
        (_("Quê quán"), 3.0),
        (_("Văn hóa, lý luận, CMNV, ngoại ngữ"), 2.1),
        (_("Nghề nghiệp trước khi vào Đảng, hiện nay"), 2.7),
        (_("Ngày vào Đảng, ngày chính thức"), 2.35),
        (_("Số thẻ, số lý lịch, số Huy hiệu"), 2.75),
        (_("Bộ đội, công an, hưu trí"), 1.3),
        (_("Ngày chuyển đi, đến đảng bộ nào"), 1.9),
        (_("Ngày chuyển đến, ở đảng bộ nào đến"), 1.9),
        (_("Ngày từ trần, lý do"), 1.5),
        (_("Ngày ra khỏi Đảng, hình thức"), 1.5),
        (_("Ghi chú"), 1.0),
    ]
    return [Column(head, width) for head, width in heads]


def _keys(of: Branch, period: Period) -> list[int]:
    """By name. People of the roll and of the period's departures are asked for in one question."""
    listed = Q(pk__in=roll(of).values("person")) | Q(
        pk__in=decreases(of, period).order_by().values("person")
    )
    return list(
        Person.objects.filter(listed).order_by("name_sort", "pk").values_list("pk", flat=True)
    )


def _total(of: Branch, period: Period) -> str:
    gone = decreases(of, period).exclude(person__in=roll(of).values("person"))
    people = Person.objects.filter(pk__in=gone.order_by().values("person"))
    standing, left = how_many(roll(of), people)
    return _("Có đến cuối kỳ {standing} đảng viên; ra khỏi danh sách trong kỳ {left}.").format(
        standing=standing, left=left
    )


def _rows(of: Branch, period: Period, keys: Sequence[int]) -> list[Line]:
    """Six questions for however many people."""
    given = BadgeAward.objects.filter(state=BadgeState.GIVEN).order_by("mark")
    tongues = Qualification.objects.filter(ladder="language").order_by("pk")
    people = (
        Person.objects.defer("national_id", "old_id")
        .prefetch_related(
            Prefetch("badges", given, to_attr="given"),
            Prefetch("qualifications", tongues, to_attr="tongues"),
        )
        .in_bulk(list(keys))
    )
    levels = highest_levels(list(keys), period.last)
    came, went = _moves(of, period, keys)
    cells = cell_names(
        {
            key
            for one in [*came.values(), *went.values()]
            for key in (one.from_cell_id, one.to_cell_id)
            if key
        },
        {},
        period.last,
    )
    return [
        Line(key, _cells(people[key], levels.get(key, {}), came.get(key), went.get(key), cells))
        for key in keys
    ]


def _moves(
    of: Branch, period: Period, keys: Sequence[int]
) -> tuple[dict[int, Movement], dict[int, Movement]]:
    """Person → the last coming from elsewhere by the period's end, and the last going in the period."""
    moved = Movement.objects.filter(person__in=list(keys), happened_on__lte=period.last)
    came = crossing(moved.filter(kind__in=_MOVED), of, into=True)
    went = crossing(moved.filter(happened_on__gte=period.first), of, into=False)
    return _last(came), _last(went)


def _last(rows: Iterable[Movement]) -> dict[int, Movement]:
    found: dict[int, list[Movement]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return {
        person: max(some, key=lambda one: (one.happened_on, one.pk))
        for person, some in found.items()
    }


def _cells(
    person: Person,
    levels: dict[str, str],
    came: Movement | None,
    went: Movement | None,
    cells: dict[int, str],
) -> tuple[str, ...]:
    kind = went.kind if went else ""
    return (
        _lines(person.full_name, _other_name(person), person.partial("born")),
        _lines(
            person.get_sex_display(),
            _label("ethnicities", person.ethnicity),
            _label("religions", person.religion),
        ),
        person.place("native"),
        _lines(*_levels(person, levels)),
        _lines(
            _named(_("Trước"), person.occupation_at_admission),
            _named(_("Nay"), person.occupation_text or _label("occupations", person.occupation)),
        ),
        _lines(person.partial("joined"), person.partial("official")),
        _lines(person.card_number, person.resume_number, *_badges(person)),
        _service(person),
        _lines(*_moved(went, cells)) if kind in _MOVED else "",
        _lines(*_moved(came, cells)) if came else "",
        _lines(format_date(went.happened_on), went.reason) if went and kind == "died" else "",
        _lines(format_date(went.happened_on), _label("movement_kinds", kind))
        if went and kind in _OUT_OF_THE_PARTY
        else "",
        person.note,
    )


def _moved(move: Movement | None, cells: dict[int, str]) -> tuple[str, ...]:
    """The day and the other end: a unit outside, or a cell of the books."""
    if move is None:
        return ()
    other = move.from_cell_id if move.kind == "moved_in" else move.to_cell_id
    inside = cells.get(other or 0, "") if move.kind == "moved_within" else ""
    if move.kind == "moved_within" and not inside:
        inside = cells.get(move.from_cell_id or 0, "")
    return format_date(move.happened_on), move.outside_unit or inside


def _levels(person: Person, levels: dict[str, str]) -> list[str]:
    """By the form's own order, each line saying what it is: a blank one would shift the others."""
    heads = {"schooling": _("VH"), "theory": _("LL"), "professional": _("CM")}
    tongues = ", ".join(one.level for one in person.tongues)  # type: ignore[attr-defined]  # prefetched
    told = [_named(head, levels.get(name, "")) for name, head in heads.items()]
    return [*told, _named(_("NN"), tongues)]


def _named(head: str, text: str) -> str:
    return f"{head}: {text}" if text else ""


def _other_name(person: Person) -> str:
    return person.birth_name if person.birth_name != person.full_name else ""


def _badges(person: Person) -> list[str]:
    return [_("Huy hiệu {mark} năm").format(mark=one.mark) for one in person.given]  # type: ignore[attr-defined]  # prefetched


def _service(person: Person) -> str:
    """What the file says of the army, and retirement by the statistical occupation; the police are among the
    armed forces there."""
    enlisted, discharged = person.partial("enlisted"), person.partial("discharged")
    served = ""
    if enlisted:
        served = _("Nhập ngũ {day}").format(day=enlisted)
        if discharged:
            served += ", " + _("xuất ngũ {day}").format(day=discharged)
    now = {"armed_forces": _("Lực lượng vũ trang"), "retired": _("Hưu trí")}.get(
        person.occupation, ""
    )
    return _lines(served, person.military_rank, now)


def _label(name: str, code: str) -> str:
    return code_list(name).label(code) if code else ""


def _lines(*facts: object) -> str:
    return "\n".join(str(fact) for fact in facts if fact)
