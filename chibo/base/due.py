"""What is due: a line of “Việc cần làm”, computed for a day from records and the rulebook, never stored.

An app joins the list by having a `due` room, and nothing else: the doors find it by its name. The room holds
any of

    asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]
        what the user may see by name under the branch and what is late or close enough on that day to be
        worth a line. About people: nothing above the grassroots (members.due.is_at_work) and nobody the
        user may not read; about papers and units: whatever level the branch is of. As rows and what is made
        of them (base.asking): the rows of all apps are read in one question, so that another app, or
        another kind of line, costs the page nothing more.
    due(user: User, branch: Branch, on: date) -> list[Due]
        the same for the few lines that cannot be said from one reading of rows, or need none. Each question
        asked here is one more for every page that shows what is due: prefer `asks`.
    tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]        (only where lines are about people)
        the same lines counted without names, a unit at a time: what a level above and whoever reads
        totals only is shown. Read in the one question of `asks`; none may read the members one by one.

Doors join, fold, sort and band them; no app knows of another's.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """`what` starts with a verb ("Xét công nhận chính thức"), `about` says whose record it is. Words people
    typed stand in `what` after a colon only: phones and folded lines are told what stands before it.

    `kind` is a code for grouping and tests (such as "probation_ending"). `due_on` None: to be done,
    but no rule gives a day (missing data). `last_on` is the last day when a span begins on `due_on`.
    `why` cites the rule or record behind it, `rule` is the code of that rulebook entry. `url` opens the
    exact step, `button` names that step. `owner_path` is the tree path, as of the day asked, of the
    organisation whose task it is and `owner` its name; `person_id` narrows it to one member (a task given
    to a person). `count` is how many records one line stands for, people unless `of_people` is false;
    `tasks` how many lines of a unit's own list it sums up.
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
    rule: str = ""
    person_id: int | None = None
    of_people: bool = True
    tasks: int = 1

    @property
    def plainly(self) -> str:
        """What kind of task it is, without anything people typed and so without names."""
        return self.what.partition(": ")[0]

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


@dataclass(frozen=True)
class Tally:
    """Lines of one kind with one deadline in one unit below, counted without names.

    `unit` is the key of the organisation the lines are counted by: the grassroots organisation, or the
    cell when the branch is at work itself (members.due.unit_column). `each` is false when the unit has
    one line for all of them (a badge round, gaps in files). `of_people` and the other words are those
    of `Due`.
    """

    kind: str
    what: str
    unit: int
    count: int
    due_on: date | None
    why: str
    rule: str = ""
    last_on: date | None = None
    each: bool = True
    of_people: bool = True
