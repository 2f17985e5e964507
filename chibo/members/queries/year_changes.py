"""What changed about members in a year, proposed for the yearly supplement sheet (phiếu bổ sung, 3-HSĐV).

From dated records first; what the file holds without dates is read from the journal of the year. A correction
of a typing error is in the journal too: the list is a proposal, the member's word counts.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.audit.models import Entry
from chibo.audit.snapshots import changed
from chibo.base.asking import rows_together
from chibo.base.columns import column_name
from chibo.base.dated import holds_on
from chibo.base.text import format_date
from chibo.members.models import (
    Award,
    Exemption,
    Household,
    Membership,
    Movement,
    Outcome,
    Person,
    Post,
    Qualification,
    Relative,
    SupplementSheet,
    Suspension,
    TravelAbroad,
)
from chibo.members.models.qualification import LADDERS, Ladder
from chibo.rulebook.queries import code_list

# In the order of the sheet.
SECTIONS: Mapping[str, Any] = {
    "residence": gettext_lazy("Nơi ở"),
    "work": gettext_lazy("Nghề nghiệp, chức vụ"),
    "levels": gettext_lazy("Trình độ"),
    "awards": gettext_lazy("Khen thưởng, kỷ luật"),
    "abroad": gettext_lazy("Đi nước ngoài"),
    "family": gettext_lazy("Gia đình"),
    "household": gettext_lazy("Hoàn cảnh kinh tế"),
    "party": gettext_lazy("Sinh hoạt đảng"),
    "other": gettext_lazy("Thay đổi khác"),
}
_RESIDENCE = ("home_country", "home_province", "home_detail", "temporary_home")
_WORK = ("occupation", "occupation_text", "military_rank", "state_titles")
_FAMILY = ("policy_family",)
# Changed by what is told elsewhere, or nobody's business on this sheet.
_SILENT = frozenset(
    {
        "id",
        "keeper_id",
        "national_id",
        "old_id",
        "external_id",
        "note",
        "joined_on",
        "joined_known_to",
    }
    | {"official_on", "official_known_to", "traits", "home_before_2025"}
)
_CODED = {"occupation": "occupations", "ethnicity": "ethnicities", "religion": "religions"}


@dataclass(frozen=True)
class Change:
    """`section` is a key of SECTIONS."""

    section: str
    text: str

    @property
    def line(self) -> str:
        return f"{SECTIONS[self.section]}: {self.text}"


def changes_of(people: Collection[int], year: int) -> dict[int, list[Change]]:
    """By person, in the order of the sheet; a constant number of questions."""
    found: dict[int, list[Change]] = {key: [] for key in people}
    dated = _dated(year)
    came = rows_together([rows.filter(person__in=people) for rows in dated.values()])
    told = (tell(rows, year) for tell, rows in zip(dated, came, strict=True))
    for source in (*told, _corrected(people, year), _relatives(people, year)):
        for key, change in source:
            found[key].append(change)
    order = list(SECTIONS)
    return {
        key: sorted(changes, key=lambda one: order.index(one.section))
        for key, changes in found.items()
    }


_Found = Iterator[tuple[int, Change]]
_Tell = Callable[[list[Any], int], _Found]


def _in_year(column: str, year: int) -> Q:
    return Q(**{f"{column}__range": (date(year, 1, 1), date(year, 12, 31))})


def _dated(year: int) -> dict[_Tell, QuerySet[Any, Any]]:
    """The records of the year that bear a day or the year itself, and who tells of them."""
    in_year = partial(_in_year, year=year)
    posts = Post.objects.filter(in_year("started_on") | in_year("ended_on"))
    levels = Qualification.objects.filter(in_year("reached_on"))
    gone = TravelAbroad.objects.filter(in_year("left_on") | in_year("returned_on"))
    moves = Movement.objects.filter(in_year("happened_on"))
    begun = in_year("started_on") & ~Q(outcome=Outcome.CANCELLED)
    days, named = ("started_on", "ended_on"), {"at": F("place__name")}
    return {
        _posts: posts.values("person_id", "position", *days, **named),
        _levels: levels.values("person_id", "reached_on", *_LEVEL),
        _awards: Award.objects.filter(year=year).values("pk", "person_id", "name", "given_by"),
        _suspensions: Suspension.objects.filter(begun).values("person_id", "started_on", "reason"),
        _travels: gone.values("person_id", "country", "purpose", "left_on", "returned_on"),
        _households: Household.objects.filter(year=year).values("person_id", *_HOUSEHOLD),
        _movements: moves.exclude(kind__in=_SILENT_MOVES).values(
            "pk", "person_id", "kind", "happened_on"
        ),
        _exemptions: Exemption.objects.filter(begun).values("person_id", "started_on"),
    }


def _posts(rows: list[Any], year: int) -> _Found:
    for post in sorted(rows, key=lambda row: row.started_on):
        name = code_list("positions").label(post.position)
        name = f"{name} {post.at}" if post.at else name
        days = (
            (post.started_on, _("giữ chức {name} từ {day}")),
            (post.ended_on, _("thôi giữ chức {name} từ {day}")),
        )
        for day, words in days:
            if day and day.year == year:
                yield post.person_id, Change("work", words.format(name=name, day=format_date(day)))


_LEVEL = ("ladder", "level", "major", "school", "certificate")


def _levels(rows: list[Any], _year: int) -> _Found:
    for row in sorted(rows, key=lambda row: row.reached_on):
        listed = LADDERS.get(row.ladder)
        level = code_list(listed).label(row.level) if listed else row.level
        told = [f"{Ladder(row.ladder).label}: {level}", row.major, row.school, row.certificate]
        yield row.person_id, Change("levels", ", ".join(one for one in told if one))


def _awards(rows: list[Any], _year: int) -> _Found:
    for row in sorted(rows, key=lambda row: row.pk):
        yield row.person_id, Change("awards", ", ".join(filter(None, (row.name, row.given_by))))


def _suspensions(rows: list[Any], _year: int) -> _Found:
    for row in sorted(rows, key=lambda row: row.started_on):
        words = _("đình chỉ sinh hoạt đảng từ {day}: {why}")
        yield (
            row.person_id,
            Change("awards", words.format(day=format_date(row.started_on), why=row.reason)),
        )


def _travels(rows: list[Any], _year: int) -> _Found:
    for row in sorted(rows, key=lambda row: row.left_on or date.min):
        days = [format_date(day) for day in (row.left_on, row.returned_on) if day]
        told = [row.country, row.purpose, " – ".join(days)]
        yield row.person_id, Change("abroad", ", ".join(one for one in told if one))


_HOUSEHOLD = ("income", "income_per_head", "house", "land", "business", "assets")


def _households(rows: list[Any], _year: int) -> _Found:
    for row in rows:
        told = [
            f"{column_name(Household, name)} {_money(value)}"
            for name in _HOUSEHOLD
            if (value := getattr(row, name)) not in (None, "")
        ]
        if told:
            yield row.person_id, Change("household", "; ".join(told))


def _money(value: object) -> str:
    return f"{value:,}".replace(",", ".") + " đồng" if isinstance(value, int) else str(value)


_SILENT_MOVES = ("reorganised", "registered")


def _movements(rows: list[Any], _year: int) -> _Found:
    for row in sorted(rows, key=lambda row: (row.happened_on, row.pk)):
        kind = code_list("movement_kinds").label(row.kind)
        day = format_date(row.happened_on)
        yield row.person_id, Change("party", _("{kind} ngày {day}").format(kind=kind, day=day))


def _exemptions(rows: list[Any], _year: int) -> _Found:
    for row in sorted(rows, key=lambda row: row.started_on):
        words = _("miễn công tác, sinh hoạt đảng từ {day}")
        yield row.person_id, Change("party", words.format(day=format_date(row.started_on)))


def _corrected(people: Collection[int], year: int) -> _Found:
    """Columns of the file that the journal of the year says were changed, as they were left."""
    left: dict[tuple[int, str], Any] = {}
    for entry in _journal("members.person", "person.corrected", people, year):
        for name, (_was, now) in changed(entry.before or {}, entry.after or {}).items():
            left[int(entry.key), name] = now
    for (key, name), now in left.items():
        if name in _SILENT or name.endswith("_known_to") or not now:
            continue
        label = column_name(Person, name)
        yield key, Change(_section(name), f"{label} {_shown(name, now)}")


def _section(column: str) -> str:
    for section, columns in (("residence", _RESIDENCE), ("work", _WORK), ("family", _FAMILY)):
        if column in columns:
            return section
    return "other"


def _shown(name: str, value: Any) -> str:
    if name in _CODED and value:
        return code_list(_CODED[name]).label(value) if value in code_list(_CODED[name]) else value
    if name.endswith("_on") and value:
        return format_date(date.fromisoformat(value))
    return str(value or "")


def _relatives(people: Collection[int], year: int) -> _Found:
    keys = {row.pk: row for row in Relative.objects.filter(person__in=people)}
    told_of = {
        int(entry.key) for entry in _journal("members.relative", "relative.recorded", keys, year)
    }
    for row in (keys[key] for key in sorted(told_of)):
        told = [f"{row.relation}: {row.full_name}", row.born, row.occupation, row.home]
        yield row.person_id, Change("family", ", ".join(one for one in told if one))


def _journal(kind: str, verb: str, keys: Collection[int], year: int) -> Iterator[Entry]:
    """Lines of the year about these records, in the order they were written."""
    lines = Entry.objects.filter(kind=kind, verb=verb, key__in=[str(key) for key in keys])
    yield from lines.filter(at__year=year).order_by("at", "pk")


# ------------------------------------------------------------------ collecting


def asked_for(rows: Any, year: int) -> Any:
    """Of members on a roll: those who were members at the end of that year and so hand in its sheet."""
    return rows.filter(was_asked(year))


def was_asked(year: int) -> Q:
    """The condition of that on a membership: mostly the same stay tells."""
    last = date(year, 12, 31)
    stood = Membership.objects.on(last).filter(person=OuterRef("person"))
    return holds_on(last) | Q(Exists(stood))


def handed_in(year: int, on: date) -> Q:
    """The condition on a row with a `person` that the sheet of the year was collected by the day."""
    sheets = SupplementSheet.objects.filter(
        person=OuterRef("person"), year=year, collected_on__lte=on
    )
    return Q(Exists(sheets))


def sheet_year(on: date) -> int:
    """The year whose sheets are collected about that day: from January those of the year before."""
    return on.year - 1
