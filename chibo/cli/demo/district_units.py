"""Base organisations of a district that the articles count but tell nothing of: its other communes, its agencies,
schools and companies. They have no books here and end with the districts."""

from collections.abc import Iterable, Sequence
from datetime import date

from chibo.accounts.models import User
from chibo.cli.demo.calendar import REORGANISED
from chibo.members.actions.units import end_unit
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation

_SINCE = date(1961, 2, 3)
_REASON = "Kết thúc hoạt động của tổ chức đảng cấp huyện"

# Of Bắc Sơn, beside Đồng Ý.
_COMMUNES = {
    "Bắc Sơn": [
        "thị trấn Bắc Sơn",
        *(
            f"xã {name}"
            for name in (
                "Bắc Quỳnh", "Chiến Thắng", "Chiêu Vũ", "Hưng Vũ", "Hữu Vĩnh", "Long Đống", "Nhất Hòa",
                "Nhất Tiến", "Quỳnh Sơn", "Tân Hương", "Tân Lập", "Tân Thành", "Tân Tri", "Trấn Yên",
                "Vạn Thủy", "Vũ Lăng", "Vũ Lễ", "Vũ Sơn",
            )
        ),
    ],
    "Mộc Châu": [],
}  # fmt: skip
_OFFICES = (
    "Công an", "Quân sự", "Văn phòng Huyện ủy", "Cơ quan Chính quyền", "Khối Dân vận", "Bệnh viện Đa khoa",
    "Trung tâm Y tế", "Trường THPT", "Trung tâm Giáo dục thường xuyên", "Tòa án nhân dân",
    "Viện Kiểm sát nhân dân",
    "Chi cục Thuế", "Kho bạc Nhà nước", "Ngân hàng Nông nghiệp", "Ngân hàng Chính sách xã hội", "Bưu điện",
    "Điện lực", "Hạt Kiểm lâm", "Thi hành án dân sự", "Phòng Giáo dục và Đào tạo", "Trung tâm Bồi dưỡng chính trị",
    "Trường Phổ thông Dân tộc nội trú", "Công ty Lâm nghiệp", "Trạm Khuyến nông", "Bảo hiểm xã hội",
    "Trung tâm Văn hóa", "Đài Truyền thanh", "Hội Chữ thập đỏ", "Công ty Chè", "Công ty Môi trường đô thị",
    "Hợp tác xã Vận tải", "Trường Trung cấp nghề", "Chi cục Thống kê", "Đội Quản lý thị trường", "Trạm Thú y",
)  # fmt: skip


def found_units(name: str, district: Organisation, by: User) -> list[Organisation]:
    """Those of one district, by its name."""
    return [
        found_organisation(new, district, _SINCE, by=by)
        for new in [*_communes(name), *_offices(name)]
    ]


def _communes(name: str) -> Iterable[NewOrganisation]:
    for place in _COMMUNES[name]:
        kind = "township" if place.startswith("thị trấn") else "commune"
        yield _unit(place, kind)


def _offices(name: str) -> Iterable[NewOrganisation]:
    for office in _OFFICES:
        yield _unit(f"{office} huyện {name}", "state_agency")


def _unit(name: str, base_type: str) -> NewOrganisation:
    short = name[0].upper() + name[1:]
    return NewOrganisation(f"Đảng bộ {name}", "grassroots_committee", base_type, short_name=short)


def end_units(units: Sequence[Organisation], by: User) -> None:
    """With the districts."""
    for unit in units:
        end_unit(unit, REORGANISED, by=by, reason=_REASON)
