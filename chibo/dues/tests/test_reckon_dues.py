"""What is due of a member, case by case: category × month × base × relief × change of rates × rounding."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.dues.rules.rates import Situation, Tariff, reckon
from chibo.rulebook.queries import book

# month | category | what is known of the member | đồng, "exempt", or words of the sentence saying what is missing
TABLE = """
2026-02 insured                      base=8500000                              85000
2026-02 insured                      base=8500050                              85001
2026-02 insured                      base=8500049                              85000
2026-02 insured                      base=12345678                             123457
2026-02 insured                      base=1                                    0
2026-02 insured                      base=50                                   1
2026-02 insured                      base=0                                    0
2026-02 insured                      -                                         tiền lương đóng bảo hiểm
2026-01 insured                      base=8500000                              85000
2025-06 insured                      base=6234567                              62346
2011-01 insured                      base=3000000                              30000
2010-12 insured                      base=3000000                              chưa có mức đóng
2026-11 insured                      base=46800000                             468000
2027-12 insured                      base=10000000                             100000
2028-01 insured                      base=10000000                             100000
2026-02 on_leave                     base=6000000                              60000
2026-02 on_leave                     base=6000049                              60000
2026-02 on_leave                     -                                         trợ cấp bảo hiểm
2026-01 on_leave                     base=6000000                              ghi số tiền bằng tay
2026-01 on_leave                     base=6000000,by_hand=50000                50000
2026-02 pensioner                    base=7000000                              35000
2026-02 pensioner                    base=7654321                              38272
2026-02 pensioner                    base=7654299                              38271
2026-02 pensioner                    base=100                                  1
2026-02 pensioner                    base=99                                   0
2026-02 pensioner                    -                                         lương hưu
2026-01 pensioner                    base=7000000                              35000
2015-07 pensioner                    base=4200000                              21000
2010-06 pensioner                    base=4200000                              chưa có mức đóng
2028-01 pensioner                    base=7000000                              35000
2026-02 working_pensioner            base=7000000,pay=5000000                  60000
2026-02 working_pensioner            base=7000100,pay=5000100                  60001
2026-02 working_pensioner            base=7000050,pay=5000050                  60001
2026-02 working_pensioner            base=7000049,pay=5000049                  60000
2026-02 working_pensioner            base=7000000                              tiền công
2026-02 working_pensioner            pay=5000000                               lương hưu
2026-02 working_pensioner            base=7000000,pay=0                        35000
2026-01 working_pensioner            base=7000000,pay=5000000                  chưa có mức đóng
2026-02 below_pension_age            zone=1                                    15930
2026-02 below_pension_age            zone=2                                    14190
2026-02 below_pension_age            zone=3                                    12420
2026-02 below_pension_age            zone=4                                    11100
2027-12 below_pension_age            zone=4                                    11100
2028-01 below_pension_age            zone=4                                    18500
2028-01 below_pension_age            zone=1                                    26550
2028-01 below_pension_age            zone=2                                    23650
2028-01 below_pension_age            zone=3                                    20700
2026-02 below_pension_age            -                                         vùng lương tối thiểu
2026-02 below_pension_age            base=9000000,zone=4                       11100
2026-01 below_pension_age            base=10000,zone=4                         10000
2026-01 below_pension_age            base=2000                                 2000
2026-01 below_pension_age            base=30000                                30000
2026-01 below_pension_age            base=1999                                 từ 2.000 đ đến 30.000 đ
2026-01 below_pension_age            base=30001                                từ 2.000 đ đến 30.000 đ
2026-01 below_pension_age            zone=4                                    mức đóng chung
2018-03 below_pension_age            base=5000                                 5000
2010-03 below_pension_age            base=5000,zone=4                          chưa có mức đóng
2026-02 pension_age_without_pension  zone=1                                    10620
2026-02 pension_age_without_pension  zone=2                                    9460
2026-02 pension_age_without_pension  zone=3                                    8280
2026-02 pension_age_without_pension  zone=4                                    7400
2027-12 pension_age_without_pension  zone=3                                    8280
2028-01 pension_age_without_pension  zone=3                                    12420
2028-01 pension_age_without_pension  zone=4                                    11100
2026-02 pension_age_without_pension  -                                         vùng lương tối thiểu
2026-01 pension_age_without_pension  base=10000                                5000
2026-01 pension_age_without_pension  base=2001                                 1001
2026-01 pension_age_without_pension  base=2000                                 1000
2026-01 pension_age_without_pension  base=40000                                từ 2.000 đ đến 30.000 đ
2026-02 student                      -                                         5000
2028-06 student                      -                                         5000
2026-01 student                      base=3000                                 3000
2026-01 student                      -                                         mức đóng chung
2026-02 student                      reduction=30                              3500
2026-02 unpaid_leave                 zone=2                                    14190
2028-01 unpaid_leave                 zone=2                                    23650
2026-02 unpaid_leave                 -                                         vùng lương tối thiểu
2026-01 unpaid_leave                 base=5000,zone=2                          chưa có mức đóng
2026-02 allowance                    base=2500000                              12500
2026-02 allowance                    base=2500001                              12500
2026-02 allowance                    base=2500100                              12501
2026-01 allowance                    base=2500000                              chưa có mức đóng
2026-02 allowance                    -                                         trợ cấp
2026-02 abroad                       base=90000000                             chưa có mức đóng
2026-02 abroad                       by_hand=120000                            120000
2026-02 abroad                       by_hand=120000,reduction=50               120000
2019-02 abroad                       by_hand=60000                             60000
2026-02 -                            base=8500000                              Chưa khai nhóm
2026-02 -                            by_hand=7000                              7000
2026-02 insured                      base=8500000,reduction=30                 59500
2026-02 insured                      base=8500000,reduction=50                 42500
2026-02 insured                      base=8500000,reduction=70                 25500
2026-02 insured                      base=8500010,reduction=50                 42500
2026-02 insured                      base=8500100,reduction=50                 42501
2026-02 insured                      base=8500099,reduction=50                 42500
2026-02 insured                      base=3333,reduction=70                    10
2026-02 pensioner                    base=7654321,reduction=30                 26790
2026-02 below_pension_age            zone=4,reduction=50                       5550
2026-02 below_pension_age            zone=4,reduction=30                       7770
2026-02 below_pension_age            zone=1,reduction=70                       4779
2026-02 pension_age_without_pension  zone=4,reduction=70                       2220
2028-01 pension_age_without_pension  zone=2,reduction=30                       9933
2026-02 insured                      reduction=50                              tiền lương đóng bảo hiểm
2026-02 insured                      base=8500000,exempt_case=poor_household   exempt
2026-02 insured                      exempt_case=fatal_illness                 exempt
2026-02 -                            exempt_case=social_pension                exempt
2026-02 insured                      base=1,by_hand=9,exempt_case=poor_household exempt
2025-03 insured                      base=8500000,exempt_case=poor_household   exempt
2026-02 pensioner                    base=7000000,full_age_on=2026-02-01       exempt
2026-02 pensioner                    base=7000000,full_age_on=2026-02-02       35000
2026-03 pensioner                    base=7000000,full_age_on=2026-02-02       exempt
2026-02 pensioner                    base=7000000,full_age_on=2019-05-19       exempt
2026-01 pensioner                    base=7000000,full_age_on=2019-05-19       35000
2026-02 -                            full_age_on=2020-01-01                    exempt
2026-02 insured                      base=8500000,volunteered=200000           85000
"""

Case = tuple[date, Situation, str]


def _case(line: str) -> Case:
    month, category, facts, expected = line.split(maxsplit=3)
    given_: dict[str, Any] = {}
    for fact in facts.split(",") if facts != "-" else []:
        name, _equals, value = fact.partition("=")
        if name == "full_age_on":
            given_[name] = date.fromisoformat(value)
        else:
            given_[name] = value if name == "exempt_case" else int(value)
    if "by_hand" in given_:
        given_["hand_reason"] = "chưa có quy định"
    chosen = "" if category == "-" else category
    return date.fromisoformat(f"{month}-01"), Situation(chosen, **given_), expected


CASES = [_case(line) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("month", "of", "expected"), CASES, ids=TABLE.strip().splitlines())
def test_each_case_comes_out_to_the_dong(month: date, of: Situation, expected: str) -> None:
    found = reckon(Tariff(month), of)
    if expected == "exempt":
        assert (found.amount, found.exempt) == (0, True)
    elif expected.isdigit():
        assert (found.amount, found.exempt) == (int(expected), False)
    else:
        assert found.amount is None
        assert expected in found.working


def test_there_are_a_hundred_cases() -> None:
    assert len(CASES) >= 100
    assert len({line.split(maxsplit=3)[0] for line in TABLE.strip().splitlines()}) >= 10


@pytest.mark.parametrize(
    ("month", "of", "told"),
    [
        (
            date(2026, 2, 1),
            Situation("insured", base=8_500_000),
            "1% × 8.500.000 đ = 85.000 đ. Theo Quy định 01-QĐ/TW ngày 03/02/2026.",
        ),
        (
            date(2026, 2, 1),
            Situation("insured", base=12_345_678, reduction=30),
            "1% × 12.345.678 đ = 123.456,78 đ; giảm 30% còn 86.419,746 đ, làm tròn 86.420 đ. "
            "Theo Quy định 01-QĐ/TW ngày 03/02/2026.",
        ),
        (
            date(2026, 2, 1),
            Situation("below_pension_age", zone=4),
            "0,3% × lương tối thiểu vùng 3.700.000 đ = 11.100 đ. Theo Quy định 01-QĐ/TW ngày 03/02/2026; "
            "theo Nghị định 293/2025/NĐ-CP.",
        ),
        (
            date(2026, 1, 1),
            Situation("insured", base=8_500_000),
            "1% × 8.500.000 đ = 85.000 đ. Theo Quy định 342-QĐ/TW ngày 28/12/2010 (cần đối chiếu văn bản gốc).",
        ),
        (
            date(2026, 2, 1),
            Situation("abroad"),
            "Sổ quy định chưa có mức đóng của nhóm “Ở ngoài nước” cho tháng 02/2026; ghi số tiền bằng tay kèm lý "
            "do trong bản khai.",
        ),
    ],
)
def test_each_amount_says_how_it_came_about(month: date, of: Situation, told: str) -> None:
    assert reckon(Tariff(month), of).working == told


def test_the_versions_it_was_reckoned_under_are_kept() -> None:
    found = reckon(Tariff(date(2026, 5, 1)), Situation("unpaid_leave", zone=3))
    assert found.versions == (
        "dues.below_pension_age_rate@2026-02-01",
        "dues.minimum_wage_zone_3@2026-01-01",
        "dues.unpaid_leave_as@2026-02-01",
    )


def test_an_installation_may_round_to_a_thousand(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "rulebook"
    folder.mkdir()
    (folder / "lam_tron.toml").write_text(
        '[[rule]]\ncode = "dues.rounding"\nlabel = "Làm tròn"\nvalue = 1000\nvalid_from = 2011-01-01\n',
        "utf-8",
    )
    settings.HOME = tmp_path
    book.cache_clear()
    try:
        found = reckon(Tariff(date(2026, 2, 1)), Situation("below_pension_age", zone=4))
    finally:
        book.cache_clear()
    assert found.amount == 11_000


@settings(deadline=None)
@given(
    base=st.integers(0, 500_000_000),
    category=st.sampled_from(["insured", "on_leave", "pensioner", "allowance"]),
    reduction=st.sampled_from([None, 30, 50, 70]),
    month=st.sampled_from([date(2026, 2, 1), date(2026, 11, 1), date(2028, 1, 1)]),
)
def test_more_income_is_never_less_dues(
    base: int, category: str, reduction: int | None, month: date
) -> None:
    of = Situation(category, base=base, reduction=reduction)
    less, more = (reckon(Tariff(month), one).amount for one in (of, replace(of, base=base + 1_000)))
    whole = reckon(Tariff(month), replace(of, reduction=None)).amount
    assert less is not None and more is not None and whole is not None
    assert less <= more
    assert 0 <= less <= whole
