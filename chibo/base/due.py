"""What is due: a line of “Việc cần làm”, computed for a day from records and the rulebook, never stored.

Each app's `due` room has one function `due(user: User, branch: Branch, on: date) -> list[Due]`: what the
user may see by name under the branch and what is late or close enough on that day to be worth a line.
Doors join the lists, sort and band them; no app knows of another's.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """`what` starts with a verb ("Xét công nhận chính thức"), `about` says whose record it is.

    `kind` is a code for grouping and tests (such as "probation_ending"). `due_on` None: to be done,
    but no rule gives a day (missing data). `last_on` is the last day when a span begins on `due_on`.
    `why` cites the rule or record behind it. `url` opens the exact step, `button` names that step.
    `owner_path` is the tree path, as of the day asked, of the organisation whose task it is and
    `owner` its name. `count` is how many records one line stands for.
    """

    kind: str
    what: str
    about: str
    due_on: date | None
    url: str
    button: str
    why: str
    owner: str
    owner_path: str
    last_on: date | None = None
    count: int = 1

    @property
    def deadline(self) -> date | None:
        """The day after which it is late."""
        return self.last_on or self.due_on

    def days_left(self, on: date) -> int | None:
        """Negative when late; None when no day is set."""
        return (self.deadline - on).days if self.deadline else None

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """Sort key: the earliest deadline first, what has no day last."""
        return (self.deadline is None, self.deadline or date.max, self.owner_path, self.about)
