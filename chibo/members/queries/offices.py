"""Which offices belong to the Party's own organisations."""

from chibo.rulebook.queries import code_list

# Nobody holds these without being a member; village heads and officials of the authorities may.
PARTY_GROUPS = frozenset({"committee", "sectional_committee", "cell", "inspection_committee"})


def party_positions() -> list[str]:
    items = code_list("positions").items()
    return [item.code for item in items if item.extra.get("group") in PARTY_GROUPS]
