"""Asking the rulebook: rules on a day, values a field may take, working days."""

from chibo.rulebook.queries.book import (
    Book,
    book,
    code_list,
    code_lists,
    read_book,
    rule,
    rule_of_version,
    rule_versions,
    rules_in_force,
)
from chibo.rulebook.queries.calendar_days import add_months, is_working_day, working_days_after
from chibo.rulebook.queries.keeping import kept_with_the_book
from chibo.rulebook.queries.lists import CodeList, Item, UnknownCodeError
from chibo.rulebook.queries.rules import NoRuleOnDay, Rule, UnknownRuleError, WrongKindError
from chibo.rulebook.queries.sources import named_document, source_line
from chibo.rulebook.queries.toml_rows import RulebookError

__all__ = [
    "Book",
    "CodeList",
    "Item",
    "NoRuleOnDay",
    "Rule",
    "RulebookError",
    "UnknownCodeError",
    "UnknownRuleError",
    "WrongKindError",
    "add_months",
    "book",
    "code_list",
    "code_lists",
    "is_working_day",
    "kept_with_the_book",
    "named_document",
    "read_book",
    "rule",
    "rule_of_version",
    "rule_versions",
    "rules_in_force",
    "source_line",
    "working_days_after",
]
