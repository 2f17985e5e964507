"""One person's file: overview, the way through the Party, the lists inside, who looked and changed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf, as_of
from chibo.members.actions.reading import reveal_number
from chibo.members.forms.columns import CODED, SECTIONS, column_label
from chibo.members.models import Movement, Outcome, Person, Sex, Status
from chibo.members.models.person import PARTIAL
from chibo.members.queries.ages import completed_years
from chibo.members.queries.badge_rounds import badges_of
from chibo.members.queries.cards import cards_of
from chibo.members.queries.completeness import filled_percent, missing
from chibo.members.queries.corrections import of_person
from chibo.members.queries.file import (
    Standing,
    account_of,
    leaves_of,
    levels_of,
    posts_of,
    standing,
)
from chibo.members.queries.reach import is_own_file, stood_in
from chibo.members.rules import doubts_about, may_withdraw_movement
from chibo.members.views.columns import card_by, code_label, known_by, status_tag
from chibo.members.views.events_told import LEAVE_ADDRESSES, leave_title
from chibo.members.views.finding import person_or_404, way_down
from chibo.members.views.peek import initials, probation_banner
from chibo.members.views.timeline import (
    level_name,
    party_life,
    post_name,
    whole_life,
)
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, branches, path_ids

_NEVER_SHOWN = {"full_name", "national_id", "old_id"}


@dataclass(frozen=True)
class FilePage:
    """What every page of one file needs."""

    request: HttpRequest
    person: Person
    day: AsOf
    stands: Standing

    @classmethod
    def asked(cls, request: HttpRequest, key: int) -> "FilePage":
        person, day = person_or_404(request, key), as_of(request)
        return cls(request, person, day, standing(person, day.on))

    @cached_property
    def places(self) -> list[str]:
        """Where the person stands now, as `stood_in` says."""
        stay = self.stands.stay
        known = self.day.is_today and stay is not None and self.person.keeper_id is None
        return [stay.path] if known and stay else stood_in(self.person)

    def may(self, power: Power) -> bool:
        return any(has_power(signed_in(self.request), power, path) for path in self.places)

    @cached_property
    def may_edit(self) -> bool:
        return self.day.is_today and self.may(Power.KEEP_RECORDS)

    @property
    def undoable(self) -> Movement | None:
        """The last movement, when it may be taken back: never the one that first brought the person in."""
        own = [move for move in self.stands.movements if move.kind != "reorganised"]
        if not self.may_edit or not own[:-1] or own[-1].kind == "admitted":
            return None
        return own[-1] if may_withdraw_movement(signed_in(self.request), own[-1]) else None

    @property
    def has_sheet(self) -> bool:
        """Only who was in the Party by the day has a phiếu đảng viên."""
        joined = self.person.joined_on
        return self.stands.was_member or bool(joined and joined <= self.day.on)

    @cached_property
    def is_own(self) -> bool:
        return is_own_file(signed_in(self.request), self.person)

    def context(self, current: str) -> dict[str, Any]:
        person, stands = self.person, self.stands
        return {
            "person": person,
            "initials": initials(person.full_name),
            "stands": stands,
            "as_of": self.day,
            "crumbs": self._crumbs(),
            "tag": status_tag(stands.stay.status) if stands.stay else "",
            "ended": ended_text(stands),
            "ages": ages(person, self.day.on),
            "tabs": self._tabs(current),
            "may_edit": self.may_edit,
            "may_reveal": self.day.is_today and (self.may(Power.SEE_SENSITIVE) or self.is_own),
        }

    def _crumbs(self) -> list[dict[str, str]]:
        line = self.line
        way = way_down(self.request, line, self.day, self.person.full_name)
        if line and has_power(signed_in(self.request), Power.SEE_NAMES, line[-1].path):
            list_url = self.day.url(reverse("members:list", args=[line[-1].pk]))
            way[-1:-1] = [{"label": _("Đảng viên"), "url": list_url}]
        return way

    @cached_property
    def line(self) -> list[Branch]:
        """From the root down to where the person stands, or to who keeps the record."""
        stay = self.stands.stay
        path = stay.path if stay else next(iter(self.places), "")
        keys = path_ids(path)
        standing_then = branches(keys, self.day.on)
        return [standing_then[key] for key in keys if key in standing_then]

    def _tabs(self, current: str) -> list[dict[str, Any]]:
        pages = [("page", _("Hồ sơ")), ("life", _("Quá trình")), ("entries", _("Lý lịch"))]
        pages.append(("dossier", _("Hồ sơ giấy")))
        if self.may_read_journal:
            pages.append(("journal", _("Ai đã xem, sửa")))
        found = [
            {
                "label": label,
                "url": self.day.url(reverse(f"members:{name}", args=[self.person.pk])),
                "current": name == current,
            }
            for name, label in pages
        ]
        return [*found, *self._dues(), *self._cleaning()]

    def _dues(self) -> list[dict[str, Any]]:
        """The way to a member's dues, kept a floor above, for whoever may read them."""
        address = f"/dang-phi/nguoi/{self.person.pk}"
        if not self.stands.was_member or not (self.may(Power.SEE_DUES) or self.is_own):
            return []
        return [{"label": _("Đảng phí"), "url": address, "current": False}]

    def _cleaning(self) -> list[dict[str, Any]]:
        """The way to what the clean-data desk, a floor above, says of the file."""
        address = f"/lam-sach/nguoi/{self.person.pk}"
        on_the_roll = self.stands.stay is not None and self.day.is_today
        if not on_the_roll or not self.may(Power.SEE_NAMES):
            return []
        return [{"label": _("Rà soát"), "url": address, "current": False}]

    @cached_property
    def may_read_journal(self) -> bool:
        """Who keeps the file, who reads journals where the person stands, and the member."""
        return self.may(Power.KEEP_RECORDS) or self.may(Power.READ_JOURNAL) or self.is_own


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    return _overview(FilePage.asked(request, key))


@require_POST
def reveal(request: HttpRequest, key: int) -> HttpResponse:
    """Show the full identity number once; the look is in the journal."""
    file = FilePage.asked(request, key)
    path = file.stands.stay.path if file.stands.stay else ""
    number = reveal_number(file.person, by=signed_in(request), path=path)
    if request.headers.get("HX-Request"):
        return render(request, "members/_number.html", {"person": file.person, "revealed": number})
    return _overview(file, revealed=number)


def _overview(file: FilePage, revealed: str = "") -> HttpResponse:
    person, on = file.person, file.day.on
    levels, posts, leaves = levels_of(person, on), posts_of(person, on), leaves_of(person, on)
    stay = file.stands.stay
    context = {
        "revealed": revealed,
        "sections": [_section(person, name, on) for name in SECTIONS],
        "levels": [(level, level_name(level)) for level in levels],
        "posts": [_office(post, file) for post in posts],
        "leaves": [_leave(leave, on) for leave in leaves],
        "probation": probation_banner(file.stands, may_act=file.may_edit),
        "filled": filled_percent(stay) if stay else None,
        "missing": missing(stay) if stay else [],
        "linked": account_of(person) if file.may_edit else None,
        "doubts": doubts_about(person.national_id, person.sex, person.partial("born")),
        "badges": badges_of(person, on),
        "card_steps": _card_steps(person),
        "moments": party_life(file.stands, file.undoable),
        "moves": _moves(file) if file.may_edit else [],
        "sheet_url": _sheet_url(file),
        "corrections": of_person(person) if not file.may_edit and file.is_own else [],
        "may_ask": not file.may_edit and file.is_own,
    }
    return render(file.request, "members/page.html", file.context("page") | context)


def _office(post: Any, file: FilePage) -> dict[str, Any]:
    """`kept` when the user keeps the records of the unit the office belongs to."""
    user, path = signed_in(file.request), post.unit_path
    kept = file.day.is_today and path and has_power(user, Power.KEEP_RECORDS, path)
    held = post.holds(file.day.on)
    return {"post": post, "name": post_name(post), "held": held, "kept": kept}


def _card_steps(person: Person) -> list[tuple[str, str]]:
    """What may be recorded about a card the person has."""
    if not person.card_number:
        return []
    steps = (
        ("cap-lai", _("Mất thẻ, cấp lại")),
        ("doi", _("Đổi thẻ")),
        ("thu-hoi", _("Thu hồi thẻ")),
    )
    return [(reverse("members:one_card", args=[person.pk, how]), label) for how, label in steps]


def _sheet_url(file: FilePage) -> str:
    if not file.has_sheet:
        return ""
    return file.day.url(reverse("members:sheet", args=[file.person.pk]))


def _section(person: Person, name: str, on: date) -> dict[str, Any]:
    title, columns = SECTIONS[name]
    facts = [
        {"label": column_label(column), "value": fact(person, column, on)}
        for column in columns
        if column not in _NEVER_SHOWN
    ]
    return {"name": name, "title": title, "facts": [one for one in facts if one["value"]]}


_WITH_ITS_DAY = {"official_at": "official", "joined_at": "joined", "card_issued_at": "card_issued"}


def fact(person: Person, column: str, on: date) -> str:
    """A column as the file shows it on a day; "" when nothing is known, or came later."""
    if column in PARTIAL:
        return str(known_by(person, column, on) or "")
    value = card_by(person, on) if column == "card_number" else getattr(person, column)
    its_day = getattr(person, f"{_WITH_ITS_DAY[column]}_on") if column in _WITH_ITS_DAY else None
    if its_day and its_day > on:
        return ""
    if column in CODED:
        return code_label(CODED[column], value)
    if column == "sex":
        return str(Sex(value).label) if value else ""
    if column == "traits":
        return "; ".join(code_label("member_traits", trait) for trait in value)
    return str(value or "")


def ages(person: Person, on: date) -> list[str]:
    """Age and Party age in completed years; Party age counts from the decision of admission."""
    said = []
    if person.born_on and person.born_on <= on:
        said.append(_("{n} tuổi").format(n=completed_years(person.born_on, on)))
    if person.joined_on and person.joined_on <= on:
        years = completed_years(person.joined_on, on)
        said.append(_("{n} năm tuổi Đảng").format(n=years) if years else _("dưới 1 năm tuổi Đảng"))
    return said


def ended_text(stands: Standing) -> str:
    """How and when a membership ended; "" while it lasts."""
    move = stands.ended
    if move is None:
        return ""
    return _("{kind} ngày {day}").format(
        kind=code_label("movement_kinds", move.kind), day=move.happened_on.strftime("%d/%m/%Y")
    )


def _leave(leave: Any, on: date) -> dict[str, Any]:
    reason = getattr(leave, "reason", "")
    if leave._meta.model_name == "exemption":
        reason = code_label("exemption_reasons", reason)
    where = ""
    if leave._meta.model_name == "temporarystay":
        where = leave.outside_unit or str(Organisation(pk=leave.cell_id))
    address = [leave.person_id, LEAVE_ADDRESSES[leave._meta.model_name], leave.pk]
    ways = [("members:end_leave", _("Ghi ngày kết thúc"))]
    if leave._meta.model_name != "temporarystay":
        ways.insert(0, ("members:extend", _("Gia hạn")))
        ways.append(("members:cancel_leave", _("Hủy theo quyết định")))
    return {
        "leave": leave,
        "title": leave_title(leave),
        "text": reason or where,
        "held": leave.holds(on),
        "cancelled": getattr(leave, "outcome", "") == Outcome.CANCELLED,
        "ways": [{"url": reverse(name, args=address), "label": label} for name, label in ways],
        "prints": _prints(leave),
    }


def _prints(leave: Any) -> list[tuple[str, str]]:
    """What the leave rests on, to edit and to print: label, address."""
    if leave._meta.model_name == "temporarystay":
        return []
    what = LEAVE_ADDRESSES[leave._meta.model_name]
    by_cell = what == "mien" and leave.paper_id is None
    label = _("In nghị quyết chi bộ") if by_cell else _("In quyết định")
    return [
        (
            f"{label} (.{form})",
            reverse("members:decision", args=[leave.person_id, what, leave.pk, form]),
        )
        for form in ("docx", "pdf")
    ]


MOVES = (
    ("chuyen-noi-bo", gettext_lazy("Chuyển chi bộ trong đảng bộ")),
    ("chuyen-di", gettext_lazy("Chuyển đi nơi khác")),
    ("tu-tran", gettext_lazy("Từ trần")),
    ("xin-ra", gettext_lazy("Xin ra khỏi Đảng")),
    ("xoa-ten", gettext_lazy("Xóa tên trong danh sách đảng viên")),
    ("khai-tru", gettext_lazy("Khai trừ")),
    ("huy-ket-nap", gettext_lazy("Hủy quyết định kết nạp")),
)
RETURNS = (
    ("phuc-hoi", gettext_lazy("Phục hồi đảng tịch")),
    ("chuyen-den", gettext_lazy("Chuyển đến trở lại")),
)
LEAVES = (
    ("mien", gettext_lazy("Miễn sinh hoạt")),
    ("dinh-chi", gettext_lazy("Đình chỉ sinh hoạt")),
    ("tam-thoi", gettext_lazy("Sinh hoạt tạm thời nơi khác")),
)


def _moves(file: FilePage) -> list[dict[str, str]]:
    """What can be recorded about the person as they stand."""
    key, stay = file.person.pk, file.stands.stay
    if stay is None:
        was = file.stands.was_member
        url = reverse("admissions:admit_known", args=[key])
        back = [_link("members:return", key, name, label) for name, label in RETURNS if was]
        if was:
            letter_url = reverse("members:new_arrival_of", args=[key])
            back.append({"url": letter_url, "label": _("Nhận giấy giới thiệu chuyển đến")})
        joins = {"url": url, "label": _("Kết nạp lại") if was else _("Kết nạp")}
        return [*back, *([] if was else [_case(key)]), joins]
    letter = {
        "url": reverse("members:new_letter", args=[key]),
        "label": _("Lập giấy giới thiệu sinh hoạt"),
    }
    moves = [letter, *(_link("members:move", key, name, label) for name, label in MOVES)]
    moves += [_link("members:leave", key, name, label) for name, label in LEAVES]
    inactive = _("Tháng không sinh hoạt, không đóng đảng phí")
    moves.append({"url": reverse("members:inactivity", args=[key]), "label": inactive})
    if stay.status == Status.PROBATIONARY:
        url = reverse("admissions:recognise", args=[key])
        return [_case(key), {"url": url, "label": _("Công nhận chính thức")}, *moves]
    return [move for move in moves if not move["url"].endswith("/huy-ket-nap")]


def _case(key: int) -> dict[str, str]:
    return {"url": reverse("admissions:case_of", args=[key]), "label": _("Hồ sơ phát triển đảng")}


def _link(view: str, key: int, name: str, label: Any) -> dict[str, str]:
    return {"url": reverse(view, args=[key, name]), "label": str(label)}


@require_safe
def life(request: HttpRequest, key: int) -> HttpResponse:
    """Everything dated about the person, in order."""
    file = FilePage.asked(request, key)
    on, person = file.day.on, file.person
    moments = whole_life(
        file.stands,
        posts_of(person, on),
        levels_of(person, on),
        leaves_of(person, on),
        file.undoable,
    )
    return render(
        request,
        "members/life.html",
        file.context("life") | {"moments": moments, "cards": cards_of(person, on)},
    )
