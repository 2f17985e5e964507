"""The body of a meeting sent, as decision 0007 and chibo/meetings/forms/recording.py read it."""

from typing import Any

from chibo.meetings.models import Presence, Raised, Remark

_KEY = {"type": "integer", "minimum": 1, "maximum": 2**53 - 1}
_MARK = {"type": "string", "format": "uuid"}
_DAY = {
    "type": "string",
    "pattern": "^[0-3][0-9]/[01][0-9]/[12][0-9]{3}$",
    "description": "Ngày, như 05/07/2018.",
}
_TIME = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$", "description": "Giờ, như 19:30."}


def _text(most: int, least: int = 0, said: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string", "minLength": least, "maxLength": most}
    return found | ({"description": said} if said else {})


def _object(**fields: Any) -> dict[str, Any]:
    """Every name must be there and no other."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": fields,
    }


def _may_lack(name: str, shape: dict[str, Any]) -> dict[str, Any]:
    return shape | {"required": [one for one in shape["required"] if one != name]}


def _maybe(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}


def _list(shape: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": shape, "maxItems": most}


_RAISED = {"type": "string", "enum": list(Raised.values)}
_REMARKED = {"type": "string", "enum": list(Remark.Kind.values)}
_PRESENCE = {"type": "string", "enum": list(Presence.values)}
_SPOKEN = {
    "title": _text(300, 1, "Nội dung."),
    "opinions": _text(10_000, said="Ý kiến thảo luận."),
    "conclusion": _text(5_000, said="Kết luận."),
}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 100_000}
_VOTE = _object(in_favour=_COUNT, against=_COUNT, other=_COUNT)
_WORK = _object(client_id=_MARK, what=_text(500, 1, "Việc giao."), person=_KEY, due_on=_DAY)
_ITEM = _object(
    client_id=_MARK,
    **_SPOKEN,
    returning=_maybe(_KEY) | {"description": "Số của việc đã giao mà nội dung này trở lại."},
    base=_maybe(_object(**_SPOKEN)) | {"description": "Bản trên hệ thống đã biết; null là mới."},
    vote=_maybe(_VOTE),
    vote_base=_maybe(_VOTE),
    works=_list(_WORK, 50),
)
_OPENING = _object(
    kind={"type": "string", "description": "Mã trong danh mục meeting_kinds, như regular."},
    held_on=_DAY,
    starts_at=_TIME,
    ends_at=_TIME | {"pattern": "^([0-2][0-9]:[0-5][0-9])?$"},
    place=_text(200, 1),
    theme=_text(300),
    dues_status=_text(300),
    remark=_text(500),
    chair=_maybe(_KEY),
    minute_taker=_maybe(_KEY),
)
_CHOICE = _object(theirs={"type": "string"}, take={"type": "string", "enum": ["mine", "theirs"]})

_BESIDE = _object(
    petitions=_list(
        _object(client_id=_MARK, kind=_RAISED, asked=_text(1000, 1), place=_text(200, 1)), 100
    ),
    remarks=_list(_object(client_id=_MARK, person=_KEY, kind=_REMARKED, words=_text(1000, 1)), 200),
    spoke=_list(_KEY, 2000),
    points={
        "type": "object",
        "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 100},
        "maxProperties": 100,
    },
)

_GUEST = _may_lack(
    "unit",
    _object(
        name=_text(100, 1),
        post=_text(150),
        unit=_maybe(_text(200)),
        is_in_charge={"type": "boolean"},
    ),
)

_WHOLE = _object(
    version={"const": 1},
    sending=_MARK | {"description": "Mã của lần gửi: gửi lại cùng mã không ghi thêm gì."},
    meeting=_MARK | {"description": "Mã của buổi họp, do chương trình đặt."},
    sent_at={"type": "string", "format": "date-time"},
    clock_checked={"type": "boolean", "description": "Đã xem lại đồng hồ của máy gửi."},
    hand_in={"type": "boolean", "description": "Nộp biên bản luôn."},
    keep_only={"type": "boolean", "description": "Chỉ giữ kèm buổi họp đã có, không ghi đè."},
    opening=_OPENING,
    opening_base=_maybe(_OPENING),
    roll=_list(
        _object(
            person=_KEY,
            state=_PRESENCE,
            reason=_text(200),
            base=_maybe(_object(state=_PRESENCE, reason=_text(200))),
        ),
        2000,
    ),
    guests=_list(
        _GUEST,
        100,
    ),
    items=_list(_ITEM, 200),
    choices={"type": "object", "additionalProperties": _CHOICE, "maxProperties": 5000},
    beside=_maybe(_BESIDE)
    | {
        "description": "Kiến nghị, biểu dương, nhắc nhở, người phát biểu và điểm chấm của buổi họp."
    },
)
BODY = _may_lack("beside", _WHOLE)

RECORDING: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": BODY}}}
}
