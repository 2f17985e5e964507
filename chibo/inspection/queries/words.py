"""How a step is called, in an inspection or in a supervision."""

from chibo.inspection.models import Nature
from chibo.rulebook.queries import code_list


def step_label(code: str, nature: str) -> str:
    item = code_list("inspection_steps").item(code)
    if nature == Nature.SUPERVISION:
        return str(item.extra.get("supervised", item.label))
    return item.label
