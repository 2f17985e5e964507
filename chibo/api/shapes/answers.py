"""What operations answer. Every list comes in pages of one shape; every refusal is a Problem (RFC 9457)."""

from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_lazy
from ninja import Field, Schema
from pydantic import BaseModel

_: Any = gettext_lazy  # pydantic's types know no texts that are read late

T = TypeVar("T")


class Wrong(Schema):
    where: str = Field(description=_("Tham số hoặc trường chưa đúng."))
    code: str = Field(description=_("Loại lỗi."))


class Problem(Schema):
    type: str = "about:blank"
    title: str = Field(description=_("Loại trở ngại."))
    status: int
    detail: str = Field(description=_("Câu tiếng Việt cho người đọc."))
    wrong: list[Wrong] = Field([], description=_("Những chỗ chưa đúng của yêu cầu."))


class Paged(BaseModel, Generic[T]):
    items: list[T]
    page: int = Field(description=_("Trang này."))
    size: int = Field(description=_("Số dòng một trang."))
    total: int = Field(description=_("Tất cả có bao nhiêu dòng."))
    next: int | None = Field(description=_("Trang sau; null là hết."))


def answers(shape: Any, refused_more: tuple[int, ...] = ()) -> dict[int, Any]:
    """The answers of an operation: its own at 200, and the refusals every operation may give."""
    return {200: shape} | dict.fromkeys((401, 403, 404, *refused_more, 422, 429), Problem)
