"""The stages of the way into the Party, as the rulebook names them on a day."""

from datetime import date

from chibo.rulebook.queries import NoRuleOnDay, rule


def stage_names(on: date) -> dict[str, str]:
    """Code → label, in order; nothing before the rulebook begins."""
    try:
        entries = rule("admission.stages", on).entries()
    except NoRuleOnDay:
        return {}
    return {entry["code"]: str(entry["label"]) for entry in entries}
