"""Forms as data: one .toml file each."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FORMS = Path(__file__).parent / "forms"
Issuer = Literal["person", "union", "cell", "sectional", "committee", "deciding"]


@dataclass(frozen=True)
class Form:
    """`paper` is the code of rule admission.papers the form makes, "" for what accompanies the file.

    `phase` is the part of the way it belongs to. `day` and `number` name the fields that hold the day
    and the number of the paper; empty: written in by hand. `each` names the list whose every entry gets
    a sheet of its own.
    """

    code: str
    title: str
    phase: Literal["admission", "recognition"]
    issuer: Issuer
    kind: str
    summary: str = ""
    form: str = ""
    paper: str = ""
    symbol: str = ""
    day: str = ""
    number: str = ""
    each: str = ""
    is_sensitive: bool = False
    addressees: Sequence[str] = ()
    grounds: Sequence[str] = ()
    recipients: Sequence[str] = ()
    archive: str = ""
    blocks: Sequence[Mapping[str, Any]] = ()
    signatures: Sequence[Mapping[str, str]] = ()


@cache
def forms() -> dict[str, Form]:
    """By code, in the order of their use."""
    found = [_form(path) for path in sorted(FORMS.glob("*.toml"))]
    return {form.code: form for form in found}


def _form(path: Path) -> Form:
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    blocks = declared.pop("block", [])
    signatures = declared.pop("signature", [])
    code = path.stem.split("-", 1)[1]
    return Form(code=code, blocks=tuple(blocks), signatures=tuple(signatures), **declared)
