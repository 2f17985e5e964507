"""Field by field: whether two sides say the same, who changed it since, and where it is likely to be mended."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from chibo.base.partial_dates import PartialDate
from chibo.imports.models import Difference
from chibo.imports.queries.cells import spelling
from chibo.imports.queries.our_side import RANKED
from chibo.imports.readers.fields import fields
from chibo.imports.rules.comparing.their_side import MASK, OR, UNKNOWN

Changed, Verdict = Difference.Changed, Difference.Verdict
Side = Mapping[str, str]

LEAVING = frozenset({"transferred", "died", "left", "expelled", "removed"})
_DIGITS = frozenset({"phone", "national_id", "card_number", "old_id", "old_card_number"})
# A list without the province writes the whole place in one cell.
_WHOLE = {"birth_detail": "birth", "native_detail": "native", "home_detail": "home"}


def differing(ours: Side, theirs: Side, codes: Iterable[str]) -> list[str]:
    """Codes of fields the sides do not agree on; a number masked by whoever wrote the file says nothing."""
    return [code for code in codes if not same(code, ours, theirs)]


def same(code: str, ours: Side, theirs: Side) -> bool:
    mine, yours = ours.get(code, ""), theirs.get(code, "")
    if mine == yours or MASK in yours:
        return True
    if code == "status":
        return yours == "active" or yours in mine.split("+")
    if code == "cell":
        return mine in yours.split(OR)
    if code in _DIGITS:
        return re.sub(r"\D", "", mine) == re.sub(r"\D", "", yours) != ""
    if code in _WHOLE and f"{_WHOLE[code]}_province" not in theirs:
        whole = ours.get(f"{_WHOLE[code]}_whole", "")
        return spelling(yours) in (spelling(mine), spelling(whole)) and yours != ""
    return fields()[code].kind in ("text", "name") and spelling(mine) == spelling(yours)


def who_changed(code: str, ours: Side, theirs: Side, last: tuple[Side, Side] | None) -> str:
    """Since the last comparison, of which `last` are both sides; UNKNOWN when it did not ask this field."""
    if last is None or code not in last[1] or code not in last[0]:
        return Changed.UNKNOWN
    mine = not _equal(code, last[0], ours)
    yours = not _equal(code, last[1], theirs)
    if mine and yours:
        return Changed.BOTH
    if mine:
        return Changed.OURS
    return Changed.THEIRS if yours else Changed.BEFORE


def _equal(code: str, before: Side, now: Side) -> bool:
    one, other = before.get(code, ""), now.get(code, "")
    return one == other or (
        fields()[code].kind in ("text", "name") and spelling(one) == spelling(other)
    )


def proposed(code: str, ours: Side, theirs: Side, changed: str, today: date) -> str:
    """Where to mend it: the side that says nothing or knows less, else the side that did not follow the other's
    change. Undecided where neither can be told."""
    mine, yours = ours.get(code, ""), theirs.get(code, "")
    if not yours or _knows_less(code, yours, mine, today):
        return Verdict.THERE
    if not mine or _knows_less(code, mine, yours, today):
        return Verdict.HERE
    told = {Changed.OURS.value: Verdict.THERE, Changed.THEIRS.value: Verdict.HERE}
    return told.get(changed, Verdict.UNDECIDED)


def _knows_less(code: str, one: str, other: str, today: date) -> bool:
    """A year is less than the day it holds."""
    known = one and other and not one.startswith(UNKNOWN) and not other.startswith(UNKNOWN)
    if not known or fields()[code].kind not in ("date", "two_dates"):
        return False
    first, second = PartialDate.parse(one, today), PartialDate.parse(other, today)
    wide = first.latest - first.earliest > second.latest - second.earliest
    return wide and first.earliest <= second.earliest and second.latest <= first.latest


def may_take(code: str, theirs: Side) -> bool:
    """Whether their value can be written into the person's file as it stands."""
    value = theirs.get(code, "")
    if not value or value.startswith(UNKNOWN) or MASK in value:
        return False
    return code in RANKED or code not in ("cell", "status", Difference.PRESENCE)
