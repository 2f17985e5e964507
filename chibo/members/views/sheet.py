"""The member's file on paper: phiếu đảng viên (2-HSĐV), as it stood on a day; the identity number stays masked."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asking import rows_together
from chibo.members.actions.reading import note_print
from chibo.members.forms.standing import ENTRIES
from chibo.members.models import Person, Qualification
from chibo.members.models.qualification import Ladder
from chibo.members.queries.file import leaves_of, levels_of, posts_of
from chibo.members.views.events_told import leave_title
from chibo.members.views.file_lists import entry_cell
from chibo.members.views.page import FilePage, ended_text, fact
from chibo.members.views.timeline import level_name, post_name


class Item(NamedTuple):
    """What the form asks, what the book answers; `whole` takes the width of the paper."""

    term: str
    value: str
    whole: bool = False


_IN_WORDS = (Ladder.LANGUAGE, Ladder.COMPUTING, Ladder.MINORITY_LANGUAGE)
_STEPPED = (Ladder.SCHOOLING, Ladder.PROFESSIONAL, Ladder.TITLE, Ladder.THEORY)
# Lists that follow on the form, and the column by which a line is later than the day asked about.
_LISTS = {
    "cong-tac": "",
    "khen-thuong": "year",
    "nuoc-ngoai": "left_on",
    "gia-dinh": "",
    "kinh-te": "year",
}


@require_safe
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """Laid out for A4; that it was laid out is in the journal."""
    file = FilePage.asked(request, key)
    if not file.has_sheet:
        raise Http404
    note_print(file.person, by=signed_in(request), path=next(iter(file.places), ""))
    person, on = file.person, file.day.on
    levels = levels_of(person, on)
    context = {
        "person": person,
        "as_of": file.day,
        "issuer": file.line[-1].name if file.line else "",
        "above": file.line[-2].name if file.line[1:] else "",
        "numbers": list(_facts(person, on, "resume_number", "card_number", "card_issued")),
        "groups": list(_groups(file, levels)),
        "studies": [(level, level_name(level)) for level in levels if level.school or level.major],
        "lists": list(_lists(person, on)),
        "printed_at": timezone.localtime(),
        "by": signed_in(request).full_name,
        "back": file.day.url(person.get_absolute_url()),
    }
    return render(request, "members/sheet.html", context)


def _groups(file: FilePage, levels: list[Qualification]) -> Iterator[tuple[str, list[Item]]]:
    person, on = file.person, file.day.on
    yield _("Bản thân"), list(_self(person, on))
    yield _("Trình độ"), list(_levels(levels))
    yield _("Đoàn, Đảng"), list(_party(file))
    yield _("Chức vụ, công tác"), list(_service(file))


def _facts(person: Person, on: date, *columns: str) -> Iterator[Item]:
    """Columns under the words the form has for them; what is unknown stays empty, to be filled in by hand."""
    words = _words()
    for column in columns:
        yield Item(words[column], fact(person, column, on))


def _words() -> dict[str, str]:
    return {
        "sex": _("Nam, nữ"),
        "birth_name": _("Họ và tên khai sinh"),
        "aliases": _("Tên gọi khác"),
        "born": _("Sinh ngày"),
        "ethnicity": _("Dân tộc"),
        "religion": _("Tôn giáo"),
        "temporary_home": _("Nơi tạm trú"),
        "occupation_text": _("Nghề nghiệp hiện nay"),
        "occupation_at_admission": _("Nghề nghiệp khi vào Đảng"),
        "referees": _("Người giới thiệu"),
        "resume_number": _("Số lý lịch"),
        "card_number": _("Số thẻ đảng viên"),
        "card_issued": _("Ngày cấp thẻ"),
        "enlisted": _("Ngày nhập ngũ"),
        "discharged": _("Ngày xuất ngũ"),
        "military_rank": _("Cấp bậc"),
        "state_titles": _("Danh hiệu được phong"),
        "disability_class": _("Thương binh hạng"),
        "policy_family": _("Gia đình chính sách"),
        "health": _("Tình trạng sức khỏe"),
    }


def _self(person: Person, on: date) -> Iterator[Item]:
    yield Item(_("Họ và tên đang dùng"), person.full_name.upper(), whole=True)
    yield from _facts(person, on, "sex", "birth_name", "aliases", "born")
    yield Item(_("Nơi sinh"), person.place("birth"), whole=True)
    yield Item(_("Quê quán"), person.place("native"), whole=True)
    yield Item(_("Nơi thường trú"), person.place("home"), whole=True)
    yield from _facts(person, on, "temporary_home", "ethnicity", "religion", "occupation_text")
    yield Item(_("Số định danh cá nhân"), person.masked_id)


def _levels(levels: list[Qualification]) -> Iterator[Item]:
    """The highest of each ladder that has steps; every language and skill."""
    for ladder in (*_STEPPED, *_IN_WORDS):
        names = [level_name(level) for level in levels if level.ladder == ladder]
        kept = names[:1] if ladder in _STEPPED else names
        yield Item(str(ladder.label), "; ".join(kept))


def _party(file: FilePage) -> Iterator[Item]:
    person, on = file.person, file.day.on
    for words, day in (
        (_("Ngày và nơi vào Đoàn"), "union_joined"),
        (_("Ngày và nơi vào Đảng"), "joined"),
        (_("Ngày và nơi công nhận chính thức"), "official"),
    ):
        told = (fact(person, day, on), fact(person, f"{day}_at", on))
        yield Item(words, ", ".join(filter(None, told)), whole=True)
    yield from _facts(person, on, "referees", "occupation_at_admission")
    if file.stands.stay:
        yield Item(_("Đang sinh hoạt tại"), file.stands.cell_name)
    elif left := ended_text(file.stands):
        yield Item(_("Ra khỏi danh sách"), left)
    for leave in leaves_of(person, on):
        until = leave.ended_on if leave.ended_on and leave.ended_on <= on else None
        yield Item(leave_title(leave), _span(leave.started_on, until))


def _service(file: FilePage) -> Iterator[Item]:
    person, on = file.person, file.day.on
    held = [post for post in posts_of(person, on) if post.holds(on)]
    posts = "; ".join(f"{post_name(post)} ({_span(post.started_on, None)})" for post in held)
    yield Item(_("Chức vụ đang giữ"), posts, whole=True)
    yield from _facts(person, on, "enlisted", "discharged", "military_rank", "state_titles")
    yield from _facts(person, on, "disability_class", "policy_family", "health")


def _span(since: date, until: date | None) -> str:
    if until is None:
        return _("từ {day}").format(day=since.strftime("%d/%m/%Y"))
    return f"{since:%d/%m/%Y} – {until:%d/%m/%Y}"


def _lists(person: Person, on: date) -> Iterator[dict[str, Any]]:
    """Tables of the file, without what a line says came after the day; read together."""
    kept = [getattr(person, ENTRIES[name][2]).all() for name in _LISTS]
    found = rows_together([rows.order_by().values(*_columns(rows)) for rows in kept])
    for (name, late), rows, entries in zip(_LISTS.items(), kept, found, strict=True):
        title, form, _relation = ENTRIES[name]
        columns = form.columns()
        yield {
            "title": title,
            "headings": [form.base_fields[column].label for column in columns],
            "rows": [
                [entry_cell(entry, column) for column in columns]
                for entry in sorted(entries, key=_as_listed(rows))
                if not _is_later(getattr(entry, late, None), on)
            ],
        }


def _columns(rows: QuerySet[Any]) -> list[str]:
    return [field.attname for field in rows.model._meta.concrete_fields]


def _as_listed(rows: QuerySet[Any]) -> Callable[[Any], list[tuple[bool, Any]]]:
    """The order in which the pages of the file list such entries; what has no day comes first."""
    columns = [name for name in rows.model._meta.ordering if name not in ("person", "pk")]

    def order(entry: Any) -> list[tuple[bool, Any]]:
        told = [getattr(entry, column) for column in (*columns, "id")]
        return [(value is not None, value) for value in told]

    return order


def _is_later(mark: int | date | None, on: date) -> bool:
    if isinstance(mark, date):
        return mark > on
    return mark is not None and mark > on.year
