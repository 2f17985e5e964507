"""Measuring is not part of a test run: that what measures still finds what it measures is."""

from importlib import import_module
from pathlib import Path

import pytest

import benchmarks

MODULES = sorted(file.stem for file in Path(benchmarks.__path__[0]).glob("[a-z]*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_every_part_of_the_benchmarks_can_be_read(name: str) -> None:
    import_module(f"benchmarks.{name}")
