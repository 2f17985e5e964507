"""What a committee and its cells mean to reach, what of it was closed, and the indicators beside it.

Vân Khánh 2023: income of 75,8 million a head, 1,9% of households poor. Mường Sang today: a board under way.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.cli.demo.communes import Commune
from chibo.targets.actions.closing import Closing, close_targets
from chibo.targets.actions.cohorts import freeze_cohort
from chibo.targets.actions.deciding import approve_targets, return_target
from chibo.targets.actions.indicators import Told, tell_values
from chibo.targets.actions.registering import NewTarget, propose_change, register_targets
from chibo.targets.actions.sharing import share_out
from chibo.targets.models import Moment, Target

_INCOME, _POOR = "income_per_capita_million_vnd", "poor_household_rate_percent"
_RURAL, _CULTURE = "new_rural_criteria", "cultural_family_rate_percent"
_VAN_KHANH = {
    2020: ("54.3", "6.2"),
    2021: ("58.2", "4.6"),
    2022: ("66.4", "3.1"),
    2023: ("75.8", "1.9"),
}
_MUONG_SANG: Mapping[int, Mapping[str, str]] = {
    2022: {_INCOME: "38.5", _POOR: "9.8", _RURAL: "16", _CULTURE: "81.5"},
    2023: {_INCOME: "41.2", _POOR: "7.4", _RURAL: "17", _CULTURE: "83.0"},
    2024: {_INCOME: "44.6", _POOR: "5.9", _RURAL: "17", _CULTURE: "84.2"},
    2025: {_INCOME: "48.1", _POOR: "4.3", _RURAL: "18", _CULTURE: "86.1"},
}
_REGISTERED, _APPROVED = date(2026, 1, 12), date(2026, 1, 26)


def aim(communes: Mapping[str, Commune]) -> None:
    """After the accounts are open: the secretary approves what the office and the cells registered."""
    _van_khanh(communes["vankhanh"])
    commune = communes["muongsang"]
    secretary = User.objects.get(username="bithu")
    _indicators(commune)
    _last_year(commune, secretary)
    _this_year(commune, secretary)
    _term(commune, secretary)
    _cells(commune, secretary)
    _cohort(commune, secretary)


def _van_khanh(commune: Commune) -> None:
    told = []
    for year, values in _VAN_KHANH.items():
        day = date(2023, 10, 30) if year == max(_VAN_KHANH) else date(year + 1, 1, 10)
        source = f"Báo cáo kinh tế - xã hội năm {year} của UBND xã"
        for code, value in zip((_INCOME, _POOR), values, strict=True):
            told.append(_told(commune, code, year, value, day, source))
    tell_values(told, by=commune.office)


def _indicators(commune: Commune) -> None:
    told = [
        _told(commune, code, year, value, date(year + 1, 1, 12), f"Báo cáo UBND xã năm {year}")
        for year, values in _MUONG_SANG.items()
        for code, value in values.items()
    ]
    half = date(2026, 7, 8)
    told.append(_told(commune, _POOR, 2026, "3.9", half, "Rà soát hộ nghèo 6 tháng của UBND xã"))
    tell_values(told, by=commune.office)


def _told(commune: Commune, code: str, year: int, value: str, day: date, source: str) -> Told:
    return Told(commune.at(day), code, year, Decimal(value), day, source)


def _of(commune: Commune, year: int, least: str | None, **more: Any) -> NewTarget:
    facts: dict[str, Any] = {"span": "year", "period": Period.year(year), "on": _REGISTERED}
    number = None if least is None else Decimal(least)
    return NewTarget(**({"organisation": commune.organisation, "least": number} | facts | more))


def _approved(
    commune: Commune, given: list[NewTarget], secretary: User, on: date = _APPROVED
) -> list[Target]:
    made = register_targets(given, by=commune.office)
    approve_targets([one.versions.get() for one in made], by=secretary, on=on)
    return made


def _last_year(commune: Commune, secretary: User) -> None:
    """Registered once the commune hung under the province, closed in January with what stood on 31/12."""
    day = date(2025, 7, 10)
    given = [
        _of(commune, 2025, "48", figure="", indicator=_INCOME, on=day),
        _of(commune, 2025, None, figure="", indicator=_POOR, most=Decimal("4.0"), on=day),
        _of(commune, 2025, "6", figure="admitted", on=day),
    ]
    made = _approved(commune, given, secretary, date(2025, 7, 21))
    closings = [Closing(one.pk, Moment.END, "Họp Ban Chấp hành tháng 1") for one in made]
    close_targets(closings, date(2025, 12, 31), by=commune.office, recorded_on=date(2026, 1, 13))


def _this_year(commune: Commune, secretary: User) -> None:
    given = [
        _of(commune, 2026, "52", figure="", indicator=_INCOME),
        _of(commune, 2026, None, figure="", indicator=_POOR, most=Decimal("3.5")),
        _of(commune, 2026, "5", figure="models_new"),
        _of(commune, 2026, "98", figure="theme_study", measure="share"),
        _of(commune, 2026, "60", figure="members_theory_from_intermediate", measure="share"),
        _of(commune, 2026, "90", figure="attendance", measure="share"),
        _of(commune, 2026, "1", figure="village_heads_admitted", most=Decimal(3)),
    ]
    made = _approved(commune, given, secretary)
    cells = list(commune.cells.values())[:5]
    share_out(
        made[2], dict.fromkeys([one.pk for one in cells], Decimal(1)), by=commune.office,
        on=_APPROVED,
    )  # fmt: skip
    half = [Closing(one.pk, Moment.HALF, "Sơ kết 6 tháng") for one in (made[2], made[3], made[5])]
    close_targets(half, date(2026, 6, 30), by=commune.office, recorded_on=date(2026, 7, 9))
    reason = "Trung tâm chính trị hoãn lớp trung cấp đến năm sau"
    propose_change(made[4], Decimal(55), None, reason, by=commune.office, on=date(2026, 11, 16))


def _term(commune: Commune, secretary: User) -> None:
    term = Period(date(2025, 7, 1), date(2030, 6, 30))
    given = [
        _of(commune, 2026, "70", figure="", indicator=_INCOME, span="term", period=term),
        _of(commune, 2026, "45", figure="admitted", most=Decimal(50), span="term", period=term),
    ]
    _approved(commune, given, secretary)


def _cells(commune: Commune, secretary: User) -> None:
    """Every cell binds itself; one was sent back, two are still to be approved."""
    cells = [cell for cell in commune.growth.cells if cell.stands(_REGISTERED)]
    units = [commune.cells[cell.key] for cell in cells]
    given = [
        _of(commune, 2026, "95", figure=name, measure="share", organisation=unit)
        for unit in units[:-2]
        for name in ("theme_study", "attendance")
    ]
    _approved(commune, given, secretary)
    later = [_of(commune, 2026, "95", figure="attendance", measure="share", organisation=unit,
                 on=date(2026, 11, 9)) for unit in units[-2:]]  # fmt: skip
    register_targets(later, by=commune.office)
    returned = register_targets(
        [_of(commune, 2026, "60", figure="theme_study", measure="share", organisation=units[-1])],
        by=commune.office,
    )[0]
    said = "Thấp hơn nghị quyết của Đảng ủy (98%); đăng ký lại"
    return_target(returned.versions.get(), said, by=secretary, on=_APPROVED)


def _cohort(commune: Commune, secretary: User) -> None:
    cohort = freeze_cohort(
        commune.organisation,
        "Đảng viên nữ đầu năm 2026",
        "members_women",
        by=commune.office,
        on=date(2026, 1, 5),
    )
    theory = _of(
        commune, 2026, "40", figure="members_theory_from_intermediate", measure="share",
        cohort=cohort,
    )  # fmt: skip
    _approved(commune, [theory], secretary)
