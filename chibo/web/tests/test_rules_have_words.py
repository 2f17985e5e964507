"""What a rule says is read in words on every day, no code and no dash."""

from datetime import date

import pytest

from chibo.rulebook.queries import rules_in_force
from chibo.web.queries.rule_words import value_words


@pytest.mark.parametrize("day", [date(2018, 6, 30), date(2025, 8, 1), date(2026, 11, 21)])
def test_every_rule_in_force_has_words_and_no_code_in_its_label(day: date) -> None:
    found = rules_in_force(day)

    assert found
    assert [rule.code for rule in found if not value_words(rule.value, rule.unit)] == []
    assert [rule.label for rule in found if "_" in rule.label] == []
