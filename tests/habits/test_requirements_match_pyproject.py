import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.habits.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]


def locked(name: str) -> dict[str, set[str]]:
    """Package → versions, as pinned: more than one where machines differ."""
    pins: dict[str, set[str]] = {}
    for package, version in re.findall(
        r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE
    ):
        pins.setdefault(canonicalize_name(package), set()).add(version)
    return pins


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.txt", [PROJECT["project"]["dependencies"], GROUPS["build"]]),
        (
            "requirements-dev.txt",
            [PROJECT["project"]["dependencies"], GROUPS["build"], GROUPS["dev"]],
        ),
        ("requirements-uv.txt", [GROUPS["uv"]]),
    ],
)
def test_every_dependency_is_locked_at_a_version_it_allows(
    name: str, wanted: list[list[str]]
) -> None:
    pins = locked(name)
    astray = [
        str(requirement)
        for requirement in map(Requirement, chain.from_iterable(wanted))
        if not any(
            requirement.specifier.contains(version)
            for version in pins.get(canonicalize_name(requirement.name), ())
        )
    ]

    assert astray == [], "run make lock"


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"]
)
def test_every_pin_has_its_hashes_and_no_registry(name: str) -> None:
    text = (ROOT / name).read_text()

    assert not re.search(r"https?://|--index-url|--find-links", text)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip()))


def test_both_files_agree() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")

    assert {name: dev.get(name) for name in run} == run
