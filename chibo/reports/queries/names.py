"""Names that hold digits without being figures."""

from chibo.organisations.queries.tree import Branch, placed_under


def numbered_names(of: Branch) -> list[str]:
    """Names of organisations of the branch with a digit in them, longest first: "Chi bộ Tiểu khu 3"."""
    rows = placed_under(of.path, of.on).filter(profile__name__regex=r"[0-9]")
    pairs = rows.values_list("name", "short_name")
    return sorted({name for pair in pairs for name in pair}, key=len, reverse=True)
