"""Papers in the registers of the communes: directives of the articles, and what carries them out.

Three papers are numbered 12-HD/BTCTW: only the day of issue tells them apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.accounts.models import User
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation

_CENTRE = {
    "05-CT/TW": (
        "directive",
        "Bộ Chính trị",
        date(2016, 5, 15),
        "Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    ),
    "01-KL/TW": (
        "conclusion",
        "Bộ Chính trị",
        date(2021, 5, 18),
        "Tiếp tục thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị",
    ),
    "10-CT/TW": (
        "directive",
        "Ban Bí thư",
        date(2007, 3, 30),
        "Nâng cao chất lượng sinh hoạt chi bộ",
    ),
    "09-HD/BTCTW": (
        "guidance",
        "Ban Tổ chức Trung ương",
        date(2012, 3, 2),
        "Nội dung sinh hoạt chi bộ",
    ),
    "28-CT/TW": (
        "directive",
        "Ban Bí thư",
        date(2019, 1, 21),
        "Nâng cao chất lượng kết nạp đảng viên và rà soát, sàng lọc, đưa những đảng viên "
        "không còn đủ tư cách ra khỏi Đảng",
    ),
}
_TWELVE = {
    date(2012, 5, 17): "Một số vấn đề cụ thể về nghiệp vụ công tác đảng viên",
    date(2018, 7, 6): "Một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ",
    date(2022, 1, 18): "Hướng dẫn nghiệp vụ công tác đảng viên",
}
_PROVINCE = "Tỉnh ủy Sơn La"


@dataclass(frozen=True)
class Local:
    """A paper of a district or a commune; `carries_out` names papers registered before it."""

    number: str
    symbol: str
    kind: str
    issuer_name: str
    level: str
    issued_on: date
    summary: str
    carries_out: Sequence[str] = ()


_DU = "Đảng ủy xã "
LOCAL = {
    "muongsang": [
        Local(
            "12",
            "KH/ĐU",
            "plan",
            _DU + "Mường Sang",
            "grassroots",
            date(2018, 1, 22),
            "Thực hiện chuyên đề năm 2018 về xây dựng phong cách, tác phong công tác của người "
            "đứng đầu, của cán bộ, đảng viên",
            ["05-CT/TW"],
        ),
        Local(
            "31",
            "QĐ/ĐU",
            "decision",
            _DU + "Mường Sang",
            "grassroots",
            date(2018, 2, 5),
            "Phân công ủy viên Ban Chấp hành Đảng bộ phụ trách chi bộ bản Vặt",
        ),
        Local(
            "44",
            "BC/ĐU",
            "report",
            _DU + "Mường Sang",
            "grassroots",
            date(2018, 7, 5),
            "Sơ kết công tác xây dựng Đảng 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2018",
        ),
        Local(
            "215",
            "QĐ/HU",
            "decision",
            "Huyện ủy Mộc Châu",
            "district",
            date(2019, 12, 20),
            "Sáp nhập Chi bộ bản Nà Bó 2 vào Chi bộ bản Nà Bó 1",
        ),
        Local(
            "17",
            "KH/ĐU",
            "plan",
            _DU + "Mường Sang",
            "grassroots",
            date(2026, 1, 20),
            "Kiểm tra, giám sát năm 2026",
        ),
    ],
    "vankhanh": [
        *(
            Local(
                number,
                "NQ/TW",
                "resolution",
                "Ban Chấp hành Trung ương",
                "centre",
                date(2022, 6, 16),
                summary,
            )
            for number, summary in [
                (
                    "18",
                    "Đổi mới, hoàn thiện thể chế, chính sách, nâng cao hiệu lực, hiệu quả quản lý "
                    "và sử dụng đất",
                ),
                ("20", "Đổi mới, phát triển và nâng cao hiệu quả kinh tế tập thể"),
                (
                    "21",
                    "Tăng cường củng cố, xây dựng tổ chức cơ sở đảng và nâng cao chất lượng đội "
                    "ngũ đảng viên",
                ),
            ]
        ),
        *(
            Local(
                f"{number}",
                symbol,
                kind,
                _DU + "Vân Khánh",
                "grassroots",
                date(2023, month, 20),
                summary,
                [carries_out],
            )
            for number, symbol, kind, month, summary, carries_out in [
                (
                    12,
                    "CTr/ĐU",
                    "programme",
                    6,
                    "Thực hiện Nghị quyết về tổ chức cơ sở đảng",
                    "21-NQ/TW",
                ),
                (65, "KH/ĐU", "plan", 5, "Học tập Nghị quyết về tổ chức cơ sở đảng", "21-NQ/TW"),
                (66, "KH/ĐU", "plan", 6, "Nâng cao chất lượng sinh hoạt chi bộ", "21-NQ/TW"),
                (67, "KH/ĐU", "plan", 7, "Rà soát, sàng lọc đảng viên", "21-NQ/TW"),
                (13, "CTr/ĐU", "programme", 9, "Thực hiện Nghị quyết về đất đai", "18-NQ/TW"),
                (71, "KH/ĐU", "plan", 8, "Học tập Nghị quyết về đất đai", "18-NQ/TW"),
                (72, "KH/ĐU", "plan", 9, "Học tập Nghị quyết về kinh tế tập thể", "20-NQ/TW"),
                (
                    14,
                    "CTr/ĐU",
                    "programme",
                    9,
                    "Thực hiện Nghị quyết về kinh tế tập thể",
                    "20-NQ/TW",
                ),
                (73, "KH/ĐU", "plan", 10, "Củng cố tổ hợp tác, hợp tác xã", "20-NQ/TW"),
                (74, "KH/ĐU", "plan", 10, "Kiểm tra việc học tập nghị quyết", "21-NQ/TW"),
            ]
        ),
        *(
            Local(
                f"{number}",
                "KH/ĐU",
                "plan",
                _DU + "Vân Khánh",
                "grassroots",
                date(2023, month, 10),
                summary,
                ["01-KL/TW"],
            )
            for number, month, summary in [
                (
                    61,
                    2,
                    "Triển khai chuyên đề năm 2023 về phát triển kinh tế, bảo đảm an sinh xã hội",
                ),
                (64, 4, "Đăng ký và nhân rộng mô hình làm theo Bác năm 2023"),
                (70, 6, "Học tập, quán triệt nghị quyết, chỉ thị 6 tháng đầu năm 2023"),
            ]
        ),
    ],
    "langcheu": [
        Local(
            "03",
            "NQ/TU",
            "resolution",
            _PROVINCE,
            "province",
            date(2006, 6, 20),
            "Công tác phát triển đảng viên, xóa bản chưa có đảng viên và chưa có chi bộ",
        ),
        Local(
            "07",
            "NQ/ĐU",
            "resolution",
            _DU + "Làng Chếu",
            "grassroots",
            date(2011, 1, 15),
            "Mỗi chi bộ kết nạp một đảng viên trong năm 2011",
            ["03-NQ/TU"],
        ),
    ],
    "dongy": [
        Local(
            "49",
            "KH/HU",
            "plan",
            "Huyện ủy Bắc Sơn",
            "district",
            date(2017, 5, 4),
            "Củng cố tổ chức cơ sở đảng yếu kém đối với Đảng bộ xã Đồng Ý",
        ),
        Local(
            "18",
            "KH/ĐU",
            "plan",
            _DU + "Đồng Ý",
            "grassroots",
            date(2017, 5, 25),
            "Khắc phục hạn chế, khuyết điểm sau kiểm điểm năm 2016",
            ["49-KH/HU"],
        ),
    ],
}


def register_papers(key: str, keeper: Organisation, office: User) -> None:
    """Everything the register of one of the four communes of the articles holds."""
    held: dict[str, Paper] = {}
    for title, (kind, issuer, day, summary) in _CENTRE.items():
        number, _dash, symbol = title.partition("-")
        new = NewPaper(number, symbol, kind, issuer, day, summary, level="centre")
        implements = [held["05-CT/TW"]] if title == "01-KL/TW" else []
        held[title] = register_paper(new, keeper, by=office, implements=implements)
    for day, summary in _TWELVE.items():
        new = NewPaper(
            "12", "HD/BTCTW", "guidance", "Ban Tổ chức Trung ương", day, summary, level="centre"
        )
        register_paper(new, keeper, by=office)
    for one in LOCAL[key]:
        held[f"{one.number}-{one.symbol}"] = _local(one, keeper, office, held)


def _local(one: Local, keeper: Organisation, office: User, held: dict[str, Paper]) -> Paper:
    new = NewPaper(
        one.number,
        one.symbol,
        one.kind,
        one.issuer_name,
        one.issued_on,
        one.summary,
        level=one.level,
        issuer=keeper if one.level == "grassroots" else None,
    )
    return register_paper(new, keeper, by=office, implements=[held[key] for key in one.carries_out])


class Decisions:
    """Decisions on admission and recognition: numbered through each year, registered as they are used."""

    def __init__(self, keeper: Organisation, office: User, district: str, commune: str) -> None:
        self._keeper, self._office = keeper, office
        self._issuers = (f"Ban Thường vụ Huyện ủy {district}", f"Ban Thường vụ Đảng ủy {commune}")
        self._numbers: dict[tuple[int, str], int] = {}

    def paper(self, issued_on: date, about: str) -> Paper:
        by_commune = issued_on >= date(2025, 7, 1)
        symbol = "QĐ/ĐU" if by_commune else "QĐ/HU"
        # A district's own numbers run far beyond one commune's decisions.
        step, start = (1, 50) if by_commune else (17, 100)
        number = self._numbers.get((issued_on.year, symbol), start) + step
        self._numbers[issued_on.year, symbol] = number
        new = NewPaper(
            str(number),
            symbol,
            "decision",
            self._issuers[by_commune],
            issued_on,
            about,
            level="grassroots" if by_commune else "district",
        )
        return register_paper(new, self._keeper, by=self._office)
