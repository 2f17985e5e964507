"""Who gets which page in their own branch, as one reads it: page × duty.

    o  the page            -  not there for them (404)        x  told no (403)
    >  sent to another page     .  the address takes no such request

The records are those of bản Trên: the office, the secretary, the deputy and the inspection
committee of the commune stand above it, the committee member in charge and the cell's own three
in it, the member in the cell next to it. What lies in the neighbouring commune is 404 for all of
them, and what lies in bản Dưới is 404 for those of bản Trên; the walk knows that by itself.
"""

from chibo.organisations.models import Role

COLUMNS = {
    "adm": Role.ADMIN,
    "off": Role.OFFICE,
    "sec": Role.SECRETARY,
    "dep": Role.DEPUTY,
    "ins": Role.INSPECTION,
    "chg": Role.IN_CHARGE,
    "cse": Role.CELL_SECRETARY,
    "cde": Role.CELL_DEPUTY,
    "cco": Role.CELL_COMMITTEE,
    "mem": Role.MEMBER,
    "sup": Role.SUPERIOR,
    "nam": Role.SUPERIOR_NAMES,
    "aud": Role.AUDITOR,
}

# One sign alone stands for everybody.
TABLE = """
GET                               adm off sec dep ins chg cse cde cco mem sup nam aud
account_change_password            o
account_home                       o
account_reauthenticate             o
mfa_activate_totp                  >
mfa_deactivate_totp                -
mfa_download_recovery_codes        -
mfa_generate_recovery_codes        >
mfa_index                          o
mfa_reauthenticate                 >
mfa_view_recovery_codes            -
web:sample                         o
web:sample_paper                   o

POST                              adm off sec dep ins chg cse cde cco mem sup nam aud
account_change_password            o
account_home                       >
account_reauthenticate             o
mfa_activate_totp                  >
mfa_deactivate_totp                -
mfa_download_recovery_codes        -
mfa_generate_recovery_codes        >
mfa_reauthenticate                 >
web:sample                         o
web:sample_paper                   o
"""

Row = dict[str, str]


def expected() -> dict[tuple[str, str], Row]:
    """(method, page) → role → sign."""
    rows: dict[tuple[str, str], Row] = {}
    method, roles = "", list[Role]()
    for line in filter(None, TABLE.splitlines()):
        first, *cells = line.split()
        if first in ("GET", "POST"):
            method, roles = first, [COLUMNS[cell] for cell in cells]
        else:
            signs = cells * len(roles) if len(cells) == 1 else cells
            rows[method, first] = dict(zip(roles, signs, strict=True))
    return rows


def as_line(page: str, row: Row) -> str:
    """A row as it stands in the table, to compare by eye or to paste."""
    signs = [row[role] for role in COLUMNS.values()]
    shown = signs[:1] if len(set(signs)) == 1 else signs
    return f"{page:<33}" + "".join(f"{sign:>3} " for sign in shown).rstrip()
