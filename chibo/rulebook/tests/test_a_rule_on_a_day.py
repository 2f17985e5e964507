from datetime import date

import pytest

from chibo.rulebook.queries import (
    NoRuleOnDay,
    UnknownRuleError,
    WrongKindError,
    rule,
    rule_of_version,
    rules_in_force,
    source_line,
)


def test_a_certificate_of_15_january_2020_is_expired_on_3_february_2025() -> None:
    certificate = rule("admission.certificate_months", on=date(2025, 2, 3))
    assert certificate.after(date(2020, 1, 15)) == date(2025, 1, 15)


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    probation = rule("probation.months", on=date(2024, 3, 1))
    assert probation.after(date(2024, 2, 29)) == date(2025, 2, 28)


def test_an_absent_official_member_stays_in_the_base_of_the_vote() -> None:
    vote = rule("admission.cell_vote", on=date(2026, 11, 21))
    assert [vote.reached(votes, of=20) for votes in (13, 14)] == [False, True]
    assert vote.reached(12, of=18)


def test_over_half_is_more_than_half() -> None:
    vote = rule("votes.ordinary", on=date(2026, 11, 21))
    assert [vote.reached(votes, of=20) for votes in (10, 11)] == [False, True]


def test_a_refusal_can_name_its_source() -> None:
    ceremony = rule("admission.ceremony_deadline", on=date(2026, 8, 1))
    assert source_line(ceremony) == "Theo Quy định 208-QĐ/TW ngày 26/07/2026"
    votes = rule("admission.cell_vote", on=date(2026, 8, 1))
    assert source_line(votes) == "Theo Điều lệ Đảng ngày 19/01/2011, Điều 5"


def test_a_source_nobody_checked_says_so() -> None:
    paper = rule("transfers.paper_validity", on=date(2026, 8, 1))
    assert source_line(paper) == "Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc"
    good = rule("appraisal.good_from", on=date(2026, 8, 1))
    assert source_line(good).endswith("(cần đối chiếu văn bản gốc)")


def test_a_record_finds_the_version_it_was_handled_under() -> None:
    handled_under = rule("admission.ceremony_deadline", on=date(2025, 9, 1))
    assert handled_under.version == "admission.ceremony_deadline@2025-07-01"
    assert rule_of_version(handled_under.version) == handled_under


def test_a_day_without_a_version_is_refused_with_a_sentence() -> None:
    with pytest.raises(NoRuleOnDay, match=r"ngày 01/01/1990: .* có từ 19/01/2011 đến nay"):
        rule("organisation.grassroots_term_months", on=date(1990, 1, 1))


def test_a_code_nobody_wrote_is_a_mistake() -> None:
    with pytest.raises(UnknownRuleError, match=r"không có mã admission\.colour"):
        rule("admission.colour", on=date(2026, 1, 1))


def test_a_value_is_read_only_as_what_it_is() -> None:
    certificate = rule("admission.certificate_months", on=date(2026, 1, 1))
    assert certificate.months == 60
    with pytest.raises(WrongKindError):
        certificate.days  # noqa: B018 (asking is enough)
    with pytest.raises(WrongKindError):
        certificate.text()
    with pytest.raises(WrongKindError):
        rule("badges.marks", on=date(2026, 1, 1)).integer()
    with pytest.raises(WrongKindError):
        rule("documents.cell_has_seal", on=date(2026, 6, 1)).integer()


def test_the_page_of_rules_in_force_shows_one_version_of_each() -> None:
    shown = rules_in_force(date(2026, 11, 21), topic="admission")
    codes = [version.code for version in shown]
    assert codes == sorted(set(codes))
    assert all(version.holds(date(2026, 11, 21)) for version in shown)
    assert "admission.certificate_months" in codes
