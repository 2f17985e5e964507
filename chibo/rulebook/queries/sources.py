"""Where a rule comes from, as a sentence says it."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.rulebook.queries.book import book
from chibo.rulebook.queries.keeping import kept_with_the_book
from chibo.rulebook.queries.rules import Rule

CHAIN = "chain"


def source_line(rule: Rule) -> str:
    """Such as "Theo Quy định 208-QĐ/TW ngày 26/07/2026, Điều 4"; what is unconfirmed says so."""
    seen = rule.confidence == "seen"
    return _line(rule.document, rule.issued_on, rule.clause, seen, get_language())


@kept_with_the_book
def _line(
    document: str,
    issued_on: date | None,
    clause: str,
    seen: bool,
    _language: str | None,
) -> str:
    if not document:
        return _("Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc")
    line = _("Theo {document}").format(document=named_document(document, issued_on))
    if clause:
        line += f", {clause}"
    return line if seen else line + _(" (cần đối chiếu văn bản gốc)")


def named_document(number: str, issued_on: date | None) -> str:
    """Kind, number and date of a paper: "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025"."""
    name = f"{_kind_of(number, issued_on)} {number}".strip()
    if issued_on is None:
        return name
    return _("{name} ngày {day}").format(name=name, day=format_date(issued_on))


@kept_with_the_book
def _kind_of(number: str, issued_on: date | None) -> str:
    for code, versions in book().rules.items():
        if code.startswith(f"{CHAIN}."):
            for version in versions:
                if (version.document, version.issued_on) == (number, issued_on):
                    return str(version.table()["kind"])
    return ""
