"""Ratings of the articles, told as the decided sets they were; and the year-end Mường Sang is in the middle of.

Bắc Sơn 2016: 55 grassroots organisations rated, Đồng Ý not met. Mộc Châu 2022: 9 and 35 grassroots organisations,
3 and 10 agencies, a fifth of the members excellent and more than nine tenths good or better. Vân Khánh 2022:
11 of 12 cells and 185 of 192 members good. Mường Sang: at the top from 2014 to 2016, lower in 2017 for a cause.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from chibo.accounts.models import User
from chibo.admissions.queries.voters import entitled_in_cell
from chibo.appraisal.actions.cycles import NewCycle, list_agencies, open_cycle
from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
from chibo.appraisal.actions.following import (
    NewAim,
    Remedy,
    find_weakness,
    register_aims,
    remedy_weakness,
)
from chibo.appraisal.actions.rating import (
    NewOpinion,
    Proposed,
    Reviewing,
    give_opinion,
    propose,
    rate,
    write_review,
)
from chibo.appraisal.models import Cycle, Kind, Rated
from chibo.cli.demo.accounts import open_office
from chibo.cli.demo.communes import Commune
from chibo.members.models import Exemption, Membership
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, cells_in
from chibo.study.actions.following import NewCommitment, commit

_CAUSE_2017 = "Thu ngân sách không đạt chỉ tiêu giao; hai chi bộ chưa duy trì đủ các buổi sinh hoạt trong năm."
_OF_THE_COMMUNE = (
    "Ủy ban nhân dân xã", "Công an xã", "Ban Chỉ huy Quân sự xã", "Trạm Y tế xã", "Trường Tiểu học", "Trường THCS",
)  # fmt: skip
_OPINIONS = (
    ("residence", "Chi bộ bản Nà Bó", "Gương mẫu chấp hành quy ước của bản; gia đình văn hóa nhiều năm."),
    ("masses", "Hội Nông dân xã", "Tích cực vận động hội viên; đề nghị dự đủ các buổi họp của chi hội."),
    ("masses", "Ủy ban MTTQ Việt Nam xã", "Giải quyết kiến nghị của nhân dân đúng hẹn; gần dân."),
    ("agency", "Ủy ban nhân dân xã", "Hoàn thành nhiệm vụ được giao; còn hai báo cáo gửi chậm."),
    ("superior", "Sở Nội vụ", "Cải cách hành chính đạt kế hoạch; hồ sơ một cửa đúng hạn 98%."),
)  # fmt: skip
_WANTING = (
    ("Vắng sinh hoạt hai buổi không báo cáo", "Đi làm xa, chưa giữ liên lạc với chi bộ",
     "Báo cáo trước khi vắng; dự đủ sinh hoạt 6 tháng đầu năm"),
    ("Chưa phát biểu, góp ý trong sinh hoạt", "Còn nể nang, ngại va chạm",
     "Mỗi buổi sinh hoạt có ít nhất một ý kiến góp ý"),
    ("Chưa hoàn thành việc được giao về vận động quần chúng", "Chưa có kế hoạch cụ thể",
     "Giúp hai hộ trong bản làm vườn ao chuồng, báo cáo chi bộ"),
)  # fmt: skip
_ABOVE = "Theo kết quả đã công bố năm 2022; chưa đối chiếu được cách tính tỷ lệ của năm ấy."
_SINCE = date(2010, 1, 4)
_AGENCIES = (
    "Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Phòng Giáo dục và Đào tạo", "Phòng Văn hóa và Thông tin",
    "Phòng Lao động - Thương binh và Xã hội", "Phòng Tài nguyên và Môi trường", "Phòng Dân tộc", "Thanh tra huyện",
    "Hạt Kiểm lâm", "Trung tâm Y tế", "Trung tâm Dịch vụ nông nghiệp", "Ban Quản lý dự án",
    "Bảo hiểm xã hội huyện",
)  # fmt: skip


def tell_the_years(
    communes: Mapping[str, Commune],
    places: Mapping[str, Organisation],
    units: Mapping[str, Sequence[Organisation]],
    admin: User,
) -> None:
    """Everything decided in earlier years. The offices of the provinces keep the records of their districts."""
    lang_son, son_la = (
        open_office(f"vanphong.{key}", f"Văn phòng Tỉnh ủy {name}", places[name], _SINCE, admin)
        for key, name in (("langson", "Lạng Sơn"), ("sonla", "Sơn La"))
    )
    bac_son, moc_chau = places["Bắc Sơn"], places["Mộc Châu"]
    _bac_son_2016(communes["dongy"], bac_son, units["Bắc Sơn"], lang_son)
    _muong_sang_until_2017(communes["muongsang"], moc_chau, son_la)
    _van_khanh_2022(communes["vankhanh"])
    _moc_chau_2022(communes, moc_chau, units["Mộc Châu"], son_la)
    _muong_sang_2025(communes["muongsang"], places["Sơn La"], son_la)
    _muong_sang_now(communes["muongsang"])


def _bac_son_2016(
    dong_y: Commune, district: Organisation, units: Sequence[Organisation], by: User
) -> None:
    results = [
        Told("clean_strong" if n % 3 == 0 else "good" if n % 3 == 1 else "met", unit=unit)
        for n, unit in enumerate(units)
    ]
    failed = Told(
        "not_met",
        unit=dong_y.organisation,
        cause="Mất đoàn kết trong cấp ủy; nhiều chỉ tiêu không đạt.",
    )
    tell_ratings(district, 2016, [*results, failed], Deciding(date(2016, 12, 28)), by=by)


def _muong_sang_until_2017(commune: Commune, district: Organisation, by: User) -> None:
    for year in (2014, 2015, 2016):
        told = [Told("clean_strong", unit=commune.organisation, own="clean_strong")]
        tell_ratings(district, year, told, Deciding(date(year, 12, 26)), by=by)
    lower = Told("good", unit=commune.organisation, own="clean_strong", cause=_CAUSE_2017)
    tell_ratings(district, 2017, [lower], Deciding(date(2017, 12, 27)), by=by)
    for year in (2018, 2019, 2020, 2021, 2023, 2024):
        told = [Told("good", unit=commune.organisation, own="good")]
        tell_ratings(district, year, told, Deciding(date(year, 12, 26)), by=by)
    aim = NewAim(commune.organisation, 2018, "clean_strong", date(2018, 1, 30))
    register_aims([aim], by=commune.office)


def _muong_sang_2025(commune: Commune, province: Organisation, by: User) -> None:
    """Decided within the cap of the new regulation: one in eight members, two of the cells."""
    day = date(2025, 12, 22)
    people = [
        Told("excellent" if n % 8 == 0 else "met" if n % 15 == 1 else "good", stay=stay)
        for n, stay in enumerate(_members(commune, day), 1)
    ]
    cells = [
        Told("excellent" if n < 2 else "good", unit=cell, kind=Kind.CELL)
        for n, cell in enumerate(_cells(commune, day))
    ]
    told = [*people, *cells]
    rated = tell_ratings(commune.organisation, 2025, told, Deciding(day), by=commune.office)
    _mend_2025(rated, commune.office)
    own = [Told("good", unit=commune.organisation, own="good")]
    tell_ratings(province, 2025, own, Deciding(date(2025, 12, 29)), by=by)


def _muong_sang_now(commune: Commune) -> None:
    """The year-end under way: half of the cells have met, the committee has rated what the first two proposed."""
    opened, held, office = date(2026, 11, 2), date(2026, 11, 14), commune.office
    list_agencies(commune.organisation, _OF_THE_COMMUNE, date(2025, 7, 1), by=office)
    kinds = (Kind.MEMBER, Kind.LEADER, Kind.CELL, Kind.AGENCY)
    new = NewCycle(2026, opened, kinds, 0, date(2026, 12, 5), date(2026, 12, 25))
    cycle = open_cycle(commune.organisation, new, by=office)
    cells = _cells(commune, opened)
    register_aims([NewAim(cell, 2026, "good", date(2026, 1, 30)) for cell in cells], by=office)
    for cell in cells[: len(cells) // 2]:
        rows = list(cycle.rows.filter(unit=cell, unrated="").order_by("kind", "name_sort"))
        _review(next(row for row in rows if row.kind == Kind.MEMBER), held, office)
        base = entitled_in_cell(cell.pk, held).base
        people = [row for row in rows if row.kind == Kind.MEMBER]
        levels = {row.pk: Proposed("good", base) for row in rows} | {
            row.pk: Proposed("excellent" if n % 6 == 0 else "met" if n % 9 == 3 else "good", base)
            for n, row in enumerate(people)
        }
        propose(cycle, cell, held, levels, by=office)
    _heard(cycle, held, office)
    for cell in cells[:2]:
        said = cycle.rows.filter(unit=cell).exclude(proposed_level="")
        rate(cycle, dict(said.values_list("pk", "proposed_level")), by=office)


def _heard(cycle: Cycle, on: date, by: User) -> None:
    """What others said before the committee rates, and how it sees the agencies and two officials."""
    agencies = list(cycle.rows.filter(kind=Kind.AGENCY).order_by("name_sort"))
    leaders = list(cycle.rows.filter(kind=Kind.LEADER, unrated="").order_by("pk")[:2])
    members = list(
        cycle.rows.filter(kind=Kind.MEMBER, unrated="").order_by("path", "name_sort")[:2]
    )
    asked = [*members, *leaders, *agencies[:1]]
    for row, (of, whom, text) in zip(asked, _OPINIONS, strict=True):
        give_opinion(row, NewOpinion(of, whom, on, text), by=by)
    levels = {row.pk: "excellent" if n == 0 else "good" for n, row in enumerate(agencies)}
    rate(cycle, levels | dict.fromkeys((row.pk for row in leaders), "good"), by=by)


def _mend_2025(cycle: Cycle, by: User) -> None:
    """What was found wanting in 2025 became work of the year after."""
    rows = list(cycle.rows.filter(decided_level="met").select_related("person").order_by("pk"))
    for row, (what, cause, remedy) in zip(rows, _WANTING, strict=False):
        weakness = find_weakness(row, what, cause, by=by)
        work = Remedy(remedy, date(2026, 1, 8), date(2026, 6, 30), row.person)
        remedy_weakness(weakness, work, by=by)


def _review(row: Rated, on: date, by: User) -> None:
    """Written by themselves in one of each cell."""
    told = Reviewing(
        on,
        "Hoàn thành các việc được giao; dự đủ sinh hoạt; vận động gia đình và bà con làm theo nghị quyết.",
        "Có lúc chưa mạnh dạn góp ý trong sinh hoạt.",
        "Còn nể nang.",
        "Mỗi buổi sinh hoạt có ít nhất một ý kiến góp ý.",
        "2A",
        "good",
        {"ideology": Decimal("5.5"), "ethics": Decimal(6), "discipline": Decimal(5),
         "style": Decimal(5), "remedied": Decimal("4.5"), "volume": Decimal(26),
         "quality": Decimal(21), "building": Decimal(12)},
    )  # fmt: skip
    write_review(row, told, by=by)


def _van_khanh_2022(commune: Commune) -> None:
    day = date(2022, 12, 20)
    members = _members(commune, day)[:192]
    levels = ["good"] * 185 + ["met"] * 6 + ["not_met"]
    people = [
        Told(level, stay=stay, ground="other" if level == "not_met" else "")
        for level, stay in zip(levels, members, strict=True)
    ]
    cells = _cells(commune, day)
    units = [
        Told("met" if n == len(cells) - 1 else "good", unit=cell, kind=Kind.CELL)
        for n, cell in enumerate(cells)
    ]
    tell_ratings(commune.organisation, 2022, [*people, *units], Deciding(day), by=commune.office)


def _moc_chau_2022(
    communes: Mapping[str, Commune],
    district: Organisation,
    units: Sequence[Organisation],
    by: User,
) -> None:
    _set_standards(units, by)
    day = date(2022, 12, 28)
    around = [one for key, one in communes.items() if key.startswith("mocchau")]
    known = [communes["muongsang"], *around]
    for commune in known:
        _members_2022(commune, date(2022, 12, 20))
    grassroots = [*(one.at(day) for one in known), *units]
    levels = ["excellent"] * 9 + ["good"] * 35 + ["met"] * (len(grassroots) - 44)
    rated = [Told(level, unit=unit) for level, unit in zip(levels, grassroots, strict=True)]
    agencies = list_agencies(
        district, [f"{name} Mộc Châu" for name in _AGENCIES], date(2010, 1, 4), by=by
    )
    others = [
        Told("excellent" if n < 3 else "good", agency=agency) for n, agency in enumerate(agencies)
    ]
    tell_ratings(district, 2022, [*rated, *others], Deciding(day), by=by, over_cap_reason=_ABOVE)


def _set_standards(units: Sequence[Organisation], by: User) -> None:
    """As every other grassroots organisation of the district did that year."""
    day = date(2022, 5, 19)
    commit([NewCommitment("ethics", 2022, unit, day, act="built") for unit in units], by=by)


def _members_2022(commune: Commune, day: date) -> None:
    """A fifth excellent, one in twenty met, the others good."""
    results = []
    for n, stay in enumerate(_members(commune, day), 1):
        level = "excellent" if n % 5 == 0 else "met" if n % 20 == 1 else "good"
        results.append(Told(level, stay=stay))
    tell_ratings(
        commune.at(day), 2022, results, Deciding(day), by=commune.office, over_cap_reason=_ABOVE
    )


def _members(commune: Commune, day: date) -> list[Membership]:
    of = branch(commune.at(day), day)
    excused = Exemption.objects.on(day).values("person")
    rows = roll(of).exclude(person__in=excused).select_related("person")
    return list(rows.order_by("pk"))


def _cells(commune: Commune, day: date) -> Sequence[Organisation]:
    return list(cells_in(branch(commune.at(day), day)).order_by("pk"))
