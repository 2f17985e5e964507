"""Mine, theirs and what both began from, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.meetings.queries.recordings import Choice

T = TypeVar("T")


class Differing(Refusal):
    """Fields two people wrote differently. `fields` has `key`, `label`, `mine`, `theirs` of each."""

    def __init__(self, fields: list[dict[str, str]], unmarked: list[dict[str, Any]]) -> None:
        self.fields, self.unmarked = fields, unmarked
        super().__init__(
            _("Bản trên máy và bản đã có khác nhau; chọn từng chỗ rồi gửi lại. Chưa ghi gì cả.")
        )


@dataclass
class Settling:
    """`open` are fields still to be chosen, `unmarked` people due whom the phone did not know,
    `kept` what was chosen or could not be taken, for the meeting's history."""

    choices: Mapping[str, Choice]
    open: list[dict[str, str]] = field(default_factory=list)
    unmarked: list[dict[str, Any]] = field(default_factory=list)
    kept: list[dict[str, str]] = field(default_factory=list)

    def settle(
        self,
        key: str,
        label: str,
        values: tuple[T, T, T],
        shown: Callable[[T], str] = lambda value: str(value or ""),
    ) -> T:
        """The value to stand, of `values` = mine, base, theirs."""
        mine, base, theirs = values
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        choice = self.choices.get(key)
        if choice is None or choice.theirs != shown(theirs):
            self.open.append(
                {"key": key, "label": label, "mine": shown(mine), "theirs": shown(theirs)}
            )
            return theirs
        taken = mine if choice.takes_mine else theirs
        self.keep(label, shown(mine), shown(theirs), shown(taken))
        return taken

    def keep(self, what: str, phone: str, office: str, kept: str) -> None:
        self.kept.append({"what": what, "phone": phone, "office": office, "kept": kept})

    def check(self) -> None:
        """Raise Differing while something is still to be chosen or marked."""
        if self.open or self.unmarked:
            raise Differing(self.open, self.unmarked)
