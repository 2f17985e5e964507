"""Whether a rule had anything to look at: a file or unit that remembers what was asked of it."""

from typing import Any

from chibo.cleaning.rules.declaring import Rule
from chibo.cleaning.rules.known import Known


class Watched:
    """Stands for a file or a unit and notes whether what a rule read there says anything."""

    def __init__(self, thing: Any) -> None:
        self.__dict__.update(_thing=thing, _said=[])

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        if callable(found):
            return lambda *asked: self._noted(found(*asked))
        return self._noted(found)

    def _noted(self, found: Any) -> Any:
        self._said.append(found is not None and found not in ("", [], ()))
        return found

    @property
    def spoke(self) -> bool:
        return bool(self._said) and all(self._said)


def had_its_say(rule: Rule[Any], thing: Any, known: Known) -> bool:
    """Everything the rule read of the thing was there, so that its silence means something."""
    watched = Watched(thing)
    rule.finds(watched, known)
    return watched.spoke
