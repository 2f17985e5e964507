"""How findings are named on the screen, on paper and in a workbook."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.cleaning.rules.declaring import Rule, Severity
from chibo.rulebook.queries import NoRuleOnDay, rule, source_line

SEVERITY_WORDS: Mapping[Severity, str | Promise] = {
    Severity.WRONG: gettext_lazy("Sai"),
    Severity.DOUBT: gettext_lazy("Cần kiểm tra"),
    Severity.GAP: gettext_lazy("Còn thiếu"),
}
TONES: Mapping[Severity, str] = {
    Severity.WRONG: "bad",
    Severity.DOUBT: "warn",
    Severity.GAP: "info",
}


def source_of(one: Rule) -> str:
    """What a rule rests on, said aloud: the entries of the rulebook with their values, or its own words."""
    said = [str(one.source)] if one.source else []
    for code in one.limits:
        try:
            limit = rule(code, timezone.localdate())
        except NoRuleOnDay:
            continue
        value = limit.value if isinstance(limit.value, int | str) else ""
        head = f"{limit.label}: {value}" if value != "" else limit.label
        said.append(_("{head} ({source})").format(head=head, source=source_line(limit)))
    return "; ".join(said)
