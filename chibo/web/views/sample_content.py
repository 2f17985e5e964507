"""Invented people and numbers for /_mau. Figures of the commune follow mock-up 1 of the UX brief."""

import datetime as dt
from typing import Any

from chibo.web.queries.pictures.moves import waterfall
from chibo.web.queries.strip import Line

Items = list[dict[str, Any]]
TODAY = dt.date(2018, 7, 6)
HEAT_FLOORS = (80, 90, 95)  # % attendance where the next shade begins
MONTHS_PASSED = TODAY.month - 1

# name, birth, sex, ethnicity, cell, admitted, standing, rating level, share of the file that is filled
PEOPLE = """\
Hà Văn An|14/02/1969|Nam|Thái|Bản Vặt|19/05/1994|Chính thức|2|100
Hà Thị Bích|03/11/1988|Nữ|Thái|Trường Mầm non|03/02/2014|Chính thức|1|100
Hà Văn Chương|22/08/1957|Nam|Thái|Bản An Thái|02/09/1986|Chính thức|2|86
Hà Thị Dung|09/05/1979|Nữ|Thái|Bản Vặt|07/11/2008|Chính thức|2|100
Hà Mạnh Đạt|30/12/1991|Nam|Mường|Tiểu khu 1|26/03/2018|Dự bị||93
Hà Văn Đông|17/07/1975|Nam|Thái|Bản Lùn|03/02/2003|Chính thức|1|100
Lò Thị Hà|25/10/1993|Nữ|Thái|Trường THCS|12/07/2017|Dự bị||97
Hoàng Thị Hạ|28/09/1986|Nữ|Kinh|Trường Tiểu học|26/03/2012|Chính thức|1|100
Lường Văn Hải|12/04/1983|Nam|Thái|Bản Nà Bó 1|22/12/2010|Chính thức|2|100
Vì Văn Hải|01/06/1966|Nam|Thái|Bản Bãi|19/05/1992|Chính thức|2|78
Lò Thị Hạnh|07/07/1990|Nữ|Thái|Bản Sò Lườn|08/03/2016|Chính thức|3|88
Sồng A Hảo|15/03/1972|Nam|Mông|Bản Tân Sơn|30/04/2001|Chính thức|2|91"""
RATINGS = {"1": "Xuất sắc", "2": "Tốt", "3": "Hoàn thành"}


def member(number: int, line: str) -> dict[str, Any]:
    name, born, sex, ethnicity, cell, admitted, standing, level, filled = line.split("|")
    before, _, given = name.rpartition(" ")
    return {
        "id": number,
        "before": before,
        "given": given,
        "name": name,
        "initials": name[0] + given[0],
        "born": born,
        "sex": sex,
        "ethnicity": ethnicity,
        "cell": cell,
        "admitted": admitted,
        "standing": standing,
        "tone": "warn" if standing == "Dự bị" else "ok",
        "level": level,
        "rating": RATINGS.get(level, ""),
        "filled": int(filled),
    }


MEMBERS = [member(number, line) for number, line in enumerate(PEOPLE.splitlines(), start=1)]
FORM_DATA = {
    "full_name": "Lò Thị Hà",
    "born": "",
    "number": "01418300512",
    "cell": "vat",
    "sex": "nu",
}
ASSIGNED = [
    ("Đến từng hộ tuyên truyền, ghi lại kiến nghị", "Lường Văn Hòa", "25/7/2018"),
    ("Chi hội phụ nữ gặp gỡ 3 hộ", "Hà Thị Hạnh", "28/7/2018"),
    ("Tổng hợp kiến nghị gửi Đảng ủy xã", "Hà Văn An", "31/7/2018"),
]
ATTENDANCE = """\
Bản Vặt|21|76 81 71 81 86 90 90s
Tiểu khu 1|17|94 100 88 88 94 94
Bản Sò Lườn|12|83 x 83 83 92 100
Trường Tiểu học|14|86 79 86 86 86 p
Trạm Y tế|6|83 83 83 100 100 83 100"""


def shell() -> dict[str, Any]:
    """What every page hands to the frame."""
    rail = [
        ("Việc cần làm", "tasks", "Việc", 7),
        ("Tổ chức, đảng viên", "people", "Đảng viên", None),
        ("Phát triển đảng", "sprout", "Phát triển", None),
        ("Sinh hoạt, học tập", "chat", "Sinh hoạt", None),
        ("Đánh giá, củng cố", "star", "Đánh giá", None),
        ("Kiểm tra, giám sát", "shield", "Kiểm tra", None),
        ("Báo cáo, thống kê", "chart", "Báo cáo", None),
    ]
    return {
        "organisation_name": "Đảng bộ xã Mường Sang",
        "navigation": [
            {
                "label": label,
                "icon": icon,
                "short": short,
                "count": count,
                "url": "/_mau",
                "current": not at,
            }
            for at, (label, icon, short, count) in enumerate(rail)
        ],
        "new_items": [
            {"label": "Hồ sơ đảng viên", "icon": "people", "url": "/_mau"},
            {"label": "Buổi sinh hoạt chi bộ", "icon": "chat", "url": "/_mau"},
            {"label": "Văn bản", "icon": "doc", "url": "/_mau"},
        ],
        "account": {
            "name": "Vì Thị Hoa",
            "initials": "VH",
            "duty": "Cán bộ văn phòng Đảng ủy xã",
            "items": [{"label": "Thiết lập", "icon": "gear", "url": "/_mau"}],
            "sign_out_url": "/_mau",
        },
        "crumbs": [
            {"label": "Tỉnh Sơn La", "url": "/_mau"},
            {"label": "Huyện Mộc Châu", "url": "/_mau"},
            {"label": "Đảng bộ xã Mường Sang"},
        ],
    }


def parts() -> dict[str, Any]:
    """The data of the parts further down the page."""
    return {
        "tabs": tabs(),
        "scopes": links("Toàn Đảng bộ", "Của tôi (4)"),
        "attendance_choices": attendance_choices(),
        "keep": [("trang-thai", "dang-sinh-hoat")],
        "columns": columns(),
        "late": late(),
        "soon": soon(),
        "month": month(),
        "months": months(),
        "heat": [heat_row(line) for line in ATTENDANCE.splitlines()],
        "rating_years": rating_years(),
        "stages": stages(),
        "schooling": schooling(),
        "bands": bands(),
        "waterfall": waterfall(movement()),
        "steps": steps(),
        "path": path_of_candidate(),
        "wrong_lines": links(
            "Dòng 47: ngày vào Đảng không có thật",
            "Dòng 63: số định danh thiếu 1 số",
            "Dòng 88: chưa rõ chi bộ",
        ),
    }


def links(*labels: str) -> Items:
    return [{"label": label, "url": "/_mau", "current": not at} for at, label in enumerate(labels)]


def tabs() -> Items:
    counts = {
        "Tất cả": 12,
        "Dự bị": 2,
        "Đến hạn chuyển chính thức": 1,
        "Huy hiệu Đảng đợt 02/09": 0,
        "Thiếu thông tin": 6,
    }
    return [item | {"count": counts[item["label"]]} for item in links(*counts)]


def attendance_choices() -> Items:
    return [
        {"value": "co", "label": "Có mặt", "tone": "ok"},
        {"value": "phep", "label": "Có phép", "tone": "warn"},
        {"value": "khong", "label": "Không phép", "tone": "bad"},
    ]


def columns() -> Items:
    return [
        {"label": "Họ và tên", "url": "/_mau", "sort": "ascending"},
        {"label": "Ngày sinh", "url": "/_mau"},
        {"label": "Giới", "class": "low"},
        {"label": "Dân tộc", "class": "low"},
        {"label": "Chi bộ"},
        {"label": "Kết nạp", "class": "low"},
        {"label": "Trạng thái"},
        {"label": "Xếp loại"},
        {"label": "Hồ sơ", "class": "right"},
    ]


def task(
    title: str, where: str, why: str, owner: str, days: int, button: str, **more: int
) -> dict[str, Any]:
    return {
        "title": title,
        "where": where,
        "why": why,
        "owner": owner,
        "button": button,
        "url": "/_mau",
        "owner_initials": "".join(word[0] for word in owner.split()[-2:]),
        "tone": "bad" if days < 0 else "warn",
        "due_on": TODAY + dt.timedelta(days),
        "due_word": f"Quá {-days} ngày" if days < 0 else f"Còn {days} ngày",
    } | more


def late() -> Items:
    return [
        task(
            "Ra thông báo kết luận giám sát chuyên đề",
            "Chi bộ bản Lùn",
            "Kiểm tra, giám sát",
            "Lò Văn Khoa",
            -3,
            "Soạn thông báo",
        ),
        task(
            "Gửi biên bản sinh hoạt tháng 6",
            "Chi bộ Trường Tiểu học",
            "Sinh hoạt",
            "Vì Thị Hoa",
            -1,
            "Nhắc chi bộ",
        ),
    ]


def soon() -> Items:
    return [
        task(
            "Báo cáo vận động hộ dân khu vực thác Dải Yếm",
            "Chi bộ bản Vặt",
            "Việc giao từ kết luận họp tháng 6",
            "Lường Văn Mai",
            3,
            "Cập nhật",
        ),
        task(
            "Hoàn thành báo cáo sơ kết 6 tháng đầu năm",
            "14/16 chi bộ đã gửi số liệu",
            "Báo cáo",
            "Vì Thị Hoa",
            4,
            "Mở báo cáo",
            done=14,
            out_of=16,
        ),
        task(
            "Thu, nộp đảng phí quý II",
            "13/16 chi bộ đã nộp",
            "Đảng phí",
            "Vì Thị Hoa",
            4,
            "Xem 3 chi bộ",
            done=13,
            out_of=16,
        ),
        task(
            "Chuẩn bị xét công nhận chính thức: đ/c Lò Thị Hà",
            "Chi bộ Trường THCS",
            "Hết 12 tháng dự bị ngày 12/07/2018",
            "Vì Thị Hoa",
            6,
            "Mở hồ sơ",
        ),
    ]


def month() -> dict[str, Any]:
    dots = {
        3: ["bad"],
        5: ["bad"],
        9: ["warn"],
        10: ["warn", "warn"],
        11: ["warn"],
        12: ["warn"],
        20: [""],
        27: [""],
        28: [""],
    }
    first = dt.date(2018, 7, 1)
    cells: Items = [{} for _ in range(first.weekday())]
    for day in range(1, 32):
        cells.append(
            {
                "day": day,
                "url": "/_mau" if day in dots else "",
                "today": day == TODAY.day,
                "dots": dots.get(day, []),
                "label": f"tháng 7, {len(dots.get(day, []))} việc",
            }
        )
    cells += [{} for _ in range(-len(cells) % 7)]
    return {
        "title": "Tháng 7/2018",
        "weeks": [cells[at : at + 7] for at in range(0, len(cells), 7)],
    }


def months() -> Items:
    return [{"label": f"T{number}", "current": number == TODAY.month} for number in range(1, 13)]


def heat_cell(word: str) -> dict[str, str]:
    if word == "x":
        return {"kind": "x", "shown": "✕", "url": "/_mau", "label": "không họp"}
    if word == "p":
        return {"kind": "p", "shown": "!", "url": "/_mau", "label": "chưa gửi biên bản"}
    share = int(word.rstrip("s"))
    step = 1 + sum(share >= floor for floor in HEAT_FLOORS)
    return {
        "kind": "s" if word.endswith("s") else f"h{step}",
        "shown": str(share),
        "url": "/_mau",
        "label": "%",
    }


def heat_row(line: str) -> dict[str, Any]:
    label, size, words = line.split("|")
    cells = [heat_cell(word) for word in words.split()]
    held = sum(cell["kind"] != "x" for cell in cells[:MONTHS_PASSED])
    blank = {"kind": "e", "shown": "", "label": "chưa đến"}
    return {
        "label": label,
        "size": size,
        "url": "/_mau",
        "done": f"{held}/{MONTHS_PASSED}",
        "behind": held < MONTHS_PASSED,
        "cells": cells + [blank] * (12 - len(cells)),
    }


def rating_years() -> Items:
    clean = "Trong sạch, vững mạnh"
    return [{"year": year, "level": 1, "label": clean} for year in (2014, 2015, 2016)] + [
        {"year": 2017, "level": 2, "label": "Hoàn thành tốt"},
        {"year": 2018, "label": "Chưa xếp loại"},
    ]


def stages() -> Items:
    return [
        {"label": "Quần chúng ưu tú đang theo dõi", "value": 18, "url": "/_mau"},
        {"label": "Đã học lớp nhận thức về Đảng", "value": 11, "url": "/_mau", "share": "61%"},
        {"label": "Chi bộ đã xét, đề nghị", "value": 7, "url": "/_mau", "share": "64%"},
        {"label": "Có quyết định kết nạp", "value": 6, "url": "/_mau", "share": "86%"},
        {"label": "Đã kết nạp trong 6 tháng", "value": 4, "url": "/_mau", "share": "67%"},
    ]


def schooling() -> Items:
    return [
        {"label": "Cán bộ, đảng viên có chuyên môn từ trung cấp", "value": 40, "shown": "40%"},
        {"label": "Cấp ủy xã có trung cấp lý luận chính trị", "value": 21, "shown": "21%"},
        {"label": "Cán bộ bản học vấn từ THCS trở lên", "value": 70.5, "shown": "trên 70%"},
    ]


def bands() -> Items:
    rows = [
        ("Trên 60", 17, 4, 14, 3),
        ("51–60", 25, 8, 28, 9),
        ("41–50", 38, 18, 36, 14),
        ("31–40", 44, 30, 41, 25),
        ("18–30", 22, 18, 27, 15),
    ]
    names = ("label", "men", "women", "men_then", "women_then")
    links = {"men_url": "/_mau", "women_url": "/_mau"}
    return [dict(zip(names, row, strict=True)) | links for row in rows]


def movement() -> list[Line]:
    """The movement equation of the sample half-year."""
    rows = [("Đầu kỳ", 222), ("Kết nạp", 4), ("Chuyển đến", 2), ("Từ trần", -1), ("Chuyển đi", -3)]
    lines = [
        Line(label, f"{'−' if n < 0 else '+'}{abs(n)}", "/_mau", amount=n) for label, n in rows[1:]
    ]
    opening = Line(rows[0][0], "222", "/_mau", total=True, amount=222)
    return [opening, *lines, Line("Cuối kỳ", "224", "/_mau", total=True, amount=224)]


def steps() -> Items:
    return [
        {"label": "Tải tệp lên", "state": "done", "url": "/_mau"},
        {"label": "Ghép cột", "state": "done", "url": "/_mau"},
        {"label": "Chạy thử, sửa lỗi", "state": "current"},
        {"label": "Ghi vào hệ thống"},
    ]


def path_of_candidate() -> Items:
    return [
        {"title": "Học lớp nhận thức về Đảng", "text": "10/2016, Trung tâm BDCT huyện"},
        {"title": "Quyết định kết nạp", "text": "28/06/2017"},
        {"title": "Lễ kết nạp, bắt đầu dự bị", "text": "12/07/2017"},
        {
            "title": "Xét công nhận chính thức",
            "text": "từ 12/07/2018, trong 30 ngày làm việc",
            "state": "next",
        },
        {"title": "Phát thẻ đảng viên", "state": "future"},
    ]
