"""What an address may ask, typed once for every operation: a fuzzer and a reader find the same words."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy
from ninja import Path, Query

_: Any = gettext_lazy  # pydantic's types know no texts that are read late

_DAY = "(19[3-9][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}"
_SHORT = "(19[3-9][0-9]|20[0-9]{2})(-(9T|H[12]|Q[1-4]|M(0[1-9]|1[0-2])))?"
# Keys of records fit in a bigint of both databases and in a number of JavaScript.
_LARGEST_KEY = 2**53 - 1
MOST = 200
DAY = f"^{_DAY}$"

Key = Annotated[int, Path(ge=1, le=_LARGEST_KEY, description=_("Số của bản ghi."))]
UnitKey = Annotated[int, Path(ge=1, le=_LARGEST_KEY, description=_("Số của tổ chức."))]
Unit = Annotated[int, Query(ge=1, le=_LARGEST_KEY, description=_("Số của tổ chức."))]
Day = Annotated[
    str | None,
    Query(
        pattern=DAY,
        description=_("Ngày xem, như 2018-06-30; để trống là hôm nay."),
        examples=["2018-06-30"],
    ),
]
TreeDay = Annotated[
    str | None,
    Query(
        pattern=DAY, description=_("Hỏi theo cây tổ chức của ngày này, thay vì cây của từng ngày.")
    ),
]
PeriodCode = Annotated[
    str | None,
    Query(
        pattern=f"^({_SHORT}|{_DAY}[.][.]{_DAY})$",
        description=_(
            "Kỳ, như 2018, 2018-H1, 2018-Q3, 2018-M07, 2018-9T hoặc 2018-01-01..2018-06-30."
        ),
        examples=["2018-H1"],
    ),
]
Name = Annotated[
    str, Path(pattern="^[a-z0-9_]{1,80}$", description=_("Tên của số liệu, trong /figures."))
]
Word = Annotated[
    str,
    Query(
        pattern="^[A-Za-z0-9_.:-]{0,80}$",
        description=_("Khóa của số liệu, trong /figures/{name}/keys."),
    ),
]
Dimension = Annotated[
    str,
    Query(pattern="^[a-z0-9_]{0,40}$", description=_("Chia theo chiều nào của số liệu, như sex.")),
]
Narrow = Annotated[
    list[str],
    Query(
        max_length=5,
        description=_("Chỉ một nhóm, viết như sex:female; lặp lại để thu hẹp tiếp."),
    ),
]
Page = Annotated[int, Query(ge=1, le=100_000, description=_("Trang, từ 1."))]
Size = Annotated[int, Query(ge=1, le=MOST, description=_("Số dòng một trang, nhiều nhất 200."))]
