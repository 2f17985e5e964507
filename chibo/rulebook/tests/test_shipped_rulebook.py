from datetime import date, timedelta
from itertools import pairwise

import pytest

from chibo.rulebook.apps import rulebook_can_be_read
from chibo.rulebook.queries import Rule, book, code_list, code_lists, rule, rule_versions

TODAY = date(2026, 11, 21)
ALL_VERSIONS = [version for versions in book().rules.values() for version in versions]


def test_every_shipped_file_can_be_read() -> None:
    assert rulebook_can_be_read() == []


@pytest.mark.parametrize("code", sorted(book().rules))
def test_versions_follow_one_another_without_overlap_or_gap(code: str) -> None:
    for earlier, later in pairwise(rule_versions(code)):
        assert earlier.valid_to is not None
        assert earlier.valid_to + timedelta(days=1) == later.valid_from


@pytest.mark.parametrize("version", ALL_VERSIONS, ids=lambda version: version.version)
def test_a_version_says_where_it_comes_from(version: Rule) -> None:
    assert version.label
    assert version.topic in code_list("rule_topics")
    if version.document:
        chain = [v for v in ALL_VERSIONS if v.topic == "chain"]
        known = {(v.document, v.issued_on) for v in chain}
        assert (version.document, version.issued_on) in known


@pytest.mark.parametrize(
    ("topic", "day", "number"),
    [
        ("charter_rules", date(2018, 6, 30), "29-QĐ/TW"),
        ("charter_rules", date(2025, 6, 30), "232-QĐ/TW"),
        ("charter_rules", date(2025, 7, 1), "294-QĐ/TW"),
        ("charter_rules", date(2026, 7, 25), "20-QĐ/TW"),
        ("charter_rules", TODAY, "208-QĐ/TW"),
        ("dues", date(2026, 1, 31), "342-QĐ/TW"),
        ("dues", date(2026, 2, 1), "01-QĐ/TW"),
        ("appraisal", date(2022, 12, 31), "132-QĐ/TW"),
        ("appraisal", TODAY, "366-QĐ/TW"),
        ("inspection", TODAY, "296-QĐ/TW"),
        ("forbidden_acts", TODAY, "207-QĐ/TW"),
        ("document_format", TODAY, "05-HD/VPTW"),
        ("statistics", TODAY, "11-HD/BTCTW"),
    ],
)
def test_the_document_in_force_on_a_day(topic: str, day: date, number: str) -> None:
    assert rule(f"chain.{topic}", on=day).table()["number"] == number


@pytest.mark.parametrize(
    ("code", "day", "value"),
    [
        ("admission.certificate_months", TODAY, 60),
        ("admission.referee_together_months", TODAY, 12),
        ("admission.readmission_wait_months", TODAY, 36),
        ("admission.ceremony_deadline", TODAY, 30),
        ("admission.ceremony_deadline_from", date(2026, 7, 25), "decision_received_on"),
        ("admission.ceremony_deadline_from", date(2026, 7, 26), "decision_issued_on"),
        ("admission.deciding_body", TODAY, "grassroots_standing_committee"),
        ("probation.months", date(2018, 6, 30), 12),
        ("transfers.official_deadline", TODAY, 60),
        ("badges.days", TODAY, ["02-03", "05-19", "09-02", "11-07"]),
        ("badges.marks", TODAY, [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]),
        ("badges.base_salary", TODAY, 2_340_000),
        ("organisation.cell_min_members", TODAY, 3),
        ("organisation.code_groups", TODAY, [2, 3, 3, 3, 3]),
        ("meetings.minutes_min", TODAY, 90),
        ("meetings.minutes_min_with_theme", TODAY, 120),
        ("appraisal.excellent_cap", TODAY, 20),
        ("appraisal.excellent_cap_base", date(2025, 8, 29), "good_only"),
        ("appraisal.excellent_cap_base", TODAY, "good_or_better"),
        ("dues.exempt_party_age", TODAY, 50),
        ("dues.reduction_levels", TODAY, [30, 50, 70]),
        ("documents.margin_left", TODAY, 30),
        ("documents.margin_right", TODAY, 15),
    ],
)
def test_a_figure_of_the_field(code: str, day: date, value: object) -> None:
    assert rule(code, on=day).value == value


def test_there_is_no_badge_for_35_years() -> None:
    for version in rule_versions("badges.marks"):
        assert 35 not in version.entries()


def test_dues_of_those_without_insurance_rise_in_2028() -> None:
    code = "dues.below_pension_age_rate"
    rates = [str(rule(code, on=date(year, 12, 31)).percent) for year in (2026, 2027, 2028)]
    assert rates == ["0.3", "0.3", "0.5"]


def test_the_meeting_sheet_adds_up_to_100() -> None:
    sheet = rule("meetings.score_sheet", on=TODAY).entries()
    assert sum(criterion["max"] for criterion in sheet) == 100
    chosen_one_of = {"time", "attendance", "results"}
    for criterion in sheet:
        if criterion["code"] not in chosen_one_of:
            assert sum(step["points"] for step in criterion["steps"]) == criterion["max"]


@pytest.mark.parametrize(
    "code",
    [
        "organisation.cell_committee_min_members",
        "transfers.paper_validity",
        "inspection.limitation_reprimand",
        "badges.bonus_multiple_45",
        "appraisal.good_from",
        "documents.header_right_size",
        "dues.commune_keeps",
        "data_protection.breach_notice_hours",
    ],
)
def test_what_was_only_recalled_still_says_so(code: str) -> None:
    assert {version.confidence for version in rule_versions(code)} == {"recalled"}


@pytest.mark.parametrize(
    "code", ["inspection.complaint_deadline", "meetings.minutes_min", "chain.charter_guidance"]
)
def test_where_sources_disagree_it_says_so(code: str) -> None:
    assert rule(code, on=TODAY).confidence == "conflict"


def test_lists_have_the_official_number_of_items() -> None:
    counts = {codes.name: len(codes.items()) for codes in code_lists()}
    assert counts["ethnicities"] == 56
    assert counts["dossier_documents"] == 104
    assert counts["forbidden_acts"] == 19
    assert counts["provinces"] == 63
    assert len(code_list("provinces").items(on=TODAY)) == 34
    assert counts["age_bands"] == 8
    assert {item.extra["row"].rstrip("abc") for item in code_list("occupations").items()} == {
        str(number) for number in range(1, 14)
    }


def test_dossier_papers_carry_the_three_priorities() -> None:
    by_priority = [item.extra["priority"] for item in code_list("dossier_documents").items()]
    assert [by_priority.count(priority) for priority in (1, 2, 3)] == [36, 49, 19]


def test_kinds_name_only_kinds_that_exist_as_children() -> None:
    kinds = code_list("organisation_kinds")
    for kind in kinds.items():
        for child in kind.extra["children"]:
            assert kinds.item(child).extra["level"] > kind.extra["level"]


def test_districts_end_with_june_2025() -> None:
    codes = [item.code for item in code_list("organisation_kinds").items(on=date(2025, 7, 1))]
    assert "district" not in codes
    assert code_list("organisation_kinds").item("district").holds(date(2025, 6, 30))


def test_lists_agree_with_the_rules_that_use_them() -> None:
    lists = {
        "document_types": "documents.cell_may_issue",
        "discipline_forms": "inspection.member_forms",
        "not_met_grounds": "appraisal.forced_not_met",
        "weakness_criteria": "consolidation.criteria",
        "dues_exemptions": "dues.exempt_cases",
        "secrecy_levels": "data_protection.blocked_secrecy",
    }
    for name, code in lists.items():
        assert [
            entry for entry in rule(code, on=TODAY).entries() if entry not in code_list(name)
        ] == []


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (2016, ["clean_strong", "good", "met", "weak", "not_met"]),
        (2017, ["clean_strong", "good", "met", "weak", "not_met"]),
        (2018, ["excellent", "good", "met", "not_met"]),
    ],
)
def test_ratings_bear_the_names_of_their_year(year: int, names: list[str]) -> None:
    ratings = code_list("organisation_ratings").items(on=date(year, 12, 31))
    assert [item.code for item in ratings] == names


def test_movements_add_up_like_form_1() -> None:
    rows = {
        item.extra.get("form1"): item.extra["effect"]
        for item in code_list("movement_kinds").items()
    }
    del rows[None]
    assert rows == {
        **dict.fromkeys(["B1", "B2", "B3"], 1),
        **dict.fromkeys(["C1", "C2", "C3", "C4", "C5"], -1),
    }
