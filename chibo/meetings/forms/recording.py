"""A recording as JSON: every object has exactly its names, every value its type, then the sentences of the
same forms as on the screen."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn, TypeVar

from django import forms
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.meetings.forms.content import ItemForm, VoteForm, WorkForm
from chibo.meetings.forms.opening import GuestForm, OpeningForm
from chibo.meetings.forms.said import PetitionForm, RemarkForm
from chibo.meetings.models import Presence
from chibo.meetings.queries.recordings import (
    Choice,
    Counts,
    GuestSent,
    Handed,
    ItemSent,
    MarkSent,
    PetitionSent,
    Recording,
    RemarkSent,
    WorkSent,
)

LARGEST = 512 * 1024
_MOST = {
    "roll": 2000,
    "guests": 100,
    "items": 200,
    "works": 50,
    "choices": 5000,
    "points": 100,
    "petitions": 100,
    "remarks": 200,
}
_LARGEST_KEY = 2**63 - 1
_LONGEST_RECEIPT = 20
_LONGEST_CODE = 40
_LEADING = ("chair", "minute_taker")
_SPOKEN = ("title", "opinions", "conclusion")
T = TypeVar("T")


def recording(body: bytes) -> Recording:
    """Raises Refusal with a sentence when the bytes are not a whole recording."""
    return _read(_loaded(body))


def handed(plain: bytes) -> Handed:
    """What a sealed file held, opened; raises Refusal as above."""
    given = _object(_loaded(plain), "organisation receipt recording")
    receipt = _text(given["receipt"], _LONGEST_RECEIPT)
    return Handed(_key(given["organisation"]), receipt, _read(given["recording"]))


def _read(content: Any) -> Recording:
    # Pages kept on phones from before 11/2026 know nothing beside the agenda.
    given = _object(
        {"beside": None} | _typed(content, dict),
        "version sending meeting sent_at clock_checked hand_in keep_only opening opening_base roll guests "
        "items choices beside",
    )
    if given["version"] != 1:
        raise Refusal(_("Ứng dụng trên máy đã cũ: mở lại trang khi có mạng rồi gửi lại."))
    held = _opening(given["opening"])
    return Recording(
        sending=_uuid(given["sending"]),
        meeting=_uuid(given["meeting"]),
        sent_at=_moment(given["sent_at"]),
        is_clock_checked=_typed(given["clock_checked"], bool),
        hands_in=_typed(given["hand_in"], bool),
        keeps_only=_typed(given["keep_only"], bool),
        opening=held,
        opening_base=_maybe(given["opening_base"], _opening) or {},
        roll=_once(_list(given["roll"], "roll", _mark), lambda one: one.person),
        guests=_once(_list(given["guests"], "guests", _guest), lambda one: one.name),
        items=_once(_list(given["items"], "items", _item), lambda one: one.client_id),
        choices=_choices(given["choices"]),
        content=content,
        **(_maybe(given["beside"], _beside) or {}),
    )


def _loaded(body: bytes) -> Any:
    if len(body) > LARGEST:
        raise Refusal(_("Bản ghi lớn quá 512 kB; rút gọn ý kiến thảo luận rồi gửi lại."))
    try:
        text = body.decode()
        given = json.loads(text, parse_constant=_broken)
        # An escape may name half a letter or none, which databases do not keep.
        plain = json.dumps(given, ensure_ascii=False)
        plain.encode()
    except (ValueError, RecursionError):
        _broken()
    if "\\u0000" in plain:
        _broken()
    return given


def _broken(_constant: str = "") -> NoReturn:
    raise Refusal(_("Bản ghi gửi lên bị hỏng hoặc thiếu; mở lại trang trên máy rồi gửi lại."))


def _object(value: Any, names: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names.split()):
        _broken()
    return value


def _typed(value: Any, kind: type[T]) -> T:
    if type(value) is not kind:
        _broken()
    return value


def _maybe(value: Any, read: Callable[[Any], T]) -> T | None:
    return None if value is None else read(value)


def _list(value: Any, name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    if len(_typed(value, list)) > _MOST[name]:
        raise Refusal(_("Bản ghi có quá nhiều dòng; kiểm tra lại rồi gửi."))
    return tuple(read(one) for one in value)


def _once(found: tuple[T, ...], key: Callable[[T], Any]) -> tuple[T, ...]:
    if len({key(one) for one in found}) != len(found):
        raise Refusal(_("Bản ghi có dòng lặp lại; mở lại trang trên máy rồi gửi lại."))
    return found


def _uuid(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(_typed(value, str))
    except ValueError:
        _broken()


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(_typed(value, str))
    except ValueError:
        _broken()
    if found.tzinfo is None or not 1970 < found.year < 9000:  # noqa: PLR2004 (far from both ends)
        _broken()
    return found


def _key(value: Any) -> int:
    if not 0 < _typed(value, int) <= _LARGEST_KEY:
        _broken()
    return int(value)


def _text(value: Any, most: int) -> str:
    field = forms.CharField(max_length=most, required=False)
    try:
        return str(field.clean(_typed(value, str)))
    except forms.ValidationError as wrong:
        raise Refusal(" ".join(wrong.messages)) from wrong


def _clean(form: forms.Form, where: str) -> dict[str, Any]:
    """The cleaned values, or the first sentence with where it stands."""
    if not form.is_valid():
        name = next(iter(form.errors))
        label = form.fields[name].label if name in form.fields else ""
        words = [where, str(label or ""), str(form.errors[name][0])]
        raise Refusal(": ".join(word for word in words if word))
    return dict(form.cleaned_data)


def _strings(value: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    return {name: _typed(value[name], str) for name in names}


def _opening(value: Any) -> dict[str, Any]:
    form = OpeningForm(None, people=[])
    for name in ("client_id", *_LEADING):
        del form.fields[name]
    names = list(form.fields)
    given = _object(value, " ".join([*names, *_LEADING]))
    form.data, form.is_bound = _strings(given, names), True
    led = {name: _maybe(given[name], _key) for name in _LEADING}
    return _clean(form, _("Mở đầu")) | led


def _mark(value: Any) -> MarkSent:
    given = _object(value, "person state reason base")
    base = _maybe(given["base"], lambda pair: _state(_object(pair, "state reason")))
    state, reason = _state({"state": given["state"], "reason": given["reason"]})
    return MarkSent(_key(given["person"]), state, reason, base)


def _state(pair: Mapping[str, Any]) -> tuple[str, str]:
    if _typed(pair["state"], str) not in Presence.values:
        raise Refusal(_("Điểm danh: chọn có mặt, có phép hoặc không phép cho từng đồng chí."))
    return pair["state"], _text(pair["reason"], 200)


def _guest(value: Any) -> GuestSent:
    # Pages kept on phones from before 11/2026 know no unit.
    known = _typed(value, dict)
    given = _object({"unit": None} | known, "name post unit is_in_charge")
    unit = _maybe(given["unit"], lambda one: _typed(one, str))
    data = _strings(given, ("name", "post")) | {"unit": unit or ""}
    cleaned = _clean(GuestForm(data), _("Khách dự"))
    in_charge = _typed(given["is_in_charge"], bool)
    return GuestSent(
        cleaned["name"], cleaned["post"], in_charge, None if unit is None else cleaned["unit"]
    )


def _item(value: Any) -> ItemSent:
    given = _object(
        value, "client_id title opinions conclusion returning base vote vote_base works"
    )
    said = _clean(ItemForm(_strings(given, _SPOKEN)), _("Nội dung"))
    return ItemSent(
        client_id=_uuid(given["client_id"]),
        **said,
        returning=_maybe(given["returning"], _key),
        base=_maybe(given["base"], _base) or {},
        vote=_maybe(given["vote"], _counts),
        vote_base=_maybe(given["vote_base"], _counts),
        works=_once(_list(given["works"], "works", _work), lambda one: one.client_id),
    )


def _beside(value: Any) -> dict[str, Any]:
    given = _object(value, "petitions remarks spoke points")
    points = _typed(given["points"], dict)
    if len(points) > _MOST["points"]:
        _broken()
    return {
        "petitions": _once(_list(given["petitions"], "petitions", _petition), _mark_of),
        "remarks": _once(_list(given["remarks"], "remarks", _remark), _mark_of),
        "spoke": _list(given["spoke"], "roll", _key),
        "points": {_text(key, _LONGEST_CODE): _point(one) for key, one in points.items()},
    }


def _mark_of(one: PetitionSent | RemarkSent) -> uuid.UUID:
    return one.client_id


def _petition(value: Any) -> PetitionSent:
    given = _object(value, "client_id kind asked place")
    found = _clean(PetitionForm(_strings(given, list(given))), _("Kiến nghị"))
    return PetitionSent(found["client_id"], found["kind"], found["asked"], found["place"])


def _remark(value: Any) -> RemarkSent:
    given = _object(value, "client_id person kind words")
    form = RemarkForm(_strings(given, ("client_id", "kind", "words")), people=[])
    del form.fields["person"]
    found = _clean(form, _("Biểu dương, nhắc nhở"))
    return RemarkSent(found["client_id"], _key(given["person"]), found["kind"], found["words"])


def _point(value: Any) -> int:
    if not 0 <= _typed(value, int) <= _MOST["points"]:
        _broken()
    return int(value)


def _base(value: Any) -> dict[str, str]:
    most = {"title": 300, "opinions": 10000, "conclusion": 5000}
    given = _object(value, " ".join(_SPOKEN))
    return {name: _text(given[name], most[name]) for name in _SPOKEN}


def _counts(value: Any) -> Counts:
    given = _object(value, "in_favour against other")
    for one in given.values():
        _typed(one, int)
    found = _clean(VoteForm(given), _("Biểu quyết"))
    return found["in_favour"], found["against"], found["other"]


def _work(value: Any) -> WorkSent:
    given = _object(value, "client_id what person due_on")
    form = WorkForm(_strings(given, ("what", "due_on")), people=[])
    for name in ("client_id", "person"):
        del form.fields[name]
    found = _clean(form, _("Việc giao"))
    return WorkSent(
        _uuid(given["client_id"]), found["what"], _key(given["person"]), found["due_on"]
    )


def _choices(value: Any) -> dict[str, Choice]:
    if len(_typed(value, dict)) > _MOST["choices"]:
        _broken()
    found = {}
    for name, one in value.items():
        given = _object(one, "theirs take")
        if given["take"] not in ("mine", "theirs"):
            _broken()
        found[name] = Choice(_typed(given["theirs"], str), given["take"] == "mine")
    return found
