"""The phrase bank: stock sentences of the rulebook, and the installation's own laid over them."""

from chibo.rulebook.queries import code_list


def phrases(use: str) -> list[str]:
    """Sentences for one place of the minutes: opinions, conclusion, dues, remark."""
    items = code_list("meeting_phrases").items()
    return [item.label for item in items if item.extra.get("for") == use]


def with_phrase(text: str, phrase: str) -> str:
    """The phrase on a line of its own after what was typed."""
    typed = text.rstrip()
    return f"{typed}\n{phrase}" if typed else phrase
