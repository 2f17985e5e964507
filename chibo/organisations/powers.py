"""What each duty may do. A duty covers its organisation and everything below it."""

from enum import StrEnum

from chibo.organisations.models import Role


class Power(StrEnum):
    SEE_FIGURES = "see_figures"
    SEE_NAMES = "see_names"
    SEE_SENSITIVE = "see_sensitive"  # full identity numbers, each look journalled
    KEEP_RECORDS = "keep_records"
    FOLLOW_CASES = "follow_cases"  # prepare people for admission: notes, helpers, papers
    SEE_BACKGROUND = "see_background"  # results of background checks, each look journalled
    GIVE_WORK = "give_work"  # give work, extend it, say that it is done
    RECORD_MEETINGS = "record_meetings"  # roll, minutes and votes of meetings, handed in
    SEE_DUES = "see_dues"  # what each member owes and has paid
    COLLECT_DUES = "collect_dues"  # declared incomes, receipts, what is handed on
    APPROVE = "approve"  # minutes, forms and reports handed in
    IMPORT = "import"
    EXPORT = "export"
    REPORT = "report"
    SUBMIT = "submit"  # hand forms and reports of one's own unit in, answer what is said of them
    MANAGE_TREE = "manage_tree"
    MANAGE_DUTIES = "manage_duties"
    INSPECT = "inspect"  # keep and read the inspections of the duty's own organisation
    READ_JOURNAL = "read_journal"


_READS = {Power.SEE_FIGURES, Power.SEE_NAMES}
_OFFICE = _READS | {
    Power.SEE_SENSITIVE,
    Power.SEE_BACKGROUND,
    Power.KEEP_RECORDS,
    Power.FOLLOW_CASES,
    Power.GIVE_WORK,
    Power.RECORD_MEETINGS,
    Power.SEE_DUES,
    Power.COLLECT_DUES,
    Power.APPROVE,
    Power.IMPORT,
    Power.EXPORT,
    Power.REPORT,
    Power.SUBMIT,
    Power.MANAGE_TREE,
}
_LEADS = _READS | {
    Power.SEE_DUES,
    Power.SEE_SENSITIVE,
    Power.SEE_BACKGROUND,
    Power.APPROVE,
    Power.GIVE_WORK,
    Power.EXPORT,
    Power.REPORT,
    Power.SUBMIT,
}

POWERS: dict[str, frozenset[Power]] = {
    # The administrator runs accounts and the tree; names of members are not theirs to read.
    Role.ADMIN: frozenset({Power.SEE_FIGURES, Power.MANAGE_TREE, Power.MANAGE_DUTIES}),
    Role.OFFICE: frozenset(_OFFICE),
    Role.SECRETARY: frozenset(_LEADS),
    Role.DEPUTY: frozenset(_LEADS),
    Role.INSPECTION: frozenset(_READS | {Power.INSPECT}),
    Role.IN_CHARGE: frozenset(_READS),
    Role.CELL_SECRETARY: frozenset(
        _READS
        | {
            Power.EXPORT,
            Power.FOLLOW_CASES,
            Power.SEE_BACKGROUND,
            Power.GIVE_WORK,
            Power.RECORD_MEETINGS,
            Power.INSPECT,  # the cell is a subject of inspection, its committee is not
            Power.SEE_DUES,
            Power.COLLECT_DUES,
            Power.SUBMIT,
        }
    ),
    Role.CELL_DEPUTY: frozenset(
        _READS
        | {
            Power.FOLLOW_CASES,
            Power.GIVE_WORK,
            Power.RECORD_MEETINGS,
            Power.SEE_DUES,
            Power.COLLECT_DUES,
            Power.SUBMIT,
        }
    ),
    Role.CELL_COMMITTEE: frozenset(_READS),
    # A member reads their own file only: see members.queries.reach.
    Role.MEMBER: frozenset(),
    Role.SUPERIOR: frozenset({Power.SEE_FIGURES}),
    Role.SUPERIOR_NAMES: frozenset(_READS),
    Role.AUDITOR: frozenset({Power.READ_JOURNAL}),
}
