"""One shape a noun. A code comes with its Vietnamese label; a day is 2018-06-30; what is not known is null."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy
from ninja import Field, Schema

_: Any = gettext_lazy  # pydantic's types know no texts that are read late


class TokenTold(Schema):
    name: str = Field(description=_("Tên của khóa."))
    holder: str = Field(description=_("Người mà khóa làm thay."))
    role: str = Field(description=_("Nhiệm vụ của khóa."))
    organisation: int = Field(description=_("Tổ chức nơi giữ nhiệm vụ."))
    purposes: list[str] = Field(description=_("Những việc khóa được làm."))
    expires_on: date = Field(description=_("Hết hạn ngày."))
    per_minute: int = Field(description=_("Số lần gọi nhiều nhất mỗi phút."))


class Organisation(Schema):
    id: int
    code: str = Field(description=_("Mã tổ chức 14 chữ số, có thể trống."))
    name: str
    short_name: str
    kind: str
    kind_label: str
    base_type: str
    parent: int | None = Field(description=_("Tổ chức cấp trên trực tiếp vào ngày xem."))
    level: int = Field(description=_("Bậc trong cây, 1 là cao nhất."))
    founded_on: date | None


class DimensionTold(Schema):
    id: str
    label: str


class FigureTold(Schema):
    id: str
    label: str
    unit: str
    definition: str
    takes: str = Field(description=_("date: của một ngày; period: của một kỳ."))
    keyed: bool = Field(description=_("Có khóa để chọn một giá trị."))
    key_needed: bool = Field(description=_("Phải có khóa."))
    dimensions: list[DimensionTold] = Field(description=_("Chia được theo những chiều nào."))


class Choice(Schema):
    key: str
    label: str


class GroupTold(Schema):
    key: str = Field(description=_("Trống là chưa rõ."))
    label: str
    value: int | float


class FigureRead(Schema):
    id: str
    key: str
    label: str
    organisation: int
    value: int | float | None = Field(description=_("null là chưa có số liệu, khác với 0."))
    not_yet: bool = Field(description=_("Chưa có số liệu; reason nói vì sao."))
    reason: str | None
    said: str | None = Field(description=_("Giá trị bằng chữ, của số liệu là một từ."))
    unit: str
    base: int | float | None = Field(description=_("Mẫu số của tỷ lệ."))
    base_means: str = Field(description=_("Mẫu số là gì."))
    percent: float | None
    as_of: date = Field(description=_("Lúc hết ngày này."))
    from_day: date | None = Field(description=_("Ngày đầu của kỳ."))
    to_day: date = Field(description=_("Ngày cuối."))
    groups: list[GroupTold] | None = Field(description=_("Chia theo chiều hỏi ở tham số by."))


class RowTold(Schema):
    label: str
    cells: list[str | None] = Field(description=_("Theo thứ tự của columns, không kể cột đầu."))
    url: str = Field(description=_("Trang của bản ghi trên hệ thống này."))


class Member(Schema):
    id: int
    name: str
    cell: int
    cell_name: str
    status: str
    status_label: str
    sex: str
    born: str | None = Field(description=_("Đến đâu biết đến đó: 1985, 1985-02 hoặc 1985-02-19."))
    ethnicity: str
    ethnicity_label: str
    religion: str
    religion_label: str
    joined: str | None = Field(description=_("Ngày vào Đảng."))
    official: str | None = Field(description=_("Ngày chính thức."))
    url: str


class MeetingTold(Schema):
    id: int
    organisation: int
    organisation_name: str
    kind: str
    title: str
    theme: str
    held_on: date
    state: str
    state_label: str
    present: int
    base: int = Field(description=_("Số đảng viên phải dự, chốt hôm họp."))
    url: str


class Present(Schema):
    person: int
    name: str
    status: str
    status_label: str
    state: str = Field(description="present, with_reason, without_reason, outside")
    state_label: str
    outside_label: str = Field(description=_("Vì sao ngoài diện phải dự; để trống khi phải dự."))
    reason: str = Field(description=_("Lý do vắng."))


class VoteTold(Schema):
    base: int = Field(description=_("Số người tính tỷ lệ: đảng viên chính thức được triệu tập."))
    in_favour: int
    against: int
    other: int
    is_carried: bool = Field(description=_("Đạt trên một nửa."))


class GivenWork(Schema):
    id: int
    what: str
    person: int | None
    person_name: str | None
    due_on: date


class Point(Schema):
    number: int
    title: str
    is_thematic: bool
    paper: int | None
    paper_number: str | None
    opinions: str
    conclusion: str
    vote: VoteTold | None
    works: list[GivenWork]


class GuestTold(Schema):
    name: str
    post: str
    unit: str


class PetitionTold(Schema):
    asked: str
    place: str
    due_on: date | None
    answered_on: date | None


class RemarkTold(Schema):
    person: int
    name: str
    kind: str
    kind_label: str
    words: str


class MinutesTold(MeetingTold):
    starts_at: time
    ends_at: time | None
    place: str
    chair: str | None
    minute_taker: str | None
    dues_status: str
    guests: list[GuestTold]
    roll: list[Present] = Field(description=_("Danh sách chốt hôm họp, xếp theo tên."))
    points: list[Point]
    petitions: list[PetitionTold]
    remarks: list[RemarkTold]


class PaperTold(Schema):
    id: int
    number: str = Field(description=_("Số và ký hiệu."))
    kind: str
    kind_label: str
    issuer: str
    issued_on: date
    effective_on: date | None
    summary: str
    secrecy: str
    signed_by: str
    cancelled_on: date | None
    url: str


class WorkTold(Schema):
    id: int
    what: str
    giver: int
    giver_name: str
    unit: int | None
    unit_name: str | None
    person: int | None
    person_name: str | None
    given_on: date
    due_on: date
    done_on: date | None
    verified_on: date | None
    cancelled_on: date | None
    progress: int
    state: str = Field(description="open, overdue, done, verified, cancelled")
    url: str


class MeetingSent(Schema):
    sending: str = Field(
        description=_("Mã của lần gửi; gửi lại cùng mã thì nhận lại câu trả lời này.")
    )
    meeting: int
    url: str
    state: str
    differences: list[Any] = Field(description=_("Những chỗ đã có sẵn khác và được giữ lại."))
    is_applied: bool


class ImportTold(Schema):
    id: int
    organisation: int
    file_name: str
    stage: str
    stage_label: str
    as_of: date
    books_from: date
    counts: dict[str, int] = Field(description=_("Số dòng theo tình trạng sau lần chạy thử."))
    unread_columns: list[str] = Field(description=_("Tiêu đề cột chưa ghép với trường nào."))
    uploaded_at: datetime
    url: str
