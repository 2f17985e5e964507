"""Loads and measures both databases one after the other; `make bench`.

.venv/bin/python -m benchmarks [--size commune|province|nation] [--home /tmp/chibo-bench]
                               [--database sqlite|postgresql] [--only pages] [--json]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.databases import environment

VENDORS = ("sqlite", "postgresql")


@click.command()
@click.option("--size", type=click.Choice(["commune", "province", "nation"]), default="province")
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    default=Path(tempfile.gettempdir()) / "chibo-bench",
    help="Kept between runs, so that a country is loaded once.",
)
@click.option("--database", "chosen", type=click.Choice(VENDORS), multiple=True, default=VENDORS)
@click.option("--only", multiple=True, help="Measure these parts alone; may be repeated.")
@click.option("--json", "as_json", is_flag=True)
def main(
    size: str, home: Path, chosen: tuple[str, ...], only: tuple[str, ...], as_json: bool
) -> None:
    """Build a country unless it stands already, then measure it."""
    options = [f"--only={part}" for part in only] + (["--json"] if as_json else [])
    for vendor in chosen:
        place = home / size
        surroundings = os.environ | environment(place, vendor)
        loaded = place / f"{vendor}.loaded"
        if not loaded.exists():
            _run("benchmarks.nation", ["--size", size], surroundings)
            loaded.touch()
        _run("benchmarks.run", options, surroundings)


def _run(module: str, options: list[str], surroundings: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-m", module, *options], env=surroundings, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
